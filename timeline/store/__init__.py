"""What is kept between runs: lifted mentions and document events by key, and in a store the documents and the timeline as last told."""

from timeline.store.cache import Cache, default_folder
from timeline.store.store import Added, Store

__all__ = ["Added", "Cache", "Store", "default_folder"]
