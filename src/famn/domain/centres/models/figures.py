"""Public figures of the places that centres serve: how many children, how many births, beside county and country."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from famn.domain.people.models import Authority, Place, User


class Indicator(models.TextChoices):
    """What a figure counts. A closed list: each is public statistics, about a whole place and never about a person."""

    POPULATION = "population", _("Invånare")
    CHILDREN = "children", _("Barn")
    BIRTHS = "births", _("Födda barn under året")
    FOREIGN_BORN_SHARE = "foreign_born_share", _("Utrikes födda")
    SINGLE_PARENT_SHARE = "single_parent_share", _("Barn som bor med en ensamstående förälder")
    PARENTAL_LEAVE_SHARE = "parental_leave_share", _("Uttagna dagar med föräldrapenning")
    CARE_NEED_INDEX = "care_need_index", _("Vårdbehovsindex (CNI)")


class Sex(models.TextChoices):
    """Whom a figure is about, where it is told apart. A figure without this is about all."""

    FEMALE = "female", _("flickor och kvinnor")
    MALE = "male", _("pojkar och män")


class PlaceFigure(models.Model):
    """One figure of one place in one year. Without a place it is the whole country's.

    Without an authority it is reference data; what an authority brings in is seen by that authority alone, and counts
    before the reference data there.
    """

    authority = models.ForeignKey(Authority, null=True, on_delete=models.PROTECT, related_name="figures")
    place = models.ForeignKey(Place, null=True, on_delete=models.PROTECT, related_name="figures")
    indicator = models.CharField(max_length=24, choices=Indicator.choices)
    age_from = models.PositiveSmallIntegerField(null=True)  # whole years, the first that counts
    age_to = models.PositiveSmallIntegerField(null=True)  # whole years, the last that counts
    sex = models.CharField(max_length=6, choices=Sex.choices, blank=True)
    year = models.PositiveSmallIntegerField()
    value = models.DecimalField(max_digits=12, decimal_places=3)  # persons, percent or an index: the indicator tells
    source = models.CharField(max_length=200)
    source_date = models.DateField()  # the day on which it was fetched from there
    imported_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    imported_at = models.DateTimeField()

    class Privacy:
        open = (
            *("authority", "place", "indicator", "age_from", "age_to", "sex", "year", "value", "source"),
            *("source_date", "imported_at"),
        )
        staff = ("imported_by",)

    class Meta:
        indexes = (models.Index(fields=["place", "indicator", "-year"], name="figures_of_place"),)
        constraints = (
            models.UniqueConstraint(
                fields=["authority", "place", "indicator", "age_from", "age_to", "sex", "year"],
                nulls_distinct=False,
                name="place_figure_once",
            ),
            models.CheckConstraint(
                condition=Q(age_from__isnull=True, age_to__isnull=True)
                | Q(age_from__isnull=False, age_to__isnull=False, age_from__lte=F("age_to")),
                name="place_figure_ages_in_order",
            ),
            models.CheckConstraint(condition=Q(year__gte=1900, year__lte=2100), name="place_figure_year_is_a_year"),
            models.CheckConstraint(condition=Q(value__gte=0), name="place_figure_is_not_negative"),
            models.CheckConstraint(
                condition=~Q(indicator__endswith="_share") | Q(value__lte=100), name="place_figure_share_is_a_percent"
            ),
            models.CheckConstraint(condition=~Q(source=""), name="place_figure_has_a_source"),
            models.CheckConstraint(
                condition=Q(authority__isnull=True) | Q(imported_by__isnull=False), name="place_figure_has_who"
            ),
        )
