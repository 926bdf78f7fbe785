"""Whose work the running platform rests on: docs/third-party.md, written from what is installed.

`python tests/licences.py` writes the page; with `--check` it fails when the page is stale or a licence is unknown.
"""

import json
import re
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs/third-party.md"
# The page is the same on every machine: what is needed on Linux with the oldest Python we support.
ENVIRONMENT = {
    "os_name": "posix",
    "platform_machine": "x86_64",
    "platform_python_implementation": "CPython",
    "platform_system": "Linux",
    "python_full_version": "3.11.0",
    "python_version": "3.11",
    "sys_platform": "linux",
}
# As found in the metadata: how we write it. Each of these may be used and passed on beside Apache-2.0 code; LGPL and
# MPL packages are used as they come, as libraries of their own.
ALLOWED = {
    "0BSD": "0BSD",
    "Apache-2.0": "Apache-2.0",
    "Apache-2.0 OR BSD-3-Clause": "Apache-2.0 OR BSD-3-Clause",
    "BSD License": "BSD",
    "BSD-2-Clause": "BSD-2-Clause",
    "BSD-3-Clause": "BSD-3-Clause",
    "BSD-3-Clause, Apache-2.0, dependency licenses": "BSD-3-Clause, Apache-2.0",  # what its wheel bundles is as free
    "HPND": "HPND",
    "ISC": "ISC",
    "LGPL-3.0-only": "LGPL-3.0-only",
    "MIT": "MIT",
    "MIT License": "MIT",
    "MIT AND OFL-1.1": "MIT AND OFL-1.1",
    "MIT-0": "MIT-0",
    "MIT-CMU": "MIT-CMU",
    "MPL-2.0": "MPL-2.0",
    "OFL-1.1": "OFL-1.1",
    "PSF-2.0": "PSF-2.0",
}
HEAD = """# 第三方软件

本页由 `python tests/licences.py` 写成，测试会核对。只列运行平台所需的软件包；开发和测试工具不随平台分发，不在此列。
代码库中不含第三方代码和字体，安装时从软件源取得。

| 名称 | 版本 | 许可 | 来源 |
|---|---|---|---|
"""


@dataclass(frozen=True, order=True)
class Package:
    """One package that the platform needs when it runs. `licence` is as its own metadata says it."""

    name: str
    version: str
    licence: str
    origin: str


def packages() -> list[Package]:
    """Everything needed at run time, direct or not, from Python and from npm, by name."""
    return sorted({*_from_python(), *_from_npm()}, key=lambda package: package.name.lower())


def unknown(found: list[Package]) -> list[str]:
    """Packages whose licence is not among those we may use, or says nothing."""
    return [f"{package.name}: {package.licence or 'no licence named'}" for package in found if not _may(package)]


def page(found: list[Package]) -> str:
    """docs/third-party.md as it should stand."""
    rows = (f"| {one.name} | {one.version} | {ALLOWED.get(one.licence, '?')} | {one.origin} |" for one in found)
    return HEAD + "\n".join(rows) + "\n"


def _may(package: Package) -> bool:
    return package.licence in ALLOWED


def _from_python() -> Iterator[Package]:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    waiting = [Requirement(line) for line in declared]
    seen: set[str] = set()
    while waiting:
        asked = waiting.pop()
        key = str(asked.name).lower().replace("_", "-") + "".join(sorted(asked.extras))
        if key not in seen:
            seen.add(key)
            installed = metadata.distribution(asked.name)
            waiting += _needed_by(installed, asked.extras)
            yield Package(installed.metadata["Name"], installed.version, _licence(installed), "PyPI")


def _needed_by(installed: metadata.Distribution, extras: set[str]) -> Iterator[Requirement]:
    for line in installed.requires or ():
        needed = Requirement(line)
        places = [{**ENVIRONMENT, "extra": extra} for extra in (extras or {""})]
        if needed.marker is None or any(needed.marker.evaluate(place) for place in places):
            yield needed


def _licence(installed: metadata.Distribution) -> str:
    """The SPDX expression, else the short text, else the classifier."""
    said = installed.metadata
    short = said.get("License", "")
    if expression := said.get("License-Expression") or (short if short in ALLOWED else ""):
        return expression
    classes = [line for line in said.get_all("Classifier") or () if line.startswith("License ::")]
    return re.sub(r".*:: ", "", classes[0]) if classes else short.partition("\n")[0]


def _from_npm() -> Iterator[Package]:
    lock = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    for place, package in lock.items():
        if place and not package.get("dev"):
            name = place.rpartition("node_modules/")[2]
            yield Package(name, package["version"], package.get("license", ""), "npm")


def main(arguments: list[str]) -> int:
    """Write the page, or with --check compare it; 1 when something is not right."""
    found = packages()
    trouble = unknown(found)
    if "--check" not in arguments:
        PAGE.write_text(page(found))
    elif PAGE.read_text() != page(found):
        trouble.append("docs/third-party.md is stale: run `python tests/licences.py`")
    print("\n".join(trouble) or f"{len(found)} packages", file=sys.stderr if trouble else sys.stdout)
    return 1 if trouble else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
