"""Reading names from words alone: who and what a text names, by the knowledge tables, titles and capitals. No spaCy here.

One pass from left to right over the words of a paragraph. At each word the longest entry wins: a full name of the tables, a
phrase (state, adjective, seat, organisation, place), a title. What is capitalised and known to none of them is gathered into a
run, which is a name where the words around it say so. The cost is linear in the text: no entry has more than a fixed number of
words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from timeline.lexicon.folding import fold, plain
from timeline.lexicon.knowledge import Knowledge, knowledge, phrase_key
from timeline.lexicon.rules import words as word_lists
from timeline.lexicon.titles import ACTING, FORMER, LOWER, PLAIN, Title, titles
from timeline.model.mentions import ActorMention, Paragraph

_ATOM = r"(?:(?:[A-Z]\.){2,}|(?:Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|Lt|Col|Adm|Maj|Brig|St|Prof|Hon|Jr|Sr|Capt|Rev)\.(?=[ \-])|[A-Z]\.(?=\s?[A-Z])|[^\W_]+)"
_TOKEN = re.compile(rf"{_ATOM}(?:['’&]{_ATOM}|[-–]{_ATOM})*|\+\d|[.!?;:,()\[\]\"“”—•|]")
_SENTENCE_END = frozenset('.!?"“:;—•|([')


class Token:
    """A word or mark of a text: offsets, letters, small letters without accents, what stands before it."""

    __slots__ = ("cap", "end", "first", "key", "low", "near", "poss", "start", "text")

    def __init__(self, start: int, end: int, text: str, near: bool, first: bool) -> None:
        self.start, self.end, self.text, self.near, self.first = start, end, text, near, first
        self.poss = False
        if len(text) > 2 and text[-2] in "'’" and text[-1] in "sS":
            self.text = text = text[:-2]
            self.end = end - 2
            self.poss = True
        self.cap = text[0].isupper()
        self.low = plain(text) if not text.isascii() else text.lower()
        self.key = phrase_key(self.low) if self.cap else self.low


class Found:
    """Something that the words name. ``kind``: person, single, state, organisation, seat, capital, side, office, group, pronoun,
    counterpart, place, run (capitals of unknown meaning). ``cap_run`` counts the words of a name."""

    __slots__ = (
        "acting",
        "appos",
        "candidates",
        "coord",
        "country",
        "end",
        "former",
        "kind",
        "name",
        "office",
        "plural",
        "rule",
        "start",
        "title",
        "words",
    )

    def __init__(self, kind: str, start: int, end: int, rule: str) -> None:
        self.kind, self.start, self.end, self.rule = kind, start, end, rule
        self.candidates: tuple[str, ...] = ()
        self.title: str | None = None
        self.office: str | None = None
        self.country: str | None = None
        self.name = ""
        self.words = 1
        self.appos: Found | None = None
        self.plural = self.former = self.acting = self.coord = False

    def __repr__(self) -> str:
        return f"Found({self.kind} {self.name!r} {self.title} {self.country} {self.rule})"


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The words and marks of ``text[start:end]``; ``near`` is true where only one blank parts a word from the one before it."""
    out: list[Token] = []
    last = start
    first = True
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        begin, finish = match.span()
        piece = match[0]
        gap = text[last:begin]
        token = Token(begin, finish, piece, gap in (" ", "", "\u00a0", "\n", "’ ", "' "), first)
        if gap in ("’ ", "' ") and out and out[-1].text[-1:] == "s":
            out[-1].poss = True
        out.append(token)
        first = piece in _SENTENCE_END
        last = finish
    return out


@lru_cache(maxsize=1)
def _title_words() -> dict[str, int]:
    """Number of words of the longest title that begins with a word."""
    reach: dict[str, int] = {}
    for phrase in titles():
        head = phrase.split(" ", 1)[0]
        reach[head] = max(reach.get(head, 0), phrase.count(" ") + 1)
    return reach


@lru_cache(maxsize=1)
def _lists() -> dict[str, frozenset[str]]:
    return dict(word_lists("names.toml", "words"))


