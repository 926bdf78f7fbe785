"""Under CI a test that was not run is a test that failed: a skip, an expected failure, a file that skips itself.

A plugin of pytest, named in conftest.py. With workers each report reaches the process in front as well, and that one
decides; a worker's own word about the session is not asked for.
"""

import os

import pytest

_LEFT_OUT = pytest.StashKey[list[str]]()


def pytest_configure(config: pytest.Config) -> None:
    if os.environ.get("CI") and not hasattr(config, "workerinput"):
        config.stash[_LEFT_OUT] = []
        config.pluginmanager.register(_Watch(config.stash[_LEFT_OUT]))


def pytest_sessionfinish(session: pytest.Session) -> None:
    if session.config.stash.get(_LEFT_OUT, []) and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    for name in config.stash.get(_LEFT_OUT, []):
        terminalreporter.write_line(f"LEFT OUT under CI: {name}", red=True)


class _Watch:
    """Notes what was left out, as the reports come in."""

    def __init__(self, left_out: list[str]) -> None:
        self.left_out = left_out

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.skipped or hasattr(report, "wasxfail"):
            self._note(report.nodeid)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.skipped:
            self._note(report.nodeid)

    def _note(self, name: str) -> None:
        if name not in self.left_out:
            self.left_out.append(name)
