"""A second opinion on whether a telling and a cluster are one encounter, where the rules of ``linking`` find no link.

Document events are read by a program, so one field of several may be wrong: a person missing, a state in the place of its minister, a
town or a day not seen. What no wrong field explains is a firm contradiction (:func:`contradicted`) and keeps two apart. For the
rest each feature adds its weight (log odds), the likeness of the sentences among them. The weights lie in
``lexicon/data/merging_pairs.toml``; ``tools/fit_merging.py`` fits them on gold document events in which fields were altered as often as
ours are wrong, and checks them on clusters that they were not fitted on.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Callable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from timeline.errors import LexiconError
from timeline.lexicon.rules import data_text
from timeline.merging.evidence import Evidence
from timeline.merging.names import key
from timeline.merging.telling import HELD, OFF, Fit, Telling, Window
from timeline.model.event import Event
from timeline.model.vocabulary import Kind, Status

if TYPE_CHECKING:
    from timeline.merging.cluster import Cluster

#: The words of an event's sentences, by its number.
Said = Callable[[int], frozenset[str]]
FILE = "merging_pairs.toml"
#: Probability from which the sum joins two.
SURE = 0.7
#: Months between two articles from which an undated encounter is another one.
LONG_AGO = 6
#: Members of a cluster whose sentences are compared, the last told.
LAST = 8
#: The weight of a word that is none of the common ones.
RARE = 6.0
#: What counts as a word of a sentence.
WORD = re.compile(r"[^\W\d_]{3,}")


@lru_cache(maxsize=1)
def _tables() -> tuple[Mapping[str, float], Mapping[str, float], float]:
    """The weights of the features, the weights of common words, and that of every other word."""
    data = tomllib.loads(data_text(FILE))
    found = []
    for table in ("weights", "words"):
        values = data.get(table, {})
        for name, value in values.items():
            if isinstance(value, bool) or not isinstance(value, int | float):
                raise LexiconError(f"{FILE}: '{table}.{name}' is no number.")
        found.append(MappingProxyType({name: float(value) for name, value in values.items()}))
    return found[0], found[1], RARE


def words_of(event: Event) -> frozenset[str]:
    """The words of the sentences that tell of an event, without the names of those who take part."""
    names = {word for actor in event.participants for word in key(actor.name).split()}
    told = {word for mention in event.mentions for word in WORD.findall(mention.sentence.lower())}
    return frozenset(told - names)


def alike(a: frozenset[str], b: frozenset[str]) -> float:
    """How much of what two sentences say is the same, from 0 to 1: the cosine of their words, rare words counting more."""
    if a == b:
        return 1.0 if a else 0.0
    shared = _weighed(a & b)
    return shared / math.sqrt(_weight(a) * _weight(b)) if shared else 0.0


def _weighed(words: frozenset[str]) -> float:
    """What words weigh together; the sum does not depend on their order, which differs from run to run."""
    _, common, rare = _tables()
    return math.fsum(common.get(word, rare) ** 2 for word in words)


_weight = lru_cache(maxsize=4096)(_weighed)


def chance(features: Mapping[str, float]) -> float:
    """The probability that two are one, by the weights of their features."""
    known, _, _ = _tables()
    total = sum(known.get(name, 0.0) * value for name, value in features.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def contradicted(c: Cluster, t: Telling, seen: Evidence) -> bool:
    """True where no single wrong field explains why the rules find no link: other days, other people, a visit elsewhere, not all the same
    people some day of a season or year, two undated words of different people or of long ago."""
    who, where = seen.who, seen.where
    if who.clash or (who.left and who.right) or not who.matched or (c.name.differs(t.name) and not seen.named):
        return True
    when = _when(c, t)
    if when == "within more" and not who.same:
        return True
    if when.startswith("apart") or (where is Fit.APART and (when != "same day" or not who.same)):
        return True
    if t.kind is Kind.VISIT and where is not Fit.SAME:
        return True
    if not when.endswith("undated"):
        return False
    if t.kind is Kind.CALL or _months(c, t) >= LONG_AGO:
        return True
    return where is not Fit.SAME and bool(who.left or who.right or who.stood_for or who.maybe)


def features(c: Cluster, t: Telling, seen: Evidence, said: Said) -> dict[str, float]:
    """What speaks for and against a telling belonging to a cluster, by name of feature."""
    who, where = seen.who, seen.where
    found: dict[str, float] = {"one": 1.0}
    found["people"] = min(sum(p in c.who for p in t.who if p.named), 3)
    found["exact"] = min(who.exact, 3)
    found["sides"] = min(who.stood_for + who.maybe, 2)
    found["left"] = min(max(who.left, who.right), 3)
    found["alone"] = min(len(c.who), len(t.who)) < 2
    found[f"place {_place(c, t, where)}"] = 1.0
    found[f"when {_when(c, t)}"] = 1.0
    found["months"] = _months(c, t)
    found[f"status {_group(c.status)} {_group(t.status)}"] = 1.0
    found["name same"] = seen.named
    found["many one"] = c.many != t.many
    found[t.kind.value] = 1.0
    mine = said(t.index)
    found["text"] = 10 * max(alike(mine, said(n)) for n in c.members[-LAST:])
    return {name: float(value) for name, value in found.items() if value}


def _months(c: Cluster, t: Telling) -> float:
    """Months between the articles, at most :data:`LONG_AGO`; that many where a day is not known."""
    return min(abs(t.told - c.told) / 30, LONG_AGO) if t.told is not None and c.told is not None else LONG_AGO


def _place(c: Cluster, t: Telling, where: Fit) -> str:
    if c.spot is None or t.spot is None:
        return "untold"
    if where is Fit.SAME:
        return "same country" if c.spot.broad or t.spot.broad else "same"
    return "open" if where is Fit.OPEN else "apart"


def _when(c: Cluster, t: Telling) -> str:
    if not c.phases or t.window is None:
        return "undated" if not c.phases and t.window is None else "one undated"
    if t.window in c.phases:
        return "same day" if t.days == 1 else "same window"
    days, longest = min((gap(w, t.window), max(w[1] - w[0] + 1, t.days)) for w in c.phases)
    if days <= 0:
        return "within a week" if longest <= 7 else "within a month" if longest <= 31 else "within more"
    return "apart"


def gap(a: Window, b: Window) -> int:
    """Days from one window to another; 0 where they share a day, 1 where they touch."""
    return max(0, b[0] - a[1], a[0] - b[1])


def _group(status: Status) -> str:
    return "held" if status in HELD else "off" if status in OFF else "postponed" if status is Status.POSTPONED else "plan"
