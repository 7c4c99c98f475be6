"""Posts of somebody's account quoted line by line: "@SecPompeo · Jul 24, 2018: Great meeting …", "Name (@handle): …"."""

from __future__ import annotations

import re

from timeline.layout.datelines import DATE

_NAME = r"[A-ZÀ-Þ][\w.'’-]*(?: [A-ZÀ-Þ][\w.'’-]*){0,4}"
_HEAD = re.compile(
    rf"^(?:(?P<name>{_NAME}) \(?@\w{{2,15}}\)?|(?P<handle>@\w{{2,15}}))"
    rf"(?:(?:\s?[·•|,–—-])?\s\(?(?P<date>(?i:{DATE}))\)?(?::|\s?[·•|–—-])?|:)[ \t]+(?=\S)",
    re.MULTILINE,
)


def heads(text: str) -> tuple[tuple[int, int, str], ...]:
    """Start and end of the head of each post, and the words of its date.

    >>> heads("@SecPompeo · Jul 24, 2018: Great meeting.")
    ((0, 27, 'Jul 24, 2018'),)
    """
    if "@" not in text:
        return ()
    return tuple((m.start(), m.end(), m["date"] or "") for m in _HEAD.finditer(text))


def labelled(text: str) -> str:
    """The text with each post's head as a mere label ("Mike Pompeo: …"); never a character longer or shorter.

    >>> labelled("Mike Pompeo @SecPompeo · Jul 24: Great.")
    'Mike Pompeo:                     Great.'
    """
    if "@" not in text:
        return text
    return _HEAD.sub(lambda m: f"{m['name'] or m['handle']}:".ljust(len(m[0])), text)
