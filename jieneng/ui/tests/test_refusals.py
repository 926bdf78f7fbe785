from datetime import datetime

import pytest

from jieneng.ui.refusals import Problem, Refused


def test_a_refusal_says_what_is_wrong_and_what_to_do() -> None:
    refused = Refused("too-long", field="文字总结", n=2136, limit=2000)
    assert refused.sentence == "“文字总结”共 2,136 字，超过 2,000 字。"
    assert refused.next_step == "请删减后再提交。"
    assert refused.status == 422


def test_a_refusal_is_caught_by_its_code() -> None:
    with pytest.raises(Refused, match="not-your-step"):
        raise Refused("not-your-step", role="审核员")


def test_a_deadline_in_a_sentence_has_its_weekday() -> None:
    assert "2020年7月3日（星期五）17:00" in Refused("past-due", due=datetime(2020, 7, 3, 17, 0), owner="县局").sentence


def test_an_unknown_code_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError):
        Refused("no-such-code")


def test_a_fact_that_was_not_given_does_not_turn_a_refusal_into_a_failure() -> None:
    assert Refused("past-due").sentence == "已过截止时间 —。"


def test_a_name_from_outside_cannot_reach_into_the_sentence() -> None:
    assert Refused("empty-text", field="{role.__class__}").sentence == "“{role.__class__}”没有填写。"


def test_a_problem_names_its_cell() -> None:
    problem = Problem(1200, "用电量", "form-not-a-number", {"value": "约3万"})
    assert problem.sentence == "第1200行“用电量”应为数字，当前为“约3万”。"
    assert "约数" in problem.next_step


def test_a_problem_outside_a_sheet_names_its_field() -> None:
    assert Problem(None, "用电量", "form-field-missing").sentence == "“用电量”没有填写。"


def test_a_problem_of_a_whole_row_names_the_row() -> None:
    assert Problem(3, "", "sheet-unknown-column", {"column": "备用"}).sentence == "第3行：列“备用”不在模板中。"
