"""All settings of Famn. The environment is read here and nowhere else; docs/operations.md holds the table."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf.locale import LANG_INFO
from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP
from psycopg.conninfo import conninfo_to_dict

from famn.ground.languages import RIGHT_TO_LEFT, PageLanguage

SRC = Path(__file__).resolve().parent.parent


def env(name: str, default: str = "") -> str:
    """The environment variable `name`, stripped; `default` where it is missing or empty."""
    return os.environ.get(name, "").strip() or default


def switched_on(name: str) -> bool:
    """Whether an environment switch is on. Only `1` is on, so that a typing error leaves it off."""
    return env(name) == "1"


# --- what kind of installation this is -------------------------------------------------------------
FAMN_MODE = env("FAMN_MODE", "local")  # demo, local (one computer, real use) or production
if FAMN_MODE not in {"demo", "local", "production"}:
    raise ImproperlyConfigured(f"FAMN_MODE is {FAMN_MODE!r}; choose demo, local or production.")
IS_DEMO = FAMN_MODE == "demo"
IS_PRODUCTION = FAMN_MODE == "production"
FAMN_DEMO_OPEN = switched_on("FAMN_DEMO_OPEN")
FAMN_DATA = Path(env("FAMN_DATA", str(SRC.parent / ".data")))
FAMN_ORIGIN = env("FAMN_ORIGIN", "http://localhost:8000").rstrip("/")

DEBUG = False
SECRET_KEY = env("FAMN_SECRET_KEY", "" if IS_PRODUCTION else secrets.token_urlsafe(50))
ALLOWED_HOSTS = env("FAMN_HOSTS", "" if IS_PRODUCTION else "localhost 127.0.0.1 [::1]").split()
if IS_DEMO and FAMN_DEMO_OPEN:
    ALLOWED_HOSTS = ["*"]

# --- the house -------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "famn.apps.FamnConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django.forms",
    "django_cotton.apps.SimpleAppConfig",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "famn.web.shared.stored.StoredPages",  # before whatever a kept page need not ask
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "famn.web.shared.gate.MethodMiddleware",  # before whatever asks something of what is sent to a page
    "famn.web.shared.language.LanguageMiddleware",  # before whatever asks what an address leads to
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "famn.web.shared.gate.ActorMiddleware",
    "famn.web.shared.gate.SealMiddleware",  # innermost: the view and its rendering in one transaction
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [SRC / "famn" / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "famn.web.shared.page.everywhere",
            ],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": ["django_cotton.templatetags.cotton", "famn.web.shared.tags", "famn.web.shared.human"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
COTTON_DIR = "cotton"

# --- database --------------------------------------------------------------------------------------


def database(url: str) -> dict[str, object]:
    """Django's settings for one PostgreSQL address; parsed by the driver's own parser."""
    known = {key: str(value) for key, value in conninfo_to_dict(url).items()}
    pool_size = int(env("FAMN_DB_POOL", "0"))
    options: dict[str, object] = {k: v for k, v in known.items() if k.startswith(("ssl", "channel_binding"))}
    if pool_size:
        options["pool"] = {"min_size": 1, "max_size": pool_size, "timeout": 10}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": known.get("dbname", "famn"),
        "USER": known.get("user", ""),
        "PASSWORD": known.get("password", ""),
        "HOST": known.get("host", ""),
        "PORT": known.get("port", ""),
        "OPTIONS": options,
        "DISABLE_SERVER_SIDE_CURSORS": True,  # pgbouncer in transaction mode
    }


AS_OWNER = switched_on("FAMN_AS_OWNER")  # migrate and test set-up only
DATABASE_URL = env("DATABASE_OWNER_URL") if AS_OWNER else env("DATABASE_URL")
DATABASES = {"default": database(DATABASE_URL)} if DATABASE_URL else {}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
# Shared by all processes, so that limits on sign-in hold whichever of them answers.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "famn_cache"}}

# --- the organisation's seal -----------------------------------------------------------------------
FAMN_SEAL_FILE = env("FAMN_SEAL_FILE")  # PKCS#12; without it nothing is sealed
FAMN_SEAL_PASSPHRASE = env("FAMN_SEAL_PASSPHRASE")
DEMO_SEAL_FILE, DEMO_SEAL_PASSPHRASE = FAMN_DATA / "demo-stampel.p12", "demo"  # has run out, to show what happens then
if IS_DEMO and not FAMN_SEAL_FILE and DEMO_SEAL_FILE.exists():
    FAMN_SEAL_FILE, FAMN_SEAL_PASSPHRASE = str(DEMO_SEAL_FILE), DEMO_SEAL_PASSPHRASE

# --- advanced electronic signatures, at a service outside -------------------------------------------
FAMN_ESIGN_URL = env("FAMN_ESIGN_URL").rstrip("/")  # without the three nobody is offered to sign there
FAMN_ESIGN_KEY = env("FAMN_ESIGN_KEY")
FAMN_ESIGN_TRUST = env("FAMN_ESIGN_TRUST")  # a PEM file with the issuers that this installation trusts
FAMN_ESIGN_NAME = env("FAMN_ESIGN_NAME")  # what people call the service; else its host name

# --- sign-in ---------------------------------------------------------------------------------------
AUTH_USER_MODEL = "famn.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/arbete/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "famn.web.account.adapter.StaffAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # addresses are entered by a colleague who knows the person
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if FAMN_ORIGIN.startswith("https:") else "http"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not IS_PRODUCTION
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Famn"
MFA_TOTP_TOLERANCE = 1 if IS_DEMO else 0  # the demo shows a code on the page: it must last until it is typed
FAMN_SECOND_FACTOR = not IS_DEMO  # without one, the workspace stays shut
SESSION_COOKIE_AGE = 10 * 60 * 60  # a working day
SESSION_COOKIE_NAME = "famn_session"
CSRF_COOKIE_NAME = "famn_csrf"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "famn.web.shared.page.csrf_failure"

# --- the browser's own guards ----------------------------------------------------------------------
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "manifest-src": [CSP.SELF],
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
IS_HTTPS = FAMN_ORIGIN.startswith("https:")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
SECURE_SSL_REDIRECT = IS_PRODUCTION
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if IS_PRODUCTION else 0
PROXIES = int(env("FAMN_BEHIND_PROXY", "0"))  # how many stand in front, so whose word is taken for who asks and how
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXIES else None
ALLAUTH_TRUSTED_PROXY_COUNT = PROXIES  # limits on sign-in count tries by the client's address, not by the proxy's
CSRF_TRUSTED_ORIGINS = [FAMN_ORIGIN] if IS_HTTPS else []
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024  # form fields; files have their own limit
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
FAMN_UPLOAD_MAX_BYTES = 25 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

# --- language and time -----------------------------------------------------------------------------
LANGUAGE_CODE = "sv"
LANGUAGES = list(PageLanguage.choices)  # chosen by the address alone: famn.web.shared.language
for code, own_name in LANGUAGES:  # Django does not know them all
    LANG_INFO.setdefault(code, {"bidi": code in RIGHT_TO_LEFT, "code": code, "name": own_name, "name_local": own_name})
LOCALE_PATHS = [SRC / "famn" / "locale"]
TIME_ZONE = "Europe/Stockholm"
USE_TZ = True

# --- files and mail --------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = FAMN_DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},  # uploads live in the database
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

FAMN_MAIL_URL = env("FAMN_MAIL_URL")  # smtp://user:password@host:port or smtps://…


def mailer(url: str) -> dict[str, object]:
    """Django's settings for one mail server; without an address mail waits in the outbox and is shown."""
    if not url:
        return {"BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
    at = urlsplit(url)
    options = {
        "host": at.hostname,
        "port": at.port or (465 if at.scheme == "smtps" else 25),
        "username": unquote(at.username or ""),
        "password": unquote(at.password or ""),
        "use_ssl": at.scheme == "smtps",
        "use_tls": at.scheme == "smtp" and bool(at.username),
        "timeout": 20,
    }
    return {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}


MAILERS = {"default": mailer(FAMN_MAIL_URL)}
DEFAULT_FROM_EMAIL = env("FAMN_MAIL_FROM", "Famn <famn@localhost>")
EMAIL_SUBJECT_PREFIX = ""
# Who answers for this installation, and takes word of what is wrong with it: the accessibility statement names them.
FAMN_KEEPER = env("FAMN_KEEPER", "Exempelkommunen (påhittad)" if IS_DEMO else "")
FAMN_KEEPER_MAIL = env("FAMN_KEEPER_MAIL", "tillganglighet@famn.example" if IS_DEMO else "")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line", "level": "WARNING"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}

# --- what may not be -------------------------------------------------------------------------------


def unsafe() -> list[str]:
    """Every setting that would make this installation unsafe, in words that name it."""
    faults = []
    if IS_DEMO and FAMN_MAIL_URL and urlsplit(FAMN_MAIL_URL).hostname not in {"localhost", "127.0.0.1", "::1"}:
        faults.append("FAMN_MAIL_URL: the demo never sends real mail")
    if FAMN_DEMO_OPEN and not IS_DEMO:
        faults.append("FAMN_DEMO_OPEN: one-click sign-in belongs to the demo alone")
    if not IS_PRODUCTION:
        return faults
    if len(SECRET_KEY) < 50:
        faults.append("FAMN_SECRET_KEY: must be set, at least 50 random characters")
    if not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS:
        faults.append("FAMN_HOSTS: name the hosts, '*' is not a name")
    if not IS_HTTPS:
        faults.append("FAMN_ORIGIN: must begin with https://")
    if not FAMN_MAIL_URL:
        faults.append("FAMN_MAIL_URL: people must be told, so a mail server is needed")
    if not env("DATABASE_URL"):
        faults.append("DATABASE_URL: must be set, as the application's own role")
    return faults


if faults := unsafe():
    raise ImproperlyConfigured("Famn does not start with unsafe settings: " + "; ".join(faults) + ".")
