"""Roles and actions hold together."""

import pytest

from jieneng.rulebook import actions, load, roles
from jieneng.rulebook.permissions import _action
from jieneng.rulebook.read import RulebookError


def test_every_role_may_do_something_unless_it_only_reads():
    busy = {role for action in actions().values() for role in action.roles}
    assert set(roles()) - busy == {"reader"}


def test_whoever_approves_or_administers_shows_a_second_factor():
    approves = actions()["report.review"].roles | actions()["notice.sign_off"].roles | actions()["people.edit"].roles
    assert all(roles()[code].second_factor for code in approves | actions()["audit.read"].roles)
    assert not roles()["reporter"].second_factor


def test_the_three_administrators_exclude_each_other():
    three = {"unit_admin", "auditor", "system_admin"}
    for code in three:
        assert three - {code} <= roles()[code].excludes


def test_the_system_administrator_sees_no_business_data():
    may = {action.code for action in actions().values() if "system_admin" in action.roles}
    assert may == {"reader.export"}  # passages of official notices, without persons
    assert roles()["system_admin"].sees == "register"


def test_a_clerk_of_a_small_unit_may_fill_in_review_and_keep_the_people():
    several = {"reporter", "reviewer", "unit_admin"}
    assert not any(roles()[code].excludes & several for code in several)


def test_an_action_for_an_unknown_role_is_refused_by_name():
    with pytest.raises(RulebookError, match=r"roles.yaml: actions.report.fill.roles: 'clerk' is none of"):
        _action("report.fill", {"label": "填报", "roles": ["clerk"]})


def test_the_file_says_where_it_comes_from():
    assert load("roles")["source"]
