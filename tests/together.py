"""Which tests stay on one worker: those that share something that takes long to build, or that follow from one another.

A plugin of pytest, named in conftest.py. pytest-xdist 3.8 has marks for this, but with pytest 9.2 they do nothing: it
writes the name of the group where pytest no longer reads it. So the groups are told by where a test stands.
"""

import re
from typing import Any

import pytest

_FOLDERS = ("tests/test_walk/", "tests/test_canaries/")  # one town for each
_EACH = "tests/browser/test_every_page.py"  # every account goes its own way


def group_of(nodeid: str) -> str:
    """The name of the group of a test: its folder, its file, or the test alone.

    >>> group_of("tests/test_walk/test_headers.py::test_a[b]"), group_of("jieneng/core/audit/tests/test_b.py::test_c")
    ('tests/test_walk/', 'jieneng/core/audit/tests/test_b.py')
    """
    if nodeid.startswith(_EACH):
        return nodeid
    return next((folder for folder in _FOLDERS if nodeid.startswith(folder)), re.sub("::.*", "", nodeid, flags=re.S))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Give out groups instead of tests."""
    from xdist.scheduler import LoadScopeScheduling  # noqa: PLC0415 - only where there are workers

    class Groups(LoadScopeScheduling):  # type: ignore[misc]
        def _split_scope(self, nodeid: str) -> str:
            return group_of(nodeid)

    return Groups(config, log)
