"""Addresses of open information."""

from django.urls import path

from jieneng.apps.openness.views import desk, papers, public

app_name = "openness"

urlpatterns = [
    path("", public.listed, name="public_list"),
    path("feed.atom", public.feed, name="public_feed"),
    path("report/<str:kind>/<str:code>/", public.report, name="public_report"),
    path("receipts/<str:code>/", public.receipt, name="public_receipt"),
    path("errors/", desk.errors, name="errors"),
    path("errors/<int:pk>/", desk.error, name="error"),
    path("errors/<int:pk>/answer", desk.answer, name="answer"),
    path("papers/<int:pk>/", papers.paper, name="paper"),
    path("papers/<int:pk>/describe", papers.describe_paper, name="describe"),
]
