"""What the pages of pledges need: the wall, and the organisations that somebody may sign as."""

from dataclasses import dataclass

from jieneng.apps.participation.models import Pledge, Signature
from jieneng.apps.participation.models.held import Held
from jieneng.core.orgs import names
from jieneng.core.orgs.models import Organization

ON_WALL, _FOUND = 40, 12


def wall(pledge: Pledge) -> list[Signature]:
    """The latest signatures: an organisation, a commitment, the hour."""
    return list(pledge.signatures.select_related("organization").order_by("-id")[:ON_WALL])


@dataclass(frozen=True)
class Commitment:
    """A commitment, and how many have signed it."""

    point: str
    n: int


def commitments_of(pledge: Pledge) -> list[Commitment]:
    """The commitments in the order of the pledge, with what is folded of each."""
    folded = dict(pledge.totals.values_list("point", "n"))
    return [Commitment(point, folded.get(point, 0)) for point in pledge.commitments]


def signed(pledge: Pledge, key: str) -> Signature | None:
    """What this account or browser has signed."""
    if not key:
        return None
    return Signature.objects.filter(pledge=pledge, signer=key).select_related("organization").first()


def found_below(thing: Held, said: str) -> list[Organization]:
    """Organisations that may take part, by any two characters of their name."""
    ids = names.search(said, [frozenset({f"p{thing.org_path.lower()}"})], most=_FOUND)
    return [one for one in Organization.objects.open().filter(pk__in=ids)[:_FOUND] if thing.takes(one)]
