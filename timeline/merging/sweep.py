"""From document events to clusters: blocks of parties and weeks, swept once in the order of publication.

Every event is looked up by pairs of sides and week, so cost grows with the number of events, not of pairs of events. A cluster
never chains: a new telling is compared with the window that the cluster has, which only gets narrower.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, groupby

from timeline.merging.cluster import Cluster, Link, begin, join
from timeline.merging.linking import again, in_reach, link, same_days, told_twice
from timeline.merging.names import Occasion, spelling
from timeline.merging.parties import Party, tokens
from timeline.merging.telling import HELD, NARROW, Telling, Window
from timeline.merging.undated import LOOK_BACK
from timeline.merging.weighing import LAST, Said, alike
from timeline.model.quick import quick
from timeline.model.vocabulary import Kind

#: Open plans of one pair of sides that are looked at, newest first.
PLANS = 16
#: Weeks that a window is entered under; a longer one is found among the open plans or by its first weeks.
WEEKS = 54


#: Sides of which each pair makes a block; of more, each by itself does.
MOST = 5
#: Words of a gathering's name of which each pair makes a block.
WORDS = 6


Key = tuple[str, ...]


class Blocks:
    """Where clusters are found again: by block and week, and by block those still open or undated."""

    def __init__(self) -> None:
        self._weeks: defaultdict[Key, defaultdict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
        self._pending: defaultdict[Key, list[int]] = defaultdict(list)
        self._pairs: defaultdict[Key, set[Key]] = defaultdict(set)

    def enter(self, cluster: Cluster, keys: Iterable[Key], days: Window | None) -> None:
        """Enter a cluster under its blocks."""
        for key in keys:
            if len(key) == 4 and key[1] == "&":
                self._pairs[key[0], key[2]].add(key)
                self._pairs[key[0], key[3]].add(key)
            if days is not None:
                weeks = self._weeks[key]
                for week in _weeks(days):
                    if cluster.number not in weeks[week]:
                        weeks[week].append(cluster.number)
            if days is None or cluster.status not in HELD:
                pending = self._pending[key]
                if cluster.number in pending:
                    pending.remove(cluster.number)
                pending.append(cluster.number)
                if len(pending) > 2 * PLANS:
                    del pending[:-PLANS]

    def near(self, t: Telling, keys: Iterable[Key]) -> list[int]:
        """Numbers of the clusters that a telling can belong to, in order."""
        found: set[int] = set()
        days = [(w[0] - NARROW, w[1] + NARROW) for w in ((t.window, *t.earlier) if t.window else t.earlier)]
        if t.window is None and t.told is not None:
            days.append((t.told - LOOK_BACK, t.told))
        wanted = {week for window in days for week in _weeks(window)}
        for told in keys:
            for key in self._pairs.get((told[0], told[2]), ()) if told[1] == "2" else (told,):
                if (weeks := self._weeks.get(key)) is not None:
                    for week in wanted & weeks.keys():
                        found.update(weeks[week])
                if (pending := self._pending.get(key)) is not None:
                    found.update(pending)
        return sorted(found)


def _weeks(days: Window) -> range:
    return range(days[0] // 7, min(days[1] // 7, days[0] // 7 + WEEKS) + 1)


@quick
@dataclass(frozen=True, slots=True)
class Keys:
    """The blocks that a telling is entered under, and those in which its encounter is looked for."""

    enter: tuple[Key, ...]
    look: tuple[Key, ...]


def blocks(t: Telling) -> Keys:
    """The blocks of a telling: pairs of sides, single sides where one is told or many are, place, the gathering's name.

    Two people are looked for among what is told of those two people and what is told of their states without naming both; so the
    meetings of all other people of two states cost nothing.
    """
    return _blocks(t.kind, t.who, t.spot.name if t.kind is Kind.MEETING and t.spot and not t.spot.broad else "", t.name)


@lru_cache(maxsize=16384)
def _blocks(of: Kind, who: tuple[Party, ...], spot: str, name: Occasion) -> Keys:
    """The blocks of tellings of a kind and of these parties, at a spot that tells more than a country."""
    kind = of.value
    sides = tokens(who)
    paired: list[Key] = []
    if 2 <= len(sides) <= MOST:
        paired += [(kind, a, b) for a, b in combinations(sides, 2)]
    if len(sides) != 2:
        paired += [(kind, a) for a in sides]
    enter: list[Key] = list(paired)
    look: list[Key] = []
    if spot:
        look.append((kind, "@", spot))
    look += [(kind, "#", a, b) for a, b in combinations(sorted(name.words)[:WORDS], 2)]
    gathered = {p.side for p in who if p.id.startswith("org:")} if name.tier else set()
    look += [(kind, "#", code) for code in sorted(name.organisations | gathered)]
    enter += look
    known = sorted({p.side for p in who if p.side})
    people = [spelling(p.name)[-1] for p in who if p.named and " " in p.name]
    if len(people) < len(who):
        enter += [(*key, "*") for key in paired] + [(kind, "?*", side) for side in known]
        look += paired + [(kind, "?", side) for side in known]
        return Keys(tuple(enter), tuple(look))
    if len(people) <= 2 or of is Kind.VISIT:
        named = [(kind, "&", p) for p in people] if of is Kind.VISIT else [(kind, "&", *sorted(people))]
        enter += named
        look += named + (paired if any(not p.id for p in who) else [(*key, "*") for key in paired])  # a name of no table may be misspelt
    else:
        look += paired
    if of is not Kind.VISIT:  # one of two may be lost in an article: a person alone is looked for among pairs, and the other way round
        if len(who) == 1:
            enter += [(kind, "1", p) for p in people]
            look += [(kind, "2", p) for p in people]  # stands for all pairs with that person
        elif len(who) == 2:
            look += [(kind, "1", p) for p in people]
    if any(not p.side for p in who):  # a state may stand for somebody of whom nobody tells the state
        enter += [(kind, "?", side) for side in known]
        look += [(kind, "?*", side) for side in known]
    return Keys(tuple(enter), tuple(look))


def sweep(tellings: Iterable[Telling], *, said: Said, together: Mapping[str, int], apart: Mapping[str, frozenset[str]]) -> list[Cluster]:
    """The clusters of tellings that come in the order of publication, those of one document one after the other.

    ``said`` gives the words of an event's sentences by its number. ``together`` gives events that a correction calls the same one
    number; ``apart`` names for an event those that a correction calls another.
    """
    swept = _Sweep(said, together, apart)
    for _, document in groupby(tellings, key=lambda t: t.doc):
        swept.read(list(document))
    return swept.finish()


class _Sweep:
    """The clusters so far, and where to find them."""

    def __init__(self, said: Said, together: Mapping[str, int], apart: Mapping[str, frozenset[str]]) -> None:
        self._said = said
        self._together = together
        self._apart = apart
        self._clusters: list[Cluster] = []
        self._ids: defaultdict[int, list[str]] = defaultdict(list)
        self._blocks = Blocks()
        self._forced: dict[int, int] = {}
        self._single: dict[int, Telling] = {}
        self._revived: set[int] = set()

    def read(self, document: Sequence[Telling]) -> None:
        """Take in the tellings of one document: the surest links first, and no encounter twice."""
        found: list[tuple[float, int, int, Link]] = []
        follows: dict[int, int] = {}
        keys = [blocks(t) for t in document]
        twice = self._told_twice(document)
        for n, t in enumerate(document):
            if n in twice:
                continue
            revived: list[tuple[int, int]] = []
            for cluster, made in self._links(t, keys[n]):
                if made.follows:
                    if cluster.number not in self._revived:
                        revived.append((cluster.told or 0, cluster.number))
                else:
                    found.append((-made.score, -cluster.number, n, made))
            if revived:
                follows[n] = max(revived)[1]
                self._revived.add(follows[n])
        chosen: dict[int, tuple[Cluster, Link]] = {}
        taken: set[int] = set()
        if len(found) > 1:  # of several the one that is told in like words
            tellings, clusters = Counter(f[2] for f in found), Counter(f[1] for f in found)
            found = [
                (less - self._like(document[n], -number) if tellings[n] > 1 or clusters[number] > 1 else less, number, n, made)
                for less, number, n, made in found
            ]
        for _, number, n, made in sorted(found, key=lambda f: f[:3]):
            if n not in chosen and number not in taken:
                chosen[n] = (self._clusters[-number], made)
                taken.add(number)
        placed: dict[int, Cluster] = {}
        for n, t in enumerate(document):
            if n in twice:
                chosen[n] = (placed[twice[n]], told_twice(placed[twice[n]], t))
            placed[n] = self._place(t, keys[n], chosen.get(n), follows.get(n))

    def _told_twice(self, document: Sequence[Telling]) -> dict[int, int]:
        """The tellings of a document that say again what an earlier one says, by place in it."""
        found: dict[int, int] = {}
        for n, t in enumerate(document):
            if t.kind is not Kind.MEETING or not (len(t.who) > 2 or t.name.tier) or t.id in self._apart or t.id in self._together:
                continue
            first = next((m for m in range(n) if m not in found and again(document[m], t)), None)
            if first is not None:
                found[n] = first
        return found

    def _links(self, t: Telling, keys: Keys) -> Iterator[tuple[Cluster, Link]]:
        """Every cluster that a telling can belong to, or follow."""
        rejected = self._apart.get(t.id, frozenset())
        for number in self._blocks.near(t, keys.look):
            cluster = self._clusters[number]
            if in_reach(cluster, t) and (not rejected or rejected.isdisjoint(self._ids.get(number, ()))):
                found = link(cluster, t, self._said)
                if found is not None:
                    yield cluster, found

    def _like(self, t: Telling, number: int) -> float:
        """How alike the sentences of a telling and a cluster are, from 0 to 1."""
        mine = self._said(t.index)
        return max(alike(mine, said) for said in {self._said(n) for n in self._clusters[number].members[-LAST:]})

    def _place(self, t: Telling, keys: Keys, chosen: tuple[Cluster, Link] | None, follows: int | None) -> Cluster:
        """Put a telling into the cluster chosen for it, or into one of its own."""
        group = self._together.get(t.id)
        if group is not None and group in self._forced:
            chosen = (self._clusters[self._forced[group]], Link(0.0, "a correction says so", None, t.window is not None))
        if chosen is None:
            cluster = begin(len(self._clusters), t)
            cluster.follows = follows
            self._clusters.append(cluster)
            self._single[cluster.number] = t
        else:
            cluster = chosen[0]
            join(cluster, t, chosen[1])
            self._single.pop(cluster.number, None)
        if group is not None:
            self._forced.setdefault(group, cluster.number)
        self._note(cluster, t)
        self._blocks.enter(cluster, keys.enter, t.window)
        return cluster

    def _note(self, cluster: Cluster, t: Telling) -> None:
        """Remember where a telling went, if a correction keeps it apart from others."""
        if t.id in self._apart:
            self._ids[cluster.number].append(t.id)

    def finish(self) -> list[Cluster]:
        """The clusters, after a second look at tellings left alone: they are compared once more with the encounters that later articles
        told more of."""
        gone: dict[int, int] = {}
        for number, t in self._single.items():
            best = None if t.window is None else self._later(t)
            if best is not None:
                join(best[0], t, best[1])
                self._note(best[0], t)
                gone[number] = best[0].number
        kept = [c for c in self._clusters if c.number not in gone]
        place = {c.number: n for n, c in enumerate(kept)}
        for cluster in kept:
            if cluster.follows is not None:
                cluster.follows = place[gone.get(cluster.follows, cluster.follows)]
        return kept

    def _later(self, t: Telling) -> tuple[Cluster, Link] | None:
        """The cluster of several tellings that shares days with a telling left alone."""
        rejected = self._apart.get(t.id, frozenset())
        best: tuple[Cluster, Link] | None = None
        for number in self._blocks.near(t, blocks(t).look):
            cluster = self._clusters[number]
            if len(cluster.members) < 2 or not rejected.isdisjoint(self._ids.get(number, ())):
                continue
            found = same_days(cluster, t)
            if found is not None and (best is None or found.score >= best[1].score):
                best = (cluster, found)
        return best
