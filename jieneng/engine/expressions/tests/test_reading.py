"""What may stand in an expression, and how a slip is named."""

import pytest

from jieneng.engine.expressions import BadExpression, compile


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("watch_live.viewers > overview.people", {"watch_live.viewers", "overview.people"}),
        ('"watch_live.viewers@2" > 1', {"watch_live.viewers@2"}),
        ('watch_live."viewers@2" > 1', {"watch_live.viewers@2"}),
        ("1 + 2", set()),
        ("Viewers > VIEWERS", {"Viewers", "VIEWERS"}),
        ("group.order > show.end", {"group.order", "show.end"}),
        ("CASE WHEN a IS NULL THEN b ELSE ROUND(c, 1) END", {"a", "b", "c"}),
    ],
)
def test_the_names_are_those_the_values_are_kept_under(text, names):
    assert compile(text).names == names


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a IN (1, 2)", "In is not allowed: 'a IN (1, 2)'"),
        ("a > 1 AND b LIKE c", "Like is not allowed: 'b LIKE c'"),
        ("a % 2 = 0", "'%' is not allowed"),
        ("a // 2 = 0", "'//' is not allowed"),
        ("a ** 2 > 4", "'**' is not allowed"),
        ("a::INT > 1", "':' is not allowed"),
        ("CAST(a AS INT) > 1", "Cast is not allowed"),
        ("SUM(a) > 1", "Sum is not allowed"),
        ("NULLIF(a, b) > 1", "Nullif is not allowed"),
        ("ABS(a) OVER () > 1", "Window is not allowed"),
        ("ABS(DISTINCT a) > 1", "Distinct is not allowed"),
        ("system('ls') > 1", "Anonymous is not allowed"),
        ("(SELECT 1) > 0", "Subquery is not allowed"),
        ("TRUE", "Boolean is not allowed"),
        ("a = NULL", "Null is not allowed"),
        ("a > ?", "'?' is not allowed"),
        ("a > 'x'", "is not a plain number"),
        ("a > 1e5", "is not a plain number"),
        ("a.b.c > 1", "more than one dot"),
        ("a.* > 1", "is not a name"),
        ("a.1 > 1", "is not a name"),
        ("a IS TRUE", "NULL or NOT NULL only"),
        ("a BETWEEN SYMMETRIC 3 AND 1", "SYMMETRIC"),
        ("ROUND(a, b) > 1", "decimals of ROUND"),
        ("ROUND(a, -2) > 1", "decimals of ROUND"),
        ("ROUND(a, 19) > 1", "decimals of ROUND"),
        ("ROUND(a, 1, 2) > 1", "two arguments"),
        ("CASE a WHEN 1 THEN 2 END > 1", "not CASE x WHEN"),
        ("a > 1 -- every one", "'--' is not allowed"),
        ("a /* or not */ > 1", "'/*' is not allowed"),
        ("a > 1; b > 1", "';' is not allowed"),
        ("", "one expression"),
        ("a > 1 b", "cannot be read"),
        ("a >", "cannot be read"),
        ("@a > 1", "'@' is not allowed"),
        ("! a > 1", "'!' is not allowed"),
        ("a > INTERVAL . 2.5 day", "cannot be read"),
        ("SELECT a", "cannot be read"),
        ("(a > 1", "cannot be read"),
        ("a > 'x", "cannot be read"),
        ("a@2 > 1", "'@' is not allowed"),
        ('"" > 1', "is not a name"),
    ],
)
def test_whatever_is_not_on_the_list_is_refused_by_name(text, says):
    with pytest.raises(BadExpression) as refused:
        compile(text)
    assert says in str(refused.value)
    assert text in str(refused.value)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a AND b > 1", "'a' is a number where a condition is needed"),
        ("NOT a", "'a' is a number"),
        ("a < b < c", "'a < b' is a condition where a number is needed"),
        ("(a > b) + 1", "is a condition"),
        ("(a > b) = (c > d)", "is a condition"),
        ("COALESCE(a > b, 0)", "is a condition"),
        ("CASE WHEN a THEN 1 END", "'a' is a number"),
    ],
)
def test_a_number_is_not_a_condition_nor_the_other_way_round(text, says):
    with pytest.raises(BadExpression, match=says):
        compile(text)


def test_an_expression_says_whether_it_is_a_condition():
    assert compile("a > 1").kind == "condition"
    assert compile("a - 1").kind == "number"


@pytest.mark.parametrize(
    "text", ["(" * 900 + "a" + ")" * 900, "NOT " * 450 + "a > 1", "- " * 900 + "a", "+".join("a" * 900)]
)
def test_what_would_nest_too_deeply_is_refused(text):
    with pytest.raises(BadExpression, match="stand inside one another"):
        compile(text)


def test_a_long_list_of_conditions_is_not_deep():
    assert compile(" AND ".join(["a > 1"] * 200)).names == {"a"}


def test_an_expression_is_not_endless():
    with pytest.raises(BadExpression, match="more than 2000"):
        compile("a > 1" + " " * 2000)


def test_the_same_text_is_read_once():
    assert compile("a > 12345") is compile("a > 12345")
