"""Whose work we rest on is named, and may be rested on."""

from tests.licences import ALLOWED, PAGE, Package, packages, page, unknown


def test_the_page_of_third_party_software_names_what_is_installed() -> None:
    assert PAGE.read_text() == page(packages()), "run `python tests/licences.py`"


def test_every_runtime_package_has_a_licence_that_we_may_use() -> None:
    assert unknown(packages()) == []


def test_a_package_without_a_known_licence_is_named() -> None:
    silent, strict = Package("silent", "1", "", "PyPI"), Package("strict", "1", "AGPL-3.0-only", "npm")
    assert unknown([silent, strict]) == ["silent: no licence named", "strict: AGPL-3.0-only"]
    assert not {"AGPL-3.0-only", "GPL-3.0-only", "UNKNOWN", ""} & set(ALLOWED)


def test_packages_needed_by_packages_are_named_too() -> None:
    assert {"Django", "sqlparse", "lxml"} <= {package.name for package in packages()}
