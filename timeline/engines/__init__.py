"""Where work runs: in this process, in several, on a cluster. An engine knows nothing of articles.

Every engine takes the same three things and gives back the results of each chunk, in the chunks' order, so that output never
depends on it:

- ``work``: a function from a list of items to the list of their results, one each. It must be importable by name and pure;
- ``chunks``: lists of items, taken one by one as room is made for them, so that they may come from an endless stream; an empty
  one gives an empty list;
- ``lost``: what to give as the result of an item whose worker dies whenever it is tried.
"""

from timeline.engines.local import in_process
from timeline.engines.processes import in_processes

__all__ = ["in_process", "in_processes"]
