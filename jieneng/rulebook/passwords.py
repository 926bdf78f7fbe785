"""Passwords that everybody tries first."""

from functools import cache

from jieneng.rulebook.read import read_text


@cache
def common_passwords() -> frozenset[str]:
    """Common passwords in lower case: compare `password.lower()` with them."""
    lines = (line.strip().lower() for line in read_text("passwords.txt").splitlines())
    return frozenset(line for line in lines if line and not line.startswith("# "))
