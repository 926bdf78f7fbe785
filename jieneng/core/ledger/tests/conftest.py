"""A book of points: where they come from, where they go, and two purses."""

from types import SimpleNamespace

import pytest

from jieneng.core.ledger.actions import open_account


@pytest.fixture
def book(town, now):
    """book.issued and book.spent may owe; book.sam and book.hanna may not."""

    def account(key, **said):
        terms = {"name": key, "unit": "分", "now": now} | said
        return open_account(town.city, book="points", key=key, **terms)

    return SimpleNamespace(
        issued=account("issued", may_owe=True),
        spent=account("spent", may_owe=True),
        sam=account("sam", name="学校"),
        hanna=account("hanna", name="医院"),
        account=account,
    )
