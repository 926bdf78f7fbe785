"""Addresses of files."""

from django.urls import path

from jieneng.core.files import views

app_name = "files"

urlpatterns = [
    path("", views.upload, name="upload"),
    path("<int:pk>/thumb", views.thumb, name="thumb"),
    path("<int:pk>/clean", views.clean, name="clean"),
    path("<int:pk>/original", views.original, name="original"),
]
