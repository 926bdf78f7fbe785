"""Addresses of the papers app."""

from django.urls import path

from jieneng.apps.papers.views import desk, public, writing

app_name = "papers"

urlpatterns = [
    path("", desk.papers, name="papers"),
    path("new/", desk.new, name="new"),
    path("new/<str:kind>/", writing.begin, name="begin"),
    path("new/<str:kind>/make", writing.make, name="make"),
    path("<int:pk>/", desk.paper, name="paper"),
    path("<int:pk>/edit/", writing.edit, name="edit"),
    path("<int:pk>/edit/save", writing.save, name="save"),
    path("<int:pk>/submit", writing.submit, name="submit"),
    path("<int:pk>/issue", writing.issue, name="issue"),
    path("<int:pk>/docx", desk.docx, name="docx"),
    path("<int:pk>/pdf", desk.pdf, name="pdf"),
    path("<int:pk>/attached/<int:file>", desk.attached, name="attached"),
    path("p/<str:code>/", public.public, name="public"),
    path("p/<str:code>/docx", public.docx, name="public_docx"),
    path("p/<str:code>/pdf", public.pdf, name="public_pdf"),
    path("p/<str:code>/attached/<int:file>", public.attached, name="public_attached"),
]
