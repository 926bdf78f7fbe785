"""Addresses of the quiz app; /quiz/live/ is the endpoint's."""

from django.urls import path

from jieneng.apps.quiz.views import playing

app_name = "quiz"

urlpatterns = [
    path("p/<str:code>/", playing.start, name="public"),
    path("p/<str:code>/enter", playing.enter, name="public_enter"),
    path("p/<str:code>/paper/", playing.paper, name="public_paper"),
    path("p/<str:code>/receipts/<str:receipt>/", playing.receipt, name="public_receipt"),
    path("p/<str:code>/withdraw", playing.withdraw, name="public_withdraw"),
]
