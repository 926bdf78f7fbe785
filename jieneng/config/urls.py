"""Addresses: every app under its own noun."""

from django.urls import include, path

from jieneng.config import health

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("people/", include("jieneng.core.people.urls")),
    path("files/", include("jieneng.core.files.urls")),
    path("notices/", include("jieneng.apps.notices.urls")),
    path("reporting/", include("jieneng.apps.reporting.urls")),
    path("publicity/", include("jieneng.apps.publicity.urls")),
    path("papers/", include("jieneng.apps.papers.urls")),
    path("open/", include("jieneng.apps.openness.urls")),
    path("quiz/", include("jieneng.apps.quiz.urls")),
    path("prizes/", include("jieneng.apps.prizes.urls")),
    path("attendance/", include("jieneng.apps.attendance.urls")),
    path("exchange/", include("jieneng.apps.exchange.urls")),
    path("participation/", include("jieneng.apps.participation.urls")),
    path("wall/", include("jieneng.apps.wall.urls")),
    path("library/", include("jieneng.apps.library.urls")),
    path("coverage/", include("jieneng.apps.coverage.urls")),
    path("", include("jieneng.apps.portal.urls")),
]

handler400 = "jieneng.config.errors.bad_request"
handler403 = "jieneng.config.errors.forbidden"
handler404 = "jieneng.config.errors.not_found"
handler500 = "jieneng.config.errors.server_error"
