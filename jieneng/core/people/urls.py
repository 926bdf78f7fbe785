"""Addresses of people."""

from django.urls import URLPattern, path

from jieneng.core.people import password_views, second_factor_views, views

app_name = "people"

urlpatterns: list[URLPattern] = [
    path("sign-in", views.sign_in, name="sign_in"),
    path("sign-in/code", views.code, name="code"),
    path("sign-out", views.sign_out, name="sign_out"),
    path("password", password_views.change_password, name="change_password"),
    path("second-factor", second_factor_views.bind, name="second_factor"),
    path("second-factor/qr.svg", second_factor_views.qr, name="second_factor_qr"),
    path("second-factor/off", second_factor_views.unbind, name="second_factor_off"),
]
