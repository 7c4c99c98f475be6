"""``NAME.run.json`` beside an output: what another person needs to make the same file again. No clock, no machine."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from timeline.chronology import Timeline
    from timeline.pipeline import Account, Options

SCHEMA = 1

LIBRARIES = ("spacy", "dateparser", "trafilatura", "htmldate", "feedparser", "py3langid")
"""Libraries whose version can change what is read or found."""


def record(command: str, options: Options, account: Account, timeline: Timeline, outputs: Mapping[str, str]) -> Mapping[str, Any]:
    """Versions, options that shape the result, digests, counts, what was skipped. ``outputs`` are digests of files by their names."""
    from timeline import __version__
    from timeline.store.keys import ALL_ROOMS, code_digest, model_digest, versions

    kinds: dict[str, int] = {}
    for event in timeline:
        kinds[event.kind.value] = kinds.get(event.kind.value, 0) + 1
    return {
        "schema": SCHEMA,
        "command": command,
        "versions": {
            "timeline": __version__,
            **dict(line.split(" ", 1) for line in versions(LIBRARIES)),
            "model": _model_version(options.model),
        },
        "options": shaping(options),
        "digests": {
            "rules": code_digest(ALL_ROOMS),
            "model": model_digest(options.model),
            "documents": account.digest,
            "gazetteer": [_digest(path) for path in options.gazetteers],
            "corrections": _digest(options.corrections),
            "outputs": dict(sorted(outputs.items())),
        },
        "counts": {
            "documents": account.documents,
            "words": account.words,
            "published_basis": {str(basis): account.bases[basis] for basis in sorted(account.bases)},
            "documents_with_open_dates": account.undated,
            "skipped": len(account.skipped),
            "events": len(timeline),
            "kinds": dict(sorted(kinds.items())),
        },
        "newest": account.newest.isoformat() if account.newest else None,
        "interrupted": account.interrupted,
        "skipped": [{"path": s.path, "reason": s.reason, "remedy": s.remedy} for s in account.skipped],
    }


def shaping(options: Options) -> dict[str, Any]:
    """The options that shape the timeline, as JSON values; files by their name alone, because their digests tell the rest."""
    return {
        "metadata": _name(options.metadata),
        "mapping": None if options.mapping is None else dict(sorted(options.mapping.items())),
        "published": options.published.isoformat() if options.published else None,
        "language": options.language,
        "limits": None if options.limits is None else asdict(options.limits),
        "model": Path(options.model).name,
        "gazetteer": [_name(path) for path in options.gazetteers],
        "gate": options.gate,
        "entities": options.entities,
        "infer_dates": options.infer_dates,
        "merge": options.merge,
        "corrections": _name(options.corrections),
        "as_of": options.as_of.isoformat() if options.as_of else None,
        "min_confidence": options.min_confidence,
    }


def text(values: Mapping[str, Any]) -> str:
    """The record as it is written."""
    return json.dumps(values, ensure_ascii=False, indent=2) + "\n"


def _name(path: Any) -> str | None:
    return None if path is None else Path(path).name


def _digest(path: Any) -> str | None:
    return None if path is None else hashlib.sha256(Path(path).read_bytes()).hexdigest()


def _model_version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        meta = Path(name) / "meta.json"
        return str(json.loads(meta.read_text("utf-8")).get("version")) if meta.is_file() else None
