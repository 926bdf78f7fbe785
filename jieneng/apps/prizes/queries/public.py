"""What anybody may read of a draw, and what its player reads of themselves."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from jieneng.apps.prizes.actions.handing import person_of
from jieneng.apps.prizes.keeping import pseudonym_of
from jieneng.apps.prizes.models import Claim, Draw, Entrant, EntrantList, Reserve, Win
from jieneng.core.campaigns import entrants
from jieneng.core.documents.public_pages import PublicPage
from jieneng.engine.draws.entrants import Proof
from jieneng.engine.draws.long_lists import PART, Part, part_with, proof_in
from jieneng.rulebook import prize_rules
from jieneng.ui.wording import masked, masked_name

SIZE = 50


@dataclass(frozen=True)
class Shown:
    """A winner before the public: no more than a sign of the name, the kind of office, the masked number."""

    win: Win
    name: str
    phone: str
    office: str


@dataclass(frozen=True)
class Page:
    rows: list[Shown]
    next_url: str
    first_url: str


@dataclass(frozen=True)
class Mine:
    """What a draw knows of whoever asks: their pseudonym, where they stand in the list, what they won."""

    pseudonym: str
    proof: Proof | None = None
    win: Win | None = None
    reserve: Reserve | None = None
    n_chances: int = 0

    @property
    def place(self) -> int:
        """The line of the list, from 1."""
        return self.proof.index + 1 if self.proof else 0


def page_of_code(code: str) -> PublicPage | None:
    """A draw as a public page, for remarks about errors: objections come in by them too."""
    draw = Draw.objects.public().select_related("organization").filter(code=code).first()
    return draw and PublicPage(draw.title, reverse("prizes:public", args=[draw.code]), draw.organization)


def latest_list(draw: Draw) -> EntrantList | None:
    return draw.lists.order_by("-no").first()


def lines_of(draw: Draw, no: int) -> Iterator[str]:
    """A version of the list, one pseudonym a line."""
    rows = Entrant.objects.filter(draw=draw).in_version(no)
    return (f"{line}\n" for line in rows.values_list("pseudonym", flat=True).iterator(chunk_size=5_000))


def proof_of(draw: Draw, listed: EntrantList, who: str) -> Proof | None:
    """That somebody stands in the list; one part of it is read."""
    parts = [Part(*each) for each in listed.parts]
    number = part_with(who, parts)
    if number < 0:
        return None
    rows = Entrant.objects.filter(draw=draw).in_version(listed.no).filter(pseudonym__gte=parts[number].first)
    lines = list(rows.values_list("pseudonym", flat=True)[:PART])
    if who not in lines:
        return None
    return proof_in(lines, number * PART + lines.index(who), parts, listed.n)


def mine_of(request: HttpRequest, draw: Draw) -> Mine | None:
    """For the browser or account that asks; None when it belongs to no player, or nobody can be found any more."""
    source = entrants.of(draw.activity)
    player = source.player_of(request, draw.activity) if source else None
    who = pseudonym_of(draw, player) if player else None
    if who is None:
        return None
    listed = latest_list(draw)
    return Mine(
        who,
        proof=proof_of(draw, listed, who) if listed else None,
        win=Win.objects.filter(draw=draw, pseudonym=who).select_related("unit__prize").first(),
        reserve=Reserve.objects.filter(draw=draw, pseudonym=who).first(),
        n_chances=draw.attempts.filter(pseudonym=who).count() if draw.is_instant else 0,
    )


def winners_page(draw: Draw, after: int) -> Page:
    """The winners in the order in which they won; those whose prize was forfeited stay in the list with that word."""
    rows = Win.objects.filter(draw=draw, pk__gt=after).select_related("unit__prize", "organization").order_by("pk")
    found = list(rows[: SIZE + 1])
    next_url = f"?after={found[SIZE - 1].pk}" if len(found) > SIZE else ""
    return Page(shown(found[:SIZE]), next_url, "?" if after else "")


def shown(wins: list[Win]) -> list[Shown]:
    """As they may be shown to anybody; the claims in one query."""
    kept = {each.win_id: each for each in Claim.objects.filter(win__in=wins, purged_at__isnull=True)}
    return [_shown(win, kept.get(win.pk)) for win in wins]


def _shown(win: Win, kept: Claim | None) -> Shown:
    person: Any = person_of(kept) if kept else {"name": "", "phone": ""}
    return Shown(win, masked_name(person["name"]), masked(person["phone"]), prize_rules().some(win.organization.name))
