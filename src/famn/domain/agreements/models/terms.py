"""Tables of what an agreement has besides its words: its term, what each party commits itself to, and who pays what.

They are part of what is signed: each version keeps a picture of them, and they never change once all have signed.
"""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from famn.domain.agreements.models.letters import JointLetter, LetterParty
from famn.domain.matters.models import SteeringDocument
from famn.ground.tables import CodeField


class AgreementTerms(models.Model):
    """For how long an agreement holds and how it ends, what it comes under and follows, and how costs are split."""

    class Split(models.TextChoices):
        OWN = "own", _("Varje part står för sina egna kostnader")
        SHARE = "share", _("Kostnaden delas i andelar, i procent")
        POST = "post", _("Varje post betalas av en part, i kronor")

    letter = models.OneToOneField(JointLetter, on_delete=models.PROTECT, related_name="terms")
    from_date = models.DateField(null=True, blank=True)
    to_date = models.DateField(null=True, blank=True)  # the last day; None is until further notice
    notice_months = models.PositiveSmallIntegerField(null=True, blank=True)
    prolong_months = models.PositiveSmallIntegerField(null=True, blank=True)  # None is no prolongation
    review_on = models.DateField(null=True, blank=True)
    under = models.ForeignKey(  # the joint agreement of the county that it comes under
        SteeringDocument, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    follows = models.ForeignKey(
        JointLetter, null=True, blank=True, on_delete=models.PROTECT, related_name="followed_by"
    )
    split = models.CharField(max_length=5, choices=Split.choices, default=Split.OWN)
    cost = models.PositiveIntegerField(null=True, blank=True)  # the whole that is split, whole SEK a year

    class Privacy:
        open = (
            *("letter", "from_date", "to_date", "notice_months", "prolong_months", "review_on", "under", "follows"),
            *("split", "cost"),
        )

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(from_date__isnull=True) | Q(to_date__isnull=True) | Q(to_date__gte=F("from_date")),
                name="agreement_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(prolong_months__isnull=True) | Q(prolong_months__gte=1), name="agreement_prolonged_by_some"
            ),
            models.CheckConstraint(
                condition=Q(follows__isnull=True) | ~Q(follows=F("letter")), name="agreement_not_after_itself"
            ),
        )

    def __str__(self) -> str:
        return str(self.letter_id)


class Commitment(models.Model):
    """What a party gives to what they do together: so many hours, posts, rooms or SEK, and for what."""

    class Kind(models.TextChoices):
        HOURS = "hours", _("arbetstid i timmar")
        POSTS = "posts", _("tjänster")
        ROOMS = "rooms", _("rum")
        MONEY = "money", _("pengar i kronor")

    class Per(models.TextChoices):
        WEEK = "week", _("per vecka")
        MONTH = "month", _("per månad")
        YEAR = "year", _("per år")
        ONCE = "once", _("en gång")
        ALWAYS = "always", _("så länge avtalet gäller")

    letter = models.ForeignKey(JointLetter, on_delete=models.PROTECT, related_name="commitments")
    code = CodeField()
    party = models.ForeignKey(LetterParty, on_delete=models.PROTECT, related_name="commitments")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=5, choices=Kind.choices)
    amount = models.DecimalField(max_digits=11, decimal_places=2)
    per = models.CharField(max_length=6, choices=Per.choices)
    what = models.CharField(max_length=200)

    class Privacy:
        open = ("letter", "code", "party", "number", "kind", "amount", "per", "what")

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(amount__gt=0), name="commitment_is_of_something"),
            models.CheckConstraint(condition=~Q(what=""), name="commitment_says_what"),
        )

    def __str__(self) -> str:
        return self.what


class CostRow(models.Model):
    """A part of the cost that a party pays: its share in percent, or a post in whole SEK a year."""

    letter = models.ForeignKey(JointLetter, on_delete=models.PROTECT, related_name="cost_rows")
    code = CodeField()
    party = models.ForeignKey(LetterParty, on_delete=models.PROTECT, related_name="cost_rows")
    number = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=160, blank=True)  # the post; empty for a share of all
    percent = models.DecimalField(
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    yearly = models.PositiveIntegerField(null=True, blank=True)

    class Privacy:
        open = ("letter", "code", "party", "number", "what", "percent", "yearly")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["letter", "party"], condition=Q(percent__isnull=False), name="cost_share_once_per_party"
            ),
            models.CheckConstraint(
                condition=Q(percent__gte=0, percent__lte=100, yearly__isnull=True)
                | Q(percent__isnull=True, yearly__isnull=False) & ~Q(what=""),
                name="cost_row_is_a_share_or_a_post",
            ),
        )

    def __str__(self) -> str:
        return self.what or str(self.percent)
