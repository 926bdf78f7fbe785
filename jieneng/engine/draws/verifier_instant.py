"""核对即时中奖：python3 verifier_instant.py audit.json [公布过的承诺值]（Python 3.7 以上，不联网，不装别的）"""

import hmac
import json
import sys
from fractions import Fraction
from hashlib import sha256
from typing import Any


def canonical(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def keyed(key: bytes, text: str) -> bytes:
    return hmac.new(key, text.encode(), sha256).digest()


def shares(sizes: "dict[str, int]", n: int) -> "dict[str, int]":
    has = dict.fromkeys(sizes, 0)
    for _ in range(n):
        waiting = [day for day in sizes if has[day] < sizes[day]]
        has[min(waiting, key=lambda day: (-Fraction(sizes[day], 2 * has[day] + 1), day))] += 1
    return has


def settled(plan: Any, secret: bytes, attempts: "dict[str, int]") -> "list[tuple[str, int, str]]":
    sizes = {each["day"]: each["attempts"] for each in plan["expected"]}
    key, units = keyed(secret, "prizes"), [f"{p['code']}:{n + 1}" for p in plan["prizes"] for n in range(p["stock"])]
    units.sort(key=lambda unit: keyed(key, unit))
    own = shares(sizes, min(len(units), sum(sizes.values())))
    found: list[tuple[str, int, str]] = []
    due = len(units) - sum(own.values())
    for day in sorted(sizes):
        key, due = keyed(secret, "slots:" + day), due + own[day]
        order = sorted(range(1, sizes[day] + 1), key=lambda place: keyed(key, str(place)))
        won = sorted(place for place in order[:due] if place <= attempts[day])
        found += [(day, place, units[len(found) + turn].rsplit(":", 1)[0]) for turn, place in enumerate(won)]
        due -= len(won)
    return found


def main(path: str, *published: str) -> int:
    with open(path, "rb") as file:
        said = json.loads(file.read())
    promise = sha256(canonical({"rules": said["plan"], "secret": said["secret"]})).hexdigest()
    due = settled(said["plan"], bytes.fromhex(said["secret"]), {one["day"]: one["attempts"] for one in said["days"]})
    holds = {
        f"承诺值：由规则和封存数算出 {promise}，文件中为 {said['commitment']}": promise == said["commitment"],
        f"公布过的承诺值：{''.join(published)} 不在文件中": set(published) <= {said["commitment"]},
        f"中奖：应有 {len(due)} 个次序，文件中不同": due
        == [(one["day"], one["n"], one["prize"]) for one in said["wins"]],
        "中奖：有人中了不止一次": len({one["entrant"] for one in said["wins"]}) == len(said["wins"]),
    }
    wrong = [f"不符：{sentence}" for sentence, right in holds.items() if not right]
    print("\n".join(wrong) or f"核对通过，请对照公布的\n承诺值 {said['commitment']}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
