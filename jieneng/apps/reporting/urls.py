"""Addresses of reporting."""

from django.urls import path

from jieneng.apps.reporting.views import board, confirming, filling, handed_in, index, reviewing, summary, totals

app_name = "reporting"

urlpatterns = [
    path("", index.index, name="index"),
    path("<int:pk>/report/", filling.report, name="report"),
    path("<int:pk>/report/save", filling.save, name="save"),
    path("<int:pk>/report/autosave", filling.autosave, name="autosave"),
    path("<int:pk>/report/summary/", summary.summary, name="summary"),
    path("<int:pk>/report/summary/read", summary.read, name="summary_read"),
    path("<int:pk>/report/summary/take", summary.take, name="summary_take"),
    path("<int:pk>/report/submit", filling.submit, name="submit"),
    path("<int:pk>/review/", reviewing.review, name="review"),
    path("<int:pk>/review/<int:submission>/", reviewing.review, name="review_one"),
    path("<int:pk>/review/accept-clean", reviewing.accept_clean, name="accept_clean"),
    path("<int:pk>/board/", board.progress_board, name="board"),
    path("<int:pk>/board/<int:node>/", board.progress_board, name="board_at"),
    path("<int:pk>/board/<int:node>/missing.xlsx", board.missing_xlsx, name="missing_xlsx"),
    path("<int:pk>/board/<int:node>/remind", board.remind, name="remind"),
    path("<int:pk>/board/<int:node>/extend", board.extend, name="extend"),
    path("<int:pk>/totals/", totals.totals, name="totals"),
    path("<int:pk>/totals/<int:node>/", totals.totals, name="totals_at"),
    path("<int:pk>/totals/<int:node>/totals.xlsx", totals.totals_xlsx, name="totals_xlsx"),
    path("<int:pk>/confirm/", confirming.confirm, name="confirm"),
    path("<int:pk>/confirm/level", confirming.confirm_level, name="confirm_level"),
    path("confirmations/<int:pk>/take-back", board.take_back, name="take_back"),
    path("submissions/<int:pk>/", handed_in.submission, name="submission"),
    path("submissions/<int:pk>/versions/<int:no>/", handed_in.submission, name="version"),
    path("submissions/<int:pk>/receipt/", handed_in.receipt, name="receipt"),
    path("submissions/<int:pk>/withdraw", handed_in.withdraw, name="withdraw"),
    path("submissions/<int:pk>/correct", handed_in.correct, name="correct"),
    path("submissions/<int:pk>/accept", reviewing.accept, name="accept"),
    path("submissions/<int:pk>/return", reviewing.return_, name="return"),
]
