"""Addresses of media coverage and columns."""

from django.urls import path

from jieneng.apps.coverage.views import articles, columns, home, public

app_name = "coverage"

urlpatterns = [
    path("", home.home, name="home"),
    path("media/<int:activity>/", articles.register, name="register"),
    path("media/<int:activity>/register.xlsx", articles.export, name="export"),
    path("media/<int:activity>/new/", articles.new, name="new_article"),
    path("media/<int:activity>/new/enter", articles.enter, name="enter"),
    path("articles/<int:pk>/", articles.article, name="article"),
    path("articles/<int:pk>/edit/", articles.edit, name="edit_article"),
    path("articles/<int:pk>/edit/save", articles.save, name="save_article"),
    path("articles/<int:pk>/withdraw", articles.withdraw, name="withdraw"),
    path("articles/<int:pk>/check", articles.check, name="check"),
    path("articles/<int:pk>/screenshot", articles.screenshot, name="screenshot"),
    path("column/<int:activity>/", columns.column, name="column"),
    path("column/<int:activity>/new/", columns.new, name="new_contribution"),
    path("column/<int:activity>/new/send", columns.send, name="send"),
    path("contributions/<int:pk>/", columns.contribution, name="contribution"),
    path("contributions/<int:pk>/edit/", columns.edit, name="edit_contribution"),
    path("contributions/<int:pk>/edit/save", columns.save, name="save_contribution"),
    path("contributions/<int:pk>/decide", columns.decide, name="decide"),
    path("contributions/<int:pk>/photos/<int:photo>", columns.photo, name="photo"),
    path("p/<str:code>/<int:activity>/", public.column, name="public_column"),
    path("p/<str:code>/<int:activity>/<int:pk>/", public.contribution, name="public_contribution"),
    path("p/<str:code>/<int:activity>/<int:pk>/photos/<int:photo>", public.photo, name="public_photo"),
]
