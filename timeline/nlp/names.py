"""Reading names from words alone: who and what a text names, by the knowledge tables, titles and capitals. No spaCy here.

One pass from left to right over the words of a paragraph. At each word the longest entry wins: a full name of the tables, a
phrase (state, adjective, seat, organisation, place), a title. What is capitalised and known to none of them is gathered into a
run, which is a name where the words around it say so. The cost is linear in the text: no entry has more than a fixed number of
words.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property, lru_cache

from timeline.lexicon.folding import plain
from timeline.lexicon.knowledge import Knowledge, knowledge
from timeline.model.mentions import ActorMention, Paragraph
from timeline.nlp.names_bodies import SPELT_OUT
from timeline.nlp.names_lookup import LEADS_TO_A_DAY, Phrase
from timeline.nlp.names_states import LEADS, StateReader
from timeline.nlp.names_titles import NUMBERS
from timeline.nlp.names_tokens import FORMS, TYPES, Found, Said, Token, Words, no_surname, titled

PARAGRAPHS = 1024  #: paragraphs whose reading is kept, so that each is read once for names, actors and places
_OF_SITE = frozenset({"presidential", "royal", "international", "military", "naval", "air", "imperial"})
_BEGINNING = 4  # characters before the first name of a text at most: "The "
_SMALL_SITES = frozenset(
    {"airport", "palace", "hotel", "air", "airbase", "base", "province", "resort", "castle", "monastery", "residence", "guesthouse"}
)
_MONTH_NAMES = frozenset({"may"})
_MET_WITH = frozenset({"with", "met", "meet", "told", "urged", "asked", "pressed", "thanked", "mrs", "ms", "phoned", "called"})
_MET = frozenset({"met", "meet", "meets", "meeting", "with", "told", "received", "invited", "by"})
_OWNED = frozenset({"his", "her", "their"})
_FURTHER = frozenset({"from", "of", ","})  # who "her guest" is, is told behind it
_GUESTS = frozenset({"guest", "visitor"})
_COUNTERPART = frozenset({"counterpart", "counterparts"})
_MOVEMENTS = frozenset({"movement", "group", "faction", "front", "alliance", "army"})
_OF_BODIES = frozenset(
    {"national", "democratic", "united", "popular", "patriotic", "islamic", "christian", "social", "republican", "free", "international"}
)
_HALVES = frozenset({"north", "south", "koreas"})
_OF_HALVES = frozenset({"inter-korean"})


class Scanner(StateReader):
    """Reads paragraphs with one set of knowledge tables."""

    def __init__(self, known: Knowledge) -> None:
        super().__init__(known)
        plurals = {f"{word}s" for word in self.title_reach}
        self._interest = (
            self.title_reach.keys()
            | plurals
            | self.pronouns
            | self.groups
            | self.chambers
            | self.portfolios
            | self.rebels
            | self.bodies_again
            | _OF_HALVES
            | NUMBERS.keys()
            | _COUNTERPART
            | _GUESTS
            | {"powers", "colleague"}
        )
        self._said = Said(False, self._look), Said(True, self._look)
        self.read = lru_cache(maxsize=PARAGRAPHS)(self._read)

    def _read(self, text: str) -> tuple[Found, ...]:
        """What one paragraph names, in its order. What is handed out is shared: change a copy."""
        words = Words(text, self._said)
        headline = titled(words)
        found: list[Found] = []
        unread = 0
        spelt = {m.start(1): m for m in SPELT_OUT.finditer(text)} if "(" in text else {}
        for i in [i for i, word in enumerate(words) if word.told]:
            if i >= unread and words.start(i) in spelt and (end := self._spelt_out(words, i, spelt[words.start(i)], found)):
                unread = end
            elif i >= unread:
                unread = (self._capital if words[i].cap else self._small)(text, words, i, found, headline)
        return tuple(found)

    def _look(self, word: Token) -> None:
        """Look a word up in the tables, once wherever texts say it; most words are in none."""
        low = word.low
        if word.cap:
            word.told = True
            self._look_on(word)
        if low in self._noted or low.rstrip(".") in self._noted:
            super()._look(word)
            word.listed = True
            word.leads = low in LEADS or low in self.factions or word.field or word.body or word.title > 0
            word.told = word.cap or low in self._interest
            word.opens = not word.poss and low in self._openers
            if low in self.particles and not word.cap:
                self._look_on(word)

    def _small(self, text: str, words: Words, i: int, found: list[Found], headline: bool) -> int:
        """A word in small letters that may be a title, a pronoun, a group or a side."""
        low = words[i].low
        if low in self.chambers and self._stationed(words, i, found):
            return i + 1
        hit = self.title_at(words, i)
        if hit and not (low == "pm" and i and words[i - 1].text[:1].isdigit()):  # "shortly after 5 pm"
            return self._title(text, words, i, i, hit, None, found, headline)
        if low in self.rebels:
            return self._rebels(words, i, found)
        if low in _OF_HALVES:
            return self._halves(words, i, found)
        if low in self.pronouns:
            item = Found("pronoun", words.start(i), words.end(i), "actor.pronoun")
            item.name = low
            found.append(item)
        elif low in self.groups and i and self._group(words, i, found):
            pass
        elif low in self.bodies_again and i and words[i - 1].low == "the" and not (i + 1 < len(words) and words[i + 1].low == "of"):
            item = Found("body", words.start(i), words.end(i), "actor.body")
            item.name = low
            found.append(item)
        elif low in NUMBERS and i and words[i - 1].low in ("the", "all"):
            self._bare_number(words, i, found)
        elif low == "powers":
            self._powers(text, words, i, found)
        elif low in _COUNTERPART or (low == "colleague" and i and words[i - 1].low in _OWNED and not words[i].poss):
            return self._counterpart(words, i, None, found)
        elif (
            low in _GUESTS
            and i
            and words[i - 1].low in _OWNED | {"the"}
            and not _FURTHER.intersection(w.text for w in words.span(i + 1, i + 2))
        ):
            item = Found("office", words.start(i), words.end(i), "actor.office.guest")
            item.name, item.office = low, "guest"
            found.append(item)
        return i + 1

    def _capital(self, text: str, words: Words, i: int, found: list[Found], headline: bool) -> int:
        word = words[i]
        low = word.low
        goes_on = self._goes_on(words, i)
        if word.opens and not goes_on and words.first(i):
            return i + 1
        if word.region:
            after = self._region(text, words, i, found)
            if after:
                return after
        phrase = self.phrase_at(words, i) if word.reach else None
        skip = self._skip(words, i) if word.skips else 0
        if skip and low in _MONTH_NAMES and self._somebody(words, i):
            item = Found("single", words.start(i), words.end(i), "actor.name.single")
            item.name = word.text
            found.append(item)
            return skip
        if skip and not (phrase and phrase[1] > skip):
            return skip
        person = self.person_at(words, i) if goes_on else None  # most words by far: a full name has two
        title = self.title_at(words, i) if word.title or word.field else None
        if person and (not phrase or person[1] >= phrase[1]) and (not title or person[1] > title[1] or title[1] == i + 1):
            return self._person(words, i, person[1], person[0], None, None, found)
        if title and not (phrase and phrase[1] >= title[1]) and not (headline and title[0].office == "private"):
            return self._title(text, words, i, i, title, None, found, headline)
        if phrase and not self._met_somebody(words, i, phrase):
            after = self._phrase(text, words, i, phrase, found, headline)
            if after:
                return after
        if ("-" in word.text or "–" in word.text) and (read := self._compound(words, i, found)):
            return i + read
        if not word.listed:
            return self._run(text, words, i, found, headline)
        if low == "koreas" or low in _OF_HALVES:
            return self._halves(words, i, found)
        if low in ("north", "south") and self._halved(words, i):
            return self._half(text, words, i, found, headline)
        if low in self.pronouns:
            item = Found("pronoun", words.start(i), words.end(i), "actor.pronoun")
            item.name = low
            found.append(item)
            return i + 1
        if low in self.groups and i and self._group(words, i, found):
            return i + 1
        if low in ("both", "the") or (low in self.common and (words.first(i) or headline or len(low) < 4)):
            return i + 1
        return self._run(text, words, i, found, headline)

    def _somebody(self, words: Words, i: int) -> bool:
        """True where the name of a month is somebody's: "talks with May", "May said", never "May 5" or "between April and May"."""
        after = words[i + 1] if i + 1 < len(words) else None
        if after is not None and after.text[:1].isdigit():
            return False
        if after is not None and after.near and after.low in self.human:
            return not (i and words[i - 1].low in LEADS_TO_A_DAY)
        if not i or not words[i].near:
            return False
        before = words[i - 1].low
        return before in _MET_WITH or (before == "and" and i > 1 and words[i - 2].cap and words[i - 2].low not in self.calendar)

    def _met_somebody(self, words: Words, i: int, phrase: Phrase) -> bool:
        """True for a town that is the first word of a name: "met | Liang Weidong", never "met in Leeds"."""
        if phrase[1] > i + 1 or not i or words[i - 1].low not in _MET or words[i].poss or any(e[0] != "place" for e in phrase[0]):
            return False
        return self._run_end(words, i) == i + 2 and words[i + 1].low not in self.bodies and words[i + 1].low not in self.sites

    @cached_property
    def _no_names(self) -> frozenset[str]:
        """Words that, capitalised, are nobody's name by themselves: "Delegations from Spain and Chile"."""
        return self.stop | self.particles | self.chambers

    @cached_property
    def _openers(self) -> frozenset[str]:
        """Words that only begin a sentence ("The", "But"): nothing of the tables begins with them, and they are no name by themselves."""
        known = (self.known.reach, self.calendar, self._media_heads, self.title_reach, self.portfolios, self.pronouns, self.groups)
        return frozenset(
            word
            for word in (*self.common, "both", "the")
            if word.isalpha() and not any(word in table for table in known) and word[:-1] not in self.title_reach and word not in _HALVES
        )

    @cached_property
    def _noted(self) -> frozenset[str]:
        """The words of all lists that a word is looked up in."""
        heads = self._media_heads | self._chamber_heads | self.region_heads
        return LEADS | self.factions | self.stop | self.particles | heads | self._interest | self._openers | _HALVES

    def _rebels(self, words: Words, i: int, found: list[Found]) -> int:
        """ "The rebels", "a rebel delegation": the one movement that the text names, if it names one."""
        j = i + 1
        body = self._state_body(words, j)
        plural = words[i].low.endswith("s")
        m = j + 1 + (plural and j + 1 < len(words) and words[j + 1].low == "the")  # "rebels of the RCD", "the rebel movement RCD"
        if m < len(words) and words[j].near and (words[j].low == "of" if plural else words[j].low in _MOVEMENTS):
            code = self._movement_at(words, m)
            if code is not None:
                found.append(self._movement(words, m, m + 1, code))
                return m + 1
        if body:
            j = body
        elif not words[i].low.endswith("s"):
            return j
        if found and found[-1].kind == "organisation" and i and found[-1].end == words.end(i - 1):
            return j  # "UNITA rebels"
        whose = i - (i > 0 and words[i].near and "-" in words[i - 1].text)  # "pro-Russian separatists"
        item = Found("side", words.start(whose), words.end(j - 1), "actor.rebels")
        item.name, item.plural = words[i].low, True
        found.append(item)
        return j

    def _half(self, text: str, words: Words, i: int, found: list[Found], headline: bool) -> int:
        """ "the North", "the South": a Korean state, where the document is about Korea."""
        code = "KP" if words[i].low == "north" else "KR"
        if (
            i + 3 < len(words)
            and words[i + 1].low in ("and", "or")
            and words[i + 2].low in ("north", "south")
            and words[i + 3].low.startswith("korea")
        ):
            item = Found("state", words.start(i), words.end(i), "actor.state.half")  # "South and North Korea"
            item.name, item.country, item.candidates = words[i].text, code, (f"iso:{code}",)
            found.append(item)
            return i + 1
        after = self._country_led(text, words, i, i + 1, code, {"state": code}, found, headline)
        if after:
            return after
        item = Found("side", words.start(i), words.end(i), "actor.half")
        item.name, item.country, item.candidates = words[i].low, code, (f"iso:{code}",)
        found.append(item)
        return i + 1

    def _halves(self, words: Words, i: int, found: list[Found]) -> int:
        """ "The two Koreas"."""
        word = words[i]
        both = Found("group", words.start(i), words.end(i), "actor.compound")
        both.name, both.title, both.plural = word.text, "2", True
        members = []
        for code in ("KP", "KR"):
            item = Found("state", words.start(i), words.end(i), "actor.compound")
            item.name, item.country, item.candidates = word.text, code, (f"iso:{code}",)
            members.append(item)
        both.members = tuple(members)
        found.extend((both, *members))
        return i + 1

    def _run(self, text: str, words: Words, i: int, found: list[Found], headline: bool) -> int:
        """A run of capitalised words that no table knows."""
        j = i + 1 if headline else self._run_end(words, i)
        if j <= i:
            return i + 1
        size = j - i
        if j < len(words) and words[j].near and not words[j - 1].poss and not headline:
            low = words[j].low
            if low in self.bodies and words[j].cap:
                while j < len(words) and words[j].near and words[j].cap and words[j].low in self.bodies:
                    j += 1
                if words[j - 1].low in self.encounters:
                    return j  # "the Internet Governance Forum" is an occasion, nobody who takes part in one
                first = i
                while first and words[first].near and words[first - 1].cap and words[first - 1].low in _OF_BODIES:
                    first -= 1  # "the National Resistance Army"
                item = Found("organisation", words.start(first), words.end(j - 1), "actor.organisation.body")
                item.name = text[item.start : item.end]
                item.words = j - first
                found.append(item)
                return j
            many = self._entities_of(words, i, j) if low in self.rebels or words[j].body else ()
            if many:  # "Tamil Tiger rebels", "Houthi representatives"
                item = Found("organisation", words.start(i), words.end(j), "actor.organisation.known")
                item.name, item.country, item.candidates = self.known.organisations[many[0]].name, many[0], (f"org:{many[0]}",)
                found.append(item)
                return j + 1
            if size == 1 and low in self.rebels and low.endswith("s"):  # "Maoist rebels"
                code = self._movement_at(words, i)
                if code is not None:
                    found.append(self._movement(words, i, j + 1, code))
                    return j + 1
                item = Found("organisation", words.start(i), words.end(j), "actor.faction")
                item.name = text[item.start : item.end]
                found.append(item)
                return j + 1
            kind = j + (low in _OF_SITE and j + 1 < len(words) and words[j + 1].near)  # "the Ittihadiya presidential palace"
            site = words[kind].low
            if site in self.sites and (words[kind].cap or site in _SMALL_SITES):
                item = Found("place", words.start(i), words.end(kind), "place.site")
                item.name = text[item.start : item.end]
                found.append(item)
                return kind + 1
        word = words[i]
        if size > 1 and words[j - 1].low in self.sites and plain(word.text) not in self.known.given_names:  # "the Zappeion Hall"
            item = Found("place", words.start(i), words.end(j - 1), "place.site")
            item.name = text[item.start : item.end]
            found.append(item)
            return j
        if size == 1 and (len(word.text) < 2 or word.low in self._no_names or no_surname(word.text)):
            return j
        item = Found(
            "single" if size == 1 else "run", words.start(i), words.end(j - 1), "actor.name.single" if size == 1 else "actor.name.capitals"
        )
        item.name = text[item.start : item.end]
        item.words = size
        item.appos = None
        item.acting = words.first(i)  # a capital that begins a sentence says nothing by itself
        owner = found[-1] if found and i and words[i - 1].poss else None
        if owner is not None and owner.kind in ("state", "organisation") and owner.end == words.end(i - 1):
            item.country = owner.country  # "Fatah's Abbas"
        found.append(item)
        return j


