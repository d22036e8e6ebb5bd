"""Settings for Django and for Tværs itself; every value can be given as an environment variable."""

import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from pydantic_settings import BaseSettings, SettingsConfigDict

from tvaers.embedded import database_url

ROOT = Path(__file__).resolve().parents[2]


class Environment(BaseSettings):
    """What an installation may set. `DATABASE_URL` empty means the embedded PostgreSQL in `TVAERS_VAR`."""

    model_config = SettingsConfigDict(extra="ignore")

    database_url: str = ""
    tvaers_var: Path = ROOT / "var"
    tvaers_secret: str = ""
    tvaers_demo: bool = True
    tvaers_demo_password: str = "tvaers-demo-adgang"
    tvaers_debug: bool = False
    tvaers_hosts: str = "127.0.0.1,localhost,[::1],testserver"
    tvaers_origins: str = ""
    tvaers_address: str = "http://127.0.0.1:8000"
    tvaers_smtp: str = ""
    tvaers_mail_from: str = "tvaers@localhost"


def kept_secret(given: str, file: Path) -> str:
    """The given secret, or one of our own that is made once and kept in a file only the owner can read."""
    if given:
        return given
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(48))
    return file.read_text()


def database(url: str) -> dict[str, Any]:
    """A Django database entry from a PostgreSQL URL, socket URLs (`?host=/dir`) included."""
    parts = urlsplit(url)
    query = {key: values[0] for key, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "postgres",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", parts.hostname or ""),
        "PORT": query.pop("port", str(parts.port or "")),
        "OPTIONS": query,
    }


def mail(url: str, folder: Path) -> dict[str, Any]:
    """Django's mail settings from "smtp://user:secret@host:587" ("smtps://" for TLS from the start); "" is files."""
    if not url:
        return {"EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend", "EMAIL_FILE_PATH": folder}
    parts = urlsplit(url)
    is_tls = parts.scheme == "smtps"
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": parts.port or (465 if is_tls else 25),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": is_tls,
        "EMAIL_USE_TLS": bool(parts.username) and not is_tls,
        "EMAIL_TIMEOUT": 30,
    }


ENV = Environment()
VAR = ENV.tvaers_var.resolve()
DEMO = ENV.tvaers_demo
DEMO_PASSWORD = ENV.tvaers_demo_password
DEBUG = ENV.tvaers_debug
SECRET_KEY = kept_secret(ENV.tvaers_secret, VAR / "secret")
ALLOWED_HOSTS = ENV.tvaers_hosts.split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in ENV.tvaers_origins.split(",") if origin]
DATABASES = {"default": database(ENV.database_url or database_url(VAR))}

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "csp",
    "django_htmx",
    "procrastinate.contrib.django",
    "tvaers.kernel",
    "tvaers.engine.access",
    "tvaers.engine.parties",
    "tvaers.engine.citizens",
    "tvaers.engine.agreements",
    "tvaers.engine.cases",
    "tvaers.engine.messages",
    "tvaers.engine.settlement",
    "tvaers.engine.forums",
    "tvaers.engine.budget",
    "tvaers.engine.workplans",
    "tvaers.engine.approvals",
    "tvaers.engine.yearwheel",
    "tvaers.engine.outreach",
    "tvaers.engine.collection",
    "tvaers.web",
    "tvaers.web.overview",
    "tvaers.web.cases",
    "tvaers.web.discharge",
    "tvaers.web.waiting",
    "tvaers.web.incidents",
    "tvaers.web.messages",
    "tvaers.web.settlement",
    "tvaers.web.forums",
    "tvaers.web.yearwheel",
    "tvaers.web.outreach",
    "tvaers.web.collection",
    "tvaers.web.workplans",
    "tvaers.web.budget",
    "tvaers.web.agreements",
    "tvaers.web.approvals",
    "tvaers.web.parties",
    "tvaers.web.audit",
    "tvaers.web.design",
    "allauth",
    "allauth.account",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "csp.middleware.CSPMiddleware",
]

ROOT_URLCONF = "tvaers.urls"
WSGI_APPLICATION = "tvaers.wsgi.application"
AUTH_USER_MODEL = "access.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_ADAPTER = "tvaers.web.login.ClosedAccounts"
ACCOUNT_EMAIL_VERIFICATION = "none"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}}
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "tvaers.web.frame.frame",
            ]
        },
    }
]

LANGUAGE_CODE = "da"
TIME_ZONE = "Europe/Copenhagen"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
WHITENOISE_USE_FINDERS = True
SETTLEMENT_STORE = VAR / "settlement"
MEDIA_ROOT = VAR / "files"

globals().update(mail(ENV.tvaers_smtp, VAR / "mail"))
DEFAULT_FROM_EMAIL = ENV.tvaers_mail_from
ADDRESS = ENV.tvaers_address.rstrip("/")
CASE_PAGE = f"{ADDRESS}/forloeb/{{number}}"
"""Where a mail sends its reader: the page of a case."""
MEETING_PAGE = f"{ADDRESS}/moeder/moede/{{meeting}}"
"""Where an invitation sends its reader: the page of a meeting."""
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 8 * 3600

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
