"""Reading states, organisations and places, and the titles, bodies and sides that they lead."""

from __future__ import annotations

import re

from timeline.lexicon.folding import fold, plain
from timeline.lexicon.knowledge import phrase_key
from timeline.lexicon.rules import words as word_lists
from timeline.lexicon.titles import ACTING, FORMER, Title
from timeline.nlp.names_lookup import Phrase
from timeline.nlp.names_titles import TitleReader
from timeline.nlp.names_tokens import Found, Words

_ADJECTIVES = word_lists("names.toml", "words")["adjectives"]
_HALVES = frozenset({"north", "south", "central", "latin", "middle"})
_FIRST_WORDS = frozenset(
    {"south", "north", "saudi", "new", "sri", "costa", "el", "sierra", "burkina", "united", "east", "czech"}
)  # of states
_CONVENING = frozenset(
    {"led", "sponsored", "brokered", "mediated", "hosted", "chaired", "convened", "facilitated", "supervised", "organised", "organized"}
)
_PEERS = frozenset({"counterpart", "counterparts", "colleague", "colleagues"})
_BEHIND = _PEERS | frozenset({"opposite", "and", "or", ","})
LEADS = FORMER | ACTING | _ADJECTIVES | _BEHIND  # behind a state's name, may be said of that state
_REGIONS = {"africa": "african", "asia": "asian"}


