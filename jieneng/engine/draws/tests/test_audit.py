"""The file that is published and the program with which strangers check it: right passes, every tampering is named."""

import ast
import json
import subprocess
import sys
import time
from dataclasses import replace

import pytest

from jieneng.engine.draws.audit import VERIFIER, audit_json
from jieneng.engine.draws.canonical import canonical, digest
from jieneng.engine.draws.commitment import commit
from jieneng.engine.draws.entrants import entrant_list, pseudonym, root
from jieneng.engine.draws.rules import Prize
from jieneng.engine.draws.tests.week import DRAWN, ENTRANTS, NUMBER, RULES, SALT, SECRET

PROMISE = commit(SECRET, RULES)
STRANGER = pseudonym("person:99", SALT)
SOURCE = "中国福彩网2025年7月6日公告"


def _audit(rules=RULES, secret=SECRET, entrants=ENTRANTS, number=DRAWN) -> dict:
    promise = commit(secret, rules)
    text = audit_json(rules, commitment=promise, secret=secret, entrants=entrants, number=number, source=SOURCE)
    return json.loads(text)


def _verify(folder, text: bytes, *published: str) -> tuple[int, str]:
    """Exit code and words of the program, run as strangers run it: alone, in a clean interpreter."""
    program, file = folder / "verifier.py", folder / "audit.json"
    program.write_bytes(VERIFIER.read_bytes())
    file.write_bytes(text)
    command = [sys.executable, "-I", str(program), str(file), *published]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", env={}, cwd=folder, check=False)
    assert done.stderr == ""
    return done.returncode, done.stdout


def _add_entrant(audit):
    audit["entrants"] = sorted([*audit["entrants"], STRANGER])


def _drop_entrant(audit):
    audit["entrants"].remove(audit["ranking"][30])


def _drop_entrant_everywhere(audit):
    audit["entrants"].remove(audit["ranking"][0])
    del audit["ranking"][0], audit["winners"][0]


def _reorder_entrants(audit):
    audit["entrants"][0], audit["entrants"][1] = audit["entrants"][1], audit["entrants"][0]


def _repeat_entrant(audit):
    audit["entrants"].insert(0, audit["entrants"][0])
    audit["root"] = root(audit["entrants"])


def _swap_ranking(audit):
    audit["ranking"][20], audit["ranking"][21] = audit["ranking"][21], audit["ranking"][20]


def _swap_winner(audit):
    audit["winners"][0]["entrant"] = audit["ranking"][30]


def _better_prize(audit):
    audit["winners"][9]["prize"] = "bike"


def _winner_with_reserve(audit):
    audit["winners"][2]["entrant"], audit["reserves"][0] = audit["reserves"][0], audit["winners"][2]["entrant"]


def _one_winner_more(audit):
    audit["winners"].append({"entrant": audit["reserves"][0], "place": 11, "prize": "bag"})


def _drop_reserve(audit):
    audit["reserves"].pop()


def _change_stock(audit):
    audit["rules"]["prizes"][0]["stock"] = 2


def _change_entrant_rule(audit):
    audit["rules"]["entrant"] = "参加竞答的人"


def _change_secret(audit):
    audit["secret"] = "ff" + audit["secret"][2:]


def _change_number(audit):
    audit["number"]["value"] = "01050912273108"


def _number_in_another_form(audit):
    audit["number"]["value"] = "1 5 9 12 27 31 7"


def _change_root(audit):
    audit["root"] = root([*ENTRANTS, STRANGER])


def _change_commitment(audit):
    audit["commitment"] = commit(SECRET[::-1], RULES)


def _another_format(audit):
    audit["versions"]["format"] = 2


def _truth_for_one(audit):
    audit["winners"][0]["place"] = True  # in Python it equals 1


def _number_before_the_close(audit):
    audit["rules"]["closes_at"] = "2025-07-06T21:15:00+08:00"
    audit["commitment"] = digest({"rules": audit["rules"], "secret": audit["secret"]})


def _short_secret(audit):
    """One byte of 32 moved to the number, and everything worked out anew: the seed stays what it was."""
    audit["secret"], audit["number"]["value"] = SECRET[:-1].hex(), chr(SECRET[-1]) + DRAWN
    audit["rules"]["number"]["digits"] += 1
    audit["commitment"] = digest({"rules": audit["rules"], "secret": audit["secret"]})


def _secret_leaks_into_the_number(audit):
    """The same bytes, cut at another place."""
    audit["secret"], audit["number"]["value"] = audit["secret"][:-2], "\x1f" + audit["number"]["value"]


TAMPERED = [
    (_add_entrant, "名单：", "排序："),
    (_drop_entrant, "名单：", "排序："),
    (_drop_entrant_everywhere, "名单：", "中奖："),
    (_reorder_entrants, "名单：未按编号排列", ""),
    (_repeat_entrant, "名单：未按编号排列，或有重复", ""),
    (_swap_ranking, "排序：2 处不同，第 21 个", ""),
    (_swap_winner, "中奖：1 处不同，第 1 个", ""),
    (_better_prize, "中奖：1 处不同，第 10 个", ""),
    (_winner_with_reserve, "中奖：1 处不同，第 3 个", "候补：1 处不同，第 1 个"),
    (_one_winner_more, "中奖：1 处不同，第 11 个应为 无", ""),
    (_drop_reserve, "候补：1 处不同，第 5 个", ""),
    (_change_stock, "承诺值：", "中奖："),
    (_change_entrant_rule, "承诺值：", ""),
    (_change_secret, "承诺值：", "排序："),
    (_change_number, "排序：", "中奖："),
    (_number_in_another_form, "公开数：1 5 9 12 27 31 7 不合规则", "排序："),
    (_change_root, "名单：", "排序："),
    (_change_commitment, "承诺值：", ""),
    (_another_format, "格式：", ""),
    (_truth_for_one, "中奖：1 处不同", ""),
    (_number_before_the_close, f"公开数：{DRAWN} 不合规则", ""),
    (_short_secret, "格式：", ""),
    (_secret_leaks_into_the_number, "承诺值：", "公开数："),
]


