"""Bytes to text: which encoding a file is in, found from the bytes alone."""

from __future__ import annotations

import codecs
import re

from timeline.model.title import counted

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 200_000
_ODD_IN_WORD = re.compile(r"[a-z][À-ÖØ-Þ¢-¿][a-z]|\b[À-ÖØ-Þ][a-z]+[À-ÖØ-Þ]\B")
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_NEWLINES = re.compile(r"\r\n?")
_UNSAFE = re.compile("[\x00\ud800-\udfff]")


def decode(data: bytes) -> tuple[str, str | None]:
    """Text and, where the bytes were not plain UTF-8, a line on what was made of them. Line ends become ``\\n``, as Python's text
    mode reads them.

    >>> decode(b"\\xef\\xbb\\xbfTalks"), decode("Orbán".encode("latin-1"))
    (('Talks', None), ('Orbán', 'read as cp1252 (no valid UTF-8)'))
    """
    _, text, note = _decoded(data)
    return (_NEWLINES.sub("\n", text) if "\r" in text else text), note


def encoding_of(data: bytes) -> str:
    """Python's name of the encoding that :func:`decode` finds."""
    return _decoded(data)[0]


def looks_binary(head: bytes) -> bool:
    """True where the first bytes of a file are no text in any encoding that is read here."""
    if not head or head.startswith(tuple(bom for bom, _ in _BOMS)) or _utf16(head):
        return False
    return len(_CONTROLS.findall(head)) > max(2, len(head) // 50)


def safe(text: str) -> tuple[str, int]:
    """The text with NUL characters and lone surrogates replaced, one for one (offsets stay), and how many there were."""
    return _UNSAFE.subn("\ufffd", text)


def _decoded(data: bytes) -> tuple[str, str, str | None]:
    """The encoding's name, the text, and what is to be said of it."""
    for bom, name in _BOMS:
        if data.startswith(bom):
            return name, data.decode(name, "replace"), None if name == "utf-8-sig" else f"read as {name.upper()}"
    if wide := _utf16(data[:4096]):
        return wide, data.decode(wide, "replace"), f"read as {wide.upper()}"
    try:
        return "utf-8", data.decode("utf-8"), None
    except UnicodeDecodeError:
        pass
    sample = data[:_SAMPLE]
    mended = sample.decode("utf-8", "replace")
    broken = mended.count("\ufffd")
    if broken <= sum(ord(c) > 127 for c in mended) - broken:
        text = data.decode("utf-8", "replace")
        return "utf-8", text, f"{counted(text.count(chr(0xFFFD)), 'broken character')} in UTF-8, shown as \ufffd"
    if sum(byte > 127 for byte in sample) * 5 <= len(sample):
        western = {name: len(_ODD_IN_WORD.findall(sample.decode(name, "replace"))) for name in ("cp1252", "mac_roman")}
        name = min(western, key=lambda n: western[n])
    else:
        from charset_normalizer import from_bytes

        best = from_bytes(sample).best()
        name = best.encoding if best else "cp1252"
    return name, data.decode(name, "replace"), f"read as {name} (no valid UTF-8)"


def _utf16(head: bytes) -> str | None:
    """UTF-16 without a byte order mark: every other byte of Latin text is zero."""
    if len(head) < 8:
        return None
    even, odd = head[0:512:2], head[1:512:2]
    if odd.count(0) > 0.7 * len(odd) and even.count(0) < 0.05 * len(even):
        return "utf-16-le"
    if even.count(0) > 0.7 * len(even) and odd.count(0) < 0.05 * len(odd):
        return "utf-16-be"
    return None
