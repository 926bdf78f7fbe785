"""What each app adds to the walk, in a module of its own: addresses, deeds, and its part of the town.

A module has ADDRESSES (name -> what it captures) and DEEDS (name -> who sends what); it may have `populate(world)` for
the town, `elsewhere(world)` for the other city's things (world.away), `more(world)` for further rows of its lists,
NO_DEED (POSTs that are none, and why), FORMS (pages that show a form by GET and hand its POST to a deed), CACHED and
PRIVATE (files that are kept for a while, by everybody or by one's own browser only), LED_ON (pages that always lead
on). Its line of answers stands in permissions/<app>.yaml.
"""

import importlib
import pkgutil
from functools import cache
from types import ModuleType


@cache
def parts() -> list[ModuleType]:
    """Every module of this package, by name."""
    return [importlib.import_module(f"{__name__}.{each.name}") for each in pkgutil.iter_modules(__path__)]
