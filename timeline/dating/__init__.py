"""From unresolved time expressions to dates: references, direction, the document's own day."""

from timeline.dating.head import document_date
from timeline.dating.infer import InferredDate, infer_dct
from timeline.dating.walk import date_from_event, date_timexes

__all__ = ["InferredDate", "date_from_event", "date_timexes", "document_date", "infer_dct"]
