"""PDF files, through the extra: the text in them, page by page."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator, Mapping

from timeline.model.title import counted
from timeline.sources.items import LIBRARY_FAULTS, Found, Item, Limits, RefusedError, Skipped, clean_field, too_large

_FEWEST_LETTERS = 20
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
    if item.size is not None and item.size > limits.file:
        raise too_large(item.size, limits.file, "--max-file-size")
    try:
        with item.opener() as stream:
            reader = PdfReader(stream)
            if reader.is_encrypted and not reader.decrypt(""):
                raise RefusedError("the PDF is protected by a password.", "Save it without one.")
            count = len(reader.pages)
            pages = [page.extract_text() for page in reader.pages[: limits.pdf_pages]]
            title = reader.metadata.title if reader.metadata else None
    except RefusedError:
        raise
    except (PyPdfError, *LIBRARY_FAULTS) as error:
        raise RefusedError(f"the PDF is damaged ({type(error).__name__}).", "Print it to a new PDF, or save its text.") from error
    text = _HYPHEN.sub("", _joined(page.strip() for page in pages if page.strip()))
    if sum(c.isalpha() for c in text) < _FEWEST_LETTERS:
        raise RefusedError("no text in it (a scanned picture).", f"Run OCR first, e.g. ocrmypdf {item.name.rpartition('/')[2]} out.pdf")
    left = count - len(pages)
    note = f"its last {counted(left, 'page is', 'pages are')} not read, as it has {count:,}; raise the limit with --max-pdf-pages"
    yield Found(text=text, title=clean_field(title), notes=(note,) if left else ())


def _joined(pages: Iterable[str]) -> str:
    """The pages with an empty line between them, but for a sentence that runs over the end of one."""
    out: list[str] = []
    for page in pages:
        if out:
            out.append("\n" if page[0].islower() and (out[-1][-1].isalpha() or out[-1][-1] in ",-–—") else "\n\n")
        out.append(page)
    return "".join(out)