class Scanner:
    """Reads paragraphs with one set of knowledge tables."""

    def __init__(self, known: Knowledge) -> None:
        self.known = known
        self.titles = titles()
        self.title_reach = _title_words()
        lists = _lists()
        self.media, self.calendar, self.common = lists["media"], lists["calendar"], lists["common"]
        self.particles, self.bodies, self.chambers = lists["particles"], lists["bodies"], lists["chambers"]
        self.factions, self.groups, self.pronouns, self.sites = lists["factions"], lists["groups"], lists["pronouns"], lists["sites"]
        self.stop = self.common | self.calendar

    # -- looking up -------------------------------------------------------------------------------------------------------------

    def title_at(self, words: list[Token], i: int) -> tuple[Title, int, bool] | None:
        """The longest title that begins at word ``i``: the title, the position after it, whether it is plural."""
        low = words[i].low.rstrip(".")
        reach = self.title_reach.get(low) or (self.title_reach.get(low[:-1]) if low.endswith("s") else None)
        if reach is None:
            return None
        n = len(words)
        for size in range(min(reach, n - i), 0, -1):
            if size > 1 and not all(w.near for w in words[i + 1 : i + size]):
                continue
            phrase = low if size == 1 else " ".join(w.low.rstrip(".") for w in words[i : i + size])
            hit = self.titles.get(phrase)
            if hit is not None:
                return hit, i + size, False
            if phrase.endswith("s"):
                hit = self.titles.get(phrase[:-1])
                if hit is not None and hit.office:
                    return hit, i + size, True
            elif size > 1:
                continue
        for size in range(min(reach, n - i), 1, -1):  # "ministers of foreign affairs"
            phrase = " ".join(w.low for w in words[i : i + size])
            head, _, rest = phrase.partition("s ")
            hit = self.titles.get(f"{head} {rest}")
            if hit is not None:
                return hit, i + size, True
        return None

    def phrase_at(self, words: list[Token], i: int) -> tuple[tuple[tuple[str, str, str], ...], int] | None:
        """The longest phrase of the tables that begins at the capitalised word ``i``, and the position after it."""
        reach = self.known.reach.get(words[i].key.split(" ", 1)[0])
        if reach is None:
            return None
        keys = words[i].key
        best = None
        j = i + 1
        phrases = self.known.phrases
        hit = phrases.get(keys)
        if hit is not None:
            best = (hit, j)
        while j < len(words) and j - i < reach and words[j].near and not words[j - 1].poss:
            keys = f"{keys} {words[j].key}"
            j += 1
            hit = phrases.get(keys)
            if hit is not None:
                best = (hit, j)
        if words[i].poss and j < len(words) and j - i < reach:  # "Lord's Resistance Army"
            keys = f"{words[i].low}'s"
            j = i + 1
            while j < len(words) and j - i < reach and words[j].near:
                keys = f"{keys} {words[j].key}"
                j += 1
                hit = phrases.get(keys)
                if hit is not None:
                    best = (hit, j)
        if best is None:
            return None
        entries, j = best
        text = words[i].text if j == i + 1 else ""
        if text and not text.isupper():
            entries = tuple(e for e in entries if not e[2].replace(".", "").isupper() or len(e[2]) > 5)
        return (entries, j) if entries else None

    def person_at(self, words: list[Token], i: int) -> tuple[tuple[str, ...], int] | None:
        """The longest full name of the tables that begins at word ``i``: ids, and the position after it."""
        names = self.known.full_names
        key = fold(words[i].text.replace("-", "")) if "-" not in words[i].text else "".join(fold(p) for p in words[i].text.split("-"))
        best = None
        j = i + 1
        while j < len(words) and j - i < 7 and words[j].near and not words[j - 1].poss:
            word = words[j]
            if not (word.cap or word.low in self.particles):
                break
            text = word.text
            if not (len(text.rstrip(".")) == 1 or text.lower() in ("al", "el")):
                key += fold(text) if "-" not in text else "".join(fold(p) for p in text.split("-") if p.lower() not in ("al", "el"))
            j += 1
            hit = names.get(key)
            if hit is not None and words[j - 1].cap:
                best = (hit, j)
        return best

    # -- reading ----------------------------------------------------------------------------------------------------------------

    def read(self, text: str, start: int = 0, end: int | None = None, *, headline: bool = False) -> list[Found]:
        """What ``text[start:end]``, one paragraph, names, in its order."""
        words = tokens(text, start, end)
        capitals = sum(w.cap for w in words)
        letters = sum(w.text[0].isalpha() for w in words)
        headline = (headline or letters <= 18) and capitals > 3 and capitals >= 0.6 * letters and (not words or words[-1].text != ".")
        found: list[Found] = []
        i = 0
        while i < len(words):
            word = words[i]
            if word.cap:
                i = self._capital(text, words, i, found, headline)
            elif word.low in self.title_reach or (word.low[-1:] == "s" and word.low[:-1] in self.title_reach):
                hit = self.title_at(words, i)
                i = self._title(text, words, i, i, hit, None, found, headline) if hit else i + 1
            elif word.low in self.pronouns:
                item = Found("pronoun", word.start, word.end, "actor.pronoun")
                item.name = word.low
                found.append(item)
                i += 1
            elif word.low in self.groups and i and self._group(words, i, found):
                i += 1
            elif word.low in ("counterpart", "counterparts"):
                i = self._counterpart(words, i, None, found)
            else:
                i += 1
        return found

    def _group(self, words: list[Token], i: int, found: list[Found]) -> bool:
        """ "the two leaders", "both presidents", "the pair"."""
        k = i - 1
        number = words[k].low
        if (
            number in ("the", "both", "these")
            and words[i].low in ("pair", "duo", "trio", "sides", "leaders", "presidents", "men", "parties")
        ) or number == "both":
            item = Found("group", words[k].start, words[i].end, "actor.group")
            item.title = "3" if words[i].low == "trio" else "2"
        elif number in _NUMBERS:
            first = k - 1 if k and words[k - 1].low in ("the", "these", "those", "all", "their", "other") else k
            if first == k:
                return False
            item = Found("group", words[first].start, words[i].end, "actor.group")
            item.title = str(_NUMBERS[number])
        else:
            return False
        item.name = words[i].low
        item.plural = True
        found.append(item)
        return True

    def _counterpart(self, words: list[Token], i: int, country: str | None, found: list[Found], start: int | None = None) -> int:
        item = Found("counterpart", words[i].start if start is None else start, words[i].end, "actor.counterpart")
        item.name = words[i].low
        item.country = country
        item.plural = words[i].low.endswith("s")
        found.append(item)
        j = i + 1
        named = j + 1 < len(words) and words[j].text == "," and words[j + 1].cap
        name = self._name_at(words, j + named) if j < len(words) and (named or words[j].near) else None
        if name and not item.plural and (not named or ((name[0] or name[1] - j > 2) and self._closes(words, name[1]))):
            # "his Chinese counterpart Wang Yi"
            j = self._person(words, j + named, name[1], name[0], None, country, found)
            item.appos = found[-1]
        return j

    def _capital(self, text: str, words: list[Token], i: int, found: list[Found], headline: bool) -> int:
        word = words[i]
        low = word.low
        skip = self._skip(words, i)
        if skip:
            return skip
        person = self.person_at(words, i)
        phrase = self.phrase_at(words, i)
        title = self.title_at(words, i) if low.rstrip(".") in self.title_reach or low[-1:] == "s" else None
        if person and (not phrase or person[1] >= phrase[1]) and (not title or person[1] > title[1] or title[1] == i + 1):
            return self._person(words, i, person[1], person[0], None, None, found)
        if title and not (phrase and phrase[1] >= title[1]) and not (headline and title[0].office == "private"):
            return self._title(text, words, i, i, title, None, found, headline)
        if phrase:
            after = self._phrase(text, words, i, phrase, found, headline)
            if after:
                return after
        if "-" in word.text or "–" in word.text:
            if self._compound(word, found):
                return i + 1
        if low in self.pronouns:
            item = Found("pronoun", word.start, word.end, "actor.pronoun")
            item.name = low
            found.append(item)
            return i + 1
        if low in self.groups and i and self._group(words, i, found):
            return i + 1
        if low in ("both", "the") or (low in self.common and (word.first or headline or len(low) < 4)):
            return i + 1
        return self._run(text, words, i, found, headline)

    def _skip(self, words: list[Token], i: int) -> int:
        """The position after a calendar word or the name of a medium; 0 where there is none."""
        word = words[i]
        if word.low in self.calendar:
            return i + 1
        phrase = word.low
        best = i + 1 if phrase in self.media and not (i + 1 < len(words) and words[i + 1].near and words[i + 1].cap) else 0
        for j in range(i + 1, min(i + 4, len(words))):
            if not words[j].near:
                break
            phrase = f"{phrase} {words[j].low}"
            if phrase in self.media:
                best = j + 1
        if best == i + 1 and len(word.text) < 3 and word.first:
            return 0
        return best

    # -- names ------------------------------------------------------------------------------------------------------------------

    def _name_at(self, words: list[Token], i: int) -> tuple[tuple[str, ...], int] | None:
        """A name that begins at word ``i`` after a title: ids (if known), and the position after it."""
        if i >= len(words) or not words[i].cap:
            return None
        person = self.person_at(words, i)
        j = self._run_end(words, i, named=True)
        if person and person[1] >= j:
            return person
        return ((), j) if j > i else person

    def _run_end(self, words: list[Token], i: int, *, named: bool = False) -> int:
        """The position after the run of capitalised unknown words from ``i`` on; ``named``: a title stands before it."""
        j = i
        size = 0
        while j < len(words) and size < 7:
            word = words[j]
            if j > i and (not word.near or words[j - 1].poss):
                break
            if not word.cap:
                if j > i and word.low in self.particles and j + 1 < len(words) and words[j + 1].cap and words[j + 1].near and words[j].near:
                    j += 1
                    continue
                break
            low = word.low
            if low in self.calendar or (low in self.common and not (named and j == i and False)):
                break
            if j > i and low.rstrip(".") in self.title_reach and self.title_at(words, j):
                break
            phrase = self.phrase_at(words, j)
            if phrase and not (named and j == i and phrase[1] == j + 1 and self._surname_like(words, j)):
                given = j > i and phrase[1] == j + 1 and not word.poss and all(e[0] in ("place", "capital", "state") for e in phrase[0])
                weak = all(e[0] == "place" for e in phrase[0]) and phrase[1] == j + 1
                if not (weak and (j > i or named)) and not (given and plain(words[i].text) in self.known.given_names and j == i + 1):
                    break
            size += 1
            j += 1
        return j

    def _surname_like(self, words: list[Token], j: int) -> bool:
        """A known place or state that is a person's surname after a title ("President Washington", "Prime Minister Holland")."""
        return fold(words[j].text) in self.known.short_names or (j + 1 < len(words) and words[j + 1].near and words[j + 1].cap)

    def _person(
        self, words: list[Token], i: int, j: int, ids: tuple[str, ...], title: Title | None, country: str | None, found: list[Found]
    ) -> int:
        size = j - i
        while j < len(words) and words[j].near and words[j].text in ("Jr.", "Sr.", "II", "III", "IV", "VI"):
            j += 1
        kind = "person" if ids or size > 1 else "single"
        item = Found(kind, words[i].start, words[j - 1].end, "actor.name.known" if ids else "actor.name.title")
        item.candidates = ids
        item.name = " ".join(w.text for w in words[i:j])
        item.words = size
        if title is not None and title.phrase:
            item.title = title.title or title.phrase
            item.office = title.office or None
        item.country = country
        found.append(item)
        return j

    def _run(self, text: str, words: list[Token], i: int, found: list[Found], headline: bool) -> int:
        """A run of capitalised words that no table knows."""
        j = i + 1 if headline else self._run_end(words, i)
        if j <= i:
            return i + 1
        size = j - i
        if j < len(words) and words[j].near and not words[j - 1].poss and not headline:
            low = words[j].low
            if low in self.bodies and words[j].cap:
                while j < len(words) and words[j].near and words[j].cap and (words[j].low in self.bodies or words[j].low in self.common):
                    j += 1
                item = Found("organisation", words[i].start, words[j - 1].end, "actor.organisation.body")
                item.name = text[item.start : item.end]
                item.words = j - i
                found.append(item)
                return j
            if low in self.sites and (words[j].cap or low in ("airport", "palace", "hotel", "air", "airbase", "province", "resort")):
                item = Found("place", words[i].start, words[j].end, "place.site")
                item.name = text[item.start : item.end]
                found.append(item)
                return j + 1
        word = words[i]
        if size == 1 and (len(word.text) < 2 or word.low in self.stop):
            return j
        kind = "single" if size == 1 else "run"
        item = Found(kind, word.start, words[j - 1].end, "actor.name.single" if size == 1 else "actor.name.capitals")
        item.name = text[item.start : item.end]
        item.words = size
        item.appos = None
        item.acting = word.first  # a capital that begins a sentence says nothing by itself
        found.append(item)
        return j

    def _compound(self, word: Token, found: list[Found]) -> bool:
        """ "US-Russia", "Sino-Japanese", "Trump-Putin": each part for itself. "U.S.-led" is no actor at all."""
        parts = re.split(r"[-–]", word.text)
        codes: list[tuple[str, str]] = []
        for n, part in enumerate(parts):
            key = phrase_key(part)
            entries = self.known.phrases.get(key, ()) if part[:1].isupper() else ()
            kinds = {e[0]: e[1] for e in entries if not (e[2].replace(".", "").isupper() and not part.isupper())}
            code = kinds.get("state") or kinds.get("demonym") or (self.known.prefixes.get(key) if n == 0 else None)
            if code:
                codes.append(("state", code))
            elif "organisation" in kinds:
                codes.append(("organisation", kinds["organisation"]))
            elif part[:1].isupper() and fold(part) in self.known.short_names:
                codes.append(("single", ""))
            elif n and part.islower() and codes and codes[0][0] != "single":
                return True  # "U.S.-led", "Russian-backed"
            else:
                return False
        if all(kind == "single" for kind, _ in codes) and word.first:
            return False
        offset = word.start
        for part, (kind, code) in zip(parts, codes, strict=True):
            item = Found(kind, offset, offset + len(part), "actor.compound")
            item.name = part
            if code:
                item.candidates = (_id(kind, code),)
                item.country = code
            found.append(item)
            offset += len(part) + 1
        return True

    def likely_person(self, item: Found) -> bool:
        """True for a run of two to four words that begins with a given name."""
        parts = item.name.split()
        return 2 <= len(parts) <= 4 and plain(parts[0]) in self.known.given_names and all(p[0].isalpha() for p in parts)

    def spot_ids(self, name: str) -> tuple[str, ...]:
        """Ids of the places of that name, venues first, then cities by population; at most five."""
        return tuple(spot.id for spot in self.known.spots.get(phrase_key(name), ())[:5])

    # -- states, organisations, places ------------------------------------------------------------------------------------------

    def _phrase(
        self,
        text: str,
        words: list[Token],
        i: int,
        phrase: tuple[tuple[tuple[str, str, str], ...], int],
        found: list[Found],
        headline: bool,
    ) -> int:
        entries, j = phrase
        kinds: dict[str, str] = {}
        for kind, code, _ in entries:
            kinds.setdefault(kind, code)
        word = words[i]
        single = j == i + 1
        adjective = kinds.get("demonym")
        state = kinds.get("state")
        if single and not headline and not words[j - 1].poss and not adjective and ("organisation" not in kinds):
            after = words[j] if j < len(words) else None
            if (
                after is not None and after.near and after.cap and after.low not in self.stop and after.low not in self.bodies and after.low not in self.sites
                and not self.phrase_at(words, j) and not self.title_at(words, j) and not self._skip(words, j) and not after.text.isupper()
                and "-" not in after.text and not self._state_body(words, j) and plain(word.text) in self.known.given_names
            ):  # fmt: skip
                return 0  # "Paris Hilton", "Jordan Peterson": a name, read as a run
        code = adjective or state or kinds.get("seat") or kinds.get("capital")
        if code is None and "organisation" in kinds:
            code = kinds["organisation"]
        if code is not None:
            after_side = self._country_led(text, words, i, j, code, kinds, found, headline)
            if after_side:
                return after_side
        poss = words[j - 1].poss
        if poss and code is not None and (state or kinds.get("organisation")) and j < len(words) and words[j].near and words[j].cap:
            known = self.person_at(words, j)
            if known:  # "Indonesia's Susilo Bambang Yudhoyono"
                return self._person(words, j, known[1], known[0], None, code, found)
        item = Found("place", word.start, words[j - 1].end, "place.known")
        item.name = text[item.start : item.end]
        item.words = j - i
        if "organisation" in kinds and not state:
            item.kind, item.rule, item.candidates = (
                "organisation",
                "actor.organisation.known",
                (_id("organisation", kinds["organisation"]),),
            )
            item.country = kinds["organisation"]
        elif state:
            item.kind, item.rule, item.candidates, item.country = "state", "actor.state", (_id("state", state),), state
            if adjective and not self.known.states[state].name.lower() == plain(item.name):
                item.acting = True  # also an adjective ("Myanmar", "U.S.")
        elif "seat" in kinds:
            item.kind, item.rule, item.candidates, item.country = "seat", "actor.seat", (_id("state", kinds["seat"]),), kinds["seat"]
        elif "capital" in kinds:
            item.kind, item.rule, item.candidates, item.country = (
                "capital",
                "actor.capital",
                (_id("state", kinds["capital"]),),
                kinds["capital"],
            )
        elif adjective:
            if word.text.endswith("s") and single and not poss and word.text[:-1] and self._people(word.low):
                item.kind, item.rule, item.candidates, item.country = "side", "actor.side.people", (_id("state", adjective),), adjective
            else:
                return j  # an adjective before something that is no side
        else:
            item.candidates = self.spot_ids(item.name)
            run = self._run_end(words, i)
            if not headline and run > j and not words[j - 1].poss and plain(word.text) in self.known.given_names:
                return 0
        found.append(item)
        return j

    def _people(self, low: str) -> bool:
        """A word for the people of a state in the plural ("Palestinians"), not an adjective that ends in s."""
        entries = self.known.phrases.get(low[:-1], ())
        return any(e[0] == "demonym" for e in entries)

    def _state_body(self, words: list[Token], k: int) -> int:
        """The position after a word for a body of a state ("government", "Foreign Ministry") at ``k``; 0 where there is none."""
        best = 0
        phrase = ""
        for n in range(k, min(k + 3, len(words))):
            if not words[n].near:
                break
            phrase = f"{phrase} {words[n].low}".strip()
            if phrase in self.chambers:
                best = n + 1
        return best

    def _country_led(
        self, text: str, words: list[Token], i: int, j: int, code: str, kinds: dict[str, str], found: list[Found], headline: bool
    ) -> int:
        """A title, a body or a side with its state before it: "Russian foreign minister", "U.S. officials", "Iran's top negotiator"."""
        k = j
        former = False
        n = len(words)
        while k < n and k - j < 3 and words[k].near and (words[k].low in FORMER or words[k].low in ACTING or words[k].low in _ADJECTIVES):
            if self.title_at(words, k) and words[k].low not in ("first", "senior", "top", "chief"):
                break
            former = former or words[k].low in FORMER
            k += 1
        if k < n and words[k].near:
            hit = self.title_at(words, k)
            side = self._state_body(words, k)
            if (
                hit
                and hit[0].office
                and (hit[1] >= side or not side)
                and not (hit[2] and hit[0].office in ("official", "lawmaker", "leader"))
            ):
                return self._title(text, words, i, k, hit, code, found, headline, former=former)
            if side:
                if side < n and words[side].near and words[side].cap and self.title_at(words, side):
                    nested = self.title_at(words, side)  # "Chinese Foreign Ministry spokesman"
                    if nested:
                        return self._title(text, words, i, side, nested, code, found, headline, former=former)
                if side < n and words[side].near:
                    nested = self.title_at(words, side)
                    if nested and nested[0].office and not nested[2]:
                        return self._title(text, words, i, side, nested, code, found, headline, former=former)
                item = Found("side", words[i].start, words[side - 1].end, "actor.side")
                item.name = words[side - 1].low
                item.country = code
                item.candidates = (
                    _id("organisation" if "organisation" in kinds and "state" not in kinds and "demonym" not in kinds else "state", code),
                )
                item.former = former
                item.plural = item.name.endswith("s")
                found.append(item)
                return side
            low = words[k].low
            if low in ("counterpart", "counterparts"):
                return self._counterpart(words, k, code, found, words[i].start)
            if low in self.factions:
                size = k + 1
                phrase = low
                while size < n and words[size].near and f"{phrase} {words[size].low}" in self.factions:
                    phrase = f"{phrase} {words[size].low}"
                    size += 1
                item = Found("organisation", words[i].start, words[size - 1].end, "actor.faction")
                demonym = (
                    self.known.states[code].demonyms[0] if code in self.known.states and self.known.states[code].demonyms else words[i].text
                )
                item.name = f"{demonym} {low}"
                hit_entry = self.known.phrases.get(phrase_key(item.name))
                if hit_entry and hit_entry[0][0] == "organisation":
                    item.candidates = (_id("organisation", hit_entry[0][1]),)
                found.append(item)
                return size
        # "Russian and Ukrainian foreign ministers", "U.S. and Chinese officials"
        if "demonym" in kinds or "state" in kinds or "organisation" in kinds:
            m = j
            if m + 1 < n and words[m].low in ("and", "or", ",") and not words[j - 1].poss:
                m += 1
                if words[m].low == "and":
                    m += 1
                if m < n and words[m].cap:
                    second = self.phrase_at(words, m)
                    if second and any(e[0] in ("demonym", "state") for e in second[0]):
                        tail = self._tail(words, second[1])
                        if tail:
                            return self._coordinate(words, i, j, code, kinds, tail, found)
        return 0

    def _tail(self, words: list[Token], k: int) -> tuple[str, Title | None] | None:
        """What a coordination of adjectives leads to: a plural title, a plural side, another adjective before one."""
        n = len(words)
        for _ in range(4):
            if k >= n:
                return None
            hit = self.title_at(words, k)
            side = self._state_body(words, k)
            if hit and hit[2] and hit[0].office not in ("official", "lawmaker", "leader", "private"):
                return ("office", hit[0])
            if side:
                return ("side", None)
            low = words[k].low
            if low in _ADJECTIVES and words[k].near:
                k += 1
                continue
            if low in (",", "and") and k + 1 < n:
                k += 1
                if words[k].low == "and":
                    k += 1
                more = self.phrase_at(words, k) if k < n and words[k].cap else None
                if more and any(e[0] in ("demonym", "state") for e in more[0]):
                    k = more[1]
                    continue
            return None
        return None

    def _coordinate(
        self, words: list[Token], i: int, j: int, code: str, kinds: dict[str, str], tail: tuple[str, Title | None], found: list[Found]
    ) -> int:
        kind, title = tail
        item = Found(kind, words[i].start, words[j - 1].end, f"actor.{kind}.coordinated")
        item.country = code
        item.coord = True
        if title is not None:
            item.title, item.office, item.name = title.title, title.office, title.phrase
        else:
            item.name = "officials"
            item.candidates = (_id("organisation" if set(kinds) == {"organisation"} else "state", code),)
        found.append(item)
        return j

    # -- titles -----------------------------------------------------------------------------------------------------------------

    def _title(
        self, text: str, words: list[Token], lead: int, at: int, hit: tuple[Title, int, bool], country: str | None, found: list[Found],
        headline: bool, *, former: bool = False,
    ) -> int:  # fmt: skip
        """A title from word ``at`` on, with its state from word ``lead`` on: followed by a name, or an office by itself."""
        title, j, plural = hit
        n = len(words)
        back = lead - 1
        while back >= 0 and lead - back <= 3 and words[back].low in (FORMER | ACTING | LOWER | PLAIN) and words[back + 1].near:
            former = former or words[back].low in FORMER or words[back].low.startswith("ex")
            back -= 1
        if words[at].low.startswith("ex-"):
            former = True
        # "president of the European Commission", "special envoy for Syria", "ambassador to Russia"
        k = j
        if k + 1 < n and words[k].low in ("of", "for", "to", "on", "in") and words[k].near and title.office:
            link = words[k].low
            m = k + 1 + (words[k + 1].low == "the")
            scope = self.phrase_at(words, m) if m < n and words[m].cap else None
            if scope:
                codes = {e[0]: e[1] for e in scope[0]}
                owner = codes.get("state") or codes.get("organisation") or codes.get("capital")
                if owner and link == "of" and country is None:
                    country = owner
                    j = scope[1]
                elif owner and link in ("for", "to", "on") and title.office in ("envoy", "ambassador", "representative"):
                    j = scope[1]
        if j + 2 < n and words[j].low == "and" and words[j].near:  # "State Councilor and Foreign Minister Wang Yi"
            second = self.title_at(words, j + 1)
            if second and second[0].office and second[1] < n and words[second[1]].near and self._name_at(words, second[1]) and not plural:
                title, j = (second[0] if second[0].office != "private" else title), second[1]
        name = None
        if j < n and words[j].near and not words[j - 1].poss and not (headline and not self._known_word(words, j)):
            name = self._name_at(words, j)
        if name and plural:
            # "Presidents Putin and Trump"
            end = self._person(words, j, name[1], name[0], title, country, found)
            return self._more_names(words, end, title, country, found)
        if name:
            size = name[1] - j
            if not title.office and size == 1:
                pass
            end = self._person(words, j, name[1], name[0], title, country, found)
            found[-1].former = former
            if title.office == "private":
                found[-1].office = "private"
            return end
        if not title.office or title.office == "private":
            return j
        if words[j - 1].poss and country is None and title.office == "official":
            return j
        start = words[lead].start if country is not None else words[at].start
        item = Found("office", start, words[j - 1].end, "actor.office")
        if plural and found and found[-1].coord and country is not None:
            plural = False  # "the Iranian and Turkish foreign ministers": one each
        item.title, item.office, item.country, item.plural, item.former = title.title, title.office, country, plural, former
        item.name = title.phrase
        item.words = j - lead
        if plural and country is None:
            if found and self._group(words, at, found):
                found[-1].office = title.office
                return j
            return j
        # "Viktor Orban, the Hungarian prime minister," and "the Hungarian prime minister, Viktor Orban,"
        b = lead - 1
        while b >= 0 and words[b].low in (FORMER | ACTING | LOWER | PLAIN | {"the", "a", "an", "who", "is", "s"}):
            b -= 1
        if b >= 1 and words[b].text == "," and found and found[-1].kind in ("person", "single", "run") and found[-1].end == words[b].start:
            item.appos = found[-1]
            if found[-1].title is None:
                found[-1].title, found[-1].office, found[-1].country = item.title, item.office, found[-1].country or item.country
                if found[-1].kind == "run":
                    found[-1].kind, found[-1].rule = "person", "actor.name.apposition"
        if j + 1 < n and words[j].text == "," and words[j + 1].cap and item.appos is None and (country or words[at - 1].low == "the"):
            apposed = self._name_at(words, j + 1)
            if apposed and (apposed[0] or apposed[1] - j > 2) and self._closes(words, apposed[1]):
                found.append(item)
                end = self._person(words, j + 1, apposed[1], apposed[0], title, country, found)
                item.appos = found[-1]
                return end
        found.append(item)
        return j

    def _known_word(self, words: list[Token], j: int) -> bool:
        """In a headline: the word is a name that the tables know."""
        return words[j].cap and (fold(words[j].text) in self.known.short_names or self.person_at(words, j) is not None)

    def _closes(self, words: list[Token], j: int) -> bool:
        return (
            j >= len(words) or words[j].text in (",", ".", ")", ":", ";", '"', "”", "—") or words[j].low in ("and", "said", "told", "who")
        )

    def _more_names(self, words: list[Token], j: int, title: Title, country: str | None, found: list[Found]) -> int:
        while j + 1 < len(words) and words[j].low in ("and", ","):
            m = j + 1 + (words[j + 1].low == "and")
            name = self._name_at(words, m) if m < len(words) else None
            if not name:
                break
            j = self._person(words, m, name[1], name[0], title, country, found)
        return j


