"""Addresses of walls."""

from django.urls import path

from jieneng.apps.wall.views import desk, public

app_name = "wall"

urlpatterns = [
    path("", desk.walls, name="walls"),
    path("make", desk.make, name="make"),
    path("<int:pk>/revoke", desk.revoke, name="revoke"),
    path("s/<str:token>/", public.wall, name="public_wall"),
    path("s/<str:token>/data", public.data, name="public_data"),
    path("s/<str:token>/photos/<int:attachment>", public.photo, name="public_photo"),
]
