"""The register of media coverage: enter an article, put it right, withdraw it; confirm it or send it back.

It counts as long as nobody has sent it back: the unit answers for what it enters, a level above looks it over.
"""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from django.db import transaction

from jieneng.apps.coverage.actions.taking_part import require_reached
from jieneng.apps.coverage.counting import count_article
from jieneng.apps.coverage.models import Article
from jieneng.apps.coverage.models.articles import CONFIRMED, COUNTING, ENTERED, RETURNED, WITHDRAWN
from jieneng.core import paths
from jieneng.core.audit.actions import record
from jieneng.core.campaigns.models import Activity
from jieneng.core.campaigns.tallying import place_of
from jieneng.core.files.models import Attachment
from jieneng.core.orgs.acting import require
from jieneng.core.orgs.models import Organization
from jieneng.core.uniqueness import once
from jieneng.engine.periods import in_beijing
from jieneng.rulebook.coverage import media_levels
from jieneng.ui.refusals import Refused

ENTER, CHECK = "coverage.enter", "coverage.check"


@dataclass(frozen=True)
class Said:
    """What is said of an article; `about` is an activity of the same campaign."""

    title: str
    medium: str
    level: str
    day: date
    about: Activity
    link: str = ""


@transaction.atomic
def enter(
    activity: Activity, organization: Organization, said: Said, shot: Attachment | None, *, by: Any, now: datetime
) -> Article:
    """A new article of an organisation."""
    require(by, organization, ENTER)
    require_reached(activity, organization)
    columns = _columns(activity, said, shot, now)
    place = place_of(organization, activity.campaign.year)
    with once("article-twice", title=said.title):
        made = Article.objects.create(
            campaign=activity.campaign,
            activity=activity,
            organization=organization,
            org_path=organization.path,
            by=by,
            at=now,
            **place._asdict(),
            **columns,
        )
    count_article(made, 1)
    record(by, "coverage.enter", made, changes={"level": made.level_label}, at=organization)
    return made


@transaction.atomic
def change(article: Article, said: Said, shot: Attachment | None, *, edit_no: int, by: Any, now: datetime) -> Article:
    """Put it right as long as nobody has confirmed it; one that was sent back waits to be looked over again."""
    require(by, article.organization, ENTER)
    article = _locked(article)
    if article.edit_no != edit_no:
        raise Refused("stale-form")
    if not article.is_open:
        raise Refused("article-settled", title=article.title)
    columns = _columns(article.activity, said, shot or article.screenshot, now)
    _uncount(article)
    columns |= {"state": ENTERED, "because": "", "edit_no": edit_no + 1}
    for name, value in columns.items():
        setattr(article, name, value)
    with once("article-twice", title=said.title):
        article.save(update_fields=list(columns))
    count_article(article, 1)
    record(by, "coverage.change", article, changes={"level": article.level_label}, at=article.organization)
    return article


@transaction.atomic
def withdraw(article: Article, *, because: str, by: Any) -> Article:
    """Entered by mistake: it counts no more, and the row stays with its reason."""
    require(by, article.organization, ENTER)
    article = _locked(article)
    if not article.is_open:
        raise Refused("article-settled", title=article.title)
    _uncount(article)
    article.state, article.because = WITHDRAWN, _reason(because, "撤销原因")
    article.save(update_fields=["state", "because"])
    record(by, "coverage.withdraw", article, because=article.because, at=article.organization)
    return article


@transaction.atomic
def confirm(article: Article, checker: Organization, *, by: Any, now: datetime) -> Article:
    """A level above the unit (or the organiser) has looked it over."""
    return _check(article, checker, CONFIRMED, "", by=by, now=now)


@transaction.atomic
def send_back(article: Article, checker: Organization, *, because: str, by: Any, now: datetime) -> Article:
    """It is not as it was entered: it counts no more until the unit has put it right."""
    return _check(article, checker, RETURNED, _reason(because, "退回原因"), by=by, now=now)


def may_check(article: Article, checker: Organization) -> bool:
    """Whether an organisation stands above the unit and not above the campaign; the organiser also checks its own."""
    organizer = article.campaign.organization_id == checker.pk
    above = paths.is_within(article.org_path, checker.path) and checker.path != article.org_path
    return organizer or (above and paths.is_within(checker.path, article.campaign.org_path))


def _check(article: Article, checker: Organization, state: str, because: str, *, by: Any, now: datetime) -> Article:
    require(by, checker, CHECK)
    article = _locked(article)
    if not may_check(article, checker):
        raise Refused("article-not-below", organization=checker.name)
    if article.state not in COUNTING or article.state == state:
        raise Refused("article-not-waiting", title=article.title)
    if state == RETURNED:
        _uncount(article)
    article.state, article.because, article.checked_by, article.checked_at = state, because, by, now
    article.save(update_fields=["state", "because", "checked_by", "checked_at"])
    deed = "coverage.confirm" if state == CONFIRMED else "coverage.send_back"
    record(by, deed, article, because=because, at=checker)
    return article


def _locked(article: Article) -> Article:
    rows = Article.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("activity__campaign", "campaign", "organization").get(pk=article.pk)


def _uncount(article: Article) -> None:
    if article.state in COUNTING:
        count_article(article, -1)


def _reason(text: str, what: str) -> str:
    if not text.strip():
        raise Refused("reason-missing", what=what)
    return text.strip()[:200]


def _columns(activity: Activity, said: Said, shot: Attachment | None, now: datetime) -> dict[str, Any]:
    if said.level not in media_levels():
        raise Refused("article-level")
    if said.about.campaign_id != activity.campaign_id:
        raise Refused("article-about")
    if said.day.year != activity.campaign.year or said.day > in_beijing(now).date():
        raise Refused("article-day", year=activity.campaign.year)
    if said.link and urlsplit(said.link).scheme not in ("http", "https"):
        raise Refused("article-link")
    if not said.link and shot is None:
        raise Refused("article-unproved")
    if shot is not None and shot.kind != "image":
        raise Refused("article-shot", name=shot.name)
    return {**vars(said), "screenshot": shot, "source": source_of(said)}


def source_of(said: Said) -> str:
    """What makes two entries the same article. A link is compared without what hosts and readers do not tell apart."""
    if said.link:
        parts = urlsplit(said.link)
        same = f"{(parts.netloc or '').lower()}{parts.path.rstrip('/')}?{parts.query}"
    else:
        same = f"{said.medium}\n{said.title}\n{said.day}"
    return hashlib.sha256(same.encode()).hexdigest()
