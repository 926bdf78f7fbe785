import json
import logging

from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from pytest_django.fixtures import Settings

from jieneng.ui.middleware import RefusalPages, RequestId, RequestIdFilter, SecurityHeaders, current_request_id
from jieneng.ui.refusals import Refused


def _page(request: HttpRequest) -> HttpResponse:
    return HttpResponse(current_request_id())


def _refused(request: HttpRequest, code: str = "not-your-step", **facts: object) -> HttpResponse:
    response = RefusalPages(_page).process_exception(request, Refused(code, **facts))
    assert response is not None
    return response


def test_each_request_has_a_number_of_its_own() -> None:
    answers = [RequestId(_page)(RequestFactory().get("/")) for _ in range(2)]
    assert answers[0]["X-Request-Id"] == answers[0].content.decode()
    assert answers[0]["X-Request-Id"] != answers[1]["X-Request-Id"]
    assert current_request_id() == ""


def test_a_number_given_by_the_gateway_is_kept() -> None:
    given = "3f2504e0-4f89-41d3-9a0c-0305e82c3301"
    assert RequestId(_page)(RequestFactory().get("/", headers={"X-Request-Id": given}))["X-Request-Id"] == given


def test_a_number_that_is_none_is_replaced() -> None:
    for given in ("x", "3f2504e0\nINFO forged", "z" * 32, "a" * 200):
        answer = RequestId(_page)(RequestFactory().get("/", headers={"X-Request-Id": given}))
        assert len(answer["X-Request-Id"]) == 32


def test_log_records_carry_the_number() -> None:
    record = logging.LogRecord("x", logging.INFO, "x", 1, "x", None, None)
    seen = []

    def page(request: HttpRequest) -> HttpResponse:
        RequestIdFilter().filter(record)
        seen.append(record.request_id)
        return HttpResponse()

    answer = RequestId(page)(RequestFactory().get("/"))
    assert seen == [answer["X-Request-Id"]]


def test_pages_allow_nothing_inline_and_no_frame() -> None:
    answer = SecurityHeaders(_page)(RequestFactory().get("/"))
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert "script-src 'self'" in answer["Content-Security-Policy"]
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert "microphone=()" in answer["Permissions-Policy"]


def test_a_view_may_be_stricter_than_the_house() -> None:
    own = HttpResponse(headers={"Content-Security-Policy": "sandbox"})
    assert SecurityHeaders(lambda request: own)(RequestFactory().get("/"))["Content-Security-Policy"] == "sandbox"


def test_what_a_signed_in_person_sees_is_kept_by_no_cache(
    hanna: HttpRequest, stranger: HttpRequest, settings: Settings
) -> None:
    assert SecurityHeaders(_page)(hanna)["Cache-Control"] == "no-store"
    assert "Cache-Control" not in SecurityHeaders(_page)(stranger)
    stranger.COOKIES[settings.SESSION_COOKIE_NAME] = "s"
    assert SecurityHeaders(_page)(stranger)["Cache-Control"] == "no-store"


def test_a_view_may_say_itself_how_long_it_keeps(hanna: HttpRequest) -> None:
    own = HttpResponse(headers={"Cache-Control": "private, max-age=60"})
    assert SecurityHeaders(lambda request: own)(hanna)["Cache-Control"] == "private, max-age=60"


def test_a_refusal_becomes_a_page_that_leads_on(hanna: HttpRequest) -> None:
    hanna.META["HTTP_REFERER"] = "http://testserver/reporting/7/"
    answer = _refused(hanna, role="审核员")
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "这一步不由“审核员”办理。" in page
    assert 'href="http://testserver/reporting/7/"' in page
    assert "not-your-step" not in page


def test_a_refusal_leads_to_no_other_site(hanna: HttpRequest) -> None:
    hanna.META["HTTP_REFERER"] = "http://testserver.elsewhere.example/"
    assert "elsewhere" not in _refused(hanna, role="审核员").content.decode()


def test_what_people_wrote_is_escaped_in_a_refusal(hanna: HttpRequest) -> None:
    assert "<script>x" not in _refused(hanna, role="<script>x").content.decode()


def test_a_script_gets_the_sentence_as_data(hanna: HttpRequest) -> None:
    hanna.META["HTTP_X_REQUESTED_WITH"] = "fetch"
    answer = _refused(hanna, "stale-form")
    said = json.loads(answer.content)
    assert (answer.status_code, said["code"]) == (409, "stale-form")
    assert said["sentence"] == "打开本页以后，内容已由他人修改。"
    assert said["next"].startswith("请刷新页面")


def test_too_often_says_when_to_come_again(hanna: HttpRequest) -> None:
    assert _refused(hanna, "too-often", seconds=30)["Retry-After"] == "30"


def test_other_failures_are_not_dressed_up_as_refusals(hanna: HttpRequest) -> None:
    assert RefusalPages(_page).process_exception(hanna, ValueError("a bug")) is None
