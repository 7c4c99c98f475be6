"""What keeps two mentions of encounters apart, whoever takes part: another kind, another count of sides, another gathering."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from timeline.events.agreement import is_country, where
from timeline.events.groups import Group
from timeline.events.labels import MANY, label, of_many, ordinal, singular, tier, to_come, told_earlier
from timeline.events.telling import NO_DATE, OFFICE, ORGANISATION, PERSON, Telling
from timeline.model.quick import replace

_GOING = frozenset({"visit.visit_verb", "visit.arrive", "visit.travel", "visit.leave_for", "visit.accompany"})
_GATHERED_FOR = frozenset({"meeting.host", "meeting.convene"})  # "gathered in Lima for a summit", "hosts her at a forum"
_MEALS = frozenset({"meeting.meal", "meeting.dine"})
_CONVERSATIONS = frozenset({"conversation", "talks", "discussion", "discussions"})
_HAPPENED = frozenset({"held", "ongoing"})
_PLANNED = frozenset({"scheduled", "proposed", "hypothetical"})
_NOUNS = MANY | {"meeting.hold", "meeting.round"}
_TWO = 2
_BESIDE = re.compile(
    r"\b(?:in addition to|as well as|besides|apart from|prior to|ahead of|follow(?:s|ed|ing)(?: by)?|pav(?:es|ed|ing) (?:the )?way for)\b",
    re.IGNORECASE,
)
#: Right before "second meeting": words that look back to the one just told; and what counts it.
_IT_IS = re.compile(
    r"\W*(?:it|this|that|(?:the|their) (?:talks|meeting|encounter|session|round|call|conversation|visit|trip))"
    r" (?:is|was|were|marks|marked|will be|would be) (?:the|their|his|her|its) (?:[\w-]+ ){0,2}?"
    r"(?:first|second|third|fourth|fifth|sixth|latest|\d+(?:st|nd|rd|th))(?: (?!of\b)[\w-]+){0,4} $",
    re.IGNORECASE,
)
_IN_ITS_COURSE = re.compile(r"\b(?:during|at|in the course of) (?:the|this|that) (?:[\w'’-]+ ){0,4}$")
_ALSO = re.compile(r"\b(?:also|later|then) $")
_LATER = re.compile(r"(?:,|\band|\bbefore) (?:then|later|afterwards|subsequently)\b(?! (?:said|told))")  # "met A and later called on B"
_BEFORE_IT = re.compile(r"\b(?:prior to|ahead of)\b[^.;]*$", re.IGNORECASE)
#: Between a visit and what it is: "her trip (will also be the first) visit".
_IS_THE_FIRST = re.compile(r" (?:[^.;,]{1,40} )?(?:is|was|be|been|marks|marked) (?:[a-z]+ )?(?:first|second|third|last)(?:[ -][\w-]+)? $")
#: Between a gathering and its body's own word: "the ministers' meeting (of the Lakes Cooperation (LC)) forum".
_OF_BODY = re.compile(r" of the [A-Z][^.;,]{1,60} $")
_GUESTS = re.compile(r"\bfrom (?:\d+|[a-z]+) (?:[a-z]+ )?(?:countries|nations|states|members)\b")
_ASIDE = re.compile(r"\b(?:sidelines?|margins?|fringes?)\b[^.;]*$", re.IGNORECASE)


def same_word(g: Group, telling: Telling) -> bool:
    """The same noun, or a verb before it: "met … the meeting"."""
    said = g.said
    if singular(telling.mention.text.lower()) in said.nouns:
        return True
    return telling.mention.rule != "meeting.round" and any(rule.endswith(("meet", "contact")) for rule in said.rules)


def same_kind(g: Group, telling: Telling) -> bool:
    """The same kind of encounter; a tour is no visit to one of its states; "the talks" may look back to a call."""
    kinds, kind = g.said.kinds, telling.mention.kind
    if kind in kinds:
        if kind == "visit":
            return g.said.tours == {telling.mention.text.lower().startswith("tour")} or where(g, telling) > 0
        return True
    if kinds == {"call"} and telling.mention.rule == "meeting.discuss":  # "by phone … the two discussed the border"
        undated = telling.place is None and telling.dating.interval is None
        return undated and {a.id for a in telling.participants} == g.people.keys()
    if telling.mention.reference != "definite":
        return False
    if kind == "meeting" and kinds == {"call"}:
        return telling.mention.text.lower() in _CONVERSATIONS
    return kind == "call" and kinds == {"meeting"} and telling.mention.rule in ("call.speak", "call.conversation_plain")


def same_label(g: Group, telling: Telling) -> bool:
    """ "six-party talks" and "three-way talks" are different ones, and neither is a meeting of two."""
    mine = label(telling)
    if mine is None:
        named = len(telling.participants)
        return named < 2 or all(count in (None, named) or count < named for count in g.said.labels)
    theirs = g.said.labels - {None}
    if theirs:
        return mine in theirs
    return len(g.sides) in (0, 1, mine)


def same_tier(g: Group, telling: Telling) -> bool:
    """The senior officials' meeting, the ministerial meeting and the leaders' summit of a body are three, the 12th is not the 13th."""
    which = ordinal(telling)
    if which is not None and not g.said.ordinals <= {None, which}:
        return False
    mine = tier(telling)
    if mine is None or not (g.people or g.said.days):
        return True
    theirs = g.said.tiers - {None}
    return not theirs or mine in theirs


def another_turn(g: Group, telling: Telling) -> bool:
    """ "The last round" is not the one that goes on, nor "the coming session" the one that was held."""
    if telling.kind == "visit":
        return False
    said = g.said
    if told_earlier(telling):
        return True not in said.earlier
    if telling.cue != "held" and False not in said.earlier:
        return True
    return "held" in said.cues and to_come(telling) and True not in said.to_come


def told_beside(g: Group, telling: Telling) -> bool:
    """True for the second of two gatherings of one sentence: "a forum, followed by a summit", "met her during the conference"."""
    last = g.tellings[-1].mention
    between = telling.before[last.end - last.sentence[0] :] if last.sentence == telling.mention.sentence else ""
    if told_in_the_course(g.tellings[-1], telling) or _BESIDE.search(between):
        return True
    return _LATER.search(between) is not None and not {a.id for a in telling.participants} <= g.people.keys()


def by_itself(tellings: Iterable[Telling]) -> list[Telling]:
    """The tellings, with nothing that is said of another one.

    "Her trip to Chad will be the first visit of a minister" is one visit, "the leaders' meeting of the Lakes Cooperation forum" one
    meeting; "they met on Monday ahead of the leaders' summit" does not tell that the leaders met.
    """
    out: list[Telling] = []
    for t in tellings:
        last = out[-1] if out else t
        start, end = t.mention.sentence[0], last.mention.end
        if last.kind == t.kind and last.mention.sentence[0] == start and end < t.mention.start:
            between = t.before[end - start :]
            if t.kind == "visit" and t.mention.rule == last.mention.rule == "visit.visit_noun" and _IS_THE_FIRST.fullmatch(between):
                same = replace(t.mention, reference="definite")
                t = replace(t, participants=last.participants or t.participants, place=last.place or t.place, mention=same)
            elif t.mention.rule == "meeting.assembly" and of_many(last) and _OF_BODY.fullmatch(between):
                of_body = t if t.dating.interval is not None else last
                out[-1] = replace(
                    last,
                    participants=t.participants or last.participants,
                    place=last.place or t.place,
                    dating=of_body.dating,
                    datings=of_body.datings,
                )
                continue
            elif told_in_the_course(last, t):
                out[-1] = replace(last, place=last.place or t.place)
                t = replace(t, participants=())  # "met her during the conference": who else is there, these words do not tell
            elif (
                of_many(t) and t.cue in _HAPPENED and all(c.start < t.mention.start for c in t.mention.cues) and _BEFORE_IT.search(between)
            ):
                t = replace(t, cue="scheduled", firm=False, mention=replace(t.mention, cues=()))
        if t.mention.reference == "other" and _IT_IS.fullmatch(t.before):
            t = replace(t, mention=replace(t.mention, reference="definite"), dating=NO_DATE, datings=())
        out.append(t)
    return out


def told_in_the_course(last: Telling, t: Telling) -> bool:
    """ "X met Y during the conference": a meeting of two, and the gathering at which it is."""
    start, end = t.mention.sentence[0], last.mention.end
    return (
        t.mention.rule in MANY
        and last.mention.rule not in MANY
        and last.kind == t.kind
        and last.mention.sentence[0] == start
        and end < t.mention.start
        and len(last.participants) == _TWO
        and all(a.type is PERSON or a.type is OFFICE for a in last.participants)
        and _IN_ITS_COURSE.search(t.before[end - start :]) is not None
    )


def told_by_guests(g: Group, telling: Telling) -> bool:
    """ "The G20 meeting in Lima … in Lima, where ministers from 14 countries are gathering": who comes to it."""
    return (
        telling.mention.rule == "meeting.convene"
        and all(a.type is ORGANISATION for a in telling.participants)
        and any(a.type is ORGANISATION for a in g.people.values())
        and where(g, telling) > 0
        and _GUESTS.search(telling.before) is not None
    )


def at_table(g: Group, telling: Telling) -> bool:
    """ "They met on Monday, said Putin at a state banquet for his guest": a meal is an encounter of its own, until it is looked back at."""
    meal = telling.mention.rule in _MEALS
    if telling.mention.reference == "definite":
        return False
    return g.said.rules.isdisjoint(_MEALS) if meal else g.said.rules <= _MEALS


def in_its_matter(g: Group, telling: Telling) -> bool:
    """ "The Council will hold a session on efforts to relaunch peace talks": what a meeting is about is another one."""
    at = telling.mention.start
    if telling.kind != "meeting" or telling.mention.reference == "definite":
        return False
    about = [t.mention.topic for t in g.tellings[-2:] if t.mention.topic is not None]
    return any(start <= at < min(end, start + 60) for start, end in about)


def another_way(g: Group, telling: Telling) -> bool:
    """True for a visit that leads elsewhere, or is somebody else's.

    "On a visit to an airbase … he flew on to Cairo": where the first one leads is not named. "I hope to come to Lima": whoever that is.
    """
    if telling.kind != "visit":
        return False
    if not telling.participants:
        return telling.mention.rule in _GOING
    return telling.mention.reference == "new" and all(t.mention.reference == "other" and not _told_before(t) for t in g.near)


def on_the_way(g: Group, telling: Telling) -> bool:
    """ "During his trip to China he visited Shandong": a place on a trip, and the trip."""
    place = telling.place
    return (
        telling.mention.rule == "visit.visit_verb"
        and place is not None
        and not is_country(place)
        and any(t.mention.sentence == telling.mention.sentence for t in g.tellings[-2:])
    )


def _told_before(visit: Telling) -> bool:
    """ "A visit to the country": one that the article speaks of."""
    return any(a.target == "somewhere" for a in visit.mention.arguments)


def another_gathering(g: Group, telling: Telling) -> bool:
    """ "The summit endorsed his plan for a congress in Russia in December": another word, with its own day or place.

    Or "last week's talks in New York", where four-way talks are refused, or "invited him to Lima for a summit" by whom he met.
    """
    if telling.mention.reference == "new" and telling.cue in _PLANNED and g.said.firm and g.said.firm <= _HAPPENED and _placed(telling):
        return telling.mention.rule in _NOUNS
    if telling.mention.reference == "new" and len(telling.participants) == 1 and _ALSO.search(telling.before):
        return len(g.sides) >= _TWO  # "the official later met with leaders of the movement": whoever these are, it is not the one before
    if telling.mention.rule not in MANY:
        return telling.cue == "held" and bool(g.said.firm) and g.said.firm.isdisjoint(_HAPPENED) and _told_whole(g, telling)
    return (
        (_first_named(telling) if telling.mention.reference == "new" else _told_whole(g, telling))
        and not same_word(g, telling)
        and not (g.tellings[-1].mention.rule in _GATHERED_FOR and g.tellings[-1].mention.sentence == telling.mention.sentence)
    )


def _placed(telling: Telling) -> bool:
    return telling.place_named or (telling.mention.rule in MANY and telling.place is not None)


def _first_named(telling: Telling) -> bool:
    return telling.dating.interval is not None or telling.place_named


def _told_whole(g: Group, telling: Telling) -> bool:
    """ "The Lima summit on June 16": with its day and its place, beside one of which neither is told."""
    return telling.dating.interval is not None and telling.place_named and not g.said.days and not g.said.places


def aside(g: Group, telling: Telling) -> bool:
    """True for a gathering and the meeting told to be on its sidelines."""
    if not _told_aside(telling.before[-80:]):
        return False
    if telling.mention.rule in MANY:
        return any(t.mention.rule not in MANY for t in g.near)
    return not g.said.rules.isdisjoint(MANY)


@lru_cache(maxsize=4096)
def _told_aside(before: str) -> bool:
    return _ASIDE.search(before) is not None
