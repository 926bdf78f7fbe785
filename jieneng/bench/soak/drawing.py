"""Makes one draw, in a process that the soak may kill: `python -m jieneng.bench.soak.drawing DRAW MOMENT`."""

import sys
from datetime import datetime

import django

django.setup()

from jieneng.apps.prizes.actions import draw_now  # noqa: E402 - Django is set up first
from jieneng.apps.prizes.models import Draw  # noqa: E402

draw_now(Draw.objects.get(pk=sys.argv[1]), now=datetime.fromisoformat(sys.argv[2]))
