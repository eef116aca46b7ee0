"""What is kept for long, set aside: the search for waste passes it by."""

from __future__ import annotations

import gc


def set_aside() -> None:
    """Set aside all that is kept now.

    Python looks for waste at all that lives, now and then in the middle of an answer. Of a large
    place that is millions of things, which takes as long as two answers. Waste of before is
    found first, also among what was set aside earlier, such as of a place that has changed since.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
