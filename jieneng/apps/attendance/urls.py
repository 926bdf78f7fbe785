"""Addresses of attendance."""

app_name = "attendance"
urlpatterns: list = []
