"""Why a row says what it says: the words, rules and sources behind each field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from timeline.chronology.rows import event_row
from timeline.model import codebook
from timeline.model.event import Actor, At, Event, EventMention
from timeline.model.title import counted, status_told, status_words, title, when
from timeline.model.vocabulary import Family
from timeline.view.words import around, shown

if TYPE_CHECKING:
    from timeline.chronology.timeline import Timeline

_LABEL = 14
#: The columns that a correction may set, by the line that tells of them.
_FIELDS = {
    "kind": frozenset({"kind", "subtype"}),
    "status": frozenset({"status"}),
    "date": frozenset({"start", "end", "precision"}),
    "place": frozenset({"place", "place_country"}),
    "participants": frozenset({"participants"}),
    "actors": frozenset({"actors"}),
    "targets": frozenset({"targets"}),
}


def explain(timeline: Timeline, id: str) -> str:
    """Which words decided kind, status, date, place and each participant of an event, which sources tell of it, why it was merged.

    Words stand in “ ”, followed by where they stand: ``[document:first character-last, rule]``. Raises
    :class:`~timeline.errors.QueryError` for an unknown id.
    """
    event = timeline[id]
    about = timeline.about(event)
    lines = [f"{event.id}  {shown(title(event, about))}", ""]
    fields: list[tuple[str, Iterable[str]]] = [
        ("kind", _kind(event)),
        ("status", _status(event)),
        ("date", _date(event)),
        ("place", _place(event)),
        ("participants", map(_actor, event.participants)),
        ("actors", map(_actor, event.actors)),
        ("targets", map(_actor, event.targets)),
        ("about", [f"{about.id}  {shown(title(about))}"] if about else [event.about] if event.about else []),
        ("topic", [_at(event.topic)] if event.topic else []),
        ("part of", [event.part_of] if event.part_of else []),
        ("follows", [event.follows] if event.follows else []),
        ("changes", _changes(timeline, event)),
        ("conflicts", map(shown, event.conflicts)),
        ("claims", _claims(event)),
        ("merged", _merged(event)),
        ("sources", _sources(event)),
        ("corrected", _corrected(event)),
        (
            "confidence",
            [f"{event.confidence:.2f} that kind, participants, status and date are all right"] if event.confidence is not None else [],
        ),
    ]
    for label, told in fields:
        for number, line in enumerate(told):
            if number == 0 and _FIELDS.get(label, frozenset()) & set(event.corrected):
                line += " (set by your correction)"
            lines.append(f"{label if number == 0 else '':<{_LABEL}}{line}".rstrip())
    if not timeline.complete:
        lines.append(f"{'':<{_LABEL}}read from a table; the .jsonl of the same run tells more")
    return "\n".join(lines) + "\n"


def _kind(event: Event) -> Iterator[str]:
    yield event.kind.value + (f", {event.subtype}" if event.subtype else "")
    for mention in event.mentions:
        yield f"  {_where(mention.text, mention.doc_id, mention.start, mention.end, mention.rule)}"
        yield f"    {shown(''.join(around(mention.sentence, mention.text)))}"


def _status(event: Event) -> Iterator[str]:
    if event.status is None:
        return
    stale = " (stale: its window has passed, and nothing tells what became of it)" if event.stale else ""
    yield status_told(event) + stale
    for mention in event.mentions:
        yield from _cue(mention)
    for step in event.history:
        day = step.said_on or step.published
        by = f", said by {shown(step.by)}" if step.by else ""
        where = f" [{shown(step.doc_id)}:{step.start}-{step.end}]" if step.doc_id else ""
        yield f"  {day.isoformat() if day else 'no day':<10}  {status_words(step.status)}{by}{where}"


def _cue(mention: EventMention) -> Iterator[str]:
    if mention.status is None:
        return
    if mention.status_cue and mention.cue_start is not None and mention.cue_end is not None:
        words = _where(mention.status_cue, mention.doc_id, mention.cue_start, mention.cue_end, mention.cue_rule or "")
        yield f"  {status_words(mention.status)} by {words}"
    else:
        cue = f" by “{shown(mention.status_cue)}”" if mention.status_cue else ""
        yield f"  {status_words(mention.status)}{cue} [{shown(mention.doc_id)}:{mention.start}-{mention.end}]"


def _date(event: Event) -> Iterator[str]:
    dating = event.dating
    precision = f" ({dating.precision.value})" if dating.interval else ""
    yield when(dating, event.status) + precision
    if dating.text:
        span = f"{shown(_date_document(event))}:{dating.start}-{dating.end}" if dating.start is not None else ""
        where = ", ".join(part for part in (span, dating.rule) if part)
        yield f"  “{shown(dating.text)}”{f' [{where}]' if where else ''}" + (", vague in the words themselves" if dating.vague else "")
    basis = next(value for value in codebook.values("basis") if value.name == dating.basis)
    yield f"  {dating.basis.value}: {basis.definition}"
    for past in event.previous:
        yield f"  before: {when(past)}" + (f" “{shown(past.text)}”" if past.text else "")


def _date_document(event: Event) -> str:
    """The article that the date was read in: that of the member with these very words, else of the first source."""
    for member in event.members:
        if (member.dating.text, member.dating.start, member.dating.end) == (event.dating.text, event.dating.start, event.dating.end):
            return member.sources[0].doc_id if member.sources else ""
    return event.sources[0].doc_id if event.sources else ""


def _corrected(event: Event) -> Iterator[str]:
    """What a correction has set, with what the articles say where that is known."""
    for field in event.corrected:
        said = dict.fromkeys(value for member in event.members if (value := event_row(member).get(field)) is not None)
        articles = f"; the articles: {', '.join(shown(str(value)) for value in said)}" if said else ""
        yield f"{field} {shown(str(event_row(event).get(field, '')))} (set by your correction{articles})"


def _place(event: Event) -> Iterator[str]:
    if event.place is not None:
        country = f", {event.place.country}" if event.place.country else ""
        yield shown(event.place.name) + country + "".join(f"  {_at(at)}" for at in event.place.at)


def _actor(actor: Actor) -> str:
    told = [actor.id, actor.office, actor.country, f"as {actor.role}" if actor.role else None]
    return f"{shown(actor.name)} ({'; '.join(shown(part) for part in told if part)})" + "".join(f"  {_at(at)}" for at in actor.at)


def _changes(timeline: Timeline, event: Event) -> Iterator[str]:
    if event.family is Family.ENCOUNTER:
        for change in timeline.changes_of(event):
            yield f"{when(change.dating)}  {change.id}  {shown(title(change))}"


def _claims(event: Event) -> Iterator[str]:
    for claim in event.claims:
        day = claim.said_on or claim.published
        quote = f" “{shown(claim.quote)}”" if claim.quote else ""
        yield f"{claim.field}: {shown(claim.value or 'unknown')}{f', {day.isoformat()}' if day else ''} [{shown(claim.doc_id)}]{quote}"


def _merged(event: Event) -> Iterator[str]:
    if len(event.members) > 1:
        documents = {source.doc_id for member in event.members for source in member.sources}
        yield f"{len(event.members)} tellings of {counted(len(documents), 'article')}"
        for member in event.members:
            yield f"  {member.id}  {shown(title(member))}"
    for reason in event.reasons:
        yield f"  because {shown(reason)}"


def _sources(event: Event) -> Iterator[str]:
    for source in event.sources:
        published = (
            f"{source.published.isoformat()} (date from {source.published_basis.value})" if source.published else "no publication date"
        )
        yield "  ".join(shown(part) for part in (source.doc_id, source.source, published, source.url) if part)


def _at(at: At) -> str:
    return _where(at.text, at.doc_id, at.start, at.end, at.rule)


def _where(text: str, doc_id: str, start: int, end: int, rule: str) -> str:
    """Words and where they stand; either may be unknown in what was read from a table."""
    place = f"[{shown(doc_id)}:{start}-{end}{f', {rule}' if rule else ''}]" if doc_id else ""
    return " ".join(part for part in (f"“{shown(text)}”" if text else "", place) if part)
