"""The quiz bank asks fairly: one key each, a source each, and no habit by which the key could be guessed."""

import re
from collections import Counter
from dataclasses import replace

import pytest

from jieneng.rulebook import Question, RulebookError, load, questions
from jieneng.rulebook.questions import _question, _refuse_doubles

SINGLE = {
    "code": "water-900",
    "kind": "single",
    "difficulty": 1,
    "text": "城镇居民生活用水实行哪种水价？",
    "options": ["阶梯水价", "峰谷水价", "包月水价"],
    "right": "A",
    "explanation": "按用水量分档计价。",
    "source": "《节约用水条例》（2024年）第十五条",
}
MULTIPLE = SINGLE | {"kind": "multiple", "right": "AC"}
STATEMENT = {key: SINGLE[key] for key in SINGLE if key != "options"} | {"kind": "true_false", "right": "错误"}


def singles() -> list[Question]:
    return [question for question in questions() if question.kind == "single"]


def only_right(question: Question) -> int:
    (position,) = question.right
    return position


def test_the_bank_holds_a_week_of_questions_on_every_topic():
    topics = Counter(question.topic for question in questions())
    assert topics == {"energy": 35, "water": 20, "waste": 25, "food": 20, "law": 20}


def test_most_questions_have_one_answer_and_some_have_more_or_are_statements():
    assert Counter(question.kind for question in questions()) == {"single": 70, "multiple": 25, "true_false": 25}


def test_easy_questions_come_with_hard_ones_in_every_topic():
    for topic in ("energy", "water", "waste", "food", "law"):
        levels = Counter(question.difficulty for question in questions() if question.topic == topic)
        assert min(levels[level] for level in (1, 2, 3)) >= 4, (topic, levels)


def test_a_single_choice_offers_four_and_a_multiple_choice_always_leaves_one_out():
    assert {len(question.options) for question in singles()} == {4}
    for question in questions():
        assert len(question.right) < len(question.options), question.code


def test_the_right_answer_stands_in_no_place_more_often_than_elsewhere():
    places = Counter(only_right(question) for question in singles())
    assert max(places.values()) <= 0.35 * len(singles())


def test_statements_are_true_about_as_often_as_false():
    statements = [question for question in questions() if question.kind == "true_false"]
    assert 0.4 <= sum(question.right == {0} for question in statements) / len(statements) <= 0.6


@pytest.mark.parametrize("sign", [1, -1], ids=["longest", "shortest"])
def test_the_right_answer_is_not_betrayed_by_its_length(sign):
    def sticks_out(question: Question) -> bool:
        lengths = [sign * len(option) for option in question.options]
        return lengths.count(max(lengths)) == 1 and lengths.index(max(lengths)) == only_right(question)

    assert sum(map(sticks_out, singles())) <= 0.25 * len(singles())


def test_the_number_of_right_answers_of_a_multiple_choice_varies():
    counts = Counter(len(question.right) for question in questions() if question.kind == "multiple")
    assert set(counts) == {2, 3, 4}


def test_every_source_names_a_document_and_its_year():
    for question in questions():
        assert re.search(r"《.+?》|〔20\d\d〕\d+号", question.source), question.code
        assert re.search(r"(19|20)\d\d", question.source), question.code


def test_a_question_of_a_law_names_the_article():
    laws = re.compile(r"《(中华人民共和国\w+法|\w+条例)》")
    for question in questions():
        if laws.search(question.source):
            assert re.search(r"第[一二三四五六七八九十百]+条", question.source), question.code


def test_every_reason_says_more_than_that_it_is_so():
    for question in questions():
        assert 15 <= len(question.explanation) <= 90, question.code
        assert question.explanation.endswith("。"), question.code


def test_a_question_speaks_as_the_screen_does():
    for question in questions():
        said = "".join((question.text, question.explanation, *question.options))
        assert not re.search(r"您|！|!|\?|,|驳回|非法", said), question.code


@pytest.mark.parametrize("topic", ["energy", "water", "waste", "food", "law"])
def test_every_topic_file_carries_its_source_and_its_first_day(topic):
    table = load(f"questions/{topic}")
    assert table["source"].strip()
    assert table["valid_from"].year > 2000


def test_letters_become_positions():
    assert _question("water", MULTIPLE, "here").right == {0, 2}


def test_a_statement_is_answered_with_right_or_wrong():
    statement = _question("water", STATEMENT, "here")
    assert statement.options == ("正确", "错误")
    assert statement.right == {1}


def test_a_question_begins_with_its_first_version():
    assert _question("water", SINGLE, "here").version == 1
    assert _question("water", SINGLE | {"version": 3}, "here").version == 3


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        (SINGLE | {"options": ["阶梯水价"]}, "found 1, needs 2"),
        (SINGLE | {"options": ["阶梯水价", "阶梯水价"]}, "one stands twice"),
        (SINGLE | {"options": ["阶梯水价", " "]}, "each must be words"),
        (SINGLE | {"options": ["阶梯水价", 26]}, "each must be words"),
        (SINGLE | {"options": ["阶梯水价", "以上都对"]}, "they are shuffled"),
        (SINGLE | {"right": "D"}, "must name options by their letters"),
        (SINGLE | {"right": "a"}, "must name options by their letters"),
        (SINGLE | {"right": "AA"}, "must name options by their letters"),
        (SINGLE | {"right": "AB"}, "exactly one, found 2"),
        (SINGLE | {"right": ""}, "exactly one, found 0"),
        (MULTIPLE | {"right": "B"}, "two or more, found 1"),
        (STATEMENT | {"right": "A"}, "'A' is none of"),
        (STATEMENT | {"options": ["是", "否"]}, "no options of its own"),
        (SINGLE | {"source": " "}, "source: must not be empty"),
        (SINGLE | {"explanation": ""}, "explanation: must not be empty"),
        (SINGLE | {"text": ""}, "text: must not be empty"),
        (SINGLE | {"difficulty": 4}, "4 is not between 1 and 3"),
        (SINGLE | {"kind": "essay"}, "'essay' is none of"),
        (SINGLE | {"code": "food-900"}, "must begin with water-"),
        (SINGLE | {"hint": "看水费单"}, "unknown key hint"),
        (SINGLE | {"version": "2"}, "expected int"),
    ],
)
def test_a_question_that_would_be_unfair_is_refused_by_name(entry, says):
    with pytest.raises(RulebookError, match=says):
        _question("water", entry, "water.yaml: 1")


def test_a_code_is_given_once():
    one = _question("water", SINGLE, "here")
    with pytest.raises(RulebookError, match="water-900 stands twice"):
        _refuse_doubles((one, replace(one, text="公共机构应当建设哪类单位？")))


@pytest.mark.parametrize("text", ["城镇居民生活用水实行哪种水价", "城镇居民的生活用水实行哪种水价？"])
def test_the_same_thing_is_not_asked_twice_in_nearly_the_same_words(text):
    one = _question("water", SINGLE, "here")
    with pytest.raises(RulebookError, match="water-900 and water-901 ask nearly the same"):
        _refuse_doubles((one, replace(one, code="water-901", text=text)))


def test_two_questions_may_share_how_they_begin():
    one = _question("water", SINGLE, "here")
    _refuse_doubles((one, replace(one, code="water-901", text="城镇园林绿化灌溉采用哪种方式？")))
