"""Reading the bodies to which people belong, between their title or state and their name."""

from __future__ import annotations

import re

from timeline.lexicon.folding import plain
from timeline.lexicon.knowledge import phrase_key
from timeline.nlp.names_lookup import Lookup, NamedTitle
from timeline.nlp.names_tokens import Found, Words

_PARTNERS = frozenset({"with", "between", "and"})
_PEOPLE_GO_ON = frozenset(
    {"in", "on", "at", "and", "when", "before", "after", "for", "during", "over", "about", "who", "will", "would", "has", "had", "to"}
)
_PEOPLES = ("ese", "sh", "ch", "iss")  # "the British"
_OF_STATES = frozenset({"organisation", "organization", "community", "initiative", "partnership"})  # and no party's name
SPELT_OUT = re.compile(r"(?<![\w’'-])((?!The )[A-Z][\w’'-]+(?: (?:[A-Z][\w’'-]+|of|for|and|on|in|de)){2,12}) \(([A-Z][A-Z-]{2,8})\)")
_GREAT = frozenset({"six", "world", "major", "western"})
_PARTS = frozenset({"wing", "arm", "branch", "bureau", "delegation", "section"})  # of a body
_MINISTERS = frozenset({"minister", "deputy_minister", "foreign_minister", "defence_minister"})  # "Norwegian Arctic Minister Ann Rowe"


