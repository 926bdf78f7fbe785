"""Addresses of attendance."""

from django.urls import path

from jieneng.apps.attendance.views import desk, door, public, replies

app_name = "attendance"

urlpatterns = [
    path("", desk.sessions, name="sessions"),
    path("new/<int:activity>/", desk.new, name="new"),
    path("new/<int:activity>/make", desk.make, name="make"),
    path("<int:pk>/", desk.session, name="session"),
    path("<int:pk>/edit/", desk.edit, name="edit"),
    path("<int:pk>/edit/save", desk.save, name="save"),
    path("<int:pk>/publish", desk.publish, name="publish"),
    path("<int:pk>/close", desk.close, name="close"),
    path("<int:pk>/materials", desk.lay_out, name="lay_out"),
    path("<int:pk>/materials/<int:material>/down", desk.take_down, name="take_down"),
    path("<int:pk>/questions/", desk.questions, name="questions"),
    path("<int:pk>/questions/<int:question>/answer", desk.answer, name="answer"),
    path("<int:pk>/questions/<int:question>/hide", desk.hide, name="hide"),
    path("<int:pk>/certificates/", desk.certificates, name="certificates"),
    path("<int:pk>/certificates/issue", desk.certify, name="certify"),
    path("<int:pk>/certificates/<int:certificate>/revoke", desk.revoke, name="revoke"),
    path("<int:pk>/certificates/<int:certificate>/pdf", desk.certificate_pdf, name="certificate_pdf"),
    path("<int:pk>/registrations/", replies.registrations, name="registrations"),
    path("<int:pk>/registrations/<int:registration>/out", replies.put_out, name="put_out"),
    path("<int:pk>/registrations/export", replies.export, name="export"),
    path("<int:pk>/registrations/roster", replies.roster, name="roster"),
    path("<int:pk>/remind", replies.remind, name="remind"),
    path("<int:pk>/reply/", replies.reply, name="reply"),
    path("<int:pk>/reply/register", replies.register, name="register"),
    path("<int:pk>/reply/decline", replies.decline, name="decline"),
    path("<int:pk>/reply/<int:registration>/replace", replies.replace, name="replace"),
    path("<int:pk>/reply/<int:registration>/withdraw", replies.withdraw, name="withdraw"),
    path("<int:pk>/halls/", replies.halls, name="halls"),
    path("<int:pk>/halls/enter", replies.hall, name="hall"),
    path("<int:pk>/scan/", door.scan, name="scan"),
    path("<int:pk>/scans", door.scans, name="scans"),
    path("<int:pk>/sign-in/<int:registration>", door.sign_in, name="sign_in"),
    path("<int:pk>/screen/", door.screen, name="screen"),
    path("<int:pk>/screen.json", door.screen_data, name="screen_data"),
    path("live/<str:code>/", public.live, name="public_live"),
    path("live/<str:code>/join", public.join, name="public_join"),
    path("live/<str:code>/beat", public.beat, name="public_beat"),
    path("live/<str:code>/ask", public.ask, name="public_ask"),
    path("live/<str:code>/materials/<int:material>", public.material, name="public_material"),
    path("pass/<str:code>/", public.own_pass, name="public_pass"),
    path("pass/<str:code>/certificate", public.own_certificate, name="public_certificate"),
    path("here/<str:code>/tap", public.tap, name="public_tap"),
    path("here/<str:code>/<str:mark>/", public.here, name="public_here"),
    path("check/", public.check, name="public_check"),
]
