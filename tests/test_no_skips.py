"""Under CI nothing may be left out."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LEFT_OUT = {
    "a skip": "import pytest\ndef test_it():\n    pytest.skip('not today')\n",
    "an expected failure": "import pytest\n@pytest.mark.xfail\ndef test_it():\n    assert False\n",
    "an expected failure that passed": "import pytest\n@pytest.mark.xfail\ndef test_it():\n    pass\n",
    "a whole file": "import pytest\npytest.importorskip('a_module_that_nobody_has')\ndef test_it():\n    pass\n",
}


def _run(folder: Path, *more: str, ci: str) -> subprocess.CompletedProcess[str]:
    """pytest over the folder, with nothing but the plugin."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    call = [sys.executable, "-m", "pytest", "-q", "-c", os.devnull, "-p", "tests.no_skips", "-p", "xdist"]
    call += ["-p", "no:cacheprovider", "--rootdir", str(folder), *more, str(folder)]
    said = environment | {"CI": ci, "PYTHONPATH": str(ROOT), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    return subprocess.run(call, env=said, cwd=folder, capture_output=True, text=True, check=False)


def _written(folder: Path, *sources: str) -> Path:
    for number, source in enumerate(sources):
        (folder / f"test_{number}.py").write_text(source)
    return folder


@pytest.mark.parametrize("workers", [(), ("-n", "2")], ids=["one process", "two workers"])
def test_whatever_is_left_out_fails_the_session_under_ci(tmp_path, workers):
    done = _run(_written(tmp_path, "def test_it():\n    pass\n", *LEFT_OUT.values()), *workers, ci="true")
    assert done.returncode == pytest.ExitCode.TESTS_FAILED, done.stdout
    assert done.stdout.count("LEFT OUT under CI") == len(LEFT_OUT), done.stdout


def test_without_ci_or_without_any_it_passes(tmp_path):
    passing = "def test_it():\n    pass\n"
    assert _run(_written(tmp_path, passing, LEFT_OUT["a skip"]), ci="").returncode == pytest.ExitCode.OK
    assert _run(_written(tmp_path, passing, passing), ci="true").returncode == pytest.ExitCode.OK
