"""核对抽奖：python3 verifier.py audit.json [公布过的承诺值] [公布过的名单根值]（Python 3.7 以上，不联网，不装别的）"""

import hmac
import json
import sys
from hashlib import sha256
from itertools import zip_longest
from typing import Any


def canonical(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def root_of(lines: "list[str]") -> str:
    level = [sha256(b"\0" + line.encode()).digest() for line in lines] or [sha256(b"").digest()]
    while len(level) > 1:
        level = [sha256(b"\1" + a + b).digest() if b else a for a, b in zip_longest(level[::2], level[1::2])]
    return level[0].hex()


def differences(audit: Any, published: "tuple[str, ...]") -> "list[str]":
    rules, entrants, number, secret = audit["rules"], audit["entrants"], audit["number"]["value"], audit["secret"]
    promise, root = sha256(canonical({"rules": rules, "secret": secret})).hexdigest(), root_of(entrants)
    proper = len(number) == rules["number"]["digits"] and set(number) <= set("0123456789abcdef")
    holds = {
        "格式：不是本程序所核对的": canonical(audit["versions"]["format"]) == b"1" and len(secret) == 64,
        f"承诺值：由规则和封存数算出 {promise}，文件中为 {audit['commitment']}": promise == audit["commitment"],
        f"名单：{len(entrants)} 个编号的根值为 {root}，文件中为 {audit['root']}": root == audit["root"],
        "名单：未按编号排列，或有重复": entrants == sorted(set(entrants)),
        f"公开数：{number} 不合规则": proper and rules["closes_at"] < rules["number"]["due_at"],
        **{f"公布过的值：{value} 不在文件中": value in (audit["commitment"], audit["root"]) for value in published},
    }
    seed = sha256(bytes.fromhex(secret) + number.encode() + bytes.fromhex(audit["root"])).digest()
    ranking = sorted(entrants, key=lambda one: hmac.new(seed, one.encode(), sha256).digest())
    units = [prize["code"] for prize in rules["prizes"] for _ in range(min(prize["stock"], len(ranking)))]
    winners = [{"entrant": one, "place": n, "prize": units[n - 1]} for n, one in enumerate(ranking[: len(units)], 1)]
    drawn = {"ranking": ranking, "winners": winners, "reserves": ranking[len(units) :][: rules["reserves"]]}
    for part, name in {"ranking": "排序", "winners": "中奖", "reserves": "候补"}.items():
        pairs = enumerate(zip_longest(drawn[part], audit[part], fillvalue="无"), 1)
        unlike = [f"第 {n} 个应为 {a}，文件中为 {b}" for n, (a, b) in pairs if canonical(a) != canonical(b)]
        holds[f"{name}：{len(unlike)} 处不同，{''.join(unlike[:1])}"] = not unlike
    return [sentence for sentence, right in holds.items() if not right]


def main(path: str, *published: str) -> int:
    with open(path, "rb") as file:
        text = file.read()
    try:
        audit = json.loads(text)
        wrong = differences(audit, published) + ["写法：文件被改写过"] * (canonical(audit) != text)
    except (ValueError, KeyError, TypeError, AttributeError) as problem:
        wrong = [f"文件：内容不全或读不出 {problem!r}"]
    right = "核对通过，请对照公布的\n承诺值 {commitment}\n名单根值 {root}\n公开数 {number[value]}（{number[source]}）"
    print("\n".join(f"不符：{one}" for one in wrong) or right.format(**audit))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
