"""Who has replied to a session and who has not; bounded, since an audience may be the whole country."""

from django.db.models import Exists, OuterRef, QuerySet

from jieneng.apps.attendance.models import Decline, Registration, Session
from jieneng.core.orgs.headcounts import expected
from jieneng.core.orgs.models import Organization
from jieneng.core.orgs.models.organization import OrganizationQuerySet

MOST_COUNTED = 5_000


def missing(session: Session) -> OrganizationQuerySet:
    """Invited organisations that have neither registered anybody nor declined, in the order of the tree."""
    here = {"session": session, "organization": OuterRef("pk")}
    rows = session.audience.organizations().exclude(pk=session.organization_id)
    replied = Exists(Registration.objects.coming().filter(**here)) | Exists(Decline.objects.filter(**here))
    return rows.filter(~replied).order_by("path")


def n_missing(session: Session) -> int:
    """How many that are; by the roster, less those who replied."""
    year, root = session.activity.campaign.year, session.audience.root_path
    asked = expected(session.audience, year, [root])[root]
    if asked <= MOST_COUNTED:
        return len(missing(session).values_list("pk", flat=True)[: MOST_COUNTED + 1])
    return max(0, asked - n_replied(session))


def n_replied(session: Session) -> int:
    """How many organisations registered somebody or declined; seats are bounded, declines counted so far."""
    come = Registration.objects.coming().filter(session=session).values("organization").distinct().count()
    return come + len(declined(session).values_list("pk", flat=True)[:MOST_COUNTED])


def declined(session: Session) -> QuerySet[Decline]:
    """Who does not come; one of which somebody is registered after all is not among them."""
    here = {"session": session, "organization": OuterRef("organization")}
    rows = Decline.objects.filter(~Exists(Registration.objects.coming().filter(**here)), session=session)
    return rows.select_related("organization").order_by("id")


def missing_page(session: Session, after: str, size: int) -> tuple[list[Organization], str]:
    """One page of those who have not replied, and the mark of the next."""
    rows = missing(session)
    found = list((rows.filter(path__gt=after) if after else rows)[: size + 1])
    return found[:size], found[size - 1].path if len(found) > size else ""
