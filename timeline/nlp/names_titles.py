"""Reading titles: with a name after them, apposed to one, or standing for an office by themselves."""

from __future__ import annotations

from timeline.lexicon.folding import plain
from timeline.lexicon.titles import ACTING, FORMER, LOWER, PLAIN, Title
from timeline.nlp.names_bodies import BodyReader
from timeline.nlp.names_lookup import SUFFIXES, NamedTitle
from timeline.nlp.names_tokens import Found, Words

#: Words for how many people a group has.
NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_COUNTED = NUMBERS.keys() | {"both"}
_NO_PEOPLE = frozenset({"koreas", "powers", "world", "major"})
_OTHERS = frozenset({"with", "his", "her", "their", "its", "counterpart", "counterparts", "between"})
_DETERMINERS = frozenset({"the", "his", "her", "its", "their"})
_REGNAL = frozenset({"II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIV", "XVI"})


_LED = frozenset({"leader", "head_of_state", "head"})
_APART = frozenset(
    {"breakaway", "separatist", "secessionist", "self-declared", "self-proclaimed", "self-styled", "unrecognised", "unrecognized"}
)
_QUALIFYING = FORMER | ACTING | LOWER | PLAIN
_BEFORE_TITLE = _QUALIFYING | {"the", "a", "an", "who", "is", "s", "second", "third", "fourth"}
_RANKS = frozenset({"", "military", "sheikh", "royal", "private"})  # offices of forms of address before a name
_ADDRESS = frozenset({None, "sheikh", "royal"})  # offices of titles that say nothing of an office
_ONE_EACH = frozenset({"head_of_state", "head_of_government", "monarch", "foreign_minister", "defence_minister", "parliament_speaker"})
_SENDING = frozenset({"send", "sends", "sent", "sending", "dispatch", "dispatched", "dispatches", "dispatching"})
_POSTED = frozenset({"envoy", "ambassador", "representative"})  # offices that are held somewhere


