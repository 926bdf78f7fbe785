"""Addresses of the portal: home, and the desk of organisations and people."""

from django.urls import include, path

from jieneng.apps.portal import desk_urls, views

app_name = "portal"

urlpatterns = [
    path("", views.home, name="home"),
    path("desk/", include(desk_urls.urlpatterns)),
]
