"""What "the delegation", "the group" and "the bloc" are: the last one of that kind that the text told of, where only one can be meant."""

from __future__ import annotations

import re
from collections.abc import Iterator

from timeline.lexicon.knowledge import Knowledge
from timeline.model.mentions import ActorMention, Lifted

#: The rule of a mention that the scanner reads as such a word.
BODY = "actor.body"
_SENT = frozenset({"delegation", "team", "mission", "group"})
_LED = re.compile(r"\b(?:le(?:d|ads?|ading)|head(?:s|ed|ing)) (?:an?|the|his|her) (?:[\w’'.-]+ ){0,5}(?:delegation|team|mission|group)\b")
_LED_BY = re.compile(r"\b(?:delegation|team|mission|group)\b[^.;]{0,90}?\b(?:led|headed) by ")
_SENT_BY = re.compile(r"\b(?:delegation|team|mission) (?:of|from) (?:the )?$")
_NEAR = 1500  # characters back
_LEADING = 5  # characters before the subject of a sentence: "The OECD has long …"
_NO_BLOC = re.compile(r"\b(?:UN|United Nations|Agency|Fund|Bank|Court|Council|Commission|Committee)\b")
_SPELT = str.maketrans({"s": "z"})


class Bodies:
    """Finds what bodies are meant in one document."""

    def __init__(self, lifted: Lifted, text: str, known: Knowledge) -> None:
        self._actors = lifted.actors
        self._text = text
        self._known = known

    def meant(self, index: int) -> int | None:
        """The mention that a word for a body stands for; None where none or more than one can be meant."""
        word = self._actors[index].text.lower()
        if word in _SENT:
            sent = self._delegation(index, word)
            if sent is not None:
                return sent
        return self._organisation(index, word)

    def _before(self, index: int) -> Iterator[int]:
        start = self._actors[index].start
        for n in range(index - 1, -1, -1):
            if start - self._actors[n].start > _NEAR:
                return
            yield n

    def _delegation(self, index: int, word: str) -> int | None:
        """The side, or the person at its head, of the last delegation."""
        start = self._actors[index].start
        spot = -1
        last: int | None = None
        for n in self._before(index):
            mention = self._actors[n]
            if mention.type == "organisation" and _SENT_BY.search(self._text, max(0, mention.start - 40), mention.start):
                spot, last = mention.start, n
                break
            if mention.rule.startswith("actor.side") and mention.text.lower().endswith(tuple(_SENT if word != "group" else {word})):
                spot, last = mention.start, n
                break
        for match in _LED.finditer(self._text, max(0, start - _NEAR), start):
            leader = next((n for n in self._before(index) if self._actors[n].start < match.start() and self._person(n)), None)
            if leader is not None and match.start() > spot and self._actors[leader].sentence[1] > match.start():
                spot, last = match.start(), leader
        for match in _LED_BY.finditer(self._text, max(0, start - _NEAR), start):
            leader = next(
                (n for n in reversed(list(self._before(index))) if self._actors[n].start >= match.end() and self._person(n)), None
            )
            if leader is not None and match.start() >= spot and self._actors[leader].start - match.end() < _TITLED:
                spot, last = match.start(), leader
        return last

    def _person(self, n: int) -> bool:
        mention = self._actors[n]
        return mention.form == "name" and mention.type in (None, "person")

    def _organisation(self, index: int, word: str) -> int | None:
        """The last organisation that is of that kind by its name; for "the group", the one told of most, or as a sentence's subject."""
        found: dict[str, list[int]] = {}
        for n in self._before(index):
            mention = self._actors[n]
            if mention.type != "organisation" or mention.form != "name" or mention.rule == BODY:
                continue
            key = mention.candidates[0] if mention.candidates else mention.text
            if word != "group":
                if self._called(word, mention):
                    return n
            else:
                found.setdefault(key, []).append(n)
        often = sorted(found.values(), key=len, reverse=True)
        if len(often) < 2 or len(often[0]) > len(often[1]):
            return often[0][0] if often else None
        leading = [ns[0] for ns in often if any(self._actors[n].start - self._actors[n].sentence[0] <= _LEADING for n in ns)]
        return leading[0] if len(leading) == 1 else None

    def _called(self, word: str, mention: ActorMention) -> bool:
        code = mention.candidates[0].removeprefix("org:") if mention.candidates else ""
        organisation = self._known.organisations.get(code)
        name = organisation.name if organisation is not None else mention.text
        if word in ("bloc", "grouping"):
            return organisation is not None and organisation.kind in ("intergovernmental", "group") and not _NO_BLOC.search(name)
        if word == "cartel":
            return code.startswith("OPEC")
        if word == "alliance" and organisation is not None and organisation.kind == "alliance":
            return True
        return word.translate(_SPELT) in name.lower().translate(_SPELT).split()


_TITLED = 90  # characters that a title may take before the name of whoever heads a delegation
