"""Last year's figure beside a cited one: from last year's collection, else from an old brief that was read in."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from jieneng.apps.publicity.models import Brief, PastFigure
from jieneng.core.collections.queries.last_year import YearBefore, last_year_of, year_before
from jieneng.core.documents.models import Citation
from jieneng.core.documents.queries import cited, value_of
from jieneng.engine.briefs.yearly import Scope, change, hindrance
from jieneng.engine.quantities import NOT_COMPARABLE, digits
from jieneng.rulebook.briefs import brief_wording

WHY_NOT = {
    "unknown": _("上年口径不明"),
    "now-short": _("本年报送不全"),
    "before-short": _("上年报送不全"),
    "moved": _("应报单位变动较大"),
    "otherwise": _("两年填报项目不同"),
}


@dataclass(frozen=True)
class LastYear:
    """What a figure was a year before. `change` is "—" where `why_not` says so; `scope` is of how many it was."""

    value: Decimal
    approximate: bool
    source: str
    change: str
    why_not: str = ""
    scope: Scope | None = None

    @property
    def is_comparable(self) -> bool:
        return self.change != NOT_COMPARABLE


@dataclass
class Past:
    """Last year's figures for the citations of one brief; asked of the database once, when the first is wanted."""

    brief: Brief
    _before: YearBefore | None = None
    _figures: dict[str, PastFigure] | None = None
    _own: dict[str, Decimal] | None = None

    def of(self, citation: Citation) -> LastYear | None:
        """None where nothing is known of the year before, and for figures that no year is compared by."""
        meant = cited(citation.item)
        if not meant.key or meant.counts not in ("sum", "change") or citation.series_id != self._series:
            return None
        if meant.is_own:
            return self._own_figure(citation, meant.key)
        self._load()
        return self._known(citation, meant.key) or self._read_in(citation, meant.key)

    def _known(self, citation: Citation, key: str) -> LastYear | None:
        before = self._before
        value = before.value(key) if before else None
        if before is None or value is None:
            return None
        scope = Scope(before.n_counted, before.n_expected)
        now = Scope(citation.n_counted, citation.n_expected)
        why_not = hindrance(now, scope, brief_wording().comparable)
        if not before.asks_alike(self.brief.collection, key):
            why_not = "otherwise"
        said = change(value_of(citation, citation.sum), value, why_not)
        source = before.collection.title
        return LastYear(value, before.is_approximate(key), source, said, _words(why_not), scope)

    def _read_in(self, citation: Citation, key: str) -> LastYear | None:
        """From an old brief: of how many it was is not known, so nothing is worked out from it."""
        found = (self._figures or {}).get(key)
        if found is None:
            return None
        count = Decimal(digits(found.count))  # nor 8900.0000, as the database gives it
        return LastYear(count, found.approx, found.source, NOT_COMPARABLE, _words("unknown"))

    def _own_figure(self, citation: Citation, key: str) -> LastYear | None:
        if self._own is None:
            self._own = last_year_of(self.brief.collection, self.brief.organization_id)
        if key not in self._own:
            return None
        said = change(value_of(citation, citation.sum), self._own[key], "")
        return LastYear(self._own[key], False, str(_("本级上年报告")), said)

    def _load(self) -> None:
        if self._figures is not None:
            return
        self._before = year_before(self.brief.collection, self.brief.org_path)
        kept = PastFigure.objects.filter(organization=self.brief.organization_id, year=self.brief.year - 1)
        self._figures = {one.item: one for one in kept}

    @property
    def _series(self) -> int:
        return self.brief.collection.series_id


def _words(why_not: str) -> str:
    return str(WHY_NOT[why_not]) if why_not else ""
