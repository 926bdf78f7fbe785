"""Addresses of the notices app."""

from django.urls import path

from jieneng.apps.notices.views import (
    audience,
    campaigns,
    groups,
    lists,
    local_campaigns,
    notices,
    public,
    reading,
    receipts,
)

app_name = "notices"

urlpatterns = [
    path("", lists.listed, {"which": "received"}, name="received"),
    path("issued/", lists.listed, {"which": "issued"}, name="issued"),
    path("uppers/", lists.listed, {"which": "uppers"}, name="uppers"),
    path("uppers/new/", reading.new, name="new"),
    path("uppers/new/read", reading.read_in, name="read_in"),
    path("uppers/<int:pk>/", reading.upper, name="upper"),
    path("uppers/<int:pk>/save", reading.save, name="save"),
    path("campaigns/new/", campaigns.new, name="campaign_new"),
    path("campaigns/new/set-up", campaigns.set_up, name="campaign_set_up"),
    path("campaigns/<int:pk>/", campaigns.campaign, name="campaign"),
    path("campaigns/<int:pk>/edit/", campaigns.edit, name="campaign_edit"),
    path("campaigns/<int:pk>/edit/save", campaigns.save, name="campaign_save"),
    path("campaigns/<int:pk>/publish", campaigns.publish, name="campaign_publish"),
    path("campaigns/<int:pk>/local/", local_campaigns.new, name="local_new"),
    path("campaigns/<int:pk>/local/set-up", local_campaigns.set_up, name="local_set_up"),
    path("campaigns/<int:pk>/draft", notices.draft, name="draft"),
    path("<int:pk>/", notices.notice, name="notice"),
    path("<int:pk>/edit/", notices.edit, name="edit"),
    path("<int:pk>/edit/save", notices.save, name="edit_save"),
    path("<int:pk>/audience/", audience.audience, name="audience"),
    path("<int:pk>/groups/", groups.groups, name="groups"),
    path("<int:pk>/groups/save", groups.save, name="groups_save"),
    path("<int:pk>/audience/list", audience.list_one, name="list_one"),
    path("<int:pk>/submit", notices.submit, name="submit"),
    path("<int:pk>/publish", notices.publish, name="publish"),
    path("<int:pk>/withdraw", notices.withdraw, name="withdraw"),
    path("<int:pk>/sign", notices.sign, name="sign"),
    path("<int:pk>/pass-on", notices.pass_on, name="pass_on"),
    path("<int:pk>/docx", notices.docx, name="docx"),
    path("<int:pk>/pdf", notices.pdf, name="pdf"),
    path("<int:pk>/receipts/", receipts.receipts, name="receipts"),
    path("p/<str:code>/", public.notice, name="public"),
    path("p/<str:code>/qr.svg", public.notice_qr, name="public_qr"),
    path("p/<str:code>/docx", public.notice_docx, name="public_docx"),
    path("p/<str:code>/pdf", public.notice_pdf, name="public_pdf"),
    path("c/<str:code>/", public.campaign, name="campaign_public"),
    path("c/<str:code>/qr.svg", public.campaign_qr, name="campaign_qr"),
]
