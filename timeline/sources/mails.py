"""Mail: single messages (.eml), mailboxes (.mbox), and pages saved as mail (.mhtml)."""

from __future__ import annotations

import email.errors
import email.policy
from collections.abc import Iterator, Mapping
from email.message import EmailMessage
from email.parser import BytesParser
from itertools import islice

from timeline.sources.encoding import decode
from timeline.sources.feeds import feed_day, plain
from timeline.sources.items import LIBRARY_FAULTS, Found, Item, Limits, RefusedError, Skipped, amount, clean_field

_PARTS = 200


def read_eml(item: Item, limits: Limits, mapping: Mapping[str, str]) -> Iterator[Found | Skipped]:
    """One message: its text, dated by its header."""
    yield _message(item.read(limits.record, "--max-record-size"), "")


def read_mbox(item: Item, limits: Limits, mapping: Mapping[str, str]) -> Iterator[Found | Skipped]:
    """Every message of a mailbox, read one by one."""
    for number, data in enumerate(_messages(item, limits), 1):
        try:
            yield _message(data, f"#{number}")
        except RefusedError as error:
            yield Skipped(f"{item.name}#{number}", error.reason, error.remedy)


def read_mhtml(item: Item, limits: Limits, mapping: Mapping[str, str]) -> Iterator[Found | Skipped]:
    """A page that a browser saved with all that belongs to it. The header's date is that of the saving."""
    from timeline.sources.pages import page

    message = _parsed(item.read(limits.file))
    try:
        url, saved = clean_field(message.get("Snapshot-Content-Location"), 2000), feed_day(message.get("Date"))
        parts = (part for part in _parts(message) if part.get_content_type() in ("text/html", "application/xhtml+xml"))
        main = next(parts, None)
        data = main.get_payload(decode=True) if main else None
        location, charset = (clean_field(main.get("Content-Location"), 2000), main.get_content_charset()) if main else (None, None)
    except (email.errors.MessageError, *LIBRARY_FAULTS) as error:
        raise RefusedError(f"the saved page is damaged ({type(error).__name__}).", "Save it anew, as HTML.") from error
    if not isinstance(data, bytes):
        raise RefusedError("there is no page in it.")
    yield page(data, limits, url=url or location, charset=charset, saved=saved)


def _messages(item: Item, limits: Limits) -> Iterator[bytes]:
    lines: list[bytes] = []
    size, blank = 0, True
    with item.opener() as stream:
        while line := stream.readline(limits.record):
            if blank and line.startswith(b"From ") and lines:
                yield b"".join(lines)
                lines, size = [], 0
            if not (line.startswith(b"From ") and not lines):
                lines.append(line[1:] if line.startswith(b">From ") else line)
                size += len(line)
            if size > limits.record:
                raise RefusedError(
                    f"a message in it is larger than {amount(limits.record)}.", "Split it, or raise the limit with --max-record-size."
                )
            blank = not line.strip()
    if lines:
        yield b"".join(lines)


def _message(data: bytes, part: str) -> Found:
    """A message as an article. Raises :class:`RefusedError` where it has no text or cannot be read."""
    try:
        return _read_message(_parsed(data), part)
    except (email.errors.MessageError, *LIBRARY_FAULTS) as error:
        raise RefusedError(f"the message is damaged ({type(error).__name__}).", "Save its text as a .txt file.") from error


def _read_message(message: EmailMessage, part: str) -> Found:
    text = ""
    for wanted in ("text/plain", "text/html"):
        for leaf in _parts(message):
            if leaf.get_content_type() == wanted and leaf.get_content_disposition() != "attachment":
                text = _text(leaf)
                break
        if text.strip():
            break
    if not text.strip():
        raise RefusedError("the message has no text.")
    sender, subject, stamp = (str(message.get(name) or "") for name in ("From", "Subject", "Date"))
    day = feed_day(stamp)
    return Found(
        text=text,
        part=part,
        title=clean_field(subject),
        published=day,
        evidence="the mail's date (likely)",
        source=clean_field(sender.split("<")[0].strip(' "') or sender, 200),
        notes=() if day or not stamp else (f"its date '{stamp[:40]}' cannot be read",),
    )


def _text(leaf: EmailMessage) -> str:
    data = leaf.get_payload(decode=True)
    if not isinstance(data, bytes):
        return ""
    try:
        text = data.decode(leaf.get_content_charset() or "utf-8").replace("\r\n", "\n")
    except (LookupError, UnicodeDecodeError):
        text, _ = decode(data)
    return plain(text) if leaf.get_content_type() == "text/html" else text


def _parsed(data: bytes) -> EmailMessage:
    try:
        return BytesParser(EmailMessage, policy=email.policy.default).parsebytes(data)
    except (email.errors.MessageError, *LIBRARY_FAULTS) as error:
        raise RefusedError("it is no readable mail.", "Save its text as a .txt file.") from error


def _parts(message: EmailMessage) -> Iterator[EmailMessage]:
    """The leaves of a message, at most :data:`_PARTS` of them."""
    for part in islice(message.walk(), _PARTS):
        if not part.is_multipart() and isinstance(part, EmailMessage):
            yield part
