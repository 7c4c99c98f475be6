"""Named errors. Each message says what is wrong, where, and what to do about it."""


class TimelineError(Exception):
    """Base of every error this package raises on purpose."""


class InputError(TimelineError):
    """An input cannot be read as a document."""


class MetadataError(TimelineError):
    """A metadata table holds something unusable."""


class LexiconError(TimelineError):
    """A lexicon, gazetteer or corrections file is malformed; the message names file, line and key."""


class ModelError(TimelineError):
    """The spaCy model is missing or lacks a component."""


class OutputError(TimelineError):
    """An output cannot be written; nothing was changed."""


class FormatError(TimelineError):
    """A format or schema version is not known."""


class ExtraError(TimelineError):
    """An optional dependency is missing; the message names the extra that brings it."""


class QueryError(TimelineError):
    """A query names something that the timeline does not hold."""


class StoreError(TimelineError):
    """A store is locked, damaged or of another schema version."""


class EngineError(TimelineError):
    """The processes or the cluster that should do the work cannot."""
