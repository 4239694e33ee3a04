"""Famn's one Django app. It starts nothing: no signals, no registry, no work at import."""

from django.apps import AppConfig


class FamnConfig(AppConfig):
    name = "famn"
    verbose_name = "Famn"
