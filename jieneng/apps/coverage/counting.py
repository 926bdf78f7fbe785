"""What of an article and of a contribution counts as what (rulebook/tallies.yaml), and the same counted again."""

from collections.abc import Iterator

from django.db.models import Count

from jieneng.apps.coverage.models import Article, Contribution
from jieneng.apps.coverage.models.contributions import ADOPTED
from jieneng.core.campaigns.tallying import Place, Tallied, tally
from jieneng.rulebook.coverage import media_levels

ARTICLES, CONTRIBUTIONS = "media.articles", "media.contributions"


def count_article(row: Article, n: int) -> None:
    """Count an article where, when and as what it stands; -1 takes it back."""
    change = {ARTICLES: n, media_levels()[row.level].item: n}
    tally(row.activity, row.day, Place(row.route, row.category), change)


def count_contribution(row: Contribution, n: int) -> None:
    """Count a published contribution, or take it back, on the day on which it was adopted."""
    assert row.day is not None  # the constraint of the model
    tally(row.activity, row.day, Place(row.route, row.category), {CONTRIBUTIONS: n})


def witness() -> Iterator[Tallied]:
    """Every row that counts, added up by the database."""
    by = ("activity", "day", "route", "category")
    articles = Article.objects.counting().values_list(*by, "level").annotate(n=Count("pk")).order_by()
    for activity, day, route, category, level, n in articles:
        yield Tallied(activity, day, Place(route, category), {ARTICLES: n, media_levels()[level].item: n})
    adopted = Contribution.objects.filter(state=ADOPTED).values_list(*by).annotate(n=Count("pk")).order_by()
    for activity, day, route, category, n in adopted:
        yield Tallied(activity, day, Place(route, category), {CONTRIBUTIONS: n})
