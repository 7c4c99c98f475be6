"""Time expressions of 50 articles of the unlabelled corpus: `tests/data/fresh_timex.jsonl`, without their texts.

    python tools/fresh_timex.py unpack FOLDER    write FOLDER/{learn,held}/DOC.tml, which `timeline dates` and the scorer of TimeML read
    python tools/fresh_timex.py pack FOLDER      the other way round, after annotations have been corrected

Two readers who know TimeML and not the rules annotated them. Part `learn` may be read and learnt from; `held` is scored only, by totals.
An expression stands as `[start, end, type, value, mod]`, offsets in characters, end exclusive, `mod` null where there is none.
"""

from __future__ import annotations

import html
import re
import sys
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

sys.path.insert(0, str(Path(__file__).resolve().parent))
from fresh import DATA, UNLABELLED, annotated, digest, main, store

STORED = DATA / "fresh_timex.jsonl"
PARTS = ("learn", "held")

_TAG = re.compile(r"<(/?)TIMEX3\b([^<>]*)>")
_ATTRIBUTE = re.compile(r'\b(type|value|mod)="([^"]*)"')
_DAY = re.compile(r'<DCT>.*?\bvalue="([^"]*)"', re.DOTALL)


def written(record: dict[str, Any], text: str) -> str:
    """The TimeML file of an article."""
    out, at = [], 0
    for number, (start, end, kind, value, mod) in enumerate(record["timexes"], 1):
        more = f" mod={quoteattr(mod)}" if mod else ""
        tag = f'<TIMEX3 tid="t{number}" type={quoteattr(kind)} value={quoteattr(value)}{more}>'
        out.append(f"{escape(text[at:start])}{tag}{escape(text[start:end])}</TIMEX3>")
        at = end
    day = record["dct"]
    dct = f'<TIMEX3 tid="t0" type="DATE" value="{day}" temporalFunction="false" functionInDocument="CREATION_TIME">{day}</TIMEX3>'
    return (
        f'<?xml version="1.0" ?>\n<TimeML>\n<DOCID>{record["doc_id"]}</DOCID>\n<DCT>{dct}</DCT>\n'
        f"<TEXT>{''.join(out)}{escape(text[at:])}</TEXT>\n</TimeML>\n"
    )


def read(path: Path) -> tuple[dict[str, Any], str]:
    """The record of a TimeML file, but for its part and digest, and its text. Raises ValueError where it is none."""
    raw = path.read_text("utf8")
    day, start, end = _DAY.search(raw), raw.find("<TEXT>"), raw.rfind("</TEXT>")
    if day is None or start < 0 or end < start:
        raise ValueError(f"{path.name}: no TimeML file with a DCT and a TEXT")
    text, timexes = "", []
    opened: list[Any] = []
    at = start + len("<TEXT>")
    for tag in _TAG.finditer(raw, at, end):
        text += html.unescape(raw[at : tag.start()])
        at = tag.end()
        if tag[1]:
            timexes.append([opened[0], len(text), *opened[1:]])
        else:
            told = dict(_ATTRIBUTE.findall(tag[2]))
            opened = [len(text), told["type"], html.unescape(told["value"]), told.get("mod")]
    return {"doc_id": path.stem, "dct": day[1], "timexes": timexes}, text + html.unescape(raw[at:end])


def unpack(target: Path, stored: Path = STORED, folder: Path = UNLABELLED) -> int:
    """Write the TimeML files; the number of articles. Raises ValueError where a text is not the annotated one."""
    count = 0
    for record, article in annotated(stored, folder):
        path = target / record["part"] / f"{article['doc_id']}.tml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(written(record, article["text"]), "utf8")
        count += 1
    return count


def pack(source: Path, stored: Path = STORED) -> int:
    """Store the annotations of a folder made by `unpack`; the number of articles."""
    records = []
    for part in PARTS:
        for path in sorted((source / part).glob("*.tml")):
            record, text = read(path)
            records.append({"part": part, "digest": digest(text)} | record)
    return store(stored, records)


if __name__ == "__main__":
    raise SystemExit(main(__doc__, pack, unpack))
