"""Web archives of crawlers (``.warc``): every page that was fetched, dated as pages are."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import BinaryIO

from timeline.sources.items import Found, Item, Limits, RefusedError, Skipped, clean_field

_HEADERS = 64 * 1024
_CHUNK = 1024 * 1024
_PAGE_TYPES = ("text/html", "application/xhtml+xml")


def read_warc(item: Item, limits: Limits, mapping: Mapping[str, str]) -> Iterator[Found | Skipped]:
    """Every HTML response of a WARC file, record by record. Records without an article are passed over.

    Raises :class:`RefusedError` where the file is damaged or no page in it has an article.
    """
    from timeline.sources.days import read_day
    from timeline.sources.pages import page

    any_page = False
    with item.opener() as stream:
        for number, (headers, body) in enumerate(_records(stream, limits), 1):
            if headers.get("warc-type") != "response" or body is None:
                continue
            data = _response(body, limits)
            if data is None:
                continue
            try:
                found = page(
                    data, limits, url=clean_field(headers.get("warc-target-uri"), 2000), saved=read_day(headers.get("warc-date"))[0]
                )
            except RefusedError:
                continue
            any_page = True
            yield replace(found, part=f"#{number}")
    if not any_page:
        raise RefusedError("there is no article in the web archive.")


def _records(stream: BinaryIO, limits: Limits) -> Iterator[tuple[dict[str, str], bytes | None]]:
    """Headers and body of every record; None for the body of one that is too large."""
    while line := stream.readline(_HEADERS):
        if not line.strip():
            continue
        if not line.startswith(b"WARC/"):
            raise RefusedError("the web archive is damaged (no record begins where one should).", "Write it anew.")
        headers = _headers(stream)
        length = headers.get("content-length", "")
        if not length.isdecimal() or len(length) > 12:
            raise RefusedError("the web archive is damaged (a record without length).", "Write it anew.")
        size = int(length)
        if size > limits.page:
            _pass(stream, size)
            yield headers, None
            continue
        body = stream.read(size)
        if len(body) < size:
            raise RefusedError("the web archive is damaged (it ends within a record).", "Write it anew.")
        yield headers, body


def _headers(stream: BinaryIO) -> dict[str, str]:
    out: dict[str, str] = {}
    while (line := stream.readline(_HEADERS)).strip():
        name, _, value = line.decode("utf-8", "replace").partition(":")
        if len(out) < 100:
            out.setdefault(name.strip().lower(), value.strip())
    return out


def _pass(stream: BinaryIO, size: int) -> None:
    while size > 0 and (chunk := stream.read(min(size, _CHUNK))):
        size -= len(chunk)


def _response(record: bytes, limits: Limits) -> bytes | None:
    """The page in an HTTP response, unpacked; None for anything else."""
    stream = io.BytesIO(record)
    status = stream.readline(_HEADERS).split()
    if len(status) < 2 or not status[0].startswith(b"HTTP/") or status[1] != b"200":
        return None
    headers = _headers(stream)
    if not headers.get("content-type", "").lower().startswith(_PAGE_TYPES):
        return None
    body = stream.read()
    if headers.get("transfer-encoding", "").lower() == "chunked":
        body = _joined(body)
    coding = headers.get("content-encoding", "").lower()
    if coding in ("gzip", "x-gzip"):
        try:
            with gzip.GzipFile(fileobj=io.BytesIO(body)) as packed:
                body = packed.read(limits.page + 1)
        except (OSError, EOFError, zlib.error):
            return None
    elif coding not in ("", "identity"):
        return None
    return body if len(body) <= limits.page else None


def _joined(body: bytes) -> bytes:
    """A body without the sizes between its chunks; as it is where it has none."""
    stream, out = io.BytesIO(body), io.BytesIO()
    while line := stream.readline(100):
        try:
            size = int(line.split(b";")[0].strip() or b"0", 16)
        except ValueError:
            return body
        if size <= 0:
            break
        out.write(stream.read(size))
        stream.readline(10)
    return out.getvalue()
