"""Addresses of open information."""

from django.urls import path

from jieneng.apps.openness.views import check, columns, desk, papers, public, sealing

app_name = "openness"

urlpatterns = [
    path("", public.listed, name="public_list"),
    path("feed.atom", public.feed, name="public_feed"),
    path("columns/<str:code>/", columns.column, name="public_column"),
    path("columns/<str:code>/feed.atom", columns.feed, name="public_column_feed"),
    path("report/<str:kind>/<str:code>/", public.report, name="public_report"),
    path("receipts/<str:code>/", public.receipt, name="public_receipt"),
    path("check/", check.check, name="public_check"),
    path("check/<str:code>/sealed", check.sealed_file, name="public_sealed"),
    path("errors/", desk.errors, name="errors"),
    path("errors/<int:pk>/", desk.error, name="error"),
    path("errors/<int:pk>/answer", desk.answer, name="answer"),
    path("papers/<int:pk>/", papers.paper, name="paper"),
    path("papers/<int:pk>/seal/", sealing.sealing, name="sealing"),
    path("papers/<int:pk>/seal/scan", sealing.scan, name="scan"),
    path("papers/<int:pk>/seal/service", sealing.seal, name="seal"),
    path("papers/<int:pk>/seal/take-back", sealing.take_back, name="seal_take_back"),
    path("papers/<int:pk>/describe", papers.describe_paper, name="describe"),
]
