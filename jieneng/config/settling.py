"""Keep what a process holds for good out of the rounds of the garbage collector.

Every so often the collector looks through all objects. Most of them, the code and the rulebook, never go; a round
through them in the middle of a page costs as much as the page.
"""

import gc
from importlib import import_module
from inspect import signature

from django.conf import settings

from jieneng import rulebook


def settle() -> None:
    """Load what every page will need, and set it aside; called once, when a process is about to serve."""
    import_module(settings.ROOT_URLCONF)
    for name in rulebook.__all__:
        said = getattr(rulebook, name)
        if hasattr(said, "cache_info") and not signature(said).parameters:
            said()
    gc.collect()
    gc.freeze()
