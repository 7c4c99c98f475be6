"""What keeps two mentions of encounters apart, whoever takes part: another kind, another count of sides, another gathering."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from functools import lru_cache

from timeline.events.agreement import is_country, where
from timeline.events.groups import Group
from timeline.events.labels import MANY, label, of_many, ordinal, singular, tier, to_come, told_earlier
from timeline.events.telling import NO_DATE, Telling
from timeline.model.quick import replace
from timeline.model.vocabulary import ActorType

_GOING = frozenset({"visit.visit_verb", "visit.arrive", "visit.travel", "visit.leave_for", "visit.accompany"})
_GATHERED_FOR = frozenset({"meeting.host", "meeting.convene"})  # "gathered in Lima for a summit", "hosts her at a forum"
_MEALS = frozenset({"meeting.meal", "meeting.dine"})
_LONG_AGO = 60  # days
_CONVERSATIONS = frozenset({"conversation", "talks", "discussion", "discussions"})
_TWO = 2
#: Between a visit and what it is: "her trip (will also be the first) visit".
_IS_THE_FIRST = re.compile(
    r" (?:[^.;,]{1,40} )?(?:is|was|will be|would be|will also be|would also be|is also|was also|marks|marked) (?:the|his|her|their) "
    r"(?:[\w-]+ )?(?:first|second|third|last|latest)(?:[ -][\w-]+){0,2} $"
)
_NEAR_WORDS = 16  # characters behind a noun within which its verb stands: "the meeting (was held) prior to"
_HAPPENED = frozenset({"held", "ongoing"})
#: Between two words of one sentence: "the forum, in addition to the leaders' (meeting)", "the talks, followed by a (summit)".
_BESIDE = re.compile(
    r"\b(?:in addition to|as well as|besides|apart from|prior to|pav(?:es?|ed|ing) (?:the )?way for|followed by"
    r"|worked out at|ahead of)\b(?:[^.;]|(?<=[A-Z][a-z]{2})\. (?=\d))*$",
    re.IGNORECASE,
)
_BEFORE_IT = re.compile(r"\b(?:prior to|ahead of)\b(?:[^.;]|(?<=[A-Z][a-z]{2})\. (?=\d))*$", re.IGNORECASE)
#: Between a gathering and the body's own word: "the ministers' meeting (of the Lakes Cooperation (LC)) forum".
_OF_BODY = re.compile(r" of the (?:[A-Z][\w’'-]*|and|of|for|on)(?: (?:[A-Z][\w’'-]*|and|of|for|on|\([A-Z]+\))){0,8} ?$")
_THE_NEW = re.compile(r"\b[Tt]h(?:e|is) new $")
_WORD = re.compile(r"[^\W\d_]+")
_NAME = re.compile(r"\b(?:[Tt]he|[Aa]n?|of|its|their) (?:[a-z]+[- ]){0,3}((?:[A-Z][\w’-]+ ){1,4})$")
_COUNTED = re.compile(r"\bfrom (?:\d+|[a-z]+) (?:[a-z]+ )?(?:countries|nations|states|members) and \b")
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
    if kind == "meeting" and kinds == {"call"}:
        return telling.mention.text.lower() in _CONVERSATIONS or _again(g, telling)
    return kind == "call" and kinds == {"meeting"} and telling.mention.rule in ("call.speak", "call.conversation_plain")


def _again(g: Group, telling: Telling) -> bool:
    """ "They discussed it by phone … the two discussed the border": of the same call, where those who take part are the same two."""
    return (
        telling.mention.rule == "meeting.discuss"
        and len(telling.participants) == len(g.people) == _TWO
        and all(a.id in g.people for a in telling.participants)
        and telling.place is None
        and telling.dating.interval is None
    )


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
    if not theirs and any(t.mention.sentence == telling.mention.sentence and t.mention.rule == telling.mention.rule for t in g.near):
        return False  # "wrapped up a meeting, paving the way for the ministerial meeting"
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
    """True for the second of two gatherings of one sentence: "a forum, followed by a summit"."""
    last = g.tellings[-1].mention
    return last.sentence == telling.mention.sentence and _BESIDE.search(telling.before[last.end - last.sentence[0] :]) is not None


def by_itself(tellings: Sequence[Telling]) -> list[Telling]:
    """The tellings, with nothing that is said of another one.

    "They met on Monday ahead of the leaders' summit": that the ministers met tells nothing of the summit. "A meeting of the Lakes
    Cooperation forum": the forum is who meets. "In the new round": of the one that is to come.
    """
    out: list[Telling] = []
    last: Telling | None = None
    for t in tellings:
        own = t
        if t.kind == "visit":
            if last is not None and last.kind == "visit" and _is_its_kind(last, t):
                if last.place is None and t.place is None:
                    continue
                told = replace(t.mention, reference="definite")
                own = replace(t, participants=last.participants or t.participants, place=last.place or t.place, mention=told)
            last = own
        elif t.kind == "meeting":
            if t.mention.rule == "meeting.round" and t.mention.reference == "other" and _THE_NEW.search(t.before[-9:]):
                own = replace(t, mention=replace(t.mention, reference="definite"))
                own = replace(own, cue=None) if t.cue == "held" and not t.firm else own
            elif (
                last is not None
                and last.kind == "meeting"
                and last.mention.sentence == t.mention.sentence
                and last.mention.end < t.mention.start
            ):
                between = t.before[last.mention.end - t.mention.sentence[0] :]
                if t.mention.rule == "meeting.assembly" and _of_body(last, t) and _OF_BODY.match(between):
                    out[-1] = last = _with_body(last, t)
                    continue
                own = _not_yet(last, t) if of_many(t) and _BEFORE_IT.search(between) else t
            last = own
        out.append(own)
    return out


def _is_its_kind(visit: Telling, same: Telling) -> bool:
    """ "Her trip to Chad will be the first visit of a French minister": one visit, and nobody else's."""
    if (
        visit.mention.rule != "visit.visit_noun"
        or same.mention.rule != "visit.visit_noun"
        or visit.mention.sentence != same.mention.sentence
    ):
        return False
    return _IS_THE_FIRST.fullmatch(same.before[visit.mention.end - same.mention.sentence[0] :]) is not None


