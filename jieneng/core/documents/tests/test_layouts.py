"""Bureaus of one platform have templates of their own: the nearest holds, then the folder, then the built-in one."""

import pytest
from django.core.checks import run_checks
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jieneng.core.documents.layouts import nearest
from jieneng.rulebook.documents import kinds, template, use_folder
from jieneng.rulebook.read import read_text

CODE = "115200000000000008"


@pytest.fixture
def folder(tmp_path):
    use_folder(tmp_path)
    yield tmp_path
    use_folder(None)


def put(folder, place, mark, kind="notice"):
    at = folder / place
    at.mkdir(exist_ok=True)
    text = read_text(f"documents/{'letter' if kind == 'invitation' else kind}.yaml")
    text = text.replace("kind: letter", f"kind: {kind}", 1) if kind == "invitation" else text
    (at / f"{kind}.yaml").write_text(text.replace("{issuer}文件", "{issuer}" + mark, 1), encoding="utf-8")
    use_folder(folder)


def mark(organization, kind="notice"):
    return template(kind, nearest(organization)).parts["mark"]["name"]


def said():
    return [found.msg for found in run_checks() if found.id == "documents.E001"]


@pytest.fixture
def two(town, folder):
    """A city with a template under its number, a county below it with one under its credit code."""
    town.county.credit_code = CODE
    town.county.save(update_fields=["credit_code"])
    put(folder, str(town.city.pk), "公文")
    put(folder, CODE, "便函")
    return town


def test_each_bureau_has_its_own_and_lends_it_to_those_below(two):
    assert mark(two.city) == "{issuer}公文"
    assert mark(two.county) == "{issuer}便函"
    assert mark(two.school) == "{issuer}便函"
    assert mark(two.county2) == "{issuer}公文"
    assert mark(two.city2) == mark(two.province) == "{issuer}文件"


def test_the_folder_itself_holds_for_everybody_else(two, folder):
    put(folder, "", "通用")
    assert mark(two.city2) == mark(two.province) == "{issuer}通用"
    assert mark(two.county2) == "{issuer}公文"


def test_a_kind_of_one_bureau_is_no_kind_of_another(two, folder):
    put(folder, CODE, "", kind="invitation")
    assert "invitation" in kinds(nearest(two.school))
    assert "invitation" not in kinds(nearest(two.city))


def test_a_wrong_one_of_a_bureau_is_found_and_nothing_stands_in_for_it(two, folder):
    (folder / CODE / "letter.yaml").write_text("kind: letter\nlabels: 函\n", encoding="utf-8")
    use_folder(folder)
    assert len(said()) == 1
    assert f"{CODE}/letter.yaml, line 2: labels" in said()[0]


def test_a_folder_that_nobody_is_meant_by_is_an_error(folder):
    put(folder, "yunchuan", "")
    assert said() == ["yunchuan: neither a unified social credit code nor the number of an organisation"]


def test_without_subfolders_nobody_is_asked_for(town, folder):
    with CaptureQueriesContext(connection) as asked:
        assert nearest(town.county) == ()
    assert len(asked) == 0
