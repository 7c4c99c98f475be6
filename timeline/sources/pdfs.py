"""PDF files, through the extra: the text in them, page by page."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator, Mapping

from timeline.sources.items import LIBRARY_FAULTS, Found, Item, Limits, RefusedError, Skipped, clean_field

_FEWEST_LETTERS = 20
_PAGES = 5_000
_HYPHEN = re.compile(r"(?<=[a-z])-\n(?=[a-z])")


def read_pdf(item: Item, limits: Limits, mapping: Mapping[str, str]) -> Iterator[Found | Skipped]:
    """The text of a PDF, a page's end as an empty line; its own dates are those of its making and are not used.

    Raises :class:`RefusedError` without pypdf, for a scan, an encrypted or a damaged file.
    """
    try:
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError
    except ImportError as error:
        raise RefusedError("reading PDF files needs an extra.", 'Install it: pip install "diplomatic-timeline[pdf]"') from error
    logging.getLogger("pypdf").addHandler(logging.NullHandler())
    data = item.read(limits.file)
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise RefusedError("the PDF is protected by a password.", "Save it without one.")
        pages = [page.extract_text() for page in reader.pages[:_PAGES]]
        title = reader.metadata.title if reader.metadata else None
    except RefusedError:
        raise
    except (PyPdfError, *LIBRARY_FAULTS) as error:
        raise RefusedError(f"the PDF is damaged ({type(error).__name__}).", "Print it to a new PDF, or save its text.") from error
    text = _HYPHEN.sub("", "\n\n".join(page.strip() for page in pages if page.strip()))
    if sum(c.isalpha() for c in text) < _FEWEST_LETTERS:
        raise RefusedError("no text in it (a scanned picture).", f"Run OCR first, e.g. ocrmypdf {item.name.rpartition('/')[2]} out.pdf")
    yield Found(text=text, title=clean_field(title))
