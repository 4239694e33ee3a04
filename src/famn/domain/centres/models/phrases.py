"""The phrase book of a centre: what its staff write in a few Swedish words, said in the other languages."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import MD5

from famn.domain.centres.models.centres import FamilyCentre
from famn.ground.languages import PageLanguage


class Phrase(models.Model):
    """A few words of a centre in another language than Swedish, found by the Swedish words themselves.

    Many rows say a few words: an exception why, a time what to bring, a person her work. None of them knows its
    translations. So what is written again is translated already, and what is changed falls back to Swedish by itself.
    """

    # The unique key below begins with the centre, so it needs no index of its own.
    centre = models.ForeignKey(FamilyCentre, on_delete=models.PROTECT, related_name="phrases", db_index=False)
    language = models.CharField(max_length=12, choices=PageLanguage.choices)
    swedish = models.TextField()  # letter by letter as it stands where it is shown
    text = models.TextField()
    written_on = models.DateField()
    checked_by = models.CharField(max_length=120, blank=True)  # who knows the language and has read it
    checked_on = models.DateField(null=True, blank=True)

    class Privacy:
        open = ("centre", "language", "swedish", "text", "written_on", "checked_on")
        staff = ("checked_by",)

    class Meta:
        constraints = (
            models.UniqueConstraint("centre", "language", MD5("swedish"), name="phrase_once"),
            models.CheckConstraint(
                condition=~Q(swedish="") & ~Q(text="") & ~Q(language="sv"), name="phrase_is_a_translation"
            ),
            models.CheckConstraint(
                condition=Q(checked_by="", checked_on__isnull=True) | (~Q(checked_by="") & Q(checked_on__isnull=False)),
                name="phrase_checked_says_who_and_when",
            ),
        )
