"""Django's settings, from the environment. The only place that names every app."""

import secrets
from pathlib import Path
from typing import Any

import dj_database_url

from jieneng.config import environment as env

PACKAGE = Path(__file__).resolve().parent.parent
VAR = Path(env.VAR.text).resolve()
VAR.mkdir(parents=True, exist_ok=True)


def _secret_key() -> str:
    """The key from the environment, else one made once and kept beside the data."""
    if env.SECRET_KEY.text:
        return env.SECRET_KEY.text
    kept = VAR / "secret-key"
    if not kept.exists():
        kept.write_text(secrets.token_urlsafe(50))
        kept.chmod(0o600)
    return kept.read_text()


SECRET_KEY = _secret_key()
SECRET_KEY_FALLBACKS = env.OLD_SECRET_KEYS.words
DEBUG = env.DEBUG.is_on
ALLOWED_HOSTS = env.HOSTS.words

INSTALLED_APPS = [
    "jieneng.config",
    "jieneng.ui",
    "jieneng.core.audit",
    "jieneng.core.jobs",
    "jieneng.core.people",
    "jieneng.core.orgs",
    "jieneng.core.forms",
    "jieneng.core.files",
    "jieneng.core.facts",
    "jieneng.core.ledger",
    "jieneng.core.collections",
    "jieneng.core.campaigns",
    "jieneng.core.documents",
    "jieneng.core.agenda",
    "jieneng.apps.notices",
    "jieneng.apps.reporting",
    "jieneng.apps.publicity",
    "jieneng.apps.papers",
    "jieneng.apps.openness",
    "jieneng.apps.quiz",
    "jieneng.apps.prizes",
    "jieneng.apps.attendance",
    "jieneng.apps.exchange",
    "jieneng.apps.participation",
    "jieneng.apps.wall",
    "jieneng.apps.library",
    "jieneng.apps.coverage",
    "jieneng.apps.portal",
    "jieneng.demo",
    "jieneng.bench",
    "treebeard",
    "axes",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "jieneng.ui.middleware.RequestId",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "jieneng.ui.middleware.SecurityHeaders",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "jieneng.core.people.middleware.SessionLimits",
    "jieneng.core.orgs.middleware.ActingFor",
    "jieneng.ui.middleware.RefusalPages",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "jieneng.config.urls"
WSGI_APPLICATION = "jieneng.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "jieneng.ui.context.frame",
            ],
        },
    }
]

SQLITE = {
    "ENGINE": "jieneng.config.sqlite",
    "NAME": VAR / "jieneng.sqlite3",
    "OPTIONS": {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
        " PRAGMA cache_size=-65536; PRAGMA mmap_size=268435456;",
    },
}
_POSTGRES_OPTIONS = {"options": "-c jit=off"}  # pages ask much in little: what compiling saves, it costs before
DATABASES: dict[str, Any] = {"default": SQLITE}
if env.DATABASE.text:
    DATABASES["default"] = dict(dj_database_url.parse(env.DATABASE.text, conn_max_age=60))
    if DATABASES["default"]["ENGINE"].endswith("postgresql"):
        DATABASES["default"]["OPTIONS"] = _POSTGRES_OPTIONS | DATABASES["default"].get("OPTIONS", {})
if not env.DATABASE.text:  # the rows of the quiz endpoint have a file of their own, whose writer waits for nobody
    DATABASES["quiz"] = {**SQLITE, "NAME": VAR / "quiz.sqlite3"}
DATABASE_ROUTERS = ["jieneng.apps.quiz.routing.Router"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "jieneng.core.people.backends.Accounts"]
PASSWORD_HASHERS = ["jieneng.core.people.passwords.TunedArgon2"]
LOGIN_URL = "people:sign_in"
LOGIN_REDIRECT_URL = "portal:home"
LOGOUT_REDIRECT_URL = "people:sign_in"

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "jieneng.core.people.views.locked_out"
AXES_ENABLE_ACCESS_FAILURE_LOG = False
AXES_VERBOSE = False
SILENCED_SYSTEM_CHECKS = [
    "axes.W006",  # locked by account on purpose: a whole county hall shares one address
    "security.W002",  # jieneng.ui.middleware.SecurityHeaders sets X-Frame-Options
]

SESSION_COOKIE_AGE = env.SESSION_HOURS.number * 3600
SESSION_ENGINE = "jieneng.core.people.sessions"
SESSION_COOKIE_NAME = "jieneng_session"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "jieneng.config.errors.csrf_failed"
JIENENG_IDLE_SECONDS = env.IDLE_MINUTES.number * 60
JIENENG_PASSWORD_DAYS = env.PASSWORD_DAYS.number
JIENENG_SECOND_FACTOR = env.SECOND_FACTOR.is_on
if env.HTTPS.is_on:
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CSRF_TRUSTED_ORIGINS = [env.BASE_URL.text]

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True

STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = DEBUG
MEDIA_ROOT = VAR / "files"
JIENENG_UPLOAD_QUOTA_MB = env.UPLOAD_QUOTA_MB.number
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

_NPM_TYPE = PACKAGE.parent / "node_modules/@expo-google-fonts"
JIENENG_FONTS = (  # folders; a paper's own list says which face of them comes first
    *(Path(folder) for folder in env.FONTS.words),
    Path("/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol"),
    *(_NPM_TYPE / face for face in ("noto-serif-sc/400Regular", "noto-serif-sc/700Bold", "noto-sans-sc/500Medium")),
)
JIENENG_NAME = env.NAME.text
JIENENG_BASE_URL = env.BASE_URL.text.rstrip("/")
JIENENG_TEMPLATES = env.TEMPLATES.text
JIENENG_SEAL_SERVICE = env.SEAL_SERVICE.text
JIENENG_THREADS = env.THREADS.number
JIENENG_BACKGROUND = env.BACKGROUND.text
JIENENG_STREAM_HOSTS = env.STREAM_HOSTS.words
JIENENG_OPERATOR = dict(line.split("=", 1) for line in env.OPERATOR.text.split(";") if "=" in line)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request_id": {"()": "jieneng.ui.middleware.RequestIdFilter"}},
    "formatters": {
        "text": {"format": "{asctime} {levelname} {name} {request_id} {message}", "style": "{"},
        "json": {"()": "jieneng.config.logs.JsonFormatter"},
    },
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": env.LOG_FORMAT.text, "filters": ["request_id"]}
    },
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {"django": {"level": "WARNING"}, "axes": {"level": "ERROR"}},
}
