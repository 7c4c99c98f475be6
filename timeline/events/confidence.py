"""How sure an event is: the probability that kind, participants, status and date are all right, in a few steps.

A logistic model over what the record of an event tells, fitted on articles with gold and cross-validated by article; the script
``benchmarks/events_confidence.py`` fits it anew and prints the weights below and the table of steps against what was right. On 117
encounters of articles that nobody had read the steps 0.4, 0.6, 0.7, 0.8, 0.9 were right in 0.19, 0.60, 0.64, 0.87, 0.85 of the cases;
weights fitted anew on all articles that had been read promise more than they keep there: 0.08, 0.33, 0.76, 0.81, 0.85.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from timeline.model.event import Event
from timeline.model.vocabulary import ActorType, Family, Kind, Status

STEPS = (0.4, 0.6, 0.7, 0.8, 0.9)
WEIGHTS: Mapping[str, float] = MappingProxyType(
    {
        "bias": -0.62,
        "placed": 0.54,
        "two people": 0.65,
        "visit": 0.71,
        "dated": 0.55,
        "verb": 0.46,
        "firm": 0.39,
        "states only": -0.33,
        "possible": -0.16,
    }
)
CHANGES: Mapping[Kind, float] = MappingProxyType(
    {
        Kind.ANNOUNCEMENT: 0.8,
        Kind.CANCELLATION: 0.6,
        Kind.CONFIRMATION: 0.7,
        Kind.DENIAL: 0.5,
        Kind.INVITATION: 0.8,
        Kind.POSTPONEMENT: 0.5,
    }
)
"""Share of changes whose kind and encounter were right, in articles with gold and among 61 read on text without: too few for a model."""
_VERBS = (".meet", ".visit_verb", ".arrive", ".travel")


_TOLD = ("placed", "two people", "visit", "dated", "verb", "firm", "states only", "possible")


def features(event: Event) -> dict[str, float]:
    """What the confidence of an encounter rests on, each 0 or 1 (the bias always 1).

    *placed*, *dated*: the text tells where, when; *two people*: two by name; *states only*: nobody below a state; *verb*: it is told by a
    plain verb ("met", "visited", "arrived"); *firm*: the deciding words assert the status; *visit* and *possible* (proposed): what it is.
    """
    return {"bias": 1.0, **dict(zip(_TOLD, map(float, _told(event)), strict=True))}


def _told(event: Event) -> tuple[bool, ...]:
    people = [a.type for a in event.participants]
    first = event.mentions[0] if event.mentions else None
    return (
        event.place is not None,
        people.count(ActorType.PERSON) >= 2,
        event.kind is Kind.VISIT,
        event.dating.interval is not None,
        first is not None and first.rule.endswith(_VERBS),
        first is not None and first.cue_rule is not None and not first.cue_rule.startswith("hint."),
        people.count(ActorType.STATE) == len(people),
        event.status is Status.PROPOSED,
    )


def probability(values: Mapping[str, float], weights: Mapping[str, float] = WEIGHTS) -> float:
    """The model's probability for features.

    >>> probability({"bias": 1.0}, {"bias": 0.0})
    0.5
    """
    return 1 / (1 + math.exp(-sum(weights.get(name, 0.0) * value for name, value in values.items())))


def step(p: float) -> float:
    """The step next to a probability, the lower of two.

    >>> step(0.64), step(0.02), step(0.99)
    (0.6, 0.4, 0.9)
    """
    return min(STEPS, key=lambda s: (abs(s - p), s))


def confidence(event: Event) -> float:
    """The confidence of an event: for an encounter the step next to the model's probability, for a change that of its kind."""
    if event.family is Family.CHANGE:
        return CHANGES.get(event.kind, STEPS[0])
    return _sure(_told(event))


@lru_cache(maxsize=512)
def _sure(told: tuple[bool, ...]) -> float:
    return step(probability({"bias": 1.0, **dict(zip(_TOLD, map(float, told), strict=True))}))
