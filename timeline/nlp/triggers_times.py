"""Which time expression belongs to which trigger, and which only to whoever says so."""

from __future__ import annotations

from collections import defaultdict

from timeline.lexicon.rules import words
from timeline.nlp.arguments import Reading
from timeline.nlp.arguments_tail import LEAN, tail
from timeline.nlp.clauses import (
    children,
    is_noun,
    is_verb,
    lemma,
)
from timeline.nlp.frames import Frame
from timeline.nlp.parse import Token

_NEW_DAY = frozenset({"until", "till", "to", "for"})
_OCCASIONS = frozenset({"summit", "conference", "forum", "congress", "gathering", "assembly"})


def give_times(reading: Reading, frames: list[Frame], found: list[Frame]) -> None:
    """Give each time expression to the trigger that it modifies, never to one beyond a reporting verb."""
    changes_at = {c.token.i: c for c in found}
    owners: dict[int, list[Frame]] = defaultdict(list)
    for frame in frames:
        for token in [frame.token, *frame.told.spine[1:]]:
            if _takes_time(token, frame):
                owners[token.i].append(frame)
    behind = _tails(reading, frames)
    beside: list[tuple[Frame, int]] = []
    for (kind, n), root in sorted(reading.roots.items()):
        if kind != "timex":
            continue
        timex = reading.timexes[n]
        here, steps = _said_then(root) or root, 0
        path: list[Token] = []
        if root.i in behind and timex.type in ("DATE", "TIME"):
            told = behind[root.i].told
            moved = [t for t in told.changed_by if t.i < root.i]
            relation = _relation([root.head], timex.start)
            anew = root.head.lower_ in _NEW_DAY or (relation == "from" and " to " in timex.text)
            anew = anew and root.head.head in (behind[root.i].token, *moved)  # no "visit planned for Monday"
            if told.value == "postponed" and moved and anew and not timex.expression.startswith("vague"):
                told.turn(root.head, "scheduled", "postpone.new_date")
                relation = "new"
            change = next((c for c in found if c.about is behind[root.i] and c.token.i in {t.i for t in moved}), None)
            if change is not None and relation == "on":  # "cancelled the talks on Nov. 2": events decides by the day
                change.times.append((n, 1, "on"))
                relation = "changed"
            behind[root.i].times.append((n, 0, relation))
            if relation == "on" and timex.type in ("DATE", "TIME"):
                beside.extend((frame, n) for frame in _met_at(behind[root.i], owners))
            continue
        while True:
            if here.i in changes_at:
                change = changes_at[here.i]
                until = next((t for t in path[-2:] if t.lower_ in _NEW_DAY), None)  # "moved to Monday", "put back to Monday"
                if (
                    change.kind == "postponement"
                    and until is not None
                    and until.i > here.i
                    and timex.type in ("DATE", "TIME")
                    and not timex.expression.startswith("vague")
                    and not any(t.lower_ == "least" for t in until.subtree)  # "until at least February": open
                ):
                    about = change.about
                    if about is not None and about.told.value == "postponed":
                        about.told.turn(until, "scheduled", "postpone.new_date")
                    if about is not None and about.told.value == "scheduled":
                        about.times = [(n, 0, "new"), *((m, steps + 1, relation) for m, steps, relation in about.times)]
                else:
                    change.times.append((n, steps, "on"))
                break
            if here.i in owners:
                near = [f for f in owners[here.i] if f.token.i == here.i] or owners[here.i]
                if any(_leads(f) for f in owners[here.i]):
                    near = [f for f in near if _leads(f)] or [f for f in owners[here.i] if _leads(f)]
                for frame in near:
                    if timex.type == "DURATION" and not _anchored(reading, n):
                        frame.duration = frame.duration or (timex.start, timex.end)
                    frame.times.append((n, steps, _relation(path, timex.start)))
                break
            said = [f for f in frames if f.around == here.i]
            if said and timex.type in ("DATE", "TIME"):
                for frame in said:
                    frame.times.append((n, 20 + steps, "around"))
                break
            quoted = [f for f in (*frames, *found) if f.told.reporter is not None and f.told.reporter.i == here.i]
            if quoted and timex.type in ("DATE", "TIME"):
                for frame in quoted:
                    frame.said = n
                break
            if (
                here.head == here
                or steps > 9
                or (steps and is_verb(here) and here.i not in owners and here.dep_ not in ("xcomp", "conj", "acl"))
            ):
                break
            path.append(here)
            here, steps = here.head, steps + 1
    for frame, n in beside:
        if not frame.times:
            frame.times.append((n, 3, "on"))


