"""Looking words up: titles, phrases of the tables, full names, runs of capitals."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from timeline.lexicon.folding import fold, plain
from timeline.lexicon.knowledge import Knowledge, phrase_key
from timeline.lexicon.rules import words as word_lists
from timeline.lexicon.titles import Title, titles
from timeline.nlp.names_tokens import Entries, Found, Token, Words

Phrase = tuple[Entries, int]
NamedTitle = tuple[Title, int, bool]


@lru_cache(maxsize=1)
def title_words() -> dict[str, int]:
    """Number of words of the longest title that begins with a word."""
    reach: dict[str, int] = {}
    for phrase in titles():
        head = phrase.split(" ", 1)[0]
        reach[head] = max(reach.get(head, 0), phrase.count(" ") + 1)
    return reach


@lru_cache(maxsize=1)
def title_pairs() -> frozenset[tuple[str, str]]:
    """The first two words of every title of several words, also in the plural: what begins otherwise is one word at most."""
    pairs: set[tuple[str, str]] = set()
    for phrase in titles():
        first, _, rest = phrase.partition(" ")
        if rest:
            second = rest.split(" ", 1)[0]
            pairs.update(((first, second), (f"{first}s", second)))
            if second == rest:
                pairs.add((first, f"{second}s"))
    return frozenset(pairs)


@lru_cache(maxsize=1)
def lists() -> dict[str, frozenset[str]]:
    """The plain word lists for reading names, by their key."""
    return dict(word_lists("names.toml", "words"))


def _heads(phrases: Iterable[str]) -> frozenset[str]:
    """The first words of phrases."""
    return frozenset(phrase.split(" ", 1)[0] for phrase in phrases)


_PLACE = (("place", "", ""),)
#: Letters that British newspapers write as a word.
_SPOKEN = frozenset({"Nato", "Opec", "Asean", "Igad", "Apec", "Cemac", "Saarc", "Sadc", "Celac", "Iaea", "Osce", "Eccas", "Efta", "Asem"})
_FIRST = frozenset({"will", "per", "bill", "hope"})  # words that are given names only
_SON_OF = frozenset({"bin", "ibn", "bint"})
_OF_FAMILY = frozenset({"de", "da", "do", "dos", "das"})
_FAMILY = frozenset({"al", "el"})
SUFFIXES = frozenset({"jr", "sr"})  # another person than the one without it
_ALSO_NAMES = frozenset({"jan", "jun", "mar", "sun", "spring"})  # short forms of months and days that are given or family names too
LEADS_TO_A_DAY = frozenset(
    {"in", "last", "this", "next", "since", "until", "late", "early", "mid", "by", "of", "from", "during", "to", "on"}
)
_HEADS = frozenset(
    f"{rank}{head}"
    for head in ("minister", "secretary")
    for rank in ("", "vice ", "deputy ", "assistant ", "state ", "junior ", "first deputy ", "under ", "permanent ", "parliamentary ")
) | {"minister of state", "secretary of state", "undersecretary", "under-secretary"}
_WORDS_TOO = frozenset({"alba", "amal", "lima", "guam", "mend", "quad", "mahdi", "milf"})


class Lookup:
    """The tables and word lists as seen from a position in a list of words."""

    def __init__(self, known: Knowledge) -> None:
        self.known = known
        self.titles = titles()
        self.title_reach = title_words()
        self.title_pairs = title_pairs()
        tables = lists()
        self.media, self.calendar, self.common = tables["media"], tables["calendar"], tables["common"]
        self.particles, self.bodies, self.chambers = tables["particles"], tables["bodies"], tables["chambers"]
        self.factions, self.groups, self.pronouns, self.sites = tables["factions"], tables["groups"], tables["pronouns"], tables["sites"]
        self.things = tables["things"]
        self.namely = tables["namely"]
        self.bodies_again = tables["bodies_again"]
        self.encounters = tables["encounters"]
        self._media_heads, self._chamber_heads = _heads(self.media), _heads(self.chambers)
        self.portfolios, self.human, self.rebels = tables["portfolios"], tables["human"], tables["rebels"]
        self.governing = tables["governing"]
        self.fields, self.regions, self.regional = tables["fields"], tables["regions"], tables["regional"]
        self.region_heads = _heads(self.regions)
        self.stop = self.common | self.calendar

    def _look(self, word: Token) -> None:
        """Look a word up in the word lists."""
        low = word.low
        bare = low.rstrip(".")
        word.titled = self._title_of(bare)
        word.title = self.title_reach.get(bare) or (self.title_reach.get(bare[:-1], 0) if bare.endswith("s") else 0)
        word.field = low in self.portfolios
        word.body = low in self._chamber_heads
        word.region = low in self.region_heads
        word.skips = low in self.calendar or low in self._media_heads

    def _look_on(self, word: Token) -> None:
        """Look up what phrases of the tables begin with a word."""
        reach = self.known.reach
        head = word.key.partition(" ")[0]
        word.reach = max(reach.get(head, 0), reach.get(f"{head}'s", 0) if word.poss else 0)
        if word.reach:
            means = self._entries(word.key)
            if not word.text.isupper():  # no short letters
                named = 3 if word.low not in _WORDS_TOO else 5  # "Nato", "Asean", never "Un"
                means = tuple([e for e in means if not e[2].replace(".", "").isupper() or len(e[2]) > named])
            word.means = means

    def title_at(self, words: Words, i: int) -> NamedTitle | None:
        """The longest title that begins at word ``i``: the title, the position after it, whether it is plural."""
        known = self._known_title(words, i) if words[i].title else None
        portfolio = self._portfolio(words, i) if words[i].field and i + 1 < len(words) and words[i + 1].leads else None
        if known is not None and known[0].phrase in _HEADS and known[1] + 1 < len(words) and words[known[1]].low in ("of", "for"):
            end = self._portfolio_end(words, known[1] + 1 + (words[known[1] + 1].low == "the"))
            return (known[0], end, known[2]) if end else known
        return portfolio if portfolio and (known is None or portfolio[1] > known[1]) else known

    def _portfolio(self, words: Words, i: int) -> NamedTitle | None:
        """ "science and technology minister": what a minister is for, then the word minister or secretary."""
        end = self._portfolio_end(words, i)
        if not end or end >= len(words) or not words[end].near:
            return None
        low = words[end].low
        head = self.titles.get(low) or self.titles.get(low[:-1])
        if head is None or head.phrase not in _HEADS:
            return None
        phrase = " ".join(w.low for w in words.span(i, end)) + f" {head.phrase}"
        known = self.titles.get(phrase)
        return known or Title(phrase, head.office, head.rank, phrase.title().replace(" And ", " and ")), end + 1, low != head.phrase

    def _portfolio_end(self, words: Words, i: int) -> int:
        """The position after what a minister is for, from word ``i`` on; 0 where there is nothing of the kind."""
        j = i
        while j < len(words) and j - i < 7 and words[j].near:
            if words[j].low in self.portfolios or (
                j > i and words[j].low in ("and", "&") and j + 1 < len(words) and words[j + 1].low in self.portfolios
            ):
                j += 1
            else:
                break
        return j if j > i else 0

    def _known_title(self, words: Words, i: int) -> NamedTitle | None:
        word, n = words[i], len(words)
        alone = (word.titled[0], i + 1, word.titled[1]) if word.titled is not None else None
        if word.title < 2 or not (i + 1 < n and words[i + 1].near):
            return alone
        if (word.low.rstrip("."), words[i + 1].low.rstrip(".")) not in self.title_pairs:
            return alone
        reach = word.title
        for size in range(min(reach, n - i), 1, -1):
            if not all(w.near for w in words.span(i + 1, i + size)):
                continue
            found = self._title_of(" ".join(w.low.rstrip(".") for w in words.span(i, i + size)))
            if found is not None:
                return found[0], i + size, found[1]
        if alone is not None:
            return alone
        for size in range(min(reach, n - i), 1, -1):  # "ministers of foreign affairs"
            phrase = " ".join(w.low for w in words.span(i, i + size))
            head, _, rest = phrase.partition("s ")
            hit = self.titles.get(f"{head} {rest}")
            if hit is not None:
                return hit, i + size, True
        return None

    def _title_of(self, phrase: str) -> tuple[Title, bool] | None:
        """The title that a phrase in small letters is, and whether it is plural."""
        hit = self.titles.get(phrase)
        if hit is not None:
            return hit, False
        hit = self.titles.get(phrase[:-1]) if phrase.endswith("s") else None
        return (hit, True) if hit is not None and hit.office else None

    def phrase_at(self, words: Words, i: int) -> Phrase | None:
        """The longest phrase of the tables that begins at the capitalised word ``i``, and the position after it."""
        word = words[i]
        keys, reach, j = word.key, word.reach, i + 1
        best = (word.means, j) if word.means else None
        while j - i < reach and j < len(words) and words[j].near:
            if words[j - 1].poss:  # within a name: "Lord's Resistance Army", "Democratic People's Republic of Korea"
                keys = f"{keys}'s"
            keys = f"{keys} {words[j].key}"
            j += 1
            hit = self._entries(keys)
            if hit:
                best = (hit, j)
        return best

    def _entries(self, key: str) -> Entries:
        """What a phrase may stand for, by its key; empty for nothing."""
        return self.known.phrases.get(key) or (_PLACE if key in self.known.spots.keys else ())

    def person_at(self, words: Words, i: int) -> tuple[tuple[str, ...], int] | None:
        """The longest full name of the tables that begins at word ``i``: ids, and the position after it."""
        j = i + 1
        names = self.known.full_names
        text = words[i].text
        key = fold(text) if "-" not in text else "".join(fold(p) for p in text.split("-"))
        best = None
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
        if best is None or self._longer(words, best[1]):
            return None
        end = self._descent(words, best[1])
        if end > best[1] and words[i].title:  # "Crown Prince Mohammed | bin Zayed" is not whom "Crown Prince Mohammed" alone means
            title = self.title_at(words, i)
            inner = self.person_at(words, title[1]) if title is not None and title[1] < best[1] else None
            if inner is not None and inner[1] > best[1] and not set(inner[0]) & set(best[0]):
                return None
        return best[0], end

    def _longer(self, words: Words, j: int) -> bool:
        """True where a name goes on at word ``j`` with what no table knows: "Pedro Pires | de Miranda" is not Pedro Pires."""
        return j + 1 < len(words) and words[j].near and words[j].low in _OF_FAMILY and words[j + 1].near and words[j + 1].cap

    def _descent(self, words: Words, j: int) -> int:
        """The position behind the fathers' names of somebody known without them: "King Abdullah | bin Abdulaziz Al Saud"."""
        end = j
        while end + 1 < len(words) and words[end].near and words[end].low in _SON_OF and words[end + 1].near and words[end + 1].cap:
            end += 2
        if end > j and end < len(words) and words[end].near:
            family = end + (words[end].low in _FAMILY)
            if family < len(words) and words[family].near and words[family].cap and (family > end or words[family].low.startswith("al-")):
                return family + 1
        return end

    def _goes_on(self, words: Words, i: int) -> bool:
        """True where a name that begins at word ``i`` can have another word."""
        return i + 1 < len(words) and words[i + 1].near and (words[i + 1].cap or words[i + 1].low in self.particles)

    def _skip(self, words: Words, i: int) -> int:
        """The position after a calendar word or the name of a medium; 0 where there is none."""
        word = words[i]
        if not word.skips:
            return 0
        if word.low in self.calendar:
            return 0 if word.low in _ALSO_NAMES and self._namely(words, i) else i + 1
        phrase = word.low
        best = i + 1 if phrase in self.media and not (i + 1 < len(words) and words[i + 1].near and words[i + 1].cap) else 0
        for j in range(i + 1, min(i + 4, len(words))):
            if not words[j].near:
                break
            phrase = f"{phrase} {words[j].low}"
            if phrase in self.media:
                best = j + 1
        if best == i + 1 and len(word.text) < 3 and words.first(i):
            return 0
        return best

    def _namely(self, words: Words, i: int) -> bool:
        """True where a short form of a month or day is part of a name: "Zhao Jun", "Jan Nowak", never "Jan 5" or "5 Mar"."""
        after = words[i + 1] if i + 1 < len(words) else None
        before = words[i - 1] if i and words[i].near else None
        if (after is not None and after.text[:1].isdigit()) or (before is not None and before.text[-1:].isdigit()):
            return False
        if before is not None and before.cap and not before.poss and len(before.text) > 1 and self._unknown(words, i - 1):
            return True
        goes_on = after is not None and after.near and after.cap and not words[i].poss and self._unknown(words, i + 1)
        return goes_on and (before is None or before.low not in LEADS_TO_A_DAY)

    def _unknown(self, words: Words, i: int) -> bool:
        """True for a capitalised word that no list tells to be something else than a name."""
        low = words[i].low
        return (
            low not in self.stop
            and low not in self.bodies
            and not low.isdigit()
            and low.rstrip(".") not in self.title_reach
            and self.phrase_at(words, i) is None
        )

    def _name_at(self, words: Words, i: int) -> tuple[tuple[str, ...], int] | None:
        """A name that begins at word ``i`` after a title: ids (if known), and the position after it."""
        if i >= len(words) or not words[i].cap:
            return None
        person = self.person_at(words, i) if self._goes_on(words, i) else None
        j, low = self._run_end(words, i, named=True), words[i].low
        plainly = (low in self.stop and not self._last_name(words[i])) or low in self.bodies or low in self.sites
        if plainly and j == i + 1 and not person:
            return None
        if person and person[1] >= j:
            return person
        return ((), j) if j > i else person

    def _run_end(self, words: Words, i: int, *, named: bool = False) -> int:
        """The position after the run of capitalised unknown words from ``i`` on; ``named``: a title stands before it."""
        j = i
        size = 0
        while j < len(words) and size < 7:
            word = words[j]
            if j > i and (not word.near or words[j - 1].poss):
                break
            if not word.cap:
                if j > i and word.low in self.particles and j + 1 < len(words) and words[j + 1].cap and words[j + 1].near and words[j].near:
                    j += 1 + (word.low in _SON_OF)  # "bin Sultan", whatever that word is elsewhere
                    continue
                break
            low = word.low
            if (low in self.calendar and not (low in _ALSO_NAMES and self._namely(words, j))) or (
                low in self.common
                and not (named and j > i and (self._last_name(word) or (j == i + 1 and plain(words[i].text) in self.known.given_names)))
                and not (
                    named
                    and j == i
                    and low in self.namely
                    and not word.text.isupper()
                    and (low not in _FIRST or (self._goes_on(words, i) and self._unknown(words, i + 1)))
                )
            ):
                break
            if j > i and word.title and low.rstrip(".") in self.title_reach and self.title_at(words, j):
                given = named or plain(words[i].text) in self.known.given_names
                if not (given and j == i + 1 and self._surname_too(words, j)):
                    break
                return j + 1
            phrase = self.phrase_at(words, j) if j > i or named else None  # a phrase at the start has been declined already
            if phrase and not (named and j == i and phrase[1] == j + 1 and self._surname_like(words, j)):
                given = j > i and phrase[1] == j + 1 and not word.poss and all(e[0] in ("place", "capital", "state") for e in phrase[0])
                weak = all(e[0] == "place" for e in phrase[0]) and phrase[1] == j + 1
                if not (weak and (j > i or named)) and not (given and plain(words[i].text) in self.known.given_names and j == i + 1):
                    break
            size += 1
            j += 1
        return j

    def _last_name(self, word: Token) -> bool:
        """True for a word that may be a family name ("John Key"), never "Putin WILL NOT", "Putin Will Meet"."""
        return word.low in self.namely and word.low not in _FIRST and not word.text.isupper()

    def _surname_too(self, words: Words, j: int) -> bool:
        """True for a title of one word that ends a name: "Hun Sen", "Julie Bishop", "John Major", never "Sen. Lugar"."""
        word = words[j]
        if word.titled is None or word.titled[1] or word.text[-1] == "." or word.text.isupper():
            return False
        after = words[j + 1] if j + 1 < len(words) else None
        return after is None or not after.near or not (after.cap or after.low in ("of", "for", "and"))

    def _surname_like(self, words: Words, j: int) -> bool:
        """A known town that is a person's surname after a title ("President Bush", "Secretary Baker")."""
        entries = self.known.phrases.get(words[j].key, ())
        if any(e[0] in ("state", "demonym", "organisation") for e in entries):
            return False
        return fold(words[j].text) in self.known.short_names or (j + 1 < len(words) and words[j + 1].near and words[j + 1].cap)

    def _closes(self, words: Words, j: int) -> bool:
        return (
            j >= len(words) or words[j].text in (",", ".", ")", ":", ";", '"', "”", "—") or words[j].low in ("and", "said", "told", "who")
        )

    def _known_word(self, words: Words, j: int) -> bool:
        """In a headline: the word is a name that the tables know."""
        return words[j].cap and (fold(words[j].text) in self.known.short_names or self.person_at(words, j) is not None)

    def likely_person(self, item: Found) -> bool:
        """True for a run of two to four words that begins with a given name."""
        parts = item.name.split()
        named = 2 <= len(parts) <= 4 and plain(parts[0]) in self.known.given_names and all(p[0].isalpha() for p in parts)
        return named and parts[-1].lower() not in self.things

    def spot_ids(self, name: str) -> tuple[str, ...]:
        """Ids of the places of that name, venues first, then cities by population; at most five."""
        return tuple(spot.id for spot in self.known.spots.get(phrase_key(name))[:5])