_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_ADJECTIVES = frozenset(
    [
        "senior",
        "top",
        "high-level",
        "high-ranking",
        "ranking",
        "visiting",
        "new",
        "first",
        "chief",
        "current",
        "deputy",
        "vice",
        "assistant",
        "acting",
        "interim",
        "transitional",
        "military",
        "civilian",
        "political",
        "presidential",
        "parliamentary",
        "congressional",
        "foreign",
        "trade",
        "government",
        "state",
        "official",
        "economic",
        "diplomatic",
        "nuclear",
        "peace",
        "special",
        "former",
        "ex",
        "then",
        "late",
        "outgoing",
        "incoming",
        "newly-elected",
        "government's",
        "opposing",
        "rival",
        "other",
        "negotiating",
        "security",
        "defence",
        "defense",
        "intelligence",
        "unnamed",
        "permanent",
        "army",
        "naval",
        "long-time",
        "longtime",
    ]
)


def _id(kind: str, code: str) -> str:
    return f"org:{code}" if kind == "organisation" else f"iso:{code}"


def actor_id(known: Knowledge, code: str) -> str:
    """The id of a state or organisation code, as in events: ``iso:RU``, ``org:NATO``."""
    return f"iso:{code}" if code in known.states else f"org:{code}"


@lru_cache(maxsize=8)
def scanner(gazetteer: str | None = None, *, officeholders: bool = True) -> Scanner:
    """The scanner over the tables, with the user's gazetteer."""
    return Scanner(knowledge(gazetteer, officeholders=officeholders))


