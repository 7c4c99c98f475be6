"""Which reader reads what; each is imported when the first file of its kind occurs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from timeline.sources.items import Found, Item, Limits, RefusedError, Skipped
from timeline.sources.sniff import HEAD, kind_of

OURS = "ours"


def read_item(
    item: Item, limits: Limits, mapping: Mapping[str, str], *, table: Callable[[Item], None] = lambda item: None
) -> Iterator[tuple[Item, Found | Skipped]]:
    """Every article of an item, each with the item that it stands in (a member, where the item is an archive).

    Metadata tables in archives go to ``table``. Raises :class:`RefusedError` where nothing can be read of the item. Outputs of this
    program give nothing.
    """
    kind = kind_of(item.head(HEAD), item.suffix)
    if kind == OURS:
        return
    if kind in ("zip", "tar", "gz", "bz2", "xz"):
        from timeline.sources.archives import members

        for member in members(item, kind, limits, table):
            if isinstance(member, Skipped):
                yield item, member
                continue
            try:
                yield from read_item(member, limits, mapping, table=table)
            except RefusedError as error:
                yield member, Skipped(member.name, error.reason, error.remedy)
        return
    for found in _reader(kind)(item, limits, mapping):
        yield item, found


def _reader(kind: str) -> Callable[[Item, Limits, Mapping[str, str]], Iterator[Found | Skipped]]:
    match kind:
        case "text":
            from timeline.sources.plain import read_text as reader
        case "json":
            from timeline.sources.jsons import read_json as reader
        case "jsonl":
            from timeline.sources.jsons import read_jsonl as reader
        case "csv":
            from timeline.sources.tables import read_csv as reader
        case "parquet":
            from timeline.sources.tables import read_parquet as reader
        case "xlsx":
            from timeline.sources.tables import read_xlsx as reader
        case "html":
            from timeline.sources.pages import read_page as reader
        case "mhtml":
            from timeline.sources.mails import read_mhtml as reader
        case "webarchive":
            from timeline.sources.webarchives import read_webarchive as reader
        case "feed":
            from timeline.sources.feeds import read_feed as reader
        case "eml":
            from timeline.sources.mails import read_eml as reader
        case "mbox":
            from timeline.sources.mails import read_mbox as reader
        case "pdf":
            from timeline.sources.pdfs import read_pdf as reader
        case "docx":
            from timeline.sources.docx import read_docx as reader
        case "warc":
            from timeline.sources.warcs import read_warc as reader
        case "timeml":
            from timeline.sources.timeml import read_timeml as reader
        case _:
            raise RefusedError(f"files of the kind '{kind}' are not read.", "Save its text as a .txt file.")
    return reader
