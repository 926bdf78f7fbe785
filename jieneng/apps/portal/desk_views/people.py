"""Accounts: added one by one, appointed, released, reset, switched off and on, handed over."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from jieneng.apps.portal import desk_forms as forms
from jieneng.apps.portal import desk_queries as queries
from jieneng.apps.portal import desk_slips
from jieneng.apps.portal.desk_views.pages import FormPage, form_view
from jieneng.core.agenda import registry
from jieneng.core.audit.deeds import deed
from jieneng.core.orgs import accounts, actions
from jieneng.core.orgs.acting import Acting, roles_at
from jieneng.core.orgs.handover import hand_over as hand_over_posts
from jieneng.core.orgs.models import Membership, Organization
from jieneng.core.orgs.sight import in_sight_of
from jieneng.core.people import second_factor
from jieneng.core.people.models import Person
from jieneng.rulebook import roles
from jieneng.ui.refusals import Refused


def _people_of(one: Organization) -> str:
    return f"{reverse('portal:organization', args=[one.pk])}?tab=people"


def _staffed(request: HttpRequest, pk: int) -> Organization:
    """An organisation in sight whose people are theirs to change."""
    one = queries.seen_or_404(request.user, pk)
    actions.require_people(request.user, one)
    return one


def _new_page(one: Organization) -> FormPage:
    lead = _("添加后显示一次初始密码单，请当场打印并交给本人；首次登录须修改密码。")
    codes = {"username-taken": "username", "roles-exclude": "roles"}
    return FormPage(_("添加人员（%s）") % one.name, _("添加"), _people_of(one), lead, field_of=codes)


@form_view(_staffed, forms.PersonForm, _new_page)
def new(request: HttpRequest, one: Organization, form: forms.PersonForm) -> HttpResponse:
    said = form.cleaned_data
    account = accounts.NewAccount(one, said["display_name"], said["username"], said["phone"], tuple(said["roles"]))
    slips = accounts.open_accounts([account], by=request.user, today=timezone.localdate())
    return desk_slips.keep(request, redirect("portal:slips"), slips)


def _appoint_page(one: Organization) -> FormPage:
    codes = {"no-such-person": "username", "roles-exclude": "role", "already-appointed": "role"}
    return FormPage(_("分配角色（%s）") % one.name, _("分配"), _people_of(one), field_of=codes)


@form_view(_staffed, forms.AppointForm, _appoint_page)
def appoint(request: HttpRequest, one: Organization, form: forms.AppointForm) -> HttpResponse:
    role = form.cleaned_data["role"]
    person = _known(request, form.cleaned_data["username"])
    if role in roles_at(person, one):
        raise Refused("already-appointed", name=person.display_name, role=roles()[role].label)
    actions.appoint(person, one, role, by=request.user, today=timezone.localdate())
    messages.info(request, _("已为“%(name)s”分配角色“%(role)s”。") % {"name": person, "role": roles()[role].label})
    return redirect(_people_of(one))


def _known(request: HttpRequest, username: str) -> Person:
    """Someone in sight; whoever is not gets the same answer as a name that does not exist."""
    posts = Membership.objects.filter(
        in_sight_of(request.user, "organization__path", what="register"), person__username=username
    )
    post = posts.select_related("person").first()
    if post is None or not post.person.is_active:
        raise Refused("no-such-person", name=username)
    return post.person


@deed
def release(request: HttpRequest, pk: int) -> HttpResponse:
    post = get_object_or_404(Membership, pk=pk, until=None, organization__in=queries.visible(request.user))
    actions.release(post, by=request.user, today=timezone.localdate())
    messages.info(
        request, _("已免去“%(name)s”的角色“%(role)s”。") % {"name": post.person, "role": roles()[post.role].label}
    )
    return redirect(_people_of(post.organization))


@login_required
@require_GET
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: where they work, and what an administrator can do for them."""
    one = queries.person_or_404(request.user, pk)
    work = accounts.places_of_work(one)
    posts = Membership.objects.filter(in_sight_of(request.user, "organization__path", what="register"), person=one)
    shown = {
        "person": one,
        "posts": [(post, roles()[post.role].label) for post in posts.select_related("organization").order_by("-id")],
        "may": one.pk != request.user.pk and all(queries.rights(request.user, place).people for place in work),
        "has_phone": second_factor.is_on(one),
    }
    return render(request, "portal/desk/person.html", shown)