class BodyReader(Lookup):
    """Reads what stands between a state, a title and a name: "Iranian | Supreme Council | Secretary Ann Rowe"."""

    def _named_behind(self, words: Words, j: int) -> bool:
        """True where the name of somebody, more than one word of it, begins at word ``j``: "envoy in Sudan | Mark Rowe"."""
        if not (j < len(words) and words[j].near and words[j].cap) or words[j - 1].poss:
            return False
        name = self._name_at(words, j)
        return name is not None and (bool(name[0]) or name[1] - j > 1)

    def _past_wing(self, words: Words, m: int) -> int:
        """ "Chair of the armed wing of the Party": behind what part of a body somebody leads, where words in small letters tell that."""
        for k in range(m, min(m + 3, len(words) - 2)):
            if words[k].cap or not words[k].near:
                return m
            if words[k].low in _PARTS and words[k + 1].low == "of":
                return k + 2 + (words[k + 2].low == "the")
        return m

    def _field(self, words: Words, i: int) -> int:
        """The position after what somebody's office is for, or of which body, before the name: "Deputy Minister for | Arctic Affairs |
        Ann Rowe", "Chairman of | the Standing Committee of the Great Khural | Ann Rowe"; or 0."""
        for m in range(i, min(i + 13, len(words) - 1)):
            word = words[m]
            if not (word.near and (word.cap or word.field or word.low in ("and", "of", "the", "&", "affairs"))):
                return 0
            told = word.low in self.fields or (word.cap and (word.low in self.governing or self._given(words, m + 1)))
            if told and self._named_behind(words, m + 1):
                return m + 1
        return 0

    def _given(self, words: Words, i: int) -> bool:
        """True for a given name, and none before it: "Commissioner for Enlargement | Eva Lindholm"."""
        given = self.known.given_names
        return plain(words[i].text) in given and plain(words[i - 1].text) not in given

    def _owner(self, words: Words, i: int, j: int) -> str | None:
        """The state whose adjective, name or seat stands among these words: "Chairman of | the National People's Congress | Ann Rowe"."""
        for m in range(i, j):
            scope = self.phrase_at(words, m) if words[m].cap and words[m].reach else None
            codes = {e[0]: e[1] for e in scope[0]} if scope and scope[1] <= j else {}
            code = codes.get("demonym") or codes.get("state") or codes.get("seat")
            if code is not None:
                return code
        return None

    def _powers(self, text: str, words: Words, i: int, found: list[Found]) -> None:
        """ "The six powers", "world powers": a group of states, which is P5+1 where the text is about Iran."""
        first = i
        while first and words[first].near and words[first - 1].low in _GREAT:
            first -= 1
        if first == i:
            return
        item = Found("organisation", words.start(first), words.end(i), "actor.powers")
        item.name, item.words, item.plural = text[item.start : item.end], i + 1 - first, True
        if "Iran" in text and words[i - 1].low != "western" and "P5PLUS1" in self.known.organisations:
            item.country, item.candidates = "P5PLUS1", ("org:P5PLUS1",)
        found.append(item)

    def _behind_owner(self, words: Words, j: int) -> int:
        """The position of the name behind an office and its owner: "premier of the Republic of Korea (ROK) | Ann Rowe"."""
        told = j + 3 < len(words) and words[j].text == "(" and words[j + 2].text == ")"
        return j + 3 if told and self._named_behind(words, j + 3) else j

    def _bridged(self, words: Words, j: int) -> tuple[int, NamedTitle] | None:
        """The title, with a name behind it, to which the body of a state leads from word ``j`` on: "Iranian | Supreme National Security
        Council | Secretary Ann Rowe", "Lao | People's Revolutionary Party | leader Ann Rowe"."""
        body = False
        for m in range(j, min(j + 7, len(words) - 1)):
            word = words[m]
            if not word.near or word.low in self.calendar:
                return None
            hit = self.title_at(words, m) if word.title else None
            if hit is not None and hit[0].office and not hit[2] and self._named_behind(words, hit[1]):
                told = body or hit[0].office in _MINISTERS or any(w.low in self.governing for w in words.span(m, hit[1]))
                return (m, hit) if told else None
            if not word.cap:
                return None
            body = body or word.low in self.governing
        return None

    def _governing(self, words: Words, i: int) -> int:
        """The position behind the name of a body that governs, from word ``i`` on: "chief of staff of the Chinese | People's Liberation
        Army |"; 0 where there is none."""
        for m in range(i, min(i + 5, len(words))):
            if not (words[m].near and words[m].cap):
                return 0
            if words[m].low in self.governing:
                return m + 1
        return 0

    def _shared_owner(self, words: Words, i: int) -> str | None:
        """The state of the second of two offices, which is that of both: "prime minister and | foreign minister of Qatar"."""
        second = self.title_at(words, i) if words[i].title or words[i].field else None
        if second is None or second[2] or not second[0].office or second[1] + 1 >= len(words) or words[second[1]].low != "of":
            return None
        m = second[1] + 1 + (words[second[1] + 1].low == "the")
        scope = self.phrase_at(words, m) if m < len(words) and words[m].cap else None
        return next((e[1] for e in scope[0] if e[0] == "state"), None) if scope and not words[scope[1] - 1].poss else None

    def _run_past(self, words: Words, j: int) -> int:
        """The position behind the capitalised words from word ``j`` on."""
        while j < len(words) and words[j].near and words[j].cap:
            j += 1
        return j

    def _of_state(self, words: Words, j: int, named: Found) -> int:
        """The position after " of Chile" behind a name, whose state it is."""
        if j + 1 >= len(words) or words[j].low != "of" or not words[j].near or named.country is not None:
            return j
        m = j + 1 + (words[j + 1].low == "the")
        scope = self.phrase_at(words, m) if m < len(words) and words[m].cap else None
        code = next((e[1] for e in scope[0] if e[0] == "state"), None) if scope else None
        if scope is None or code is None or words[scope[1] - 1].poss:
            return j
        named.country = code
        return scope[1]

    def _beside_people(self, words: Words, i: int, run: int) -> bool:
        """True where a state at word ``i`` and the capitals up to ``run`` stand as people do: "met | Peru's Aino Virta | in"."""
        last, after = words[run - 1].low, words[run] if run < len(words) else None
        before = words[i - 1].low if i else ""
        if last in self.things or last in self.bodies or last in self.sites or last.isupper():
            return False
        if not (before in _PARTNERS or before in self.human):
            return False
        return after is None or not after.near or after.text in ",.;)" or after.low in _PEOPLE_GO_ON or after.low in self.human

    def _one_of_them(self, words: Words, i: int, j: int) -> bool:
        """ "The | Kenyan | said": somebody of that state, where no noun follows; "the French" are the whole people."""
        if not i or words[i - 1].low != "the" or words[j - 1].poss or words[j - 1].low.endswith(_PEOPLES):
            return False
        after = words[j] if j < len(words) else None
        return after is None or after.text in ",.;" or after.low in self.human or after.low in _PEOPLE_GO_ON

    def _spelt_out(self, words: Words, i: int, match: re.Match[str], found: list[Found]) -> int:
        """ "The Bay of Bengal Initiative for Technical Cooperation (BIMSTEC)": a body by its full name, with its letters; the position
        behind them, 0 where the words name no body."""
        end = next((j for j in range(i, len(words)) if words.end(j) >= match.end()), 0)
        named = words.span(i, end - 2)
        if not any(w.low in _OF_STATES for w in named) or any(e[0] == "organisation" for e in self._entries(phrase_key(match[1]))):
            return 0  # what the tables know by its full name is read with them
        item = Found("organisation", match.start(1), match.end(1), "actor.organisation.body")
        item.name, item.words = match[1], end - i
        known = next((e[1] for e in self._entries(phrase_key(match[2])) if e[0] == "organisation"), None)
        if known is not None:
            item.rule, item.country, item.candidates = "actor.organisation.known", known, (f"org:{known}",)
        found.append(item)
        return end + 1

    def _state_body(self, words: Words, k: int) -> int:
        """The position after a word for a body of a state ("government", "Foreign Ministry") at ``k``; 0 where there is none."""
        if k >= len(words) or not words[k].body:
            return 0
        best = 0
        phrase = ""
        for n in range(k, min(k + 3, len(words))):
            if not words[n].near:
                break
            phrase = f"{phrase} {words[n].low}".strip()
            if phrase in self.chambers:
                best = n + 1
        return best

    def _movement_at(self, words: Words, i: int) -> str | None:
        """The code of the armed movement that letters at word ``i`` stand for, where the words around say that they are rebels."""
        letters = words[i].text if i < len(words) and words[i].near else ""
        body = self.known.organisations.get(letters) if 2 < len(letters) < 8 and letters.isupper() else None
        return letters if body is not None and body.kind == "non_state_actor" else None

    def _movement(self, words: Words, i: int, j: int, code: str) -> Found:
        """That movement as named by the words from ``i`` to before ``j``."""
        item = Found("organisation", words.start(i), words.end(j - 1), "actor.organisation.known")
        item.name, item.country, item.candidates = self.known.organisations[code].name, code, (f"org:{code}",)
        return item

    def _entities_of(self, words: Words, i: int, j: int) -> tuple[str, ...]:
        """The code of the movement whose people, in the plural, these words name in the singular: "Tamil Tiger"."""
        key = " ".join(w.key for w in words.span(i, j))
        codes = [e[1] for e in self._entries(f"{key}s") if e[0] == "organisation"]
        return tuple(c for c in codes if self.known.organisations[c].kind == "non_state_actor")

    def _apposed(self, words: Words, i: int, item: Found, found: list[Found]) -> bool:
        """ "Ann Rowe, his Peruvian counterpart,": the counterpart is who was named before, whose state it tells."""
        if len(found) < 3 or found[-2].kind != "pronoun" or found[-3].kind not in ("person", "run") or not self._closes(words, i + 1):
            return False
        before, his = found[-3], found[-2]
        if his.start - before.end != 2 or item.start - his.end != 1 or before.country is not None or words[i].low.endswith("s"):
            return False
        before.country, item.appos = item.country, before
        if before.kind == "run":
            before.kind, before.rule = "person", "actor.name.apposition"
        return True

    def _halved(self, words: Words, i: int) -> bool:
        after = words[i + 1] if i + 1 < len(words) else None
        if after is not None and after.low in ("and", "or") and i + 3 < len(words) and words[i + 3].low.startswith("korea"):
            return True
        return i > 0 and words[i - 1].low == "the" and (words[i].poss or not (after is not None and after.near and after.cap))
