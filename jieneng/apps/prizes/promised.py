"""The work of draws that was promised in a transaction: the list at the close, the draw, the end of an instant win."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from jieneng.apps.prizes import actions
from jieneng.apps.prizes.models import Draw
from jieneng.core.jobs.outbox import handles


@handles("prizes.list")
def list_entrants(payload: Mapping[str, Any]) -> None:
    actions.make_list(Draw.objects.get(pk=payload["draw"]), now=timezone.now())


@handles("prizes.draw")
def draw(payload: Mapping[str, Any]) -> None:
    actions.draw_now(Draw.objects.get(pk=payload["draw"]), now=timezone.now())


@handles("prizes.reveal")
def reveal(payload: Mapping[str, Any]) -> None:
    actions.reveal(Draw.objects.get(pk=payload["draw"]), now=timezone.now())