class StateReader(TitleReader):
    """Reads phrases of the tables."""

    def _compound(self, words: Words, i: int, found: list[Found]) -> int:
        """ "US-Russia", "Sino-Japanese", "Trump-Putin", "Lesotho-South Africa": each part for itself; the words read, 0 for none.

        "U.S.-led" is no actor, but for "U.S.-led talks".
        """
        word = words[i]
        parts = re.split(r"[-–]", word.text)
        wide = self._half_of_a_state(words, i, parts[-1])
        if wide:
            parts[-1] = f"{parts[-1]} {words[i + 1].text}"
        codes: list[tuple[str, str]] = []
        for n, part in enumerate(parts):
            key = phrase_key(part)
            if key == "america" and n == 0 and i and words[i - 1].low in _HALVES:
                return 1  # "Latin America-China"
            entries = self.known.phrases.get(key, ()) if part[:1].isupper() else ()
            kinds = {e[0]: e[1] for e in entries if not (e[2].replace(".", "").isupper() and not part.isupper())}
            code = kinds.get("state") or kinds.get("demonym") or (self.known.prefixes.get(key) if n == 0 else None)
            if code:
                codes.append(("state", code))
            elif "organisation" in kinds:
                codes.append(("organisation", kinds["organisation"]))
            elif codes and _REGIONS.get(key, key) in self.regions:
                codes.append(("region", ""))
            elif part[:1].isupper() and fold(part) in self.known.short_names:
                codes.append(("single", ""))
            else:  # "U.S.-led", "Russian-backed" are read and are nobody; other compounds are not read here
                nobody = bool(n and part.islower() and codes and codes[0][0] != "single")
                if nobody and part in _CONVENING and any(w.low in self.encounters for w in words.span(i + 1, i + 4)):
                    self._convener(words.start(i), parts[0], *codes[0], found)
                return int(nobody)
        if all(kind == "single" for kind, _ in codes) and words.first(i):
            return 0
        offset = words.start(i)
        both = Found("group", offset, words.end(i + wide), "actor.compound")
        both.name = f"{word.text} {words[i + 1].text}" if wide else word.text
        both.title = str(len(codes))
        members = []
        for part, (kind, code) in zip(parts, codes, strict=True):
            item = Found(kind, offset, offset + len(part), "actor.compound")
            item.name = part
            if kind == "region":  # "the Franco-African summit", "China-Africa talks"
                item.kind, item.title = "organisation", _REGIONS.get(fold(part), fold(part))
                item.name = f"{item.title.title()} leaders"
            if code:
                item.candidates = (_id(kind, code),)
                item.country = code
            members.append(item)
            offset += len(part) + 1
        both.members = tuple(members)
        found.extend((both, *members))
        return 1 + wide

    def _half_of_a_state(self, words: Words, i: int, last: str) -> bool:
        """True where a hyphen stands before a state of two words: "US-South | Korea"."""
        if last.lower() not in _FIRST_WORDS or i + 1 >= len(words) or not words[i + 1].near or not words[i + 1].cap:
            return False
        return any(e[0] in ("state", "demonym") for e in self.known.phrases.get(phrase_key(f"{last} {words[i + 1].text}"), ()))

    def _region(self, text: str, words: Words, i: int, found: list[Found]) -> int:
        """ "African leaders", "Arab foreign ministers", "Latin American countries": a group that takes part as one; 0 for none."""
        n = len(words)
        k = i + 1
        region = words[i].low
        if k < n and words[k].near and f"{region} {words[k].low}" in self.regions:
            region = f"{region} {words[k].low}"
            k += 1
        elif words[i].low not in self.regions:
            return 0
        if k >= n or not words[k].near or words[k - 1].poss:
            return 0
        if words[k].low == "and" and k + 2 < n:  # "Arab and African ministers", "African and French leaders"
            both: list[Found] = []
            end = self._region(text, words, k + 1, both) if words[k + 1].low in self.region_heads else 0
            noun = words[end - 1] if both else words[k + 2] if words[k + 1].cap and words[k + 2].low in self.regional else None
            if noun is not None:
                item = Found("organisation", words.start(i), words.end(k - 1), "actor.region")
                item.name = f"{text[item.start : item.end]} {noun.text}"
                item.words, item.plural, item.title, item.coord = k - i, True, region, True
                found.extend((item, *both))
            return end or (k if noun is not None else 0)
        title = self.title_at(words, k)
        if words[k].low == "heads":
            if k + 2 >= n or words[k + 1].low != "of" or words[k + 2].low not in ("state", "government"):
                return 0
            end = k + 3
            if end + 1 < n and words[end].low in ("and", "or") and words[end + 1].low in ("state", "government"):
                end += 2
        elif title is not None and title[2] and title[0].office not in ("", "private", "official", "lawmaker", "diplomat"):
            end = title[1]
        elif words[k].low in self.regional:
            end = k + 1
        else:
            return 0
        if words[i - 1].poss and i:
            return 0  # "Mali's African partners"
        item = Found("organisation", words.start(i), words.end(end - 1), "actor.region")
        item.name = text[item.start : item.end]
        item.words, item.plural, item.title = end - i, True, region
        found.append(item)
        return end

    def _convener(self, start: int, part: str, kind: str, code: str, found: list[Found]) -> None:
        """ "UN-sponsored talks": who convenes them takes part."""
        item = Found(kind, start, start + len(part), "actor.compound")
        item.name, item.country, item.candidates = part, code, (_id(kind, code),)
        found.append(item)

    def _phrase(
        self,
        text: str,
        words: Words,
        i: int,
        phrase: Phrase,
        found: list[Found],
        headline: bool,
    ) -> int:
        entries, j = phrase
        kinds: dict[str, str] = {}
        for kind, entry, _ in entries:
            kinds.setdefault(kind, entry)
        word = words[i]
        single = j == i + 1
        if single and word.low == "america" and i and words[i - 1].low.rpartition("-")[2] in _HALVES:
            return j  # "the Africa-South America Summit"
        adjective = kinds.get("demonym")
        state = kinds.get("state")
        if (
            single
            and word.low in self.known.given_names
            and not headline
            and not word.poss
            and not adjective
            and "organisation" not in kinds
        ):
            after = words[j] if j < len(words) else None
            if (
                after is not None
                and after.near
                and after.cap
                and after.low not in self.stop
                and after.low not in self.bodies
                and after.low not in self.sites
                and not self._firm(words, j)
                and not self.title_at(words, j)
                and not self._skip(words, j)
                and not after.text.isupper()
                and "-" not in after.text
                and not self._state_body(words, j)
            ):
                return 0  # "Paris Hilton", "Jordan Peterson": a name, read as a run
        code = adjective or state or kinds.get("seat") or kinds.get("capital")
        if code is None and "organisation" in kinds:
            code = kinds["organisation"]
        if code is not None:
            after_side = self._country_led(text, words, i, j, code, kinds, found, headline)
            if after_side:
                return after_side
        poss = words[j - 1].poss
        bridged = self._bridged(words, j) if (adjective or (state and poss)) and not headline and j < len(words) and words[j].cap else None
        if bridged and code is not None:
            return self._title(text, words, i, bridged[0], bridged[1], code, found, headline)
        if poss and code is not None and (state or kinds.get("organisation")) and j < len(words) and words[j].near and words[j].cap:
            known = self.person_at(words, j)
            if known:  # "Indonesia's Susilo Bambang Yudhoyono"
                return self._person(words, j, known[1], known[0], None, code, found)
            run = self._run_end(words, j)
            named = plain(words[j].text) in self.known.given_names or self._beside_people(words, i, run)
            if 2 <= run - j <= 4 and named and not self._firm(words, j) and not headline:
                end = self._person(words, j, run, (), None, code, found)  # "Estonia's Mira Talvik", whom no table knows
                found[-1].rule = "actor.name.state"
                return end
        item = Found("place", words.start(i), words.end(j - 1), "place.known")
        item.name = text[item.start : item.end]
        item.words = j - i
        if "organisation" in kinds and not state:
            body, before = kinds["organisation"], words[max(i - 1, 0)]
            owned = i and words[i].near and (before.low == "national" or any(e[0] in ("demonym", "state") for e in before.means))
            if owned and not single and self.known.organisations[body].kind == "intergovernmental":
                return j  # "the National Security Council", "the Russian Security Council"
            item.kind, item.rule, item.candidates = "organisation", "actor.organisation.known", (_id("organisation", body),)
            item.country = body
        elif state:
            item.kind, item.rule, item.candidates, item.country = "state", "actor.state", (_id("state", state),), state
            if adjective and self.known.states[state].name.lower() != plain(item.name):
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
        elif adjective and j < len(words) and words[j].low == "capital" and words[j].near and self.known.states[adjective].capital:
            item.end, item.name, item.rule = words.end(j), self.known.states[adjective].capital, "place.capital.named"
            item.candidates = self.spot_ids(item.name)
            found.append(item)
            return j + 1
        elif adjective:
            if words[j - 1].text.endswith("s") and not poss and self._people(" ".join(w.key for w in words.span(i, j))):
                item.kind, item.rule, item.candidates, item.country = "side", "actor.side.people", (_id("state", adjective),), adjective
            elif self._one_of_them(words, i, j):
                item.kind, item.rule, item.office, item.country = "office", "actor.office.national", "national", adjective
            else:
                return j  # an adjective before something that is no side
        else:
            item.candidates = self.spot_ids(item.name)
            run = self._run_end(words, i)
            if not headline and run > j and not words[j - 1].poss and plain(word.text) in self.known.given_names:
                return 0
        found.append(item)
        return j

    def _firm(self, words: Words, j: int) -> bool:
        """True where a phrase other than a mere town's name begins at word ``j``."""
        phrase = self.phrase_at(words, j)
        return phrase is not None and any(e[0] != "place" for e in phrase[0])

    def _people(self, low: str) -> bool:
        """A word for the people of a state in the plural ("Palestinians"), not an adjective that ends in s."""
        entries = self.known.phrases.get(low[:-1], ())
        return any(e[0] == "demonym" for e in entries)

    def _country_led(
        self, text: str, words: Words, i: int, j: int, code: str, kinds: dict[str, str], found: list[Found], headline: bool
    ) -> int:
        """A title, a body or a side with its state before it: "Russian foreign minister", "U.S. officials", "Iran's top negotiator"."""
        n = len(words)
        if j >= n or not words[j].leads:
            return 0
        k = j
        former = False
        while k < n and k - j < 3 and words[k].near and (words[k].low in FORMER or words[k].low in ACTING or words[k].low in _ADJECTIVES):
            told = self.title_at(words, k)
            if told and (told[1] > k + 1 or words[k].low not in ("first", "senior", "top", "chief")):
                break
            former = former or words[k].low in FORMER
            k += 1
        if k > j and not (k < n and words[k].near and (self.title_at(words, k) or self._state_body(words, k))):
            k = next((m for m in range(k - 1, j - 1, -1) if self._state_body(words, m)), k)  # "the Greek government said"
            if words[k - 1].low == "chief" and "organisation" in kinds:
                k -= 1  # "the NATO chief arrived"
        if k < n and words[k].near:
            hit = self.title_at(words, k)
            side = self._state_body(words, k)
            if (
                hit
                and hit[0].office
                and (hit[1] >= side or not side)
                and not (hit[2] and hit[0].office in ("official", "lawmaker", "leader") and not self._named_behind(words, hit[1]))
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
                item = Found("side", words.start(i), words.end(side - 1), "actor.side")
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
            k += low == "opposite" and k + 1 < n and words[k + 1].low in ("number", "numbers")  # "his Honduran opposite number"
            if low in _PEERS or words[k].low != low:
                return self._counterpart(words, k, code, found, words.start(i))
            if low in self.factions:
                size = k + 1
                phrase = low
                while size < n and words[size].near and f"{phrase} {words[size].low}" in self.factions:
                    phrase = f"{phrase} {words[size].low}"
                    size += 1
                item = Found("organisation", words.start(i), words.end(size - 1), "actor.faction")
                m = size + 1 + (size + 1 < n and words[size + 1].low == "the")
                led = self._movement_at(words, m) if size < n and words[size].low == "of" and low in self.rebels else None
                if led is not None:  # "the Congolese rebels of the RCD"
                    found.append(self._movement(words, i, m + 1, led))
                    return m + 1
                if "organisation" in kinds and "demonym" not in kinds and "state" not in kinds:
                    item.rule, item.name = "actor.organisation.known", self.known.organisations[code].name
                    item.candidates = (_id("organisation", code),)
                    found.append(item)
                    return size
                state = self.known.states.get(code)
                named = " ".join(w.text for w in words.span(i, j))  # "Zairean rebels" as the text has it, "Syria's rebels" as Syrian ones
                demonym = named if ("demonym" in kinds and not words[j - 1].poss) or not (state and state.demonyms) else state.demonyms[0]
                item.name = f"{demonym} {words[k].text}"
                item.country = code
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
                m += m < n and words[m].low == "the"  # "the Syrian and the Saudi foreign ministers"
                if m < n and words[m].cap:
                    second = self.phrase_at(words, m)
                    if second and any(e[0] in ("demonym", "state", "organisation") for e in second[0]):
                        tail = self._tail(words, second[1])
                        if tail:
                            return self._coordinate(words, i, j, code, kinds, tail, found)
        return 0

    def _tail(self, words: Words, k: int) -> tuple[str, Title | None] | None:
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
            if low in _PEERS:
                return ("counterpart", None)
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
        self, words: Words, i: int, j: int, code: str, kinds: dict[str, str], tail: tuple[str, Title | None], found: list[Found]
    ) -> int:
        kind, title = tail
        item = Found(kind, words.start(i), words.end(j - 1), f"actor.{kind}.coordinated")
        item.country = code
        item.coord = True
        if title is not None:
            item.title, item.office, item.name = title.title, title.office, title.phrase
        elif kind == "counterpart":
            item.name = "counterpart"
        else:
            item.name = "officials"
            item.candidates = (_id("organisation" if set(kinds) == {"organisation"} else "state", code),)
        found.append(item)
        return j


def _id(kind: str, code: str) -> str:
    return f"org:{code}" if kind == "organisation" else f"iso:{code}"
