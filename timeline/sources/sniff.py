"""What a file is: by its first bytes, then by its suffix. A file named ``.txt`` that is none is read as what it is."""

from __future__ import annotations

import re

from timeline.sources.encoding import decode, looks_binary
from timeline.sources.items import RefusedError

HEAD = 8192
MEDIA = frozenset(
    (
        *(".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".ico", ".bmp", ".tif", ".tiff", ".avif", ".heic", ".download"),
        *(".css", ".js", ".mjs", ".map", ".wasm", ".woff", ".woff2", ".ttf", ".otf", ".eot"),
        *(".mp3", ".mp4", ".m4a", ".m4v", ".wav", ".ogg", ".webm", ".mov", ".avi", ".mkv"),
    )
)
"""Suffixes of what accompanies pages and is no article; passed over in folders, in one line."""

_MAGIC = (
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\x1f\x8b", "gz"),
    (b"BZh", "bz2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"PAR1", "parquet"),
    (b"bplist00", "webarchive"),
    (b"WARC/", "warc"),
)
_REFUSED = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "it is an old Word, Excel or Outlook file.", "Save it as .txt or .csv."),
    (b"{\\rtf", "it is an RTF file.", "Save it as plain text."),
    (b"\x89PNG", "it is a picture.", "Run OCR on it first."),
    (b"\xff\xd8\xff", "it is a picture.", "Run OCR on it first."),
    (b"GIF8", "it is a picture.", "Run OCR on it first."),
    (b"7z\xbc\xaf\x27\x1c", "it is a 7z archive.", "Unpack it, or use zip, tar or gz."),
    (b"Rar!", "it is a RAR archive.", "Unpack it, or use zip, tar or gz."),
    (b"SQLite format 3\x00", "it is a database.", "Export the articles as CSV or JSON lines."),
    (b"\x80\x04\x95", "it is a Python pickle, which is never loaded.", "Export the articles as JSON lines."),
    (b"\x80\x05\x95", "it is a Python pickle, which is never loaded.", "Export the articles as JSON lines."),
)
_JSON = {".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl"}
_TABLES = {".csv": "csv", ".tsv": "csv", ".tab": "csv", ".parquet": "parquet", ".xlsx": "xlsx"}
_TAG = re.compile(
    r"<(?:!doctype html|html|head|body|title|meta|div|p|h[1-6]|article|main|span|table|script|section|br|a|ul|ol|center|font"
    r"|link|header|style)\b",
    re.I,
)
_MAIL_HEADER = re.compile(r"[A-Za-z][A-Za-z0-9-]{1,40}:[ \t]?\S")
_MAIL_NAMES = re.compile(r"^(?:from|to|subject|date|message-id|mime-version|received|return-path|delivered-to|content-type):", re.I | re.M)
_OURS_CSV = "id,start,end,when,family,kind,"
_OURS_JSON = re.compile(r"\{[^{}\[\]]{0,200}\"family\"\s?:\s?\"(?:encounter|change)\"")
_OURS_SKIPPED = re.compile(r"\{\"path\"\s?:\s?\"")


def kind_of(head: bytes, suffix: str) -> str:
    """The reader's name for a file that begins with ``head`` (up to :data:`HEAD` bytes).

    One of text, json, jsonl, csv, parquet, xlsx, html, mhtml, webarchive, feed, timeml, eml, mbox, pdf, zip, tar, gz, bz2, xz, docx, warc,
    ours (an output of this program). Raises :class:`RefusedError` for what is no text.
    """
    if not head:
        raise RefusedError("it is empty.", "")
    for magic, name in _MAGIC:
        if head.startswith(magic):
            if name == "zip" and suffix in (".xlsx", ".docx"):
                return suffix[1:]
            return name
    if head[257:262] == b"ustar":
        return "tar"
    for magic, reason, remedy in _REFUSED:
        if head.startswith(magic):
            raise RefusedError(reason, remedy)
    if looks_binary(head):
        raise RefusedError("it is no text but binary data.", "Give the articles as text, HTML, PDF, JSON or a table.")
    text, _ = decode(head)
    return _text_kind(text.lstrip("\ufeff \t\n"), suffix)


def _text_kind(text: str, suffix: str) -> str:
    if text.startswith((_OURS_CSV, "BEGIN:VCALENDAR")) or suffix == ".toml":
        return "ours"
    if text.startswith("{"):
        if _OURS_JSON.match(text) or (_OURS_SKIPPED.match(text) and '"reason"' in text[:2000]):
            return "ours"
        return _json_kind(text, suffix)
    if text.startswith("[") and (suffix == ".json" or re.match(r"\[\s*(?:\{|\])", text)):
        return "json"  # a whole list, also under a name of JSON lines
    if suffix in _JSON and not text.startswith("<"):
        return _JSON[suffix]
    if suffix in _TABLES:
        return _TABLES[suffix]
    if text.startswith("<"):
        return _markup_kind(text, suffix)
    if text.startswith("From ") and _MAIL_NAMES.search(text[:4000]):
        return "mbox"
    if _MAIL_HEADER.match(text) and len({name.lower() for name in _MAIL_NAMES.findall(text.split("\n\n", 1)[0])}) >= 2:
        head = text.split("\n\n", 1)[0].lower()
        return "mhtml" if "multipart/related" in head or suffix in (".mhtml", ".mht") else "eml"
    if suffix in (".html", ".htm", ".xhtml") or len(_TAG.findall(text)) >= 4:
        return "html"
    return "text"


def _json_kind(text: str, suffix: str) -> str:
    if suffix in _JSON:
        return _JSON[suffix]
    return "json" if re.match(r"\{\s*\"[^\"\n]{1,60}\"\s*:", text) or text.startswith("{}") else "text"


def _markup_kind(text: str, suffix: str) -> str:
    start = text[:4000].lower()
    if 'content="diplomatic-timeline' in start or re.search(r"<(?:gexf|graphml)\b", start):
        return "ours"
    if "<timeml" in start:
        return "timeml"
    if "<html" in start or "<!doctype html" in start:
        return "html"
    if re.search(r"<(?:rss|rdf:rdf|feed)\b", start):
        return "feed"
    if "webmainresource" in start and "<plist" in start:
        return "webarchive"
    if suffix in (".html", ".htm", ".xhtml", ".aspx", ".php") or _TAG.search(start):
        return "html"
    if start.startswith("<?xml"):
        raise RefusedError("it is XML of a kind that is not known.", "Give the articles as text, HTML, RSS, TimeML or JSON.")
    return "text"
