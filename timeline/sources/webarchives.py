"""Pages saved by Safari (``.webarchive``): a property list that holds the page."""

from __future__ import annotations

import plistlib
from collections.abc import Iterator, Mapping
from xml.parsers.expat import ExpatError

from timeline.sources.items import LIBRARY_FAULTS, Found, Item, Limits, RefusedError, Skipped, clean_field


def read_webarchive(item: Item, limits: Limits, mapping: Mapping[str, str]) -> Iterator[Found | Skipped]:
    """The page of a web archive. Raises :class:`RefusedError` where there is none in it."""
    from timeline.sources.pages import page

    try:
        values = plistlib.loads(item.read(limits.file))
        main = values["WebMainResource"]
        data, url, charset = main["WebResourceData"], main.get("WebResourceURL"), main.get("WebResourceTextEncodingName")
    except (ExpatError, *LIBRARY_FAULTS) as error:
        raise RefusedError("there is no page in it.", "Save the page as HTML.") from error
    if not isinstance(data, bytes):
        raise RefusedError("there is no page in it.", "Save the page as HTML.")
    yield page(data, limits, url=clean_field(url, 2000), charset=charset if isinstance(charset, str) else None)
