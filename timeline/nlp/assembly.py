"""Put the language pipeline together: any English model with a parser and an entity recogniser, and our components behind it."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from timeline.errors import ModelError
from timeline.nlp.installed import DEFAULT_MODEL, model_folder

COMPONENTS = ("timeline_timex", "timeline_actors", "timeline_places", "timeline_triggers")
_MODULES = ("timeline.nlp.timex", "timeline.nlp.actors", "timeline.nlp.places", "timeline.nlp.triggers")
_UNUSED = ("attribute_ruler", "lemmatizer", "textcat", "textcat_multilabel", "entity_linker", "entity_ruler", "span_ruler")


def load(
    model: str | Path = DEFAULT_MODEL,
    *,
    gazetteer: str | Path | None = None,
    entities: bool = False,
    components: Sequence[str] = COMPONENTS,
) -> Language:
    """Load ``model``, a package's name or a folder, and add our components; what they do not need is left out.

    ``gazetteer`` is a CSV file of the user's own people and organisations. ``entities`` keeps the model's entity recogniser, which
    finds a few more unknown names and costs a third more. Raises :class:`~timeline.errors.ModelError` where the model is not
    installed, is not English, or has no tagger or parser (with ``entities``: no entity recogniser); the message says what to run.
    """
    name = str(model)
    folder = model_folder(name)
    if not Path(name).exists():
        importlib.import_module(name)  # a package may register components of its own
    try:
        nlp = spacy.load(folder, exclude=[*_UNUSED, *([] if entities else ["ner"])])
    except (OSError, ValueError) as error:
        raise ModelError(
            f"the spaCy model '{name}' cannot be loaded: {str(error).splitlines()[0].rstrip('.')}. Take a model made for spaCy 3.8."
        ) from error
    lacking = [need for need in ("tagger", "parser", *(["ner"] if entities else [])) if need not in nlp.pipe_names]
    if nlp.lang != "en" or lacking:
        what = f"is made for '{nlp.lang}', not for English" if nlp.lang != "en" else f"has no {' and no '.join(lacking)}"
        raise ModelError(
            f"the spaCy model '{name}' {what}. Take an English model with tagger and parser, e.g. leave out --model for {DEFAULT_MODEL}."
        )
    for module in _MODULES:
        importlib.import_module(module)
    for component in components:
        if component in nlp.pipe_names:
            nlp.remove_pipe(component)
        config = {"gazetteer": str(gazetteer)} if gazetteer is not None and component in ("timeline_actors", "timeline_places") else {}
        nlp.add_pipe(component, config=config)
    _register()
    return nlp


def _register() -> None:
    """Extensions that a Doc read back from disk needs, whether or not the components have been made in this process."""
    if not Doc.has_extension("timeline_triggers"):
        Doc.set_extension("timeline_triggers", default="[]")