def _said_then(day: Token) -> Token | None:
    """The verb in "said Thursday Saudi Arabia's envoy visited Washington", where the parser hung the bare day on the next name."""
    before = day.nbor(-1) if day.i > day.sent.start else None
    if before is None or before.tag_ != "VBD" or day.dep_ not in ("compound", "nmod", "amod") or day.head.i < day.i:
        return None
    return before if day.tag_ == "NNP" and lemma(before) in words("frames.toml", "verbs")["reporting"] else None


def _met_at(occasion: Frame, owners: dict[int, list[Frame]]) -> list[Frame]:
    """Those who "met on the sidelines of the summit in Rome on Friday", "met at the summit": their day is the one told of the summit."""
    here = occasion.token
    if lemma(here) not in _OCCASIONS:
        return []  # "briefed him on the talks on Friday"
    while here.dep_ in ("pobj", "prep") and here.head != here:
        above = here.head
        if here.dep_ == "prep" and here.lower_ not in ("at", "during", "on", "in", "of"):
            return []
        if here.dep_ == "pobj" and above.lower_ == "of" and lemma(above.head) not in ("sideline", "sidelines", "margin", "fringe"):
            return []
        here = above
        if is_verb(here):
            return [f for f in owners.get(here.i, []) if f.token.i == here.i and f.kind == "meeting" and f is not occasion]
    return []


def _anchored(reading: Reading, n: int) -> bool:
    """ "three days after the talks": how far from something, not how long."""
    end = reading.timexes[n].end
    after = next((t for t in reading.doc if t.idx >= end), None)
    return after is not None and after.lower_ in ("after", "before", "later", "earlier", "ago", "since")


def _leads(frame: Frame) -> bool:
    """False for a visit that the words only tell as left: "flew in from Geneva on Monday and met Mubarak"."""
    return frame.rule.text("form") != "leaving"


def _tails(reading: Reading, frames: list[Frame]) -> dict[int, Frame]:
    """For each word in a noun's tail, the frame of the nearest such noun before it."""
    out: dict[int, Frame] = {}
    for frame in frames:
        if is_noun(frame.token) and _leads(frame):
            for word in tail(reading, frame.token):
                out[word.i] = frame
            day = _behind_its_place(reading, frame.token)
            if day is not None:
                out[day] = frame
    return out


def _behind_its_place(reading: Reading, noun: Token) -> int | None:
    """ "becoming a repeat of the gathering in Cancun, Mexico, in 2003": the day that stands right behind the place of a gathering."""
    doc, end = noun.doc, noun.sent.end
    at = noun.i + 1
    if at >= end or doc[at].lower_ not in ("in", "at"):
        return None
    first = at = at + 1
    while at < end and (doc[at].text == "," or reading.place(doc[at]) is not None):
        at += 1
    if at == first or at + 1 >= end or doc[at].lower_ not in ("in", "on"):
        return None
    return next((t.i for t in doc[at + 1 : min(at + 4, end)] if t.i in reading.timex_at), None)


def _relation(path: list[Token], start: int) -> str:
    """The preposition over a time expression, where it tells more than "on": until, from, since, before, after, by."""
    for token in path:
        if token.dep_ == "prep" and token.lower_ in ("until", "till", "from", "since", "before", "after", "by", "to", "ahead"):
            return token.lower_
    return "on"


def _takes_time(token: Token, frame: Frame) -> bool:
    if token is frame.token:
        return True
    if token in frame.told.changed_by:
        return False
    verbs = words("frames.toml", "verbs")
    word = lemma(token)
    if word == "be" and not any(c in frame.told.spine for c in children(token, "nsubj", "nsubjpass", "attr", "xcomp", "acomp", "ccomp")):
        return False
    if is_verb(token):
        return word in LEAN or (word in verbs["light"] and word not in verbs["reporting"] and word not in verbs["settling"])
    return word in words("frames.toml", "nouns")["timed"]