@deed
def reset(request: HttpRequest, pk: int) -> HttpResponse:
    one = queries.person_or_404(request.user, pk)
    return desk_slips.keep(request, redirect("portal:slips"), [accounts.reset(one, by=request.user)])


@deed
def forget_second_factor(request: HttpRequest, pk: int) -> HttpResponse:
    one = queries.person_or_404(request.user, pk)
    accounts.forget_second_factor(one, by=request.user, because=_("管理员解除"))
    messages.info(request, _("动态口令已解除，本人可重新绑定。"))
    return redirect("portal:person", pk=pk)


def _account(request: HttpRequest, pk: int) -> Person:
    """Someone in sight whose account is theirs to change."""
    one = queries.person_or_404(request.user, pk)
    accounts.require_over(one, by=request.user, action="people.edit")
    return one


def _off_page(one: Person) -> FormPage:
    lead = _("停用后不能登录，已办理的事项和记录保留。调离的请办“工作交接”。")
    return FormPage(_("停用“%s”的账号") % one, _("停用"), reverse("portal:person", args=[one.pk]), lead)


@form_view(_account, forms.ReasonForm, _off_page)
def switch_off(request: HttpRequest, one: Person, form: forms.ReasonForm) -> HttpResponse:
    accounts.switch_off(one, by=request.user, because=form.cleaned_data["because"])
    messages.info(request, _("“%s”的账号已停用。") % one)
    return redirect("portal:person", pk=one.pk)


@deed
def switch_on(request: HttpRequest, pk: int) -> HttpResponse:
    one = queries.person_or_404(request.user, pk)
    accounts.switch_on(one, by=request.user)
    messages.info(request, _("“%s”的账号已启用。") % one)
    return redirect("portal:person", pk=pk)


@login_required
def hand_over(request: HttpRequest, pk: int, person_pk: int) -> HttpResponse:
    """Choose a successor; what is still owed is listed, since it becomes theirs."""
    one, leaving = queries.seen_or_404(request.user, pk), queries.person_or_404(request.user, person_pk)
    actions.require_here_or_above(request.user, one, "people.hand_over")
    if request.method == "POST":
        return _hand_over(request, pk, person_pk)
    return _hand_over_page(request, one, leaving, forms.HandOverForm(_successors(one, leaving)))


@deed
def _hand_over(request: HttpRequest, pk: int, person_pk: int) -> HttpResponse:
    one, leaving = queries.seen_or_404(request.user, pk), queries.person_or_404(request.user, person_pk)
    form = forms.HandOverForm(_successors(one, leaving), request.POST)
    if form.is_valid():
        successor = Person.objects.get(pk=form.cleaned_data["successor"])
        because = form.cleaned_data["because"]
        try:
            hand_over_posts(leaving, successor, one, by=request.user, because=because, today=timezone.localdate())
        except Refused as refused:
            form.add_error("successor", refused.sentence + refused.next_step)
        else:
            messages.info(request, _("“%(from)s”的工作已交接给“%(to)s”。") % {"from": leaving, "to": successor})
            return redirect(_people_of(one))
    return _hand_over_page(request, one, leaving, form)


def _successors(one: Organization, leaving: Person) -> list[Person]:
    return [
        colleague.person
        for colleague in queries.colleagues(one, leaving)
        if colleague.person.pk != leaving.pk and colleague.person.is_active
    ]


def _hand_over_page(request: HttpRequest, one: Organization, leaving: Person, form: forms.HandOverForm) -> HttpResponse:
    held = roles_at(leaving, one)
    shown = {
        "one": one,
        "leaving": leaving,
        "form": form,
        "roles": [role.label for role in roles().values() if role.code in held],
        "owed": registry.entries(Acting(leaving, one, held), timezone.now()),
    }
    return render(request, "portal/desk/hand_over.html", shown, status=422 if form.is_bound else 200)
