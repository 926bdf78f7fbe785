"""Figures of an earlier year are kept with their source, by those who write briefs."""

from decimal import Decimal

import pytest

from jieneng.apps.publicity.actions.past import OldFigure, keep_past_figures
from jieneng.apps.publicity.models import PastFigure
from jieneng.core.audit.models import Entry
from jieneng.ui.refusals import Refused

POSTERS = "publicity_materials.posters"
SOURCE = "2024年节能宣传周简讯"


def test_a_figure_of_last_year_is_kept_with_its_source(town):
    keep_past_figures(town.city, 2024, [OldFigure(POSTERS, Decimal(1800), approx=True)], SOURCE, town.ines)
    kept = PastFigure.objects.get()
    assert (kept.count, kept.approx, kept.source, kept.org_path) == (1800, True, SOURCE, town.city.path)
    assert Entry.objects.get(action="brief.keep_past").changes == {"year": 2024, "n": 1, "source": SOURCE}


def test_the_same_figure_read_again_replaces_the_first(town):
    for count in (1800, 1810):
        keep_past_figures(town.city, 2024, [OldFigure(POSTERS, Decimal(count))], SOURCE, town.ines)
    assert PastFigure.objects.get().count == 1810


@pytest.mark.parametrize(
    ("figure", "code"),
    [(OldFigure("posters", Decimal(1)), "past-item-unknown"), (OldFigure(POSTERS, Decimal(-1)), "negative")],
)
def test_what_nobody_counts_is_not_kept(town, figure, code):
    with pytest.raises(Refused, match=code):
        keep_past_figures(town.city, 2024, [figure], SOURCE, town.ines)
    assert not PastFigure.objects.exists()


def test_it_needs_a_source_and_the_right_to_write(town):
    with pytest.raises(Refused, match="empty-text"):
        keep_past_figures(town.city, 2024, [OldFigure(POSTERS, Decimal(1))], " ", town.ines)
    with pytest.raises(Refused, match="not-allowed"):
        keep_past_figures(town.city, 2024, [OldFigure(POSTERS, Decimal(1))], SOURCE, town.olga)
