"""Who meets where the words tell only that it is the same two: "the pair's fourth encounter", "both sides would confer in Paris"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from timeline.events.groups import WITHIN, Group
from timeline.events.labels import of_many
from timeline.events.resolving import Resolver
from timeline.events.sides import represented
from timeline.events.telling import Telling, side
from timeline.model.event import Actor

_PAIR = 2
_NEAR = 4  # paragraphs
_RULES = frozenset(
    {f"meeting.{name}" for name in ("meet", "sit_down", "confer", "come_together", "see", "hold", "round", "meal")}
    | {f"call.{name}" for name in ("speak", "conversation", "conversation_plain", "call_noun")}
)
_DO = (
    r"(?: (?:had|have|will|would|are|were|is|was|to|may|might|could|still|also|first|last|again|then|next|only|due|expected|set|agreed"
    r"|hold|held)){0,5}"
)
_OF_LEADERS = r"(?: (?:men|women|leaders|presidents|ministers|premiers|statesmen))?"
_A_FURTHER = r"(?: (?:an?|another|their|new|fresh|further|second|third|fourth|next|final|last|more)){0,3}(?: (?:rounds?|sessions?) of)?"
_OF_STATES = r"(?:officials|negotiators|envoys|delegates|delegations|diplomats|sides|parties)"
#: Words for two of whom the text has told, right before an encounter of theirs, or behind it; and words for those who act for the two.
_THE_TWO = re.compile(
    rf"\b(?:(?:the pair|both{_OF_LEADERS}|the (?:two|duo){_OF_LEADERS}){_DO}|the pair['’]s(?: [\w-]+){{0,3}}) $", re.IGNORECASE
)
#: And for all of whom it has told, however many.
_THEM = re.compile(
    r"\b(?:(?:they|(?:the|all)(?: (?P<count>three|four|five|six))?(?: (?:foreign|defen[cs]e|finance|prime|trade|interior|energy))?"
    rf" (?:(?P<above>leaders|presidents|(?<=prime )ministers)|(?P<below>ministers)|(?P<people>{_OF_STATES}))"
    rf"|(?:the|all) (?P<number>three|four|five|six)){_DO}{_A_FURTHER}"
    r"|their(?: [\w-]+){0,3}) $",
    re.IGNORECASE,
)
_NUMBERS = {"three": 3, "four": 4, "five": 5, "six": 6}
_OF_THE_TWO = re.compile(r" (?:between|of) (?:the (?:two|pair)|them|both)\b(?! (?:countries|sides|nations|states))")
_THEIR_PEOPLE = re.compile(
    r"\b(?:(?:both|the two) (?:sides|teams|delegations|parties|governments|capitals|countries)"
    r"|(?:their|the two) (?:foreign ministers|deputies|envoys|negotiators|experts|officials|teams|delegations)"
    rf"|(?:deputies|envoys|officials|negotiators) (?:from|of) (?:both|the two) sides){_DO} $",
    re.IGNORECASE,
)

#: Behind "a second meeting": someone who is not told only by his relation to the one who is named.
_WITH_ANOTHER = re.compile(r"[^.;]{0,60}?\b(?:with|between|of) (?!(?:his|her|their|each|one) |him\b|them\b)")

_SENTENCE = re.compile(r"\S[^\n]{12,600}?(?:[.!?][”\"]?(?=\s)|(?=\n)|$)")
"""A sentence, and what is left of one behind a break; no short form at its beginning ("Mr. Rowe")."""
_STILL = re.compile(
    r"[“\"]?(?:It|They|He|She|Both|Neither|Their"
    r"|The (?:two|three|pair|leaders|ministers|presidents|sides|call|conversation|talks|meeting|session|summit|encounter|visit))\b"
)


def meet_the_pair(groups: Sequence[Group], resolver: Resolver) -> None:
    """Encounters of nobody, told by "the pair" or "both sides", are of the two who were told to meet before, or of their people."""
    for n, g in enumerate(groups):
        if g.kind == "visit" or len(g.people) > 1 or any(of_many(t) for t in g.near):
            continue
        for position, t in enumerate(g.tellings):
            if t.mention.rule not in _RULES:
                continue
            people = _THEIR_PEOPLE.search(t.before[-120:]) is not None
            them = _THEM.search(t.before[-120:])
            if people or _THE_TWO.search(t.before[-120:]) or _OF_THE_TWO.match(resolver.text, t.mention.end):
                those = _before(groups, n, t, resolver, _PAIR)
            elif them is not None:
                count = them["count"] or them["number"]
                those = _before(groups, n, t, resolver, _NUMBERS[count.lower()] if count else None)
                others = "minister" if them["above"] else "leader" if them["below"] else None  # it is other people of theirs
                people = them["people"] is not None or any(a.rank == others for a in those)
            else:
                continue
            if g.sides <= {side(a) for a in those}:  # "they" may be taken for one of them
                g.retell(tuple(represented(a, resolver.sides) for a in those) if people else those, position)
            break


def _before(groups: Sequence[Group], n: int, t: Telling, resolver: Resolver, count: int | None) -> tuple[Actor, ...]:
    """Those of the nearest encounter before one, so many if a number is told; nobody where others come between."""
    for g in reversed(groups[max(0, n - WITHIN) : n]):
        last, those = g.tellings[-1], tuple(g.people.values())
        if g.kind == "visit" or t.mention.paragraph - last.mention.paragraph > _NEAR:
            continue
        if len(those) == len({resolver.sides.of(a) for a in those}) >= _PAIR and (count is None or len(those) == count):
            return those if _still_of_them(last, t, resolver) else ()
    return ()


def _still_of_them(last: Telling, t: Telling, resolver: Resolver) -> bool:
    """True where nobody else comes between an encounter and the words for the same two: what stands there tells in each of its sentences
    of somebody known, or begins with a pronoun. "Two gangs clashed in Leeds. They met again" is of the gangs."""
    return all(
        _STILL.match(sentence[0])
        or any(sentence.start() <= a.start < sentence.end() and a.form != "pronoun" for a in resolver.lifted.actors)
        for sentence in _SENTENCE.finditer(resolver.text, last.mention.sentence[1], t.mention.start)
    )


def _with_another(g: Group, end: int, text: str) -> bool:
    """True where the words behind "a second meeting" name someone who is not the one that is known to take part."""
    found = _WITH_ANOTHER.match(text, end)
    return found is not None and not any(at.start == found.end() for a in g.tellings[0].participants for at in a.at)


def meet_again(groups: Sequence[Group], text: str) -> None:
    """ "He hoped for a second meeting", "… with his colleague": with whom he met the first time, where only that pair is told of."""
    for n, g in enumerate(groups):
        first, mention = g.tellings[0], g.tellings[0].mention
        if (
            g.kind != "meeting"
            or not first.firm
            or mention.reference != "other"
            or len(g.people) != 1
            or _with_another(g, mention.end, text)
        ):
            continue
        pairs = {
            tuple(o.people.values()) for o in groups[max(0, n - WITHIN) : n] if o.kind == "meeting" and g.people.keys() < o.people.keys()
        }
        if len(pairs) == 1 and len(pair := pairs.pop()) == _PAIR:
            g.retell(pair)
