"""Every setting that comes from the environment: its name, its default, what it is for. docs/settings.md lists them."""

import os
from dataclasses import dataclass


@dataclass(frozen=True)
class Setting:
    name: str
    default: str
    purpose: str

    @property
    def text(self) -> str:
        return os.environ.get(self.name, self.default)

    @property
    def is_on(self) -> bool:
        return self.text.lower() in ("1", "true", "yes", "on")

    @property
    def number(self) -> int:
        return int(self.text)

    @property
    def words(self) -> list[str]:
        return [word.strip() for word in self.text.split(",") if word.strip()]


def _setting(name: str, default: str, purpose: str) -> Setting:
    setting = Setting(name, default, purpose)
    SETTINGS[name] = setting
    return setting


SETTINGS: dict[str, Setting] = {}

SECRET_KEY = _setting("JIENENG_SECRET_KEY", "", "signs sessions and tokens; made and kept in var/ when empty")
OLD_SECRET_KEYS = _setting("JIENENG_OLD_SECRET_KEYS", "", "keys used before, by commas: what they signed still holds")
DEBUG = _setting("JIENENG_DEBUG", "0", "1 shows error details; never on a machine that others reach")
HOSTS = _setting("JIENENG_HOSTS", "127.0.0.1,localhost", "host names under which the site is reached, by commas")
BASE_URL = _setting("JIENENG_BASE_URL", "http://127.0.0.1:8000", "address that QR codes and documents point to")
HTTPS = _setting("JIENENG_HTTPS", "0", "1 when a proxy in front speaks https: secure cookies, HSTS, redirect")
VAR = _setting("JIENENG_VAR", "var", "folder of everything that changes: database, files, demo, static files")
DATABASE = _setting("DATABASE_URL", "", "postgres://user:password@host/name; empty: SQLite in the var folder")
NAME = _setting("JIENENG_NAME", "公共机构节能管理平台", "name of the platform in the top bar and in titles")
OPERATOR = _setting("JIENENG_OPERATOR", "", "footer: host=主办单位;phone=电话;icp=ICP备案号;police=公安备案号;… (any)")
BACKGROUND = _setting("JIENENG_BACKGROUND", "threads", "threads: loops run beside the web; none: run `jieneng loops`")
THREADS = _setting("JIENENG_THREADS", "8", "threads of a web process that answer pages")
IDLE_MINUTES = _setting("JIENENG_IDLE_MINUTES", "30", "minutes without a request after which one is signed out")
SESSION_HOURS = _setting("JIENENG_SESSION_HOURS", "12", "hours after which one is signed out in any case")
PASSWORD_DAYS = _setting("JIENENG_PASSWORD_DAYS", "0", "days after which a password must be changed; 0: never")
SECOND_FACTOR = _setting("JIENENG_SECOND_FACTOR", "0", "1: roles that review, sign or administer need a one-time code")
UPLOAD_QUOTA_MB = _setting("JIENENG_UPLOAD_QUOTA_MB", "500", "megabytes an organisation may hand in a day; 0: no limit")
FONTS = _setting("JIENENG_FONTS", "", "folders with fonts of one's own for pdf papers, by commas")
TEMPLATES = _setting("JIENENG_TEMPLATES", "", "folder with templates of papers of one's own, by file name")
SEAL_SERVICE = _setting("JIENENG_SEAL_SERVICE", "", "package.module:Class of an e-seal service; empty: scans only")
STREAM_HOSTS = _setting("JIENENG_STREAM_HOSTS", "", "hosts whose streams live pages show, by commas; others are links")
LOG_FORMAT = _setting("JIENENG_LOG", "text", "text for people, json for a log collector")
