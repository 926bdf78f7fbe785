"""What the portal puts into the top bar: home, the desk, one's account, the way out."""

from django.http import HttpRequest

from jieneng.ui.navigation import NavItem


def keeps_the_register(request: HttpRequest) -> bool:
    """Whoever has others below, or keeps organisations and people."""
    acting = getattr(request, "acting", None)
    if not acting:
        return False
    return not acting.organization.is_unit or acting.may("register.edit") or acting.may("people.edit")


ITEMS = (
    NavItem("待办", "portal:home", order=10, match=("portal:home",)),
    NavItem("组织与人员", "portal:desk", order=80, match=("/desk/",), shown_to=keeps_the_register),
    NavItem("我的账号", "portal:account", order=10, place="identity"),
    NavItem("退出", "people:sign_out", order=90, place="side", post=True),
)
