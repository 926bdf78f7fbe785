"""Each term of the trade stands once in docs/glossary.md: word on screen, word in code, one sentence."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import Model

from jieneng.rulebook import organization_terms, roles

PAGE = Path(__file__).resolve().parent.parent / "docs/glossary.md"
ROW = re.compile(r"^\| ([^|]+?) \| `([^`|]+)` \| ([^|]+?) \|$", re.MULTILINE)


def _rows() -> list[tuple[str, str, str]]:
    return ROW.findall(PAGE.read_text())


def _models() -> Iterator[type[Model]]:
    return (model for model in apps.get_models() if model.__module__.startswith("jieneng."))


def _states() -> Iterator[tuple[str, str]]:
    """(label, code) of every column that says in which state a thing is."""
    for model in _models():
        for field in model._meta.fields:
            if field.name == "state":
                yield from ((str(label), str(code)) for code, label in field.choices or ())


@pytest.mark.parametrize("model", list(_models()), ids=lambda model: model._meta.label)
def test_every_model_stands_in_the_glossary(model: type[Model]) -> None:
    said = {(screen, code) for screen, code, _ in _rows()}
    assert (str(model._meta.verbose_name), model.__name__) in said


def test_every_state_stands_in_the_glossary() -> None:
    assert set(_states()) - {(screen, code) for screen, code, _ in _rows()} == set()


def test_every_role_stands_in_the_glossary() -> None:
    said = {(screen, code) for screen, code, _ in _rows()}
    assert {(role.label, role.code) for role in roles().values()} - said == set()


def test_every_kind_of_organisation_stands_in_the_glossary() -> None:
    said = {(screen, code) for screen, code, _ in _rows()}
    assert {(kind.label, code) for code, kind in organization_terms().kinds.items()} - said == set()


def test_a_term_stands_once() -> None:
    screens = [screen for screen, _, _ in _rows()]
    assert sorted({screen for screen in screens if screens.count(screen) > 1}) == []


def test_every_row_of_the_page_can_be_read() -> None:
    lines = [line for line in PAGE.read_text().splitlines() if line.startswith("| ")]
    heads = [line for line in lines if line.startswith("| On screen")]
    assert len(lines) - len(heads) == len(_rows())
