"""The draw as a stranger checks it: what is published comes from the public pages, and a clean Python works it out.

The program and the file come as anybody downloads them; the Python sees nothing of ours and nothing that is installed.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from django.urls import reverse

from jieneng.apps.prizes.models import Draw
from jieneng.demo.week.phones import Phone


def checked(draw: Draw) -> str:
    """What the program says of the draw; a draw that does not hold ends the demo."""
    phone = Phone().taken_up()
    published = {
        "verifier.py": phone.open(reverse("prizes:public_verifier")),
        "audit.json": phone.open(reverse("prizes:public_audit", args=[draw.code])),
    }
    with tempfile.TemporaryDirectory() as folder:
        for name, text in published.items():
            (Path(folder) / name).write_text(text, encoding="utf-8")
        command = [sys.executable, "-I", "-S", *published]
        told = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", env={}, check=False)  # noqa: S603
    if told.returncode:
        raise AssertionError(f"the draw does not hold: {told.stdout}{told.stderr}")
    return told.stdout.split("，")[0].strip()
