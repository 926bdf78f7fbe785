"""Addresses of the quiz app; /quiz/live/ is the endpoint's."""

from django.urls import path

from jieneng.apps.quiz.views import bank, board, desk, playing, roster

app_name = "quiz"

urlpatterns = [
    path("", desk.quizzes, name="quizzes"),
    path("activities/<int:activity>/new/", desk.new, name="new"),
    path("activities/<int:activity>/make", desk.make, name="make"),
    path("<int:pk>/", desk.quiz, name="quiz"),
    path("<int:pk>/edit/", desk.edit, name="edit"),
    path("<int:pk>/save", desk.save, name="save"),
    path("<int:pk>/preview/", desk.preview, name="preview"),
    path("<int:pk>/publish", desk.publish, name="publish"),
    path("<int:pk>/close", desk.close, name="close"),
    path("<int:pk>/extend", desk.extend, name="extend"),
    path("<int:pk>/classes/add", desk.add_class, name="add_class"),
    path("<int:pk>/signals/", desk.signals, name="signals"),
    path("<int:pk>/signals/look", desk.look, name="look"),
    path("<int:pk>/signals/<int:signal>/decide", desk.decide, name="decide"),
    path("<int:pk>/regrade", desk.regrade, name="regrade"),
    path("<int:pk>/chain", desk.chain, name="chain"),
    path("bank/", bank.bank, name="bank"),
    path("bank/new/", bank.new, name="question_new"),
    path("bank/add", bank.add, name="question_add"),
    path("bank/export.xlsx", bank.export, name="bank_export"),
    path("bank/template.xlsx", bank.template, name="bank_template"),
    path("bank/import/", bank.importing, name="bank_import"),
    path("bank/import/do", bank.do_import, name="bank_import_do"),
    path("bank/<int:pk>/", bank.question, name="question"),
    path("bank/<int:pk>/edit/", bank.edit, name="question_edit"),
    path("bank/<int:pk>/save", bank.save, name="question_save"),
    path("bank/<int:pk>/retire", bank.retire, name="question_retire"),
    path("roster/", roster.roster, name="roster"),
    path("roster/template.xlsx", roster.template, name="roster_template"),
    path("roster/import/", roster.importing, name="roster_import"),
    path("roster/import/do", roster.do_import, name="roster_import_do"),
    path("roster/<int:pk>/delete", roster.delete, name="roster_delete"),
    path("p/<str:code>/", playing.start, name="public"),
    path("p/<str:code>/paper/", playing.paper, name="public_paper"),
    path("p/<str:code>/receipts/<str:receipt>/", playing.receipt, name="public_receipt"),
    path("p/<str:code>/qr.svg", board.qr, name="public_qr"),
    path("p/<str:code>/board/", board.board, name="public_board"),
    path("p/<str:code>/chain/", board.chain, name="public_chain"),
    path("p/<str:code>/chain.txt", board.chain_file, name="public_chain_file"),
]
