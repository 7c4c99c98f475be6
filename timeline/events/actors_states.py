"""Whose officials people are, where the words before their names do not say it: the state or organisation that the sentence tells.

A newspaper leaves the state out where it is plain: it stands before the name that is coordinated with this one, it heads the
delegation, it is the only one that acts in the sentence, it is that of the man whose envoy somebody is, or the report is written there.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise

from timeline.lexicon.knowledge import Knowledge, phrase_key
from timeline.model.mentions import ActorMention, Lifted
from timeline.model.quick import replace

_OF = (" of ", " of the ")
_MEMBER = re.compile(
    r", (?:an? |the )?(?:[\w-]+ ){0,5}(?:member|chairman|chairwoman|chair|head|director|director-general|president|vice-president|deputy"
    r"|secretary|secretary-general|chief|leader|official|adviser|advisor|commander|spokesman|spokeswoman) (?:of|in|at|for)"
    r" (?:(?:[\w&()-]|[’'](?!s? ))+ ){0,14}"
)
_LED = re.compile(
    r"\b(?:delegation|mission|team|group|lawmakers|senators|parliamentarians|officials|negotiators|diplomats|envoys|mediators|experts"
    r"|ministers|generals)\b[^.;]{0,90}?,?\s(?:is |was |being )?(?:led|headed|chaired|lead)\s+by\s+(?:[\w.'’-]+\s+){0,6}$"
)
_AND = re.compile(r"^\s*(?:,|and|, and)\s+(?:its |the |his |her )?(?:[\w.'’-]+\s+){1,6}$")
_RANK = re.compile(r", (?:[A-Z][\w.]* ){0,2}")  # "Annan's special envoy, General X"
_OWNED = re.compile(r"^['’]s?\s+(?:[\w.'’-]+,?\s+){1,4}$")
_ITS = re.compile(r"\b(?:its|his|her|their)\s+(?:[\w-]+\s+){0,2}$")
_ONE = re.compile(r"\bthe\s+$")
_MET_BY = re.compile(r"\b(?:(?:received|met|hosted|greeted|welcomed) by|met|meet|meets|meeting|received|saw|see|called on|with) the\s+$")
_AMERICAN = frozenset(
    {
        "Secretary of State", "Deputy Secretary of State", "Under Secretary of State", "Assistant Secretary of State",
        "Deputy Assistant Secretary of State", "Secretary of Defense", "Treasury Secretary", "Energy Secretary", "Commerce Secretary",
    }
)  # fmt: skip
_EUROPEAN = frozenset({"European Commissioner"})
_CONGRESS = frozenset({"Senator", "Representative", "House Majority Leader", "Senate Majority Leader"})
_SENT = frozenset({"envoy", "representative", "organisation_head", "commissioner", "other"})
_LEADING = frozenset({"head_of_state", "head_of_government", "monarch", "leader"})
_NOBODYS = frozenset({"private", "religious", "rebel", "opposition", "party_head", "royal", "sheikh"})
_AT_HOME = frozenset(
    {
        "head_of_state", "head_of_government", "monarch", "vice_leader", "foreign_minister", "defence_minister", "minister", "secretary",
        "deputy_minister", "parliament_speaker", "lawmaker", "national_security", "chief_of_staff", "military", "governor", "spokesperson",
    }
)  # fmt: skip
_LOCAL = frozenset({"governor", "mayor", "other", "head_of_government", "chief", "head"})  # may be held in a land or town
_GOVERNS = re.compile(r"(?:['’]s)?(?: (?:Province|province|State|state|City|city|Region|region))?(?:['’]s)? (?:[A-Za-z-]+ ){1,3}")
_GOVERNOR_OF = re.compile(
    r", (?:the |an? )?(?:[\w-]+ ){0,3}(?:governor|mayor|premier|minister|secretary|chairman|chairwoman|president|chief)"
    r" of (?:the )?(?:[\w-]+ ){0,4}"
)
_BESIDE = 70  # characters between a town and its mayor's name at most
StateOf = Callable[[ActorMention], str | None]
_SUBJECT = re.compile(r"(?!.{0,30}\b(?:of|on|about|with|for|against|in|to|from|over)\b).{0,30}", re.DOTALL)  # before a sentence's subject
_TOLD = re.compile(r" (?:(?:has|had|have) )?(?:told|informed|assured|notified|reminded|warned) (?:the )?")  # one state to another
_ABROAD = re.compile(r"\b(?:to|with|visit|visited|visiting|meet|met|meets|meeting|received|hosted) (?:the )?$")  # whom or where he goes to
_OPENS = 4  # characters before a name that begins a sentence: "Mr. "
_APPOSED = re.compile(r"['’]s|,? (?:of|from|at|an?|the|one|who (?:is|was|heads?|leads?))\b|, (?!who\b)")
_SAYS = re.compile(r",? (?:(?:has|had|have) )?(?:said|says|told|announced|warned|added|confirmed|declared|arrived|met|held|left|will)\b")
_MENTIONS = 16  # mentions in two sentences
_NEAR = 140  # characters before a name in which its delegation is told


def of_states(lifted: Lifted, text: str) -> Lifted:
    """ "Foreign Ministers Aino Salmela of Finland and …": the state behind a person's name is the person's.

    So is that of the body of which somebody is told to be a member or the head ("Luo Gan, a member of the … of the CPC Central Committee").
    """
    actors = list(lifted.actors)
    for n, person in enumerate(actors[:-1]):
        named = person.country is None and person.form == "name" and person.type in (None, "person")
        if named and text.startswith(", ", person.end):
            body = next((m for m in actors[n + 1 : n + 6] if m.country and m.type in ("state", "organisation")), None)
            if body is not None and body.sentence == person.sentence and _MEMBER.fullmatch(text, person.end, body.start):
                actors[n] = replace(person, country=body.country, office=person.office or "official")
    for n, (person, state) in enumerate(pairwise(actors)):
        named = person.form == "name" and person.type in (None, "person") and person.country is None
        if named and state.type == "state" and state.form == "name" and text[person.end : state.start] in _OF:
            code = next((c.removeprefix("iso:") for c in state.candidates if c.startswith("iso:")), None)
            actors[n] = replace(person, country=code)
    return replace(lifted, actors=tuple(actors))


class Owners:
    """For whom people and offices without a state act, by the sentence around them. ``home`` is the state of the dateline, if any."""

    def __init__(self, lifted: Lifted, text: str, known: Knowledge, home: str | None) -> None:
        self._actors = lifted.actors
        self._names = lifted.names
        self._places = lifted.places
        self._text = text
        self._known = known
        self._home = home
        self._at: dict[int, int] = {m.start: n for n, m in enumerate(lifted.actors)}

    def of_person(
        self, positions: Iterable[int], office: str | None, title: str | None, spoken: Mapping[str, int], state_of: StateOf
    ) -> str | None:
        """The state or organisation of somebody named at these characters; None where nothing tells it.

        ``spoken`` counts the countries that the document speaks of, ``state_of`` tells that of another person's
        mention, where it is known.
        """
        if office in _NOBODYS:
            return None
        mentions = [self._at[p] for p in positions if p in self._at]
        led = next((led for n in mentions if (led := self._delegation(n)) is not None), None)
        if led is not None or office is None:
            return led
        for n in mentions if office in _LOCAL else ():
            land = self._land(self._actors[n])
            if land is not None:
                return land
        bare = (title or "").removeprefix("former ")
        if bare in _AMERICAN or (bare in _CONGRESS and "US" in spoken):
            return "US"
        if bare in _EUROPEAN:
            return "EU"
        for n in mentions:
            told = self._joined(n, state_of) or self._only(n, office, state_of)
            if told is not None:
                return told
        return self._home if office in _AT_HOME else None

    def untold(self, start: int) -> ActorMention | None:
        """ "The Finnish foreign minister arrived on Friday. | Aino Virta | told reporters": the one office without a name that acts in
        the sentence before, where the name at character ``start`` begins its own and no apposition follows."""
        n, last = self._at.get(start, 0), bisect_left(self._names, start, key=lambda m: m.start)
        person = self._actors[n] if start in self._at else self._names[last]
        if start - person.sentence[0] > _OPENS or _APPOSED.match(self._text, person.end):
            return None
        for mentions in (self._actors[max(0, n - _MENTIONS) : n], self._names[max(0, last - _MENTIONS) : last]):
            before = [m for m in mentions if m.sentence[1] <= person.sentence[0]]
            if not before or self._text[before[-1].sentence[1] : person.sentence[0]].strip():
                continue  # a paragraph that was not tagged: only the names tell of it
            bare = [m for m in before if m.sentence == before[-1].sentence and m.form == "office" and m.country and not m.antecedents]
            acting = [m for m in bare if _SAYS.match(self._text, m.end) or _SUBJECT.fullmatch(self._text, m.sentence[0], m.start)]
            return acting[0] if len(acting) == 1 and not acting[0].rule.endswith("plural") else None
        return None

    def _land(self, mention: ActorMention) -> str | None:
        """ "Ann Rowe, governor of Bavaria", "Turin Mayor X": the state in which the land or town lies that somebody governs."""
        first = bisect_left(self._places, mention.start - _BESIDE, key=lambda p: p.start)
        for place in self._places[first:]:
            if place.start > mention.end + _BESIDE:
                break
            before = place.end <= mention.start and _GOVERNS.fullmatch(self._text, place.end, mention.start)
            if before or (place.start >= mention.end and _GOVERNOR_OF.fullmatch(self._text, mention.end, place.start)):
                spots = self._known.spots.get(phrase_key(place.text.removesuffix(" Province").removesuffix(" City")))
                return place.country or (spots[0].country if spots else None)
        return None

    def of_office(self, index: int) -> str | None:
        """The state of "its foreign minister", "the president": the one that acts before it in the sentence."""
        mention = self._actors[index]
        before = self._text[max(mention.sentence[0], mention.start - 40) : mention.start]
        its = bool(_ITS.search(before))
        if not its and (not _ONE.search(before) or _MET_BY.search(before)):
            return None  # "an Iranian envoy was received by the prime minister": another state's
        states = [m for m in self._sentence(index) if m.start < mention.start and self._acts(m) is not None]
        codes = dict.fromkeys(self._acts(m) for m in states)
        if its and states:
            return self._acts(states[-1])
        if len(states) > 1 and _TOLD.fullmatch(self._text, states[0].end, states[1].start):
            states, codes = states[:1], dict.fromkeys([self._acts(states[0])])  # "Bahrain has told Jordan that the emir's visit"
        opening = bool(states) and _SUBJECT.fullmatch(self._text, mention.sentence[0], states[0].start)  # "Peru said that the president"
        return next(iter(codes)) if len(codes) == 1 and opening else None

    def _sentence(self, index: int) -> list[ActorMention]:
        start, end = self._actors[index].sentence
        first = last = index
        while first > 0 and self._actors[first - 1].start >= start:
            first -= 1
        while last + 1 < len(self._actors) and self._actors[last + 1].start < end:
            last += 1
        return [m for m in self._actors[first : last + 1] if m is not self._actors[index]]

    def _acts(self, mention: ActorMention) -> str | None:
        """The state that a word for a state or its side stands for."""
        if mention.country in self._known.states and (mention.type == "state" or mention.form == "office"):
            return mention.country
        return None

    def _delegation(self, index: int) -> str | None:
        """ "a Chinese delegation led by Liu Yun": the delegation's state, named in its phrase."""
        mention = self._actors[index]
        start = max(mention.sentence[0], mention.start - _NEAR)
        found = _LED.search(self._text, start, mention.start)
        if found is None:
            return None
        near = {m.country for m in self._sentence(index) if found.start() - 60 <= m.start < mention.start and m.country}
        return near.pop() if len(near) == 1 else None

    def _joined(self, index: int, state_of: StateOf) -> str | None:
        """ "the Japanese parliament and Foreign Minister X", "Mobutu's envoy X": the state of the name before it."""
        if not index:
            return None
        mention, before = self._actors[index], self._actors[index - 1]
        if before.start < mention.sentence[0]:
            return None
        if before.form == "office" and before.country is None and index > 1 and _RANK.fullmatch(self._text, before.end, mention.start):
            before = self._actors[index - 2]  # "Annan's special envoy, X"
        between = self._text[before.end : mention.start]
        person = before.form == "name" and before.type in (None, "person")
        if _OWNED.match(between):
            return state_of(before) if person else before.country if before.form == "office" else None
        if _AND.match(between):
            if before.form in ("side", "office"):
                return before.country
            if person and before.title:
                return state_of(before)
        return None

    def _only(self, index: int, office: str, state_of: StateOf) -> str | None:
        """The only state that acts in the sentence, if it is none of the other people's there."""
        around = self._sentence(index)
        others = {state_of(m) for m in around if m.form == "name" and m.type in (None, "person")}
        if office in _SENT:
            codes: dict[str | None, None] = dict.fromkeys(m.country for m in around if m.type == "organisation")
        elif office in _LEADING:
            return None  # leaders are met and told by other states
        else:
            own = [m for m in around if m.form != "office" and not _ABROAD.search(self._text, max(0, m.start - 16), m.start)]
            codes = dict.fromkeys(self._acts(m) for m in own)
        left = [c for c in codes if c is not None and c not in others]
        return left[0] if len(left) == 1 else None
