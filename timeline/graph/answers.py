"""The questions of ``timeline graph``, answered as text."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType

from timeline.chronology import Timeline
from timeline.errors import QueryError
from timeline.graph.build import Graph, build
from timeline.graph.counting import Statuses
from timeline.graph.queries import Contact, Encounter, Hop, Step, contacts, encounters, history, path, table

Rows = tuple[Encounter, ...] | tuple[Contact, ...] | tuple[Step, ...] | tuple[Hop, ...]


def _history(graph: Graph, event: str, *, status: Statuses = None) -> Rows:
    return history(graph, event)


#: Each question with the number of names that it takes at least and at most, and what stands where there is no answer.
_QUESTIONS: MappingProxyType[str, tuple[int, int, Callable[..., Rows], str]] = MappingProxyType(
    {
        "encounters": (1, 2, encounters, "No such encounter"),
        "contacts": (1, 1, contacts, "Nobody"),
        "path": (2, 2, path, "No such chain"),
        "history": (1, 1, _history, "Nothing is told of it"),
    }
)


def answer(timeline: Timeline, question: str, *names: str, status: Statuses = None) -> str:
    """The answer to ``encounters A [B]``, ``contacts A``, ``path A B`` or ``history ID``: a line of names, then one line each.

    ``status`` as in the functions of this room: held and ongoing by default, which the answer says where it is empty. Raises
    :class:`~timeline.errors.QueryError` for another question, a wrong number of names, or an unknown name, id or status.
    """
    if question not in _QUESTIONS:
        raise QueryError(f"no question {question!r}; there are {', '.join(_QUESTIONS)}")
    least, most, ask, nothing = _QUESTIONS[question]
    if not least <= len(names) <= most:
        wanted = str(least) if least == most else f"{least} or {most}"
        named = f"{question} takes {wanted} name{'' if wanted == '1' else 's'}, not {len(names)}"
        raise QueryError(f"{named}. Put a name of several words in quotes")
    if question == "history" and names[0] in timeline:
        names = (timeline[names[0]].id,)
    rows = ask(build(timeline), *names, status=status)
    if rows:
        return table(rows) + "\n"
    counted = "" if question == "history" or status == "any" else f" ({_counted(status)} only; any status with 'any')"
    return f"{nothing}{counted}.\n"


def _counted(status: Statuses) -> str:
    return "held and ongoing" if status is None else status if isinstance(status, str) else ", ".join(status)
