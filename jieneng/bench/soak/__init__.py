"""Killed at random, again and again, under load: is anything lost, doubled or out of balance afterwards?

A PostgreSQL of its own, `jieneng serve` and `jieneng loops` run beside clients that hand in quiz papers and order
goods. Each round kills one of the three with SIGKILL and starts it again; at the end a draw is made by a process that
is killed as well. Then everything that was acknowledged is looked for.
"""

import json
import os
import secrets
import subprocess
import sys
import tempfile
from typing import Any

from jieneng.bench.measuring import Say


def run(*, rounds: int, seed: int | None, say: Say) -> dict[str, Any]:
    """The figures of `findings`; ends with what was found where something is lost, doubled or does not hold."""
    seed = secrets.randbelow(10**6) if seed is None else seed
    say(f"seed {seed}")
    with tempfile.TemporaryDirectory(prefix="jieneng-soak-") as folder:
        asked = {"folder": folder, "rounds": rounds, "seed": seed}
        call = [sys.executable, "-m", "jieneng.bench.soak.rounds", json.dumps(asked)]
        done = subprocess.run(call, env=_environment(folder), stdout=subprocess.PIPE, text=True, check=False)
    lines = done.stdout.splitlines()
    if done.returncode or not lines:
        raise SystemExit(f"The soak broke off (seed {seed}): {done.returncode}")
    figures = dict(json.loads(lines[-1]))
    if wrong := figures["wrong"]:
        raise SystemExit(f"Seed {seed}: " + "; ".join(wrong))
    return figures


def _environment(folder: str) -> dict[str, str]:
    """An installation of its own; the database is the one that the rounds start in this folder."""
    said = {"JIENENG_VAR": folder, "JIENENG_BACKGROUND": "none", "JIENENG_SECRET_KEY": secrets.token_urlsafe(50)}
    return {**os.environ, **said, "DJANGO_SETTINGS_MODULE": "jieneng.config.settings", "DATABASE_URL": ""}
