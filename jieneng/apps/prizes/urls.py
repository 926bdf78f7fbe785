"""Addresses of prizes."""

from django.urls import path

from jieneng.apps.prizes.views import book, claiming, desk, drawing, public

app_name = "prizes"

urlpatterns = [
    path("", desk.draws, name="draws"),
    path("activities/<int:pk>/new/", desk.new, name="new"),
    path("activities/<int:pk>/make", desk.make, name="make"),
    path("<int:pk>/", desk.draw, name="draw"),
    path("<int:pk>/edit/", desk.edit, name="edit"),
    path("<int:pk>/save", desk.save, name="save"),
    path("<int:pk>/publish", desk.publish, name="publish"),
    path("<int:pk>/strike", drawing.strike, name="strike"),
    path("<int:pk>/relist", drawing.relist, name="relist"),
    path("<int:pk>/number", drawing.enter_number, name="enter_number"),
    path("<int:pk>/confirm", drawing.confirm_number, name="confirm_number"),
    path("<int:pk>/book/", book.book, name="book"),
    path("<int:pk>/book.xlsx", book.book_xlsx, name="book_xlsx"),
    path("<int:pk>/export", book.export, name="export"),
    path("counter/", book.counter, name="counter"),
    path("wins/<int:pk>/", book.win, name="win"),
    path("wins/<int:pk>/hand-out", book.hand_out, name="hand_out"),
    path("wins/<int:pk>/forfeit", book.forfeit, name="forfeit"),
    path("wins/<int:pk>/unmask", book.unmask, name="unmask"),
    path("check/", public.check, name="public_check"),
    path("verifier.py", public.verifier, name="public_verifier"),
    path("verifier_instant.py", public.verifier_instant, name="public_verifier_instant"),
    path("d/<str:code>/", public.draw, name="public"),
    path("d/<str:code>/rules.json", public.rules, name="public_rules"),
    path("d/<str:code>/lists/<int:no>.txt", public.entrants, name="public_list"),
    path("d/<str:code>/winners/", public.winners, name="public_winners"),
    path("d/<str:code>/audit.json", public.audit, name="public_audit"),
    path("d/<str:code>/mine/", public.mine, name="public_mine"),
    path("claim/", claiming.enter, name="public_claim"),
    path("claim/<str:token>/", claiming.claim, name="public_claiming"),
]
