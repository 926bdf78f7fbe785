"""签收情况: who has signed for a notice, level by level, and who has not."""

from collections.abc import Callable
from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from jieneng.apps.notices.models import Notice
from jieneng.apps.notices.paper.receipts import receipts_paper, title_of
from jieneng.apps.notices.queries.receipt_list import receipt_list
from jieneng.apps.notices.queries.standing import NAMES, Row, Standing, standing, unsigned
from jieneng.apps.notices.views.asking import own_notice
from jieneng.core import paths
from jieneng.core.documents import downloads
from jieneng.core.orgs.models import Organization
from jieneng.engine.documents.blocks import Document as Paper
from jieneng.engine.periods import moment_cn
from jieneng.ui.refusals import Refused

_WITH = ("document", "organization", "root__campaign")
IN_SENTENCE = 30  # names that a message in a work group can hold


@login_required
@require_safe
def receipts(request: HttpRequest, pk: int) -> HttpResponse:
    """The board of one node (`node`, the issuer by default), with the names of one part opened in place (`open`)."""
    notice = _published(request, pk)
    node = _node(request.GET.get("node", ""), notice)
    board = standing(notice, node)
    opened = next((row for row in board.rows if f"{row.kind}-{row.path}" == request.GET.get("open")), None)
    names, after = _names(notice, opened, request.GET.get("after", "")) if opened else ([], "")
    left = unsigned(notice, node.path, most=IN_SENTENCE + 1, board=board) if board.total.n_unsigned else []
    context = {
        "notice": notice,
        "board": board,
        "opened": opened,
        "names": names,
        "after": after,
        "sentence": _sentence(notice, board, left),
        "above": _above(node, notice),
    }
    return render(request, "notices/receipts.html", context)


@login_required
@require_safe
def docx(request: HttpRequest, pk: int) -> HttpResponse:
    """签收名单 of one node as docx."""
    return _list(request, pk, downloads.as_docx)


@login_required
@require_safe
def pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """签收名单 of one node as pdf."""
    return _list(request, pk, downloads.as_pdf)


def _list(request: HttpRequest, pk: int, as_file: Callable[[Paper, str, date], HttpResponse]) -> HttpResponse:
    notice, now = _published(request, pk), timezone.now()
    node = _node(request.GET.get("node", ""), notice)
    paper = receipts_paper(notice, node, receipt_list(notice, node), now)
    return as_file(paper, title_of(notice), timezone.localdate(now))


def _published(request: HttpRequest, pk: int) -> Notice:
    notice = own_notice(request, pk, also=_WITH)
    if not notice.is_published:
        raise Refused("notice-not-published")
    return notice


def _node(path: str, notice: Notice) -> Organization:
    """The node that is looked at; it stands at or below the issuer, who is in one's sight."""
    if not path:
        return notice.organization
    if not paths.is_within(path, notice.org_path):
        raise Http404
    node = get_object_or_404(Organization, path=path)
    if node.is_unit:
        raise Http404
    return node


def _names(notice: Notice, row: Row, after: str) -> tuple[list[Organization], str]:
    found = unsigned(notice, row.path, units_only=row.kind == "units", after=after, most=NAMES + 1)
    return found[:NAMES], found[NAMES - 1].path if len(found) > NAMES else ""


def _above(node: Organization, notice: Notice) -> list[Organization]:
    line = Organization.objects.filter(path__in=list(paths.ancestors(node.path))).order_by("path")
    return [each for each in line if paths.is_within(each.path, notice.org_path)]


def _sentence(notice: Notice, board: Standing, left: list[Organization]) -> str:
    """What is pasted into the work group."""
    total = board.total
    said = f"《{notice.document.title}》：截至{moment_cn(timezone.now())}，已签收 {total.n_signed}/{total.n_addressed}"
    if not left:
        return f"{said}，全部签收。"
    names = "、".join(each.name for each in left[:IN_SENTENCE])
    more = "等" if len(left) > IN_SENTENCE else ""
    return f"{said}，未签收 {total.n_unsigned} 家：{names}{more}。请尽快登录平台签收。"