def _of_body(meeting: Telling, forum: Telling) -> bool:
    return of_many(meeting) and meeting.mention.rule == "meeting.hold" and any(a.type is ActorType.ORGANISATION for a in forum.participants)


def _with_body(meeting: Telling, forum: Telling) -> Telling:
    """A meeting with what is told behind the name of the body that meets."""
    told = replace(meeting, participants=forum.participants, place=meeting.place or forum.place)
    return told if forum.dating.interval is None else replace(told, dating=forum.dating, datings=forum.datings)


def _not_yet(first: Telling, second: Telling) -> Telling:
    """The second of two occasions, without what is said of the first one."""
    cue = second.mention.cues[0] if second.mention.cues else None
    if cue is None or cue.start > first.mention.end + _NEAR_WORDS or second.cue not in _HAPPENED:
        return second
    plain = replace(second, cue="scheduled", firm=False, mention=replace(second.mention, cues=()))
    return replace(plain, dating=NO_DATE, datings=()) if second.dating.rule == "weekday.back" else plain


def told_by_guests(g: Group, telling: Telling) -> bool:
    """ "The G20 meeting in Lima … in Lima, where ministers from 14 countries are gathering": who comes to it."""
    return where(g, telling) > 0 and _COUNTED.search(telling.before) is not None


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


def of_another_name(g: Group, telling: Telling) -> bool:
    """ "The EU-Ukraine summit in Kiev … the Pacific Rim summit": a gathering by a name of which nothing was told before."""
    if telling.mention.rule not in MANY or telling.place_named or any(a.id in g.people for a in telling.participants):
        return False
    name = _own_words(telling.before[-60:])
    if not name:
        return False
    told = " ".join([a.name for a in g.people.values()] + [p.name for p in g.said.places.values()] + [t.before for t in g.near])
    return name.isdisjoint(_WORD.findall(told.lower())) and any(
        t.mention.rule in MANY and (t.participants or t.place is not None) for t in g.near
    )


@lru_cache(maxsize=4096)
def _own_words(before: str) -> frozenset[str]:
    """The words of a gathering's name before it, in small letters: "the two-day Asia-Pacific (summit)"."""
    found = _NAME.search(before)
    return frozenset() if found is None else frozenset(_WORD.findall(found[1].lower()))


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

    Or "last week's talks in New York", where four-way talks are refused.
    """
    if telling.mention.rule not in MANY:
        return telling.cue == "held" and bool(g.said.firm) and g.said.firm.isdisjoint(_HAPPENED) and _told_whole(g, telling)
    return (
        (_first_named(telling) if telling.mention.reference == "new" else _told_whole(g, telling))
        and not same_word(g, telling)
        and not (g.tellings[-1].mention.rule in _GATHERED_FOR and g.tellings[-1].mention.sentence == telling.mention.sentence)
    )


def _first_named(telling: Telling) -> bool:
    return telling.dating.interval is not None or telling.place_named


def _told_whole(g: Group, telling: Telling) -> bool:
    """ "The Lima summit on June 16": with its day and its place, beside one of which neither is told."""
    return telling.dating.interval is not None and telling.place_named and not g.said.days and not g.said.places


def another_time(g: Group, telling: Telling, dct: dt.date | None) -> bool:
    """ "The Lima meeting, which opened today, follows a conference in June 2004"; "the last such meeting was in 1966"."""
    day = telling.dating.interval
    if day is None or dct is None or (dct - day.end).days < _LONG_AGO or telling.kind == "visit":
        return False
    if telling.mention.reference != "new" and not told_earlier(telling):
        return False
    return any(t.cue in ("ongoing", "scheduled") and t.dating.interval is None for t in g.near)


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
