"""`jieneng read` reads files into JSON and says in one Chinese sentence what it cannot read."""

import json
import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command

NOTICE = "关于开展2025年节能宣传周活动的通知\n各科室：\n宣传周为6月23日至29日。\n"


def test_a_notice_is_printed_as_json(tmp_path, capsys):
    file = tmp_path / "a.txt"
    file.write_text(NOTICE, encoding="utf-8")
    call_command("read", str(file))
    assert json.loads(capsys.readouterr().out)["period"] == {"start": "2025-06-23", "end": "2025-06-29"}


def test_each_file_gets_its_own_json_in_a_folder(tmp_path):
    for name, encoding in (("a", "utf-8"), ("b", "gb18030")):
        (tmp_path / f"{name}.txt").write_text(NOTICE, encoding=encoding)
    call_command("read", str(tmp_path / "a.txt"), str(tmp_path / "b.txt"), out=str(tmp_path / "out"))
    read = [json.loads((tmp_path / "out" / f"{name}.json").read_text("utf-8")) for name in "ab"]
    assert read[0] == read[1]
    assert read[0]["year"] == 2025


@pytest.mark.parametrize("data", [b"", b"only English words here " * 9, b"a" * 5_300_000, b"\x00\x01\x02"])
def test_what_cannot_be_read_is_named_and_the_others_are_read(tmp_path, data):
    (tmp_path / "bad.txt").write_bytes(data)
    (tmp_path / "good.txt").write_text(NOTICE, encoding="utf-8")
    with pytest.raises(CommandError) as failed:
        call_command("read", str(tmp_path / "bad.txt"), str(tmp_path / "good.txt"), out=str(tmp_path))
    assert failed.value.returncode == 2
    assert "bad.txt" in str(failed.value)
    assert (tmp_path / "good.json").exists()


def test_the_command_line_ends_with_two_and_without_a_traceback(tmp_path):
    (tmp_path / "空.txt").write_bytes(b"")
    command = [sys.executable, "-m", "jieneng.config.cli", "read", str(tmp_path / "空.txt"), str(tmp_path / "没有.txt")]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert "空.txt”没有内容" in done.stderr
    assert "没有.txt”打不开" in done.stderr
    assert "Traceback" not in done.stderr
