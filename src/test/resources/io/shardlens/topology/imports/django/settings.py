"""Settings of the shop: user data is spread over two PostgreSQL databases."""

from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent

SECRET_KEY = "django-insecure-c4n4ry-for-development-only"
DEBUG = True
ALLOWED_HOSTS = []

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "shop.users",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
]

ROOT_URLCONF = "shop.urls"
WSGI_APPLICATION = "shop.wsgi.application"

# 'default' stays empty: every query has to say which shard it means.
DATABASES = {
    "default": {},
    "shard_1": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "shop_shard_1",
        "USER": "shop",
        "PASSWORD": "c4n4ry-one",
        "HOST": "localhost",
        "PORT": "5432",
    },
    "shard_2": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "shop_shard_2",
        "USER": "shop",
        "PASSWORD": "c4n4ry-two",
        "HOST": "localhost",
        "PORT": "5433",
        "CONN_MAX_AGE": 60,
    },
}

DATABASE_ROUTERS = ["shop.routers.ShardRouter"]

LANGUAGE_CODE = "en-us"
TIME_ZONE = "UTC"
USE_TZ = True
STATIC_URL = "static/"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