def test_a_right_file_passes_and_says_what_to_compare(tmp_path) -> None:
    code, said = _verify(tmp_path, canonical(_audit()))
    assert code == 0
    assert said.splitlines() == [
        "核对通过，请对照公布的",
        f"承诺值 {PROMISE}",
        f"名单根值 {root(ENTRANTS)}",
        f"公开数 {DRAWN}（{SOURCE}）",
    ]


@pytest.mark.parametrize(("tamper", "first", "also"), TAMPERED, ids=[one[0].__name__.strip("_") for one in TAMPERED])
def test_tampering_is_found_and_named(tmp_path, tamper, first, also) -> None:
    audit = _audit()
    tamper(audit)
    code, said = _verify(tmp_path, canonical(audit))
    assert code == 1
    assert all(line.startswith("不符：") for line in said.splitlines())
    assert f"不符：{first}" in said
    assert also in said


@pytest.mark.parametrize(
    "audit",
    [
        _audit(rules=replace(RULES, prizes=(Prize("bike", "自行车", 2),))),
        _audit(secret=SECRET[::-1]),
        _audit(entrants=tuple(sorted([*ENTRANTS, STRANGER]))),
        _audit(entrants=ENTRANTS[1:]),
    ],
    ids=["rules", "secret", "one more", "one less"],
)
def test_a_draw_worked_out_anew_from_the_start_differs_from_what_was_published(tmp_path, audit) -> None:
    assert _verify(tmp_path, canonical(audit))[0] == 0
    code, said = _verify(tmp_path, canonical(audit), PROMISE, root(ENTRANTS))
    assert code == 1
    assert "不符：公布过的值：" in said


def test_the_published_values_pass_beside_their_file(tmp_path) -> None:
    assert _verify(tmp_path, canonical(_audit()), PROMISE, root(ENTRANTS))[0] == 0


@pytest.mark.parametrize("text", [b"", b"{}", b"[]", b"\xff", b'{"rules":1}', b"null"])
def test_what_is_no_audit_file_does_not_pass(tmp_path, text) -> None:
    code, said = _verify(tmp_path, text)
    assert code == 1
    assert said.startswith("不符：文件")


@pytest.mark.parametrize("part", sorted(_audit()))
def test_a_file_that_lacks_a_part_does_not_pass(tmp_path, part) -> None:
    audit = _audit()
    del audit[part]
    assert _verify(tmp_path, canonical(audit))[0] == 1


def test_a_part_that_stands_there_twice_does_not_pass(tmp_path) -> None:
    """Readers of JSON take the last of two; a person reads the first."""
    text = canonical(_audit())
    code, said = _verify(tmp_path, text[:-1] + b',"winners":' + canonical(_audit()["winners"]) + b"}")
    assert (code, said) == (1, "不符：写法：文件被改写过\n")


def test_a_draw_in_which_nobody_took_part_passes(tmp_path) -> None:
    assert _verify(tmp_path, canonical(_audit(entrants=())))[0] == 0


def test_a_draw_with_more_prizes_than_people_passes(tmp_path) -> None:
    assert _verify(tmp_path, canonical(_audit(rules=replace(RULES, prizes=(Prize("bag", "布袋", 99),)))))[0] == 0


def test_the_district_with_its_7800_winners_is_checked_in_seconds(tmp_path) -> None:
    rules = replace(RULES, prizes=(Prize("data", "流量包", 7_000), Prize("cup", "水杯", 800)), reserves=100)
    people = entrant_list((f"person:{number}" for number in range(14_000)), SALT)
    text = canonical(_audit(rules=rules, entrants=people))
    assert len(json.loads(text)["winners"]) == 7_800
    begun = time.monotonic()
    assert _verify(tmp_path, text)[0] == 0
    assert time.monotonic() - begun < 20


def test_the_program_is_short_and_needs_nothing_but_an_old_python() -> None:
    text = VERIFIER.read_text(encoding="utf-8")
    tree = ast.parse(text, feature_version=(3, 7))
    imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    imported |= {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    assert len(text.splitlines()) <= 60
    assert imported <= sys.stdlib_module_names


def test_a_file_is_not_made_for_a_promise_that_does_not_open() -> None:
    other = commit(SECRET[::-1], RULES)
    with pytest.raises(ValueError, match="commitment"):
        audit_json(RULES, commitment=other, secret=SECRET, entrants=ENTRANTS, number=DRAWN, source=SOURCE)


def test_a_file_holds_no_salt_and_no_person() -> None:
    text = canonical(_audit()).decode()
    assert SALT.hex() not in text
    assert "person:" not in text
    assert NUMBER.where in text
