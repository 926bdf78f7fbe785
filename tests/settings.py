"""The settings under which tests run: the real ones, with files and the clock-hungry parts out of the way."""

import tempfile
from pathlib import Path

from jieneng.config.settings import *  # noqa: F403

_HELD = tempfile.TemporaryDirectory(prefix="jieneng-test-")  # gone with the run
_FOLDER = _HELD.name
Path(_FOLDER, "static").mkdir()
SECRET_KEY = "only for tests"
MEDIA_ROOT = f"{_FOLDER}/files"
STATIC_ROOT = f"{_FOLDER}/static"
ALLOWED_HOSTS = ["*"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", "jieneng.core.people.passwords.TunedArgon2"]
JIENENG_BACKGROUND = "none"

if DATABASES["default"]["ENGINE"].endswith("sqlite"):  # noqa: F405
    # A file, not memory: threads that share one connection's memory do not wait for each other as processes do.
    DATABASES["default"]["TEST"] = {"NAME": f"{_FOLDER}/test.sqlite3"}  # noqa: F405
    # Two tables: made from their models, since walking all migrations a second time would take as long as the first.
    DATABASES["quiz"]["TEST"] = {"NAME": f"{_FOLDER}/test-quiz.sqlite3", "MIGRATE": False}  # noqa: F405