class TitleReader(BodyReader):
    """Reads titles, names after titles, groups and counterparts."""

    def _group(self, words: Words, i: int, found: list[Found]) -> bool:
        """ "the two leaders", "both presidents", "the pair"."""
        k = i - 1
        number = words[k].low
        if i + 1 < len(words) and words[i + 1].low == "of" and words[i].low != "heads":
            return False  # "the leaders of the two countries": theirs
        if (
            number in ("the", "both", "these")
            and words[i].low in ("pair", "duo", "trio", "sides", "leaders", "presidents", "men", "parties")
        ) or number == "both":
            item = Found("group", words.start(k), words.end(i), "actor.group")
            item.title = "3" if words[i].low == "trio" else "2"
        elif number in NUMBERS:
            first = k - 1 if k and words[k - 1].low in ("the", "these", "those", "all", "their", "other") else k
            if first == k:
                return False
            item = Found("group", words.start(first), words.end(i), "actor.group")
            item.title = str(NUMBERS[number])
        else:
            return False
        item.name = words[i].low
        item.plural = True
        found.append(item)
        return True

    def _bare_number(self, words: Words, i: int, found: list[Found]) -> None:
        """ "the two" before no noun for people ("the two met in Singapore"); the parse tells whether it stands alone."""
        if i + 1 < len(words) and (words[i + 1].low in self.groups or words[i + 1].low in _NO_PEOPLE) and words[i + 1].near:
            return
        item = Found("group", words.start(i - 1), words.end(i), "actor.group.number")
        item.title = str(NUMBERS[words[i].low])
        item.name = words[i].low
        item.plural = True
        found.append(item)

    def _stationed(self, words: Words, i: int, found: list[Found]) -> bool:
        """ "officials in Algiers": the side of the state whose capital or name follows."""
        m = i + 2
        if m >= len(words) or words[i + 1].low != "in" or not words[i + 1].near or not words[m].near:
            return False
        if i and words[i].near and words[i - 1].cap and not words.first(i - 1) and words[i - 1].low not in self.common:
            return False  # "Houthi representatives in Muscat"
        if i and words[i - 1].low in _COUNTED:
            return False  # "met both leaders in Nicosia"
        m += words[m].low == "the"
        scope = self.phrase_at(words, m) if m < len(words) and words[m].cap else None
        codes = {e[0]: e[1] for e in scope[0]} if scope else {}
        code = codes.get("capital") or codes.get("state")
        if code is None:
            return False
        item = Found("side", words.start(i), words.end(i), "actor.side.stationed")
        item.name = words[i].low
        item.country = code
        item.candidates = (f"iso:{code}",)
        item.plural = item.name.endswith("s")
        found.append(item)
        return True

    def _counterpart(self, words: Words, i: int, country: str | None, found: list[Found], start: int | None = None) -> int:
        item = Found("counterpart", words.start(i) if start is None else start, words.end(i), "actor.counterpart")
        item.name = words[i].low
        item.country = country
        item.plural = words[i].low.endswith("s") and not (found and found[-1].coord)
        found.append(item)
        j = i + 1
        respective = self._respective(words, j, None, item, found) if words[i].low.endswith("s") else 0
        if respective:
            return respective
        if country is not None and self._apposed(words, i, item, found):
            return j
        named = j + 1 < len(words) and words[j].text == "," and words[j + 1].cap
        name = self._name_at(words, j + named) if j < len(words) and (named or words[j].near) else None
        if name and not words[i].low.endswith("s") and (not named or ((name[0] or name[1] - j > 2) and self._closes(words, name[1]))):
            # "his Chinese counterpart Wang Yi"
            j = self._person(words, j + named, name[1], name[0], None, country, found)
            item.appos = found[-1]
        return j

    def _person(
        self, words: Words, i: int, j: int, ids: tuple[str, ...], title: Title | None, country: str | None, found: list[Found]
    ) -> int:
        while (
            not ids
            and i < j - 1
            and words[i + 1].cap
            and (words[i].low.rstrip(".") in self.titles or (words[i].low in self.portfolios and j - i > 2))
        ):
            i += 1  # "President and Chief Adviser Professor Iajuddin Ahmed", "US Secretary Treasury Robert Rubin"
        size = j - i
        while j < len(words) and words[j].near and (words[j].low.rstrip(".") in SUFFIXES or words[j].text in _REGNAL) and words[j].cap:
            ids = () if words[j].text not in _REGNAL else ids  # "Donald Trump Jr." is not Donald Trump
            j += 1
        kind = "person" if ids or size > 1 else "single"
        item = Found(kind, words.start(i), words.end(j - 1), "actor.name.known" if ids else "actor.name.title")
        item.candidates = ids
        item.name = " ".join(w.text for w in words.span(i, j))
        item.words = size
        if title is not None and title.phrase:
            item.title = title.title or title.phrase
            item.office = title.office or None
        item.country = country
        found.append(item)
        return j

    def _title(
        self, text: str, words: Words, lead: int, at: int, hit: NamedTitle, country: str | None, found: list[Found],
        headline: bool, *, former: bool = False,
    ) -> int:  # fmt: skip
        """A title from word ``at`` on, with its state from word ``lead`` on: followed by a name, or an office by itself."""
        title, j, plural = hit
        if title.phrase == "un chief":
            country = country or "UN"
        n = len(words)
        if title.office in _LED and j + 2 < n and words[j].low == "of" and country is None:
            apart = j + 1 + (words[j + 1].low == "the")
            if apart + 1 < n and words[apart].low in _APART and words[apart + 1].cap:
                title, j = self.titles["separatist leader"], self._run_past(words, apart + 1)  # "the leader of breakaway Abkhazia, X"
        if country in self.known.organisations and title.office in _POSTED and lead and words[lead].near and words[lead - 1].cap:
            sender = {e[0]: e[1] for e in words[lead - 1].means}  # "Russia's UN envoy" is Russia's
            country = sender.get("state") or sender.get("demonym") or country
        back = lead - 1
        while back >= 0 and lead - back <= 3 and words[back].low in _QUALIFYING and words[back + 1].near:
            former = former or words[back].low in FORMER or words[back].low.startswith("ex-")
            back -= 1
        if words[at].low.startswith("ex-"):
            former = True
        # "president of the European Commission", "special envoy for Syria", "ambassador to Russia"
        k, chief = j, None
        if k + 1 < n and words[k].low in ("of", "from", "for", "to", "on", "in") and words[k].near and title.office:
            link = words[k].low if words[k].low != "from" else "of"  # "a minister from Guinea-Bissau"
            m = self._past_wing(words, k + 1 + (words[k + 1].low == "the"))
            scope = self.phrase_at(words, m) if m < n and words[m].cap else None
            if scope:
                codes = {e[0]: e[1] for e in scope[0]}
                owner = codes.get("state") or codes.get("organisation") or codes.get("capital")
                if words[scope[1] - 1].poss:
                    owner, codes = None, {}  # "assured the president of Malaysia's support"
                if owner is None and link == "of" and "demonym" in codes and country is None:
                    body = self._state_body(words, scope[1]) or self._governing(words, scope[1])  # "head of the North Korean delegation"
                    country, j = (codes["demonym"], body) if body else (country, j)
                    chief = self.title_at(words, scope[1]) if not body and title.office in _POSTED and scope[1] < n else None
                    country = codes["demonym"] if chief else country  # "a special envoy of Chinese President Hu Jintao"
                if owner and link == "of" and country is None:
                    country = owner
                    j = scope[1]
                elif link != "of" and title.office in _POSTED and self._named_behind(words, scope[1]):
                    j = scope[1]  # "the US envoy in Sudan Mark Rowe", "the Middle East": wherever it is
                elif owner and link in ("for", "to", "on") and title.office in _POSTED:
                    sent = link == "to" and any(w.low in _SENDING for w in words.span(max(0, at - 5), at))
                    j = j if sent else scope[1]  # "sent a special envoy | to Baghdad"
                    if link == "for" and country is None and owner == codes.get("organisation"):
                        country = owner  # "chief negotiator for the Syrian Negotiations Commission", not "special envoy for Syria"
            if j == k and chief is None:
                j = self._field(words, k + 1) or j
                country = country or (self._owner(words, k + 1, j) if j > k else None)
        if country is not None and j > k:
            j = self._behind_owner(words, j)
        if country is None and j == k and j + 3 < n and words[j].low == "and" and words[j].near and not plural:
            country = self._shared_owner(words, j + 1)
        if j + 2 < n and words[j].low == "and" and words[j].near:  # "State Councilor and Foreign Minister Wang Yi"
            second = self.title_at(words, j + 1)
            if second and second[0].office and second[1] < n and words[second[1]].near and self._name_at(words, second[1]) and not plural:
                title, j = (second[0] if second[0].office != "private" else title), second[1]
        if j < n and words[j].near and words[j].cap and words[j].title and not plural and not words[j - 1].poss:
            stacked = self.title_at(words, j)  # "Lord Mayor Robert Doyle", "General Secretary General X", "army chief General X"
            if (
                stacked
                and not stacked[2]
                and (words[at].cap or stacked[0].office in _RANKS)
                and stacked[1] < n
                and words[stacked[1]].near
                and words[stacked[1]].cap
                and self._name_at(words, stacked[1])
            ):
                title, j = (title if title.office and stacked[0].office in ("", "private") else stacked[0]), stacked[1]
        apart = j + 3 < n and words[j].text == "(" and words[j + 2].text == ")" and words[j + 1].cap and title.office == "military"
        j += 3 * apart  # "Major-General (Rtd) Ann Rowe"
        name = None
        if j < n and (words[j].near or apart) and not words[j - 1].poss and not (headline and not self._known_word(words, j)):
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
        if title.phrase == "major" and country is None and not words[at].cap and not (j < n and words[j].low in self.human):
            return j  # "six major powers"
        start = words.start(lead) if country is not None else words.start(at)
        item = Found("office", start, words.end(j - 1), "actor.office")
        if plural and found and found[-1].coord and country is not None:
            plural = False  # "the Iranian and Turkish foreign ministers": one each
        item.title, item.office, item.country, item.plural, item.former = title.title, title.office, country, plural, former
        item.name = title.phrase
        item.words = j - lead
        if hit[2] and country is not None:
            end = self._respective(words, j, title, item, found)
            if end:
                return end
        of = plural and country is None and title.office != "head" and j < n and words[j].low == "of" and words[j].near
        if of and not any(w.low == "other" for w in words.span(j + 1, j + 3)):
            return j  # "the presidents of the six states": who they are, the words behind it tell
        if plural and country is None:
            if at and self._group(words, j - 1, found) and found[-1].rule == "actor.group":
                found[-1].office = title.office
            elif at and words[at - 1].low in ("the", "both") and words[at - 1].near:  # "the foreign ministers agreed"
                item.kind, item.rule, item.start = "group", "actor.group.office", words.start(at - 1)
                item.title = "2" if words[at - 1].low == "both" else "0"
                found.append(item)
                return self._all_named(words, j, title, found)
            elif at and words[at - 1].low == "their" and words[at - 1].near and found and found[-1].end == words.end(at - 1):
                item.kind, item.rule = "group", "actor.group.theirs"  # "their foreign ministers will meet"
                found.append(item)
            return j
        # "Viktor Orban, the Hungarian prime minister," and "the Hungarian prime minister, Viktor Orban,"
        b = lead - 1
        while b >= 0 and words[b].low in _BEFORE_TITLE:
            b -= 1
        says = j < n and words[j].near and words[j].low in self.human  # ", the prime minister said": somebody else, or the same again
        before = found[-1] if found else None
        if (
            before is not None
            and b >= 1
            and words[b].text == ","
            and before.kind in ("person", "single", "run")
            and before.end == words.start(b)
            and not says
            and not self._foreign(before, country)
        ):
            item.appos = before
            if found[-1].office is None or (found[-1].office in _ADDRESS and item.country):
                found[-1].title, found[-1].office, found[-1].country = item.title, item.office, found[-1].country or item.country
                if found[-1].kind == "run":
                    found[-1].kind, found[-1].rule = "person", "actor.name.apposition"
        told = at  # "Macron's diplomatic adviser, Ann Rowe"
        while told > at - 3 and told > 1 and words[told - 1].near and not (words[told - 1].cap or words[told - 1].low in _DETERMINERS):
            told -= 1
        named = words[told - 1].low in _DETERMINERS or (told and words[told - 1].poss)
        comma = self._comma(words, hit[1], j) if item.appos is None and (country or named) else 0
        if comma:
            first = comma + 1
            leading = self.title_at(words, first)  # "the top general, Gen Joseph Dunford,"
            if leading and not leading[2] and leading[1] < n and words[leading[1]].near and words[leading[1]].cap:
                first = leading[1]
            apposed = self._name_at(words, first)
            sure = apposed is not None and (
                bool(apposed[0]) or (comma == j or title.office in _POSTED or plain(words[first].text) in self.known.given_names)
            )
            if apposed and sure and (apposed[0] or apposed[1] - first > 1 or first > comma + 1) and self._closes(words, apposed[1]):
                found.append(item)
                end = self._person(words, first, apposed[1], apposed[0], title, country, found)
                item.appos = found[-1]
                return end
        found.append(item)
        return j

    def _respective(self, words: Words, j: int, title: Title | None, item: Found, found: list[Found]) -> int:
        """ "The foreign ministers of Peru and Ghana, A and B,": as many names as states, one each; the position after them, 0 for none.

        So are "his Peruvian and Ghanaian counterparts, A and B", who have no title of their own.
        """
        before = found[:-1] if found and found[-1] is item else found
        offices = [item]
        for twin in reversed(before):
            if not twin.coord or (twin.kind, twin.office) != (item.kind, item.office):
                break
            offices.insert(0, twin)  # "the Peruvian and Ghanaian foreign ministers"
        known = len(offices) - 1
        while not known and j + 1 < len(words) and words[j].low in ("and", ","):
            m = j + 1 + (words[j].text == "," and words[j + 1].low == "and")
            m += m < len(words) and words[m].low == "the"
            scope = self.phrase_at(words, m) if m < len(words) and words[m].cap else None
            code = next((e[1] for e in scope[0] if e[0] == "state"), None) if scope else None
            if scope is None or code is None or words[scope[1] - 1].poss:
                break
            other = Found("office", words.start(m), words.end(scope[1] - 1), item.rule)
            other.title, other.office, other.country, other.name, other.words = item.title, item.office, code, item.name, scope[1] - m
            offices.append(other)
            j = scope[1]
        names: list[tuple[int, int, tuple[str, ...]]] = []
        while len(names) < len(offices) > 1 and j + 1 < len(words) and words[j].low in ("and", ",") and (names or words[j].text == ","):
            m = j + 1 + (bool(names) and words[j].text == "," and words[j + 1].low == "and")
            name = self._name_at(words, m)
            if name is None or (not name[0] and name[1] - m < 2):
                break
            names.append((m, name[1], name[0]))
            j = name[1]
        if not (names or known) and len(offices) > 1 and title is not None and title.office in _ONE_EACH:
            item.plural = False  # "the presidents of Peru and Ghana": one of each
            found.extend(offices)
            return j
        if len(names) < 2 or len(names) != len(offices) or not self._closes(words, j):
            return 0
        item.plural = False
        found.extend(o for o in offices[known:] if not (found and found[-1] is o))
        for office, (first, last, ids) in zip(offices, names, strict=True):
            self._person(words, first, last, ids, title, office.country, found)
            office.appos = found[-1]
        return j

    def _all_named(self, words: Words, j: int, title: Title, found: list[Found]) -> int:
        """ "The foreign ministers, | Ann Rowe and Aino Virta, | met": those who hold that office; the position after them."""
        name = self._name_at(words, j + 1) if j + 1 < len(words) and words[j].text == "," else None
        if name is None or not (name[0] or name[1] - j > 2) or not (name[1] < len(words) and words[name[1]].low in ("and", ",")):
            return j
        read = list(found)
        end = self._more_names(words, self._person(words, j + 1, name[1], name[0], title, None, read), title, None, read)
        if len(read) - len(found) < 2 or not self._closes(words, end):
            return j
        found[:] = read
        return end

    def _comma(self, words: Words, end: int, j: int) -> int:
        """The position of the comma after an office (read up to ``j``; its title ends at ``end``) and before a name: at once, or
        after "to the Kosovo talks"; 0 for none."""
        t = j if words[j : j + 1] and words[j].text == "," else end
        if t < len(words) and words[t].low in ("of", "for", "to", "on", "in", "at") and words[t].near:
            t += 1
            while t < len(words) and t - end < 8 and words[t].near and words[t].text[0].isalnum() and words[t].low not in self.human:
                if words[t].low in _OTHERS:
                    return 0  # "leaving the adviser to hold talks with his Turkish counterpart, X": X is somebody else
                t += 1
        return t if t + 1 < len(words) and words[t].text == "," and words[t + 1].cap else 0

    def _foreign(self, name: Found, country: str | None) -> bool:
        """True where somebody is told, or known, to act for other states than the one of an office: the office is no apposition."""
        if country not in self.known.states:
            return False
        if name.country is not None:
            return name.country in self.known.states and name.country != country
        served = frozenset().union(*(self.known.people[i].countries for i in name.candidates)) if name.candidates else frozenset()
        return bool(served & self.known.states.keys()) and country not in served

    def _more_names(self, words: Words, j: int, title: Title, country: str | None, found: list[Found]) -> int:
        j = self._of_state(words, j, found[-1])
        while j + 1 < len(words) and words[j].low in ("and", ","):
            m = j + 1 + (words[j + 1].low == "and")
            name = self._name_at(words, m) if m < len(words) else None
            if not name:
                break
            j = self._of_state(words, self._person(words, m, name[1], name[0], title, country, found), found[-1])
        return j
