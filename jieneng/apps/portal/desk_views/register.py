"""The register is changed: an organisation added, edited, moved, closed; sight granted and ended."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from jieneng.apps.portal import desk_forms as forms
from jieneng.apps.portal import desk_queries as queries
from jieneng.apps.portal.desk_views.pages import FormPage, form_view
from jieneng.core.audit.deeds import deed
from jieneng.core.orgs import actions, moving
from jieneng.core.orgs.models import Grant, Organization
from jieneng.core.orgs.particulars import require_sound, tidy
from jieneng.ui.refusals import Refused

_FIELD_OF = {
    "empty-text": "name",
    "too-long": "name",
    "unknown-region": "region",
    "bad-credit-code": "credit_code",
    "code-taken": "credit_code",
}


def _page_of(one: Organization) -> str:
    return reverse("portal:organization", args=[one.pk])


def _registered(request: HttpRequest, pk: int) -> Organization:
    """An organisation in sight whose entry is theirs to change."""
    one = queries.seen_or_404(request.user, pk)
    actions.require_register(request.user, one)
    return one


def _level(request: HttpRequest, pk: int) -> Organization:
    """The same, of those that can have others below them."""
    one = _registered(request, pk)
    if one.is_unit:
        raise Refused("unit-has-no-children", organization=one.name)
    return one


def _new_page(above: Organization) -> FormPage:
    lead = _("上级单位：%s。") % above.name
    return FormPage(_("添加单位"), _("添加"), _page_of(above), lead, field_of=_FIELD_OF)


@form_view(_level, forms.OrganizationForm, _new_page, forms.OrganizationForm.below)
def new(request: HttpRequest, above: Organization, form: forms.OrganizationForm) -> HttpResponse:
    require_sound(form.said())
    made = actions.found(above, form.said(), by=request.user, today=timezone.localdate())
    messages.info(request, _("已添加“%s”。") % made.name)
    return redirect(_page_of(made))


def _edit_page(one: Organization) -> FormPage:
    lead = _("改动自今日起生效，当年名录随之调整，往年不变。")
    return FormPage(_("修改“%s”") % one.name, _("保存"), _page_of(one), lead, field_of=_FIELD_OF)


@form_view(_registered, forms.OrganizationForm, _edit_page, forms.OrganizationForm.of)
def edit(request: HttpRequest, one: Organization, form: forms.OrganizationForm) -> HttpResponse:
    require_sound(form.said(), pk=one.pk)
    seen = form.cleaned_data["edit_no"]
    edit_no = seen if seen is not None else -1
    actions.edit(one, form.said(), edit_no=edit_no, by=request.user, today=timezone.localdate())
    messages.info(request, _("已保存。"))
    return redirect(_page_of(one))


def _close_page(one: Organization) -> FormPage:
    lead = _("撤销后不再布置新的填报任务，已提交的内容保留。其下还有单位的，须先撤销或者调整其下级。")
    return FormPage(_("撤销“%s”") % one.name, _("撤销单位"), _page_of(one), lead)


@form_view(_registered, forms.ReasonForm, _close_page)
def close(request: HttpRequest, one: Organization, form: forms.ReasonForm) -> HttpResponse:
    actions.close(one, by=request.user, because=form.cleaned_data["because"], today=timezone.localdate())
    messages.info(request, _("“%s”已撤销。") % one.name)
    return redirect(_page_of(one))


def _move_page(one: Organization) -> FormPage:
    above = one.parent
    lead = _("现在的上级单位：%s。其下级一并调整。") % (above.name if above else "—")
    codes = ("no-such-organization", "move-into-itself", "unit-has-no-children", "already-there", "already-closed")
    return FormPage(
        _("调整“%s”的上级") % one.name, _("调整上级"), _page_of(one), lead, field_of=dict.fromkeys(codes, "parent")
    )


@form_view(_registered, forms.MoveForm, _move_page)
def move(request: HttpRequest, one: Organization, form: forms.MoveForm) -> HttpResponse:
    said = form.cleaned_data
    above = _named(request, said["parent"])
    moving.move(one, above, by=request.user, because=said["because"], today=timezone.localdate())
    messages.info(request, _("“%(name)s”的上级单位已调整为“%(parent)s”。") % {"name": one.name, "parent": above.name})
    return redirect(_page_of(one))


def _grant_page(one: Organization) -> FormPage:
    lead = _("“%s”除本单位及下级外，还可以查看下列范围。只授予查看，不改变隶属和汇总关系。") % one.name
    return FormPage(
        _("可见范围授权"), _("授权"), f"{_page_of(one)}?tab=grants", lead, field_of={"no-such-organization": "root"}
    )


@form_view(_registered, forms.GrantForm, _grant_page)
def grant(request: HttpRequest, one: Organization, form: forms.GrantForm) -> HttpResponse:
    said = form.cleaned_data
    root = _named(request, said["root"]) if said["root"] else None
    fields = {key: said[key] for key in ("region_prefix", "category", "because")} | {"root": root}
    actions.grant(one, fields, by=request.user, today=timezone.localdate())
    messages.info(request, _("已授权。"))
    return redirect(f"{_page_of(one)}?tab=grants")


@deed
def end_grant(request: HttpRequest, pk: int) -> HttpResponse:
    given = get_object_or_404(Grant, pk=pk, until=None, holder__in=queries.visible(request.user))
    actions.end_grant(given, by=request.user, today=timezone.localdate())
    messages.info(request, _("授权已终止。"))
    return redirect(f"{_page_of(given.holder)}?tab=grants")


def _named(request: HttpRequest, name: str) -> Organization:
    """The one open organisation in sight with this full name."""
    found = list(queries.visible(request.user).open().filter(name__in={name.strip(), tidy(name)})[:2])
    if len(found) != 1:
        raise Refused("no-such-organization" if not found else "organization-ambiguous", name=name)
    return found[0]
