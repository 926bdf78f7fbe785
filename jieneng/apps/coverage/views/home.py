"""媒体与投稿: the media activities of one's own organisation and of the levels above."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from jieneng.apps.coverage.queries.activities import lines
from jieneng.apps.coverage.views.common import acting


@login_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "coverage/home.html", {"lines": lines(acting(request).organization, timezone.now())})
