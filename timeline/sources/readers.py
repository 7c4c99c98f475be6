"""Which reader reads what; each is imported when the first file of its kind occurs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from timeline.sources.items import Found, Item, Limits, RefusedError, Skipped
from timeline.sources.sniff import HEAD, kind_of

OURS = "ours"


def read_item(item: Item, limits: Limits, mapping: Mapping[str, str]) -> Iterator[tuple[Item, Found | Skipped]]:
    """Every article of an item, each with the item that it stands in (a member, where the item is an archive).

    Raises :class:`RefusedError` where nothing can be read of it. Outputs of this program give nothing.
    """
    kind = kind_of(item.head(HEAD), item.suffix)
    if kind == OURS:
        return
    if kind in ("zip", "tar", "gz", "bz2", "xz"):
        from timeline.sources.archives import members

        for member in members(item, kind, limits):
            if isinstance(member, Skipped):
                yield item, member
                continue
            try:
                yield from read_item(member, limits, mapping)
            except RefusedError as error:
                yield member, Skipped(member.name, error.reason, error.remedy)
        return
    for found in _reader(kind)(item, limits, mapping):
        yield item, found


def _reader(kind: str) -> Callable[[Item, Limits, Mapping[str, str]], Iterator[Found | Skipped]]:
    match kind:
        case "text":
            from timeline.sources.plain import read_text

            return lambda item, limits, _: read_text(item, limits)
        case "json":
            from timeline.sources.jsons import read_json

            return read_json
        case "jsonl":
            from timeline.sources.jsons import read_jsonl

            return read_jsonl
    raise RefusedError(f"files of the kind '{kind}' are not read.")
