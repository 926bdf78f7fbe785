"""Addresses of the portal: home, the desk of organisations and people, the audit trail."""

from django.urls import include, path

from jieneng.apps.portal import desk_urls, views
from jieneng.apps.portal.trail import views as trail

app_name = "portal"

urlpatterns = [
    path("", views.home, name="home"),
    path("desk/", include(desk_urls.urlpatterns)),
    path("trail", trail.trail, name="trail"),
    path("trail/verify", trail.verify, name="trail_verify"),
    path("trail/export", trail.export, name="trail_export"),
    path("trail/export.xlsx", trail.export_file, name="trail_file"),
]
