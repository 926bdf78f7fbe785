"""See to it that the browser tests have a Chromium and Chinese fonts; else say exactly what to install."""

import os
import shutil
import subprocess
import sys

BROWSERS = ("chromium-headless-shell", "chromium")  # package and program; the first has no windows and costs half
FONTS = "fonts-noto-cjk"


def browser() -> str | None:
    """The program that opens pages in the tests."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def missing() -> list[str]:
    """Debian packages whose content is not there."""
    found = {BROWSERS[-1]: browser() is not None, FONTS: _has_chinese_font()}
    return [package for package in found if not found[package]]


def _has_chinese_font() -> bool:
    if shutil.which("fc-list") is None:
        return False
    fonts = subprocess.run(["fc-list", ":lang=zh-cn"], capture_output=True, text=True, check=False)
    return bool(fonts.stdout.strip())


def _install() -> None:
    """What is missing, with the lighter browser where the system has it."""
    subprocess.run(["apt-get", "update", "-qq"], check=False)
    for package in BROWSERS:
        if missing():
            install = ["apt-get", "install", "-y", "-qq", package, FONTS, "fontconfig"]
            subprocess.run(install, check=False, stdout=subprocess.DEVNULL)


def main() -> int:
    """Install what is missing when we may; 1 with the command to type when not."""
    if missing() and os.geteuid() == 0 and shutil.which("apt-get") is not None:
        _install()
    if missing():
        command = f"sudo apt-get install {BROWSERS[-1]} {FONTS} fontconfig"
        print(f"浏览器测试缺少：{'、'.join(missing())}。请先运行：{command}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
