"""Score a timeline against gold annotations; check one by hand."""

from timeline.evaluate.checking import Share, Step, judged, reliability, sample, share, sheet
from timeline.evaluate.compare import compare
from timeline.evaluate.scoring import Verdict, headline, score_documents, score_merged

__all__ = [
    "Share",
    "Step",
    "Verdict",
    "compare",
    "headline",
    "judged",
    "reliability",
    "sample",
    "score_documents",
    "score_merged",
    "share",
    "sheet",
]
