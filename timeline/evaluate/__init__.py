"""Score a timeline against gold annotations."""

from timeline.evaluate.compare import compare
from timeline.evaluate.scoring import Verdict, headline, score_documents, score_merged

__all__ = ["Verdict", "compare", "headline", "score_documents", "score_merged"]
