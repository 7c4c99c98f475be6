"""Events of many documents become merged events: one encounter, all its sources, its whole story."""

from timeline.merging.applying import unmatched
from timeline.merging.copies import fingerprint, reprints, reprints_of
from timeline.merging.corrections import Corrections, read_corrections
from timeline.merging.merger import as_of, document_events, merge
from timeline.merging.reading import read_events
from timeline.merging.spreadsheet import corrections_from_csv

__all__ = [
    "Corrections",
    "as_of",
    "corrections_from_csv",
    "document_events",
    "fingerprint",
    "merge",
    "read_corrections",
    "read_events",
    "reprints",
    "reprints_of",
    "unmatched",
]
