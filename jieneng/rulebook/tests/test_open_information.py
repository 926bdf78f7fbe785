"""The lists of open information: what may be said of a paper before the public."""

from jieneng.rulebook.open_information import open_information


def test_a_paper_is_open_or_on_request_or_withheld():
    assert [term.label for term in open_information().openness.values()] == ["主动公开", "依申请公开", "不予公开"]


def test_a_paper_is_valid_until_it_lapses_or_is_repealed():
    assert [term.label for term in open_information().validity.values()] == ["有效", "失效", "废止"]


def test_each_ground_for_withholding_names_its_article():
    assert all("条例第十" in term.help for term in open_information().grounds.values())


def test_papers_have_a_description_to_begin_with():
    rules = open_information()
    assert {"notice", "brief"} <= set(rules.defaults)
    assert rules.genres[rules.defaults["brief"].genre].label == "简讯"


def test_a_remark_is_answered_within_a_working_week():
    assert open_information().errors.answer_workdays == 5
