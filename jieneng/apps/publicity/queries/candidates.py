"""What can be picked for a brief: texts and photographs from accepted reports, in tree order."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Q, QuerySet

from jieneng.apps.publicity.models import Highlight
from jieneng.core import paths
from jieneng.core.collections.models import Collection, Submission
from jieneng.core.files.models import Attachment
from jieneng.core.orgs.models import Organization
from jieneng.core.orgs.models.organization import UNIT

T = TypeVar("T")
HIGHLIGHT, PHOTOS, CONSENT = "account.highlight", "pictures.photos", "consent"
_LOOKED_THROUGH = 300  # reports a first draft is picked from
_PARTS = 40  # levels below that are looked into for it
_LEAST_OF_A_PART = 3


@dataclass(frozen=True)
class Picture:
    """A photograph in a report; `consent` is "form" where the report says that those shown have agreed."""

    submission: Submission
    attachment: Attachment
    caption: str
    consent: str = ""


def with_highlight(
    collection: Collection, organization: Organization, *, after: str = "", words: str = ""
) -> QuerySet[Submission]:
    """Accepted reports from below that have something to tell, in tree order, without one's own.

    `words` looks in what they tell and in the names of the units.
    """
    told = _accepted(collection, organization, after).exclude(organization=organization)
    key = f"accepted_version__values__{HIGHLIGHT}"
    told = told.filter(**{f"{key}__isnull": False}).exclude(**{key: None})
    if not words:
        return told
    return told.filter(Q(**{f"{key}__icontains": words}) | Q(organization__name__icontains=words))


def with_photos(
    collection: Collection, organization: Organization, *, after: str = "", words: str = ""
) -> QuerySet[Submission]:
    """Accepted reports, the organisation's own included, that have photographs; `words` looks in the units' names."""
    key = f"accepted_version__values__{PHOTOS}"
    shown = _accepted(collection, organization, after).filter(**{f"{key}__isnull": False})
    shown = shown.exclude(Q(**{key: None}) | Q(**{key: []}))
    return shown.filter(organization__name__icontains=words) if words else shown


def highlight_of(submission: Submission) -> str:
    """What a report says is its most telling practice; "" where it says nothing."""
    version = submission.accepted_version
    return str(version.values.get(HIGHLIGHT) or "").strip() if version else ""


def offered_of(highlight: Highlight) -> str:
    """A picked text as the organisation wrote it."""
    return highlight_of(highlight.submission) if highlight.submission else highlight.original


def pictures_of(submissions: list[Submission]) -> list[Picture]:
    """The photographs of these reports, one query for all of them."""
    wanted = [(submission, photo) for submission in submissions for photo in _photos(submission)]
    files = Attachment.objects.filter(kind="image").in_bulk([photo["file"] for _, photo in wanted])
    return [
        Picture(submission, files[photo["file"]], photo["caption"], "form" if photo.get(CONSENT) else "")
        for submission, photo in wanted
        if photo["file"] in files
    ]


def asks_consent(collection: Collection) -> bool:
    """Whether the form asks for each photograph if those shown agree; else the desk has to ask."""
    field = collection.form.fields.get(PHOTOS)
    return field is not None and any(inner.key == CONSENT for inner in field.fields)


def first_highlights(collection: Collection, organization: Organization, most: int) -> list[Submission]:
    """A first choice: one report from each part below, in turn; the units right below are one part."""
    by_part = _spread(_from_each_part(with_highlight(collection, organization), organization), most)
    chosen = list(_in_turn(by_part))[:most]
    return sorted(chosen, key=lambda submission: submission.org_path)


def first_pictures(collection: Collection, organization: Organization, most: int) -> list[Picture]:
    """A first choice of photographs: one of each report, in turn of the parts; of those only who agreed, if asked."""
    asks = asks_consent(collection)
    by_part = _spread(_from_each_part(with_photos(collection, organization), organization), most)
    rows = list(_in_turn(by_part))
    by_report: dict[int, list[Picture]] = {}
    for picture in pictures_of(rows):
        if asks and not picture.consent:
            continue
        by_report.setdefault(picture.submission.pk, []).append(picture)
    return list(_in_turn(list(by_report.values())))[:most]


def _from_each_part(rows: QuerySet[Submission], organization: Organization) -> list[list[Submission]]:
    """A few of each part: what stands right at the organisation is one, each level below another.

    So that a large region does not tell of its first counties only. One query a part; where there are more parts than
    are looked into, those lie evenly apart.
    """
    levels = Organization.objects.open().children_of(organization).exclude(kind=UNIT).order_by("path")
    below = _evenly(list(levels.values_list("path", flat=True)), _PARTS)
    each = max(_LEAST_OF_A_PART, _LOOKED_THROUGH // (len(below) + 1))
    near = rows.filter(organization__path=organization.path)
    near |= rows.filter(organization__depth=organization.depth + 1, organization__kind=UNIT)
    parts = [near, *(rows.filter(paths.within(path, "org_path")) for path in below)]
    return [found for part in parts if (found := list(part[:each]))]


def _spread(parts: list[T], most: int) -> list[T]:
    """As many as are wanted in front, lying evenly apart; the others behind them."""
    first = _evenly(list(range(len(parts))), most)
    return [parts[n] for n in (*first, *sorted(set(range(len(parts))) - set(first)))]


def _evenly(parts: list[T], most: int) -> list[T]:
    """At most so many of them, as far apart as they can be."""
    return [parts[n * len(parts) // most] for n in range(most)] if len(parts) > most else parts


def _in_turn(groups: list[list[T]]) -> Iterator[T]:
    for n in range(max(map(len, groups), default=0)):
        yield from (group[n] for group in groups if n < len(group))


def _accepted(collection: Collection, organization: Organization, after: str) -> QuerySet[Submission]:
    rows = Submission.objects.counted().filter(paths.within(organization.path, "org_path"), collection=collection)
    rows = rows.filter(org_path__gt=after) if after else rows
    return rows.select_related("organization", "accepted_version").order_by("org_path")


def _photos(submission: Submission) -> list[dict[str, Any]]:
    version = submission.accepted_version
    return list(version.values.get(PHOTOS) or []) if version else []
