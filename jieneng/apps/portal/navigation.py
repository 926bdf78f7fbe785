"""What the portal puts into the top bar: home, the desk, the audit trail, one's account, the way out."""

from django.http import HttpRequest

from jieneng.ui.navigation import NavItem


def keeps_the_register(request: HttpRequest) -> bool:
    """Whoever has others below, or keeps organisations and people."""
    acting = getattr(request, "acting", None)
    if not acting:
        return False
    return not acting.organization.is_unit or acting.may("register.edit") or acting.may("people.edit")


def reads_the_trail(request: HttpRequest) -> bool:
    """Auditors, and nobody else."""
    acting = getattr(request, "acting", None)
    return bool(acting and acting.may("audit.read"))


ITEMS = (
    NavItem("待办", "portal:home", order=10, match=("portal:home",)),
    NavItem("组织与人员", "portal:desk", order=80, match=("/desk/",), shown_to=keeps_the_register),
    NavItem("操作记录", "portal:trail", order=85, match=("/trail",), shown_to=reads_the_trail),
    NavItem("我的账号", "portal:account", order=10, place="identity"),
    NavItem("退出", "people:sign_out", order=90, place="side", post=True),
)
