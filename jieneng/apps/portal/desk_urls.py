"""Addresses of the desk of organisations and people."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
