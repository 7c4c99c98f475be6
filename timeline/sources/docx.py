"""Word documents (``.docx``): the text of their paragraphs; what was deleted with changes tracked, headers and notes are left out."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping

from lxml import etree

from timeline.sources.archives import check_zip
from timeline.sources.items import LIBRARY_FAULTS, Found, Item, Limits, RefusedError, Skipped, clean_field

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"


def read_docx(item: Item, limits: Limits, mapping: Mapping[str, str]) -> Iterator[Found | Skipped]:
    """The document as one article; its own dates are those of its making and are not used.

    Raises :class:`RefusedError` for what is damaged, no Word document, or declares entities.
    """
    data = item.read(limits.file)
    check_zip(data, limits)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            if "word/document.xml" not in names:
                raise RefusedError("there is no Word document in it.", "Save it as .docx or .txt.")
            text = "\n\n".join(_paragraphs(archive.read("word/document.xml")))
            title = _title(archive.read("docProps/core.xml")) if "docProps/core.xml" in names else None
    except (etree.LxmlError, zipfile.BadZipFile, *LIBRARY_FAULTS) as error:
        raise RefusedError(f"the document is damaged ({type(error).__name__}).", "Save it anew, or as .txt.") from error
    yield Found(text=text, title=clean_field(title))


def _paragraphs(markup: bytes) -> Iterator[str]:
    for paragraph in _parsed(markup).iter(_W + "p"):
        parts = []
        for node in paragraph.iter(_W + "t", _W + "tab", _W + "br", _W + "cr", _W + "noBreakHyphen"):
            parts.append((node.text or "") if node.tag == _W + "t" else "-" if node.tag == _W + "noBreakHyphen" else " ")
        if line := "".join(parts).strip():
            yield line


def _title(markup: bytes) -> str | None:
    found = _parsed(markup).find(_TITLE)
    return found.text if found is not None else None


def _parsed(markup: bytes) -> etree._Element:
    if b"<!DOCTYPE" in markup or b"<!ENTITY" in markup:
        raise RefusedError("it declares entities of its own, as a trap would.", "Save it anew with a word processor.")
    return etree.fromstring(markup, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
