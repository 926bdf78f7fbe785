"""Addresses of publicity."""

from django.urls import path

from jieneng.apps.publicity.views import editor, issuing, listing, past, picking, public, versions

app_name = "publicity"

urlpatterns = [
    path("", listing.briefs, name="briefs"),
    path("past", past.past, name="past"),
    path("past/read", past.read, name="past_read"),
    path("past/keep", past.keep, name="past_keep"),
    path("compose/<int:collection>", listing.compose, name="compose"),
    path("compose/<int:collection>/make", listing.make, name="make"),
    path("<int:pk>", editor.brief, name="brief"),
    path("<int:pk>/write", editor.write, name="write"),
    path("<int:pk>/autosave", editor.autosave, name="autosave"),
    path("<int:pk>/unsaved/drop", editor.drop_writing, name="drop_writing"),
    path("<int:pk>/versions", versions.versions, name="versions"),
    path("<int:pk>/versions/<int:no>", versions.version, name="version"),
    path("<int:pk>/versions/<int:no>/restore", versions.restore, name="restore"),
    path("<int:pk>/figures/<str:key>", editor.figure, name="figure"),
    path("<int:pk>/refresh", editor.refresh, name="refresh"),
    path("<int:pk>/recompose", editor.recompose, name="recompose"),
    path("<int:pk>/picks", picking.picks, name="picks"),
    path("<int:pk>/picks/texts/<int:submission>", picking.pick_text, name="pick_text"),
    path("<int:pk>/picks/told/<slug:source>/<int:number>", picking.pick_telling, name="pick_telling"),
    path("<int:pk>/picks/photos/<int:submission>/<int:attachment>", picking.pick_photo, name="pick_photo"),
    path("<int:pk>/picks/arrange", picking.arrange, name="arrange"),
    path("<int:pk>/picks/consent", picking.consent, name="consent"),
    path("<int:pk>/submit", issuing.submit, name="submit"),
    path("<int:pk>/issue", issuing.issue, name="issue"),
    path("<int:pk>/issue/do", issuing.do_issue, name="do_issue"),
    path("<int:pk>/docx", issuing.docx, name="docx"),
    path("<int:pk>/pdf", issuing.pdf, name="pdf"),
    path("public/<str:code>", public.public, name="public"),
    path("public/<str:code>/docx", public.public_docx, name="public_docx"),
    path("public/<str:code>/pdf", public.public_pdf, name="public_pdf"),
    path("public/<str:code>/photos/<int:attachment>", public.photo, name="public_photo"),
]
