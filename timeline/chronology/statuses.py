"""What is counted: the statuses that a question asks for."""

from __future__ import annotations

from collections.abc import Iterable

from timeline.errors import QueryError
from timeline.model.vocabulary import Status

#: What counts as having come about: the default wherever states or people are counted or linked.
HELD = (Status.HELD, Status.ONGOING)


def asked_statuses(status: str | Iterable[str] | None, *, default: Iterable[Status] | None = HELD) -> frozenset[Status] | None:
    """The statuses that ``status`` asks for: one, several, or ``"any"`` (gives None: all, also none); ``default`` where it is None.

    Raises :class:`~timeline.errors.QueryError` for an unknown status.

    >>> sorted(asked_statuses(None))
    [<Status.HELD: 'held'>, <Status.ONGOING: 'ongoing'>]
    """
    if status is None:
        return None if default is None else frozenset(default)
    if status == "any":
        return None
    words = [status] if isinstance(status, str) else list(status)
    unknown = [word for word in words if word not in list(Status)]
    if unknown:
        raise QueryError(f"status={unknown[0]!r}: not one of {', '.join(Status)}, any")
    return frozenset(Status(word) for word in words)
