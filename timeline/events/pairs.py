"""Who meets where the words tell only that it is the same two: "the pair's fourth encounter", "both sides would confer in Paris"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from timeline.events.groups import WITHIN, Group
from timeline.events.labels import label, of_many
from timeline.events.resolving import Resolver
from timeline.events.sides import represented
from timeline.events.telling import Telling
from timeline.model.event import Actor

_PAIR = 2
_NEAR = 4  # paragraphs
_VERBS = frozenset({"meeting.meet", "meeting.sit_down", "meeting.confer", "meeting.come_together", "meeting.see", "call.speak"})
_NOUNS = frozenset({"meeting.hold", "meeting.round", "meeting.meal", "call.conversation", "call.conversation_plain", "call.call_noun"})
_DO = (
    r"(?: (?:had|have|will|would|are|were|is|was|to|may|might|could|still|also|first|last|again|then|next|only|due|expected|set|agreed"
    r"|hold|held)){0,5}"
)
_OF_LEADERS = r"(?: (?:men|women|leaders|presidents|ministers|premiers|statesmen))?"
#: Words for two of whom the text has told, right before an encounter of theirs, or behind it; and words for those who act for the two.
_THE_TWO = re.compile(
    rf"\b(?:(?:they|the pair|both{_OF_LEADERS}|the (?:two|duo){_OF_LEADERS}){_DO}|(?:their|the pair['’]s)(?: [\w-]+){{0,3}}) $",
    re.IGNORECASE,
)
_OF_THE_TWO = re.compile(r" (?:between|of) (?:the (?:two|pair)|them|both)\b(?! (?:countries|sides|nations|states))")
_THEIR_PEOPLE = re.compile(
    r"\b(?:(?:both|the two) (?:sides|teams|delegations|parties|governments|capitals|countries)"
    r"|(?:their|the two) (?:foreign ministers|deputies|envoys|negotiators|experts|officials|teams|delegations)"
    rf"|(?:deputies|envoys|officials|negotiators) (?:from|of) (?:both|the two) sides){_DO} $",
    re.IGNORECASE,
)

_SENTENCE = re.compile(r"\S[^\n]{12,600}?(?:[.!?][”\"]?(?=\s)|(?=\n)|$)")
"""A sentence, and what is left of one behind a break; no short form at its beginning ("Mr. Rowe")."""
_STILL = re.compile(r"[“\"]?(?:It|They|He|She|Both|Neither|The (?:two|pair)|Their)\b")


def meet_the_pair(groups: Sequence[Group], resolver: Resolver) -> None:
    """Encounters of nobody, told by "the pair" or "both sides", are of the two who were told to meet before, or of their people."""
    for n, g in enumerate(groups):
        if g.kind == "visit" or g.people or any(of_many(t) or label(t) not in (None, _PAIR) for t in g.near):
            continue
        said = next(((t, how) for t in g.near if (how := _how(t, resolver.text)) is not None), None)
        if said is None or not any(t.firm or t.dating.interval is not None or t.place is not None for t in g.near):
            continue
        first, how = said
        pair = _before(groups, n, first, resolver)
        if pair is not None:
            g.retell(tuple(represented(a, resolver.sides) for a in pair) if how == "people" else pair, g.tellings.index(first))


def _how(t: Telling, text: str) -> str | None:
    """How a mention tells that it is of the same two: they themselves, or their people."""
    if t.mention.rule not in _VERBS and t.mention.rule not in _NOUNS:
        return None
    if _THEIR_PEOPLE.search(t.before[-120:]):
        return "people"
    return "pair" if _THE_TWO.search(t.before[-120:]) or _OF_THE_TWO.match(text, t.mention.end) else None


def _before(groups: Sequence[Group], n: int, t: Telling, resolver: Resolver) -> tuple[Actor, ...] | None:
    """The two of the nearest encounter before one."""
    for g in reversed(groups[max(0, n - WITHIN) : n]):
        if t.mention.paragraph - g.tellings[-1].mention.paragraph > _NEAR or g.kind == "visit":
            continue
        if len(g.people) == _PAIR == len({resolver.sides.of(a) for a in g.people.values()}):
            return tuple(g.people.values()) if _still_of_them(g.tellings[-1], t, resolver) else None
    return None


def _still_of_them(last: Telling, t: Telling, resolver: Resolver) -> bool:
    """True where nobody else comes between an encounter and the words for the same two: what stands there tells in each of its sentences
    of somebody known, or begins with a pronoun. "Two gangs clashed in Leeds. They met again" is of the gangs."""
    behind, here = last.mention.sentence[1], t.mention.sentence[0]
    words = _THE_TWO.search(resolver.text, here, t.mention.start) or _THEIR_PEOPLE.search(resolver.text, here, t.mention.start)
    until = words.start() if words is not None else t.mention.start
    return here < behind or all(
        _STILL.match(sentence[0])
        or any(sentence.start() <= a.start < sentence.end() and a.form != "pronoun" for a in resolver.lifted.actors)
        for sentence in _SENTENCE.finditer(resolver.text, behind, until)
    )