def scan_names(
    text: str, paragraphs: Iterable[Paragraph], *, gazetteer: str | None = None, officeholders: bool = True
) -> tuple[ActorMention, ...]:
    """Full names of people anywhere in a text (characters, in text order): known to the tables, or told by a title or an apposition.

    They tell who "Putin" is further down. Furniture is left out. ``gazetteer`` is the path of a user's file.
    """
    reader = scanner(gazetteer, officeholders=officeholders)
    out = []
    for paragraph in paragraphs:
        if paragraph.kind == "furniture":
            continue
        for item in reader.read(text, paragraph.start, paragraph.end, headline=paragraph.kind in ("headline", "heading")):
            if (item.kind == "person" and (item.candidates or item.words > 1)) or (item.kind == "run" and reader.likely_person(item)):
                out.append(mention(item, (paragraph.start, paragraph.end)))
    return tuple(out)


_FORMS = {"person": "name", "single": "name", "run": "name", "state": "name", "organisation": "name", "seat": "side", "capital": "side", "side": "side",
          "office": "office", "group": "group", "pronoun": "pronoun", "counterpart": "counterpart"}  # fmt: skip
_TYPES = {
    "person": "person",
    "state": "state",
    "organisation": "organisation",
    "seat": "state",
    "capital": "state",
    "side": "state",
    "office": "office",
}


def mention(item: Found, sentence: tuple[int, int]) -> ActorMention:
    """What was found as a mention."""
    return ActorMention(
        item.start, item.end, item.name if _FORMS[item.kind] == "name" else "", _FORMS[item.kind], _TYPES.get(item.kind), item.rule, item.candidates,
        item.title, item.office, item.country, (), sentence,
    )  # fmt: skip
