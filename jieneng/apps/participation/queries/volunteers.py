"""What the pages of volunteers need: posts with places left, one's volunteers, the board of the five ones."""

from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings
from django.db.models import Count, Q, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse

from jieneng.apps.participation.counting import FIVE_ONES, HOURS, VOLUNTEERS, one_item
from jieneng.apps.participation.models import Drive, Post, ServiceProof, SignUp, Volunteer
from jieneng.apps.participation.passes import pass_of
from jieneng.apps.participation.queries.works import Page
from jieneng.core.orgs.models import Organization
from jieneng.engine.hours import as_hours
from jieneng.rulebook.volunteers import five_ones

SIZE, _POSTS = 50, 200


@dataclass(frozen=True)
class Offer:
    """A post, how many places are taken, and what a volunteer has to do with it."""

    post: Post
    n_taken: int
    mine: SignUp | None = None

    @property
    def n_left(self) -> int:
        return self.post.n_places - self.n_taken


@dataclass(frozen=True)
class Person:
    """A volunteer in a list."""

    volunteer: Volunteer
    hours: Decimal
    n_ones: int
    code: str

    @property
    def url(self) -> str:
        """Their own link, as it is sent to them."""
        return f"{settings.JIENENG_BASE_URL}{reverse('participation:public_volunteer', args=[self.code])}"


def offers(drive: Drive, volunteer: Volunteer | None = None) -> list[Offer]:
    """The posts of a drive with their places; a drive has no more posts than a page can show."""
    posts = list(drive.posts.all()[:_POSTS])
    standing = SignUp.objects.filter(post__in=posts, withdrawn_at=None)
    taken = dict(standing.values_list("post").annotate(n=Count("pk")).order_by())
    mine = {one.post_id: one for one in standing.filter(volunteer=volunteer)} if volunteer else {}
    return [Offer(post, taken.get(post.pk, 0), mine.get(post.pk)) for post in posts]


def people_page(drive: Drive, organization: Organization, after: int) -> Page:
    """The volunteers of an organisation, a page at a time."""
    rows = Volunteer.objects.filter(drive=drive, organization=organization, pk__gt=after).order_by("pk")
    found = list(rows[: SIZE + 1])
    next_url = f"?after={found[SIZE - 1].pk}" if len(found) > SIZE else ""
    return Page(_people(found[:SIZE]), next_url, "?" if after else "")


def hours_of(volunteer: Volunteer) -> Decimal:
    return as_hours(volunteer.sign_ups.aggregate(n=Sum("tenths"))["n"] or 0)


def sign_ups_page(post: Post, after: int) -> Page:
    """Who holds a place of a post, by number."""
    rows = SignUp.objects.filter(post=post, withdrawn_at=None, place_no__gt=after).order_by("place_no")
    found = list(rows.select_related("volunteer__organization")[: SIZE + 1])
    next_url = f"?after={found[SIZE - 1].place_no}" if len(found) > SIZE else ""
    return Page(found[:SIZE], next_url, "?" if after else "")


def n_came(post: Post) -> int:
    return post.sign_ups.filter(came_at__isnull=False).count()


def found_by_name(post: Post, said: str, most: int = 20) -> list[SignUp]:
    """Those of a post whose name or organisation is what was typed; a post's places are bounded."""
    if not said:
        return []
    rows = SignUp.objects.filter(post=post, withdrawn_at=None).select_related("volunteer__organization")
    wanted = Q(volunteer__name__startswith=said) | Q(volunteer__organization__name__contains=said)
    return list(rows.filter(wanted).order_by("place_no")[:most])


def lately_stamped(post: Post, most: int = 8) -> list[SignUp]:
    """Who came or left last."""
    rows = SignUp.objects.filter(post=post, came_at__isnull=False).select_related("volunteer__organization")
    return list(rows.annotate(last_at=Coalesce("left_at", "came_at")).order_by("-last_at", "-pk")[:most])


def proofs_page(drive: Drive, after: int) -> Page:
    rows = ServiceProof.objects.filter(drive=drive, pk__gt=after).order_by("pk")
    found = list(rows.select_related("volunteer")[: SIZE + 1])
    next_url = f"?after={found[SIZE - 1].pk}" if len(found) > SIZE else ""
    return Page(found[:SIZE], next_url, "?" if after else "")


def items() -> list[str]:
    """What the board of the five ones shows."""
    return [VOLUNTEERS, *(one_item(code) for code in five_ones()), FIVE_ONES, HOURS]


def _people(volunteers: list[Volunteer]) -> list[Person]:
    rows = Volunteer.objects.filter(pk__in=[one.pk for one in volunteers])
    tenths = dict(rows.values_list("pk").annotate(n=Sum("sign_ups__tenths")).order_by())
    n_ones = dict(rows.values_list("pk").annotate(n=Count("ones", filter=Q(ones__isnull=False))).order_by())
    return [
        Person(one, as_hours(tenths.get(one.pk) or 0), n_ones.get(one.pk, 0), pass_of("volunteer", one.pk))
        for one in volunteers
    ]
