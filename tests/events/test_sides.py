"""For whom people act: told by an organisation, by a title at home, or not at all."""

from __future__ import annotations

import pytest

from timeline.events.sides import Sides, home_of, represented
from timeline.model.event import Actor
from timeline.model.mentions import ActorMention, Lifted, PlaceMention
from timeline.model.vocabulary import ActorType


def person(name: str, *, country: str | None = None, office: str | None = None, rank: str | None = None) -> Actor:
    return Actor(f"local:{name}", name, ActorType.PERSON, country, office, None, rank)


def state(code: str) -> ActorMention:
    return ActorMention(0, 2, code, "name", "state", "actor.state", (f"iso:{code}",), country=code)


def test_a_state_s_people_stand_for_it() -> None:
    assert Sides().of(person("Aino Salmela", country="FI")) == "FI"


def test_an_envoy_stands_for_his_organisation() -> None:
    envoy = person("Jan Visser", office="representative", rank="organisation")
    sides = Sides({envoy.id: "org:UN"}, "CY")
    assert sides.of(envoy) == "org:UN"
    assert sides.told(envoy)


@pytest.mark.parametrize(
    ("rank", "office", "told"),
    [("minister", "Trade Minister", True), ("leader", "Premier", True), ("official", "adviser", False), (None, None, False)],
)
def test_a_title_without_a_state_is_that_of_the_place_of_the_report(rank: str | None, office: str | None, told: bool) -> None:
    somebody = person("Lin Mei", office=office, rank=rank)
    assert Sides(home="CN").told(somebody) is told
    assert not Sides(home=None).told(somebody)


def test_a_rebel_stands_for_himself_whatever_the_report() -> None:
    rebel = person("Paul Okello", country="UG", office="rebel leader", rank="leader")
    assert Sides(home="UG").of(rebel) == rebel.id


def test_home_is_the_dateline_s_state_else_the_one_that_most_mentions_name() -> None:
    lifted = Lifted("d", actors=(state("CN"), state("CN"), state("US")), places=(PlaceMention(0, 2, "Paris", "place.city", country="FR"),))
    assert home_of(lifted, "JP") == "JP"
    assert home_of(lifted, None) == "CN"
    assert home_of(Lifted("d"), None) is None


def test_two_letters_of_an_organisation_are_no_state() -> None:
    lifted = Lifted("d", actors=(state("EU"), state("EU"), state("NO")))
    assert home_of(lifted, None) == "NO"


def test_a_minister_is_represented_by_his_state_with_his_own_words() -> None:
    minister = person("Aino Salmela", country="FI", office="foreign_minister", rank="minister")
    found = represented(minister, Sides())
    assert (found.id, found.name, found.type) == ("iso:FI", "Finland", ActorType.STATE)
    nobody = person("Lin Mei")
    assert represented(nobody, Sides()) is nobody
