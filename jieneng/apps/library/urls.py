"""Addresses of the library."""

from django.urls import path

from jieneng.apps.library.views import desk, posters, public, publishing

app_name = "library"

urlpatterns = [
    path("", desk.pieces, name="pieces"),
    path("new/<int:activity>/", publishing.new, name="new"),
    path("new/<int:activity>/make", publishing.make, name="make"),
    path("<int:pk>/", desk.piece, name="piece"),
    path("<int:pk>/edit/", publishing.edit, name="edit"),
    path("<int:pk>/edit/save", publishing.save, name="save"),
    path("<int:pk>/drop", publishing.drop, name="drop"),
    path("<int:pk>/take", desk.take, name="take"),
    path("<int:pk>/original", desk.original, name="original"),
    path("<int:pk>/picture", desk.picture, name="picture"),
    path("<int:pk>/thumb", desk.thumb, name="thumb"),
    path("<int:pk>/use", desk.use, name="use"),
    path("<int:pk>/usages/<int:usage>/correct", desk.correct, name="correct"),
    path("<int:pk>/takers/", desk.takers, name="takers"),
    path("posters/<int:pk>/", posters.posters, name="posters"),
    path("posters/<int:pk>/poster.pdf", posters.poster, name="poster"),
    path("p/<str:code>/<int:activity>/", public.pieces, name="public_pieces"),
    path("p/<str:code>/<int:activity>/<int:pk>/picture", public.picture, name="public_picture"),
    path("p/<str:code>/<int:activity>/<int:pk>/thumb", public.thumb, name="public_thumb"),
]
