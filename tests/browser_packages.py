"""See to it that the browser tests have a Chromium and Chinese fonts; else say exactly what to install."""

import os
import shutil
import subprocess
import sys

PACKAGES = ("chromium", "fonts-noto-cjk")


def missing() -> list[str]:
    """Debian packages whose content is not there."""
    found = {"chromium": _has("chromium"), "fonts-noto-cjk": _has_chinese_font()}
    return [package for package in PACKAGES if not found[package]]


def _has_chinese_font() -> bool:
    if not _has("fc-list"):
        return False
    fonts = subprocess.run(["fc-list", ":lang=zh-cn"], capture_output=True, text=True, check=False)
    return bool(fonts.stdout.strip())


def _has(program: str) -> bool:
    return shutil.which(program) is not None


def main() -> int:
    """Install what is missing when we may; 1 with the command to type when not."""
    if missing() and os.geteuid() == 0 and _has("apt-get"):
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        install = ["apt-get", "install", "-y", "-qq", *PACKAGES, "fontconfig"]
        subprocess.run(install, check=False, stdout=subprocess.DEVNULL)
    if missing():
        command = f"sudo apt-get install {' '.join(PACKAGES)} fontconfig"
        print(f"浏览器测试缺少：{'、'.join(missing())}。请先运行：{command}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
