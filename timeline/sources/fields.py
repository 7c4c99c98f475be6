"""Which column or key of a table holds which field of a document: as the user says, as the contract names it, or as is obvious."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from timeline.errors import InputError
from timeline.sources.days import read_day
from timeline.sources.items import Found, RefusedError, clean_field

FIELDS = ("doc_id", "title", "published", "source", "url", "text", "language")
_ALIASES = {
    "doc_id": ("id", "docid", "document_id", "article_id", "uuid", "guid", "key"),
    "title": ("headline", "heading", "article_title", "head", "headline_text"),
    "published": (
        "date", "published_at", "publishedat", "publication_date", "publish_date", "published_date", "date_published", "datepublished",
        "pub_date", "pubdate", "created_at", "timestamp", "datetime", "dct",
    ),
    "source": ("outlet", "publisher", "publication", "newspaper", "site", "site_name", "domain", "source_name", "agency"),
    "url": ("link", "source_url", "article_url", "web_url", "canonical_url", "href", "uri", "permalink"),
    "text": ("body", "content", "article", "article_text", "full_text", "fulltext", "maintext", "body_text", "article_body",
             "articlebody", "story"),
    "language": ("lang", "language_code"),
}  # fmt: skip

NAMES_FILES = frozenset(("file", "filename", "file_name", "path"))
TEXT_NAMES = frozenset(("text", *_ALIASES["text"]))
"""Columns that are taken for the articles' text unless the user names another one."""


def check_mapping(mapping: Mapping[str, str] | None) -> dict[str, str]:
    """A mapping of fields to columns, checked. Raises :class:`~timeline.errors.InputError` for a field that does not exist."""
    out = dict(mapping or {})
    for field in out:
        if field not in FIELDS:
            raise InputError(f"--map {field}={out[field]}: no field '{field}'. Known: {', '.join(FIELDS)}.")
    return out


def resolve(columns: Iterable[str], mapping: Mapping[str, str]) -> tuple[dict[str, str], str | None]:
    """Field to column, and a line that tells what was guessed. Raises :class:`RefusedError` where there is no column for the text
    or a mapped column is missing.

    >>> resolve(["headline", "body", "date"], {})[0]
    {'title': 'headline', 'published': 'date', 'text': 'body'}
    """
    names = list(columns)
    folded: dict[str, str] = {}
    for name in names:
        folded.setdefault(name.strip().lower().replace(" ", "_").replace("-", "_"), name)
    out: dict[str, str] = {}
    guessed = []
    shown = ", ".join(names[:12]) + (", …" if len(names) > 12 else "")
    for field in FIELDS:
        if wanted := mapping.get(field):
            if wanted not in names:
                raise RefusedError(f"it has no column '{wanted}' (--map {field}={wanted}).", f"Its columns: {shown}.")
            out[field] = wanted
        elif field in folded:
            out[field] = folded[field]
        else:
            taken = set(out.values()) | set(mapping.values())
            alias = next((folded[a] for a in _ALIASES[field] if a in folded and folded[a] not in taken), None)
            if alias:
                out[field] = alias
                guessed.append(f"{field}={alias}")
    if "text" not in out:
        raise RefusedError("it has no column or key for the text.", f"Say which one it is with --map text=COLUMN; there are: {shown}.")
    return out, f"read with --map {','.join(guessed)} (guessed)" if guessed else None


def kind_of_value(value: object) -> str:
    """What a value of JSON or of a table is, in words.

    >>> kind_of_value(7), kind_of_value(["a"]), kind_of_value(None)
    ('a number', 'a list', 'nothing')
    """
    if value is None:
        return "nothing"
    for kinds, words in ((bool, "true or false"), (int | float, "a number"), (str, "text"), (list, "a list"), (dict, "an object")):
        if isinstance(value, kinds):
            return words
    return "a value of another kind"


def record(values: Mapping[str, object], columns: Mapping[str, str], *, part: str = "", where: str = "") -> Found:
    """A document from one row or object. Raises :class:`RefusedError` where its text is missing or no text."""

    def cell(field: str) -> object:
        return values.get(columns[field]) if field in columns else None

    text = cell("text")
    if not isinstance(text, str):
        what = "it has no text" if text is None or text != text else f"its '{columns['text']}' is no text but {kind_of_value(text)}"
        raise RefusedError(f"{what}.", "Give it one, or leave it out.")
    notes = []
    day, doubt = read_day(cell("published"))
    if doubt:
        notes.append(f"'{columns['published']}' {doubt} The document is read without a date.")
    given = cell("doc_id")
    return Found(
        text=text,
        doc_id=clean_field(int(given) if isinstance(given, float) and given.is_integer() else given),
        part=part,
        where=where,
        title=clean_field(cell("title")),
        published=day,
        source=clean_field(cell("source")),
        url=clean_field(cell("url"), 2000),
        language=clean_field(cell("language"), 20),
        notes=tuple(notes),
    )
