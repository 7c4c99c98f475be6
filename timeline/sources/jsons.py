"""JSON: one document in a file, a list of them, or one a line."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from timeline.sources.encoding import decode
from timeline.sources.fields import kind_of_value, record, resolve
from timeline.sources.items import Found, Item, Limits, RefusedError, Skipped, amount

_LISTS = ("documents", "articles", "items", "results", "data", "docs", "rows", "hits", "records")
_DEPTH = 60
Columns = Callable[[tuple[str, ...]], tuple[Mapping[str, str], str | None]]


def read_json(item: Item, limits: Limits, mapping: Mapping[str, str]) -> Iterator[Found | Skipped]:
    """A file that holds one object, a list of objects, or an object with such a list under a usual key."""
    if _is_lines(item, limits):
        yield from read_jsonl(item, limits, mapping)
        return
    text, _ = decode(item.read(limits.file))
    try:
        value = json.loads(text)
    except RecursionError as error:
        raise RefusedError("its JSON is nested too deeply.") from error
    except ValueError as error:
        lines = [line for line in text[:200_000].splitlines() if line.strip()]
        if len(lines) > 1 and all(line.lstrip().startswith("{") for line in lines[:3]):
            yield from read_jsonl(item, limits, mapping)
            return
        raise RefusedError(f"it is no valid JSON ({error}).", "Mend it, or give the text as a .txt file.") from error
    del text
    if isinstance(value, dict) and not isinstance(value.get(mapping.get("text", "text")), str):
        value = next((value[key] for key in _LISTS if isinstance(value.get(key), list)), value)
    objects = value if isinstance(value, list) else [value]
    if not objects:
        raise RefusedError("it holds an empty list.")
    told: set[str] = set()
    columns = _resolver(mapping)
    for number, entry in enumerate(objects, 1):
        part, where = f"#{number}" if isinstance(value, list) else "", f"#{number}" if len(objects) > 1 else ""
        yield from _entry(entry, item, columns, part, where, told)


def _is_lines(item: Item, limits: Limits) -> bool:
    """True where the first line is an object by itself and another begins right after: JSON lines, whatever the name says."""
    with item.opener() as stream:
        first, second = stream.readline(limits.record), stream.readline(64)
    if not second.lstrip().startswith(b"{"):
        return False
    try:
        return isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return False


def read_jsonl(item: Item, limits: Limits, mapping: Mapping[str, str]) -> Iterator[Found | Skipped]:
    """One object a line, read line by line."""
    number = 0
    told: set[str] = set()
    columns = _resolver(mapping)
    with item.opener() as stream:
        while line := stream.readline(limits.record + 1):
            number += 1
            if len(line) > limits.record:
                raise RefusedError(
                    f"its line {number} is longer than {amount(limits.record)}.",
                    "Break the lines, or raise the limit with --max-record-size.",
                )
            if not line.strip():
                continue
            where = f":{number}"
            try:
                entry = json.loads(decode(line)[0])
            except RecursionError:
                yield Skipped(item.name + where, "its JSON is nested too deeply.")
                continue
            except ValueError as error:
                yield Skipped(item.name + where, f"the line is no valid JSON ({error}).", "Mend or remove it.")
                continue
            yield from _entry(entry, item, columns, f"#{number}", where, told)


def _resolver(mapping: Mapping[str, str]) -> Columns:
    """Which key holds which field, by the keys of an object: the objects of a file have the same ones."""
    return lru_cache(maxsize=64)(lambda keys: resolve(keys, mapping))


def _entry(entry: object, item: Item, columns_of: Columns, part: str, where: str, told: set[str]) -> Iterator[Found | Skipped]:
    """One object as a document; what was guessed about its keys is ``told`` once a file."""
    if not isinstance(entry, dict):
        yield Skipped(item.name + where, f"it holds {kind_of_value(entry)} where an object with 'text' is wanted.")
        return
    try:
        columns, guess = columns_of(tuple(entry))
        found = record(entry, columns, part=part, where=where)
    except RefusedError as error:
        yield Skipped(item.name + where, error.reason, error.remedy)
        return
    if guess and guess not in told:
        told.add(guess)
        found = replace(found, notes=(*found.notes, guess))
    yield found
