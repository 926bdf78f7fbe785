"""Reports that are already on their way."""

from datetime import timedelta

import pytest

from jieneng.core.collections.actions import Point, return_answer, submit
from jieneng.core.facts.folding import fold_all


@pytest.fixture
def handed_in(town, collection, raw, now):
    """Sam's report, waiting for Cora."""
    return submit(collection, town.school, raw, draft_no=0, by=town.sam, now=now)


@pytest.fixture
def returned(town, handed_in, now):
    """Sam's report, given back by Cora for one figure."""
    points = [Point("watch_live.viewers", "implausible", "请核对观看人数")]
    return_answer(
        handed_in, points, text="请核对", reason="implausible", due_at=now + timedelta(days=1), by=town.cora, now=now
    )
    handed_in.refresh_from_db()
    return handed_in


@pytest.fixture
def folded(now):
    """Fold what has happened so far into the totals."""
    return lambda: fold_all(now)
