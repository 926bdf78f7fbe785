"""Addresses of the desk of organisations and people."""

from django.urls import URLPattern, path

from jieneng.apps.portal.desk_views import imports, organizations, own, people, register

_ORG = "organizations/<int:pk>"

urlpatterns: list[URLPattern] = [
    path("", organizations.desk, name="desk"),
    path("account", own.account, name="account"),
    path("account/acting", own.choose, name="choose"),
    path("roles", own.role_table, name="roles"),
    path("slips", own.slips, name="slips"),
    path("templates/organizations.xlsx", imports.organization_template, name="organization_template"),
    path("templates/people.xlsx", imports.people_template, name="people_template"),
    path(_ORG, organizations.organization, name="organization"),
    path(f"{_ORG}/export.xlsx", organizations.export, name="organization_export"),
    path(f"{_ORG}/new", register.new, name="organization_new"),
    path(f"{_ORG}/edit", register.edit, name="organization_edit"),
    path(f"{_ORG}/close", register.close, name="organization_close"),
    path(f"{_ORG}/move", register.move, name="organization_move"),
    path(f"{_ORG}/import", imports.organizations, name="organization_import"),
    path(f"{_ORG}/import/do", imports.make_organizations, name="organization_import_do"),
    path(f"{_ORG}/grants/new", register.grant, name="grant"),
    path("grants/<int:pk>/end", register.end_grant, name="end_grant"),
    path(f"{_ORG}/people/new", people.new, name="person_new"),
    path(f"{_ORG}/people/appoint", people.appoint, name="appoint"),
    path(f"{_ORG}/people/import", imports.people, name="people_import"),
    path(f"{_ORG}/people/import/do", imports.make_accounts, name="people_import_do"),
    path(f"{_ORG}/people/<int:person_pk>/hand-over", people.hand_over, name="hand_over"),
    path("posts/<int:pk>/release", people.release, name="release"),
    path("people/<int:pk>", people.person, name="person"),
    path("people/<int:pk>/reset", people.reset, name="person_reset"),
    path("people/<int:pk>/second-factor/off", people.forget_second_factor, name="person_second_factor_off"),
    path("people/<int:pk>/off", people.switch_off, name="person_off"),
    path("people/<int:pk>/on", people.switch_on, name="person_on"),
]
