"""The words behind a noun that belong to it, whatever the parser hung them on."""

from __future__ import annotations

from timeline.nlp.arguments import Reading
from timeline.nlp.clauses import is_verb, lemma
from timeline.nlp.parse import Token

LEAN = frozenset(
    ["schedule", "plan", "slate", "set", "expect", "due", "be", "fix", "arrange", "hold", "begin", "start", "open",
     "resume", "take", "supposed", "restart", "end", "conclude", "kick", "last"]
)  # fmt: skip


def tail(reading: Reading, noun: Token) -> list[Token]:
    """The words behind a noun that still belong to it: "talks | last month in Washington with President Clinton".

    Phrases of time, place and company, one after the other, whatever the parser hung them on; a verb, a clause or a comma ends it.
    """
    out: list[Token] = []
    for token in noun.doc[noun.i + 1 : min(noun.sent.end, noun.i + 26)]:
        if token.text in (".", ";", ":", "--", "—", "–", '"', "”", "?", "!") or (
            token.tag_ in ("WDT", "WP", "WRB", "MD", "CC") and not _joins(token) and not _starts(token)
        ):
            break
        if token.text == ",":
            break
        if token.tag_ == "WDT":
            continue
        if (
            is_verb(token)
            and token.dep_ not in ("amod", "compound")  # "Zaire's embattled president"
            and (lemma(token) not in LEAN or token.tag_ == "VBG")
            and token.lower_ not in ("scheduled", "planned", "held", "due", "set", "slated", "visiting", "expected")
        ):
            break
        if token.dep_ == "mark" or (token.tag_ == "VB" and any(c.dep_ == "dobj" for c in token.children)):
            break  # "a meeting to end the inquiry into ties between …"
        out.append(token)
    return out


def _starts(token: Token) -> bool:
    """ "which starts at the end of November", "that is due on Friday", "will be held": still the occasion's own words."""
    following = token.doc[token.i + 1 : token.i + 2]
    return token.tag_ in ("WDT", "MD") and any(t.tag_ == "MD" or (is_verb(t) and lemma(t) in LEAN) for t in following)


def _joins(token: Token) -> bool:
    """True for a conjunction inside a list of names, not one that opens another clause or noun."""
    return token.tag_ == "CC" and token.head.tag_.startswith(("NNP", "CD", "JJ"))
