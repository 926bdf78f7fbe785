"""The settings under which tests run: the real ones, with files and the clock-hungry parts out of the way."""

import tempfile
from pathlib import Path

from jieneng.config.settings import *  # noqa: F403

_FOLDER = tempfile.mkdtemp(prefix="jieneng-test-")
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
