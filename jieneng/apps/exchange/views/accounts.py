"""Accounts of an exchange or a store: each balance opens to its lines, each line to its entry; statements."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from jieneng.apps.exchange import books
from jieneng.apps.exchange.queries import statements
from jieneng.apps.exchange.sheets import XLSX, exchange_sheet
from jieneng.apps.exchange.views.common import seen
from jieneng.core.ledger.models import Account, Entry
from jieneng.core.ledger.queries import balances, lines_page


@login_required
@require_safe
def accounts(request: HttpRequest, pk: int) -> HttpResponse:
    """账户余额 of an exchange: counter accounts of points, stock of goods."""
    exchange = seen(request, pk)
    rows = [*books.points(exchange).values(), *(good.stock for good in exchange.goods.select_related("stock"))]
    found = balances(rows)
    context = {"exchange": exchange, "rows": [(one, abs(found[one.pk])) for one in rows]}
    return render(request, "exchange/accounts.html", context)


@login_required
@require_safe
def account(request: HttpRequest, pk: int) -> HttpResponse:
    """One account: what is in it, and the lines that made it."""
    rows = Account.objects.visible_to(request.user).select_related("organization")
    shown = get_object_or_404(rows.filter(book__regex=r"^(exchange|waste):"), pk=pk)
    page = lines_page(shown, request.GET.get("before", ""))
    context = {"account": shown, "page": page, "shown": abs(balances([shown])[shown.pk])}
    return render(request, "exchange/account.html", context)


@login_required
@require_safe
def entry(request: HttpRequest, pk: int) -> HttpResponse:
    """One entry with its postings: so much out of one account into another."""
    seen_ones = Account.objects.visible_to(request.user).filter(book__regex=r"^(exchange|waste):")
    rows = Entry.objects.select_related("by", "reverses").filter(postings__out_of__in=seen_ones).distinct()
    shown = get_object_or_404(rows, pk=pk)
    postings = [
        (one, one.out_of.quantity(one.amount)) for one in shown.postings.select_related("out_of", "into").order_by("no")
    ]
    return render(request, "exchange/entry.html", {"entry": shown, "postings": postings})


@login_required
@require_safe
def statement(request: HttpRequest, pk: int) -> HttpResponse:
    """月结单 of a whole exchange, to be printed."""
    exchange, now = seen(request, pk), timezone.now()
    month = statements.month_of(request.GET.get("month", ""), now)
    context = {
        "exchange": exchange,
        "said": statements.exchange_statement(exchange, month),
        "months": statements.months_since(exchange.made_at, now),
    }
    return render(request, "exchange/statement.html", context)


@login_required
@require_safe
def statement_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    exchange = seen(request, pk)
    month = statements.month_of(request.GET.get("month", ""), timezone.now())
    response = HttpResponse(exchange_sheet(exchange, statements.exchange_statement(exchange, month)), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="exchange-{month.code}.xlsx"'
    return response
