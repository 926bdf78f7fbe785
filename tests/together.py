"""Which tests stay on one worker: those that share something that takes long to build, or that follow from one another.

A plugin of pytest, named in conftest.py. pytest-xdist 3.8 has marks for this, but with pytest 9.2 they do nothing: it
writes the name of the group where pytest no longer reads it. So the groups are told by where a test stands.
"""

import re
from typing import Any

import pytest

_TOWN = "tests/test_walk/"  # one town
_FILES = re.compile(r"tests/(test_demo|browser/test_(?!every_page)\w+)\.py")  # one demo, or one thing after the other


def group_of(nodeid: str) -> str:
    """The name of the group of a test: a folder, a file, or the test alone.

    Alone, so that tests keep the order of pytest-django, in which those that empty the tables come last.

    >>> group_of("tests/test_walk/test_headers.py::test_a[b]"), group_of("tests/browser/test_public.py::test_b")
    ('tests/test_walk/', 'tests/browser/test_public.py')
    """
    found = _FILES.match(nodeid)
    return found[0] if found else _TOWN if nodeid.startswith(_TOWN) else nodeid


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Give out groups instead of tests."""
    from xdist.scheduler import LoadScopeScheduling  # noqa: PLC0415 - only where there are workers

    class Groups(LoadScopeScheduling):  # type: ignore[misc]
        def _split_scope(self, nodeid: str) -> str:
            return group_of(nodeid)

    return Groups(config, log)