def scanner(gazetteer: str | None = None, *, officeholders: bool = True) -> Scanner:
    """The scanner over the tables, with the user's gazetteer; one for each set of tables."""
    return _scanner(knowledge(gazetteer, officeholders=officeholders))


@lru_cache(maxsize=4)
def _scanner(known: Knowledge) -> Scanner:
    return Scanner(known)


def scan_names(
    text: str, paragraphs: Iterable[Paragraph], *, gazetteer: str | None = None, officeholders: bool = True
) -> tuple[ActorMention, ...]:
    """Full names of people anywhere in a text (characters, in text order): known to the tables, or told by a title or an apposition.
    So are offices of a state without a name, and the state, or its side, with which the text begins.

    They tell who "Putin" is further down. Furniture is left out. ``gazetteer`` is the path of a user's file.
    """
    reader = scanner(gazetteer, officeholders=officeholders)
    out = []
    begun = False
    for paragraph in paragraphs:
        if paragraph.kind == "furniture":
            continue
        read = reader.read(text[paragraph.start : paragraph.end])
        if paragraph.kind == "body" and read and not begun:
            begun = True
            if read[0].kind in ("state", "side") and read[0].country and read[0].start <= _BEGINNING:
                out.append(_mention(read[0], paragraph))
        for item in read:
            if (
                (item.kind == "person" and (item.candidates or item.words > 1))
                or (item.kind == "run" and reader.likely_person(item))
                or (item.kind == "office" and item.country and item.appos is None and not item.plural)
            ):
                out.append(_mention(item, paragraph))
    return tuple(out)


def _mention(item: Found, paragraph: Paragraph) -> ActorMention:
    """A full name as a mention; ``sentence`` is the whole paragraph."""
    return ActorMention(
        item.start + paragraph.start,
        item.end + paragraph.start,
        item.name,
        FORMS[item.kind],
        TYPES.get(item.kind),
        item.rule,
        item.candidates,
        item.title,
        item.office,
        item.country,
        (),
        (paragraph.start, paragraph.end),
    )
