"""A figure with decimals, from what is typed to the brief: never a float, never rounded, never lost."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from jieneng.apps.publicity.queries.figures import Figures
from jieneng.core.collections.actions import accept, submit
from jieneng.core.collections.actions.opening import Terms, open_collection
from jieneng.core.collections.queries.last_year import last_year_of
from jieneng.core.documents.models import Citation
from jieneng.core.documents.queries import behind, by_category, parts, standing, value_of
from jieneng.core.facts.folding import fold_all
from jieneng.core.facts.totals import total
from jieneng.core.facts.verify import verify
from jieneng.core.forms.models import FormVersion
from jieneng.core.forms.table import rows
from jieneng.core.orgs.models import Audience

AREA, SAVED, POSTERS = "energy.area", "energy.saved", "publicity_materials.posters"
HUGE = "999999999999999.99"  # eighteen signs, the most that can be typed


def asked(key, **fields):
    return {"key": key, "item": key, "label": key, "type": "decimal", "decimals": 2, "unit": "吨", **fields}


DEFINITION = {
    "code": "decimals",
    "version": "1",
    "title": "小数表",
    "sections": [
        {"key": "energy", "title": "用能", "fields": [asked(AREA), asked(SAVED), asked(POSTERS, type="count")]}
    ],
}


@pytest.fixture
def opened(town, now):
    def ask(year):
        audience = Audience.objects.create(root=town.city, root_path=town.city.path, with_root=True)
        days = date(year, 1, 1), date(year, 12, 31)
        terms = Terms(year, *days, opens_at=now - timedelta(days=1), due_at=now + timedelta(days=1))
        return open_collection("小数表", FormVersion.objects.keep(DEFINITION), audience, terms, by=town.ines)

    return ask


@pytest.fixture
def answered(opened, town, now):
    collection = opened(2025)
    typed = {
        "sam": ("school", {AREA: HUGE, SAVED: "-0.10", POSTERS: {"n": "12.5", "how": "exact"}}),
        "hanna": ("hospital", {AREA: "0.01", SAVED: "-0", POSTERS: {"n": "1,000.05", "how": "approx"}}),
    }
    for who, (where, raw) in typed.items():
        handed_in = submit(collection, getattr(town, where), raw, draft_no=0, by=getattr(town, who), now=now)
        accept(handed_in, by=town.cora, now=now)
    return collection


def citation(collection, town, item):
    found = standing(collection, town.city.path).sum(item)
    return Citation(series=collection.series, node=town.city.path, item=item, sum=found, as_of=collection.due_at)


def test_the_sums_are_exact_before_and_after_folding(answered, town, now):
    for _ in range(2):
        known = standing(answered, town.city.path)
        assert known.sum(AREA) == [100000000000000000, 2, 0, 0]
        assert known.sum(SAVED) == [-10, 2, 0, 0]
        assert known.sum(POSTERS) == [101255, 2, 1, 0]
        fold_all(now)
    assert total(answered.series_id, town.city.path).sum(AREA)[0] == 100000000000000000
    assert verify() == []


@pytest.mark.parametrize(("item", "value"), [(AREA, "1000000000000000.00"), (SAVED, "-0.10"), (POSTERS, "1012.55")])
def test_an_opened_figure_and_its_parts_keep_their_decimals(answered, town, now, item, value):
    fold_all(now)
    cited = citation(answered, town, item)
    whole, *others = parts(cited)
    assert str(whole.value) == str(value_of(cited, cited.sum)) == value
    assert sum(part.value for part in others) == sum(part.value for part in by_category(cited)) == whole.value
    assert sum(row.value for row in behind(cited, seen_by=town.ines)) == Decimal(value)


def test_a_brief_writes_them_out(answered, town):
    (posters,) = Figures.of(answered, standing(answered, town.city.path), None).totals()
    assert (posters.figure.value, posters.figure.approximate) == (Decimal("1012.55"), True)
    assert posters.figure.text.startswith("1010余")


def test_a_report_shows_what_was_typed_without_a_negative_zero(answered, town):
    school, hospital = (
        answered.submissions.get(organization=one).version.values for one in (town.school, town.hospital)
    )
    assert [row.value for row in rows(answered.form, school)] == ["999,999,999,999,999.99", "−0.10", "12.50"]
    assert [row.value for row in rows(answered.form, hospital)] == ["0.01", "0", "1,000.05"]


def test_next_year_they_are_compared_in_the_same_unit(answered, opened, town):
    assert last_year_of(opened(2026), town.hospital.pk) == {
        AREA: Decimal("0.01"),
        SAVED: Decimal(0),
        POSTERS: Decimal("1000.05"),
    }
