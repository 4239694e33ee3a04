"""Tables of what is offered: an activity, its texts, the series by which it returns, rooms, and the terms of a centre.

Times are wall-clock times in Stockholm, also when daylight saving begins or ends between two weeks.
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from famn.domain.centres.models import (
    CentrePerson,
    FamilyCentre,
    Partner,
    Premises,
    StaleLetter,
    ages_in_order,
    languages_field,
)
from famn.domain.people.models import Leg, Unit
from famn.ground import periods
from famn.ground.languages import PageLanguage
from famn.ground.tables import CodeField


class Room(models.Model):
    """A room of a centre that can be booked. It is never booked twice at a time."""

    code = CodeField()
    centre = models.ForeignKey(FamilyCentre, on_delete=models.PROTECT, related_name="rooms")
    premises = models.ForeignKey(Premises, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    seats = models.PositiveSmallIntegerField(null=True, blank=True)
    from_date = models.DateField()
    to_date = models.DateField(null=True, blank=True)

    class Privacy:
        open = ("code", "centre", "premises", "name", "seats", "from_date", "to_date")

    class Meta:
        constraints = (
            periods.in_order("room_period_in_order"),
            models.UniqueConstraint("centre", Lower("name"), name="room_once_per_centre"),
            models.CheckConstraint(condition=~Q(name=""), name="room_has_a_name"),
        )

    def __str__(self) -> str:
        return self.name


class Term(models.Model):
    """A school term, or another season that a centre plans by."""

    code = CodeField()
    centre = models.ForeignKey(FamilyCentre, on_delete=models.PROTECT, related_name="terms")
    name = models.CharField(max_length=80)
    from_date = models.DateField()
    to_date = models.DateField()  # the first day after it

    class Privacy:
        open = ("code", "centre", "name", "from_date", "to_date")

    class Meta:
        constraints = (
            periods.in_order("term_in_order"),
            models.UniqueConstraint("centre", Lower("name"), name="term_once_per_centre"),
        )

    def __str__(self) -> str:
        return self.name


class TermBreak(models.Model):
    """Days in a term when series that keep to it do not happen: a school holiday."""

    term = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="breaks")
    name = models.CharField(max_length=80)
    from_date = models.DateField()
    to_date = models.DateField()  # the first day after it

    class Privacy:
        open = ("term", "name", "from_date", "to_date")

    class Meta:
        constraints = (periods.in_order("term_break_in_order"),)


class Activity(models.Model):
    """Something that a centre offers families. What it is called elsewhere in the world is in `ActivityText`."""

    class Kind(models.TextChoices):
        OPEN_PRESCHOOL = "preschool", _("Öppen förskola")
        SONG = "song", _("Sångstund")
        BABY = "baby", _("För bebisar")
        FATHERS = "fathers", _("För pappor")
        PARENT_GROUP = "group", _("Föräldragrupp")
        LANGUAGE = "language", _("Språkkafé")
        TALK = "talk", _("Någon att prata med")
        MIDWIFE = "midwife", _("Barnmorskans tid")
        CHILD_HEALTH = "health", _("Barnhälsovårdens tid")
        THEME = "theme", _("Tema och gäst")
        OUTDOOR = "outdoor", _("Utomhus")
        OTHER = "other", _("Annat")

    class Booking(models.TextChoices):
        DROP_IN = "drop_in", _("kom som du är, ingen anmälan")
        SIGN_UP = "sign_up", _("anmälan")

    class Scope(models.TextChoices):
        UNIVERSAL = "universal", _("för alla")
        TARGETED = "targeted", _("för dig som är inbjuden")

    class State(models.TextChoices):
        DRAFT = "draft", _("utkast")
        PUBLISHED = "published", _("visas")
        ENDED = "ended", _("avslutad")

    code = CodeField()
    centre = models.ForeignKey(FamilyCentre, on_delete=models.PROTECT, related_name="activities")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    title = models.CharField(max_length=120)  # in Swedish
    about = models.TextField(blank=True)  # in Swedish
    leg = models.CharField(max_length=20, choices=Leg.choices)  # which of the four answers for it
    unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )  # who owns the row
    # `unit` owns the row: it is asked whether it still holds.
    leader = models.ForeignKey(CentrePerson, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    partners = models.ManyToManyField(Partner, blank=True, related_name="activities")
    age_from = models.PositiveSmallIntegerField(null=True, blank=True)  # months; both empty: every age
    age_to = models.PositiveSmallIntegerField(null=True, blank=True)  # months, the last month included
    languages = languages_field()
    booking = models.CharField(max_length=8, choices=Booking.choices, default=Booking.DROP_IN)
    how_to_book = models.CharField(max_length=200, blank=True)
    scope = models.CharField(max_length=10, choices=Scope.choices, default=Scope.UNIVERSAL)
    programme = models.CharField(max_length=120, blank=True)  # the programme that it follows, if any
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    confirmed_on = models.DateField()  # when its owner last said that it is so

    class Privacy:
        open = (
            *("code", "centre", "kind", "title", "about", "leg", "unit", "leader", "age_from", "age_to", "languages"),
            *("booking", "how_to_book", "scope", "programme", "state", "confirmed_on"),
        )

    class Meta:
        indexes = (models.Index(fields=["centre", "state"], name="activities_of_centre"),)
        constraints = (
            models.CheckConstraint(condition=~Q(title=""), name="activity_has_a_title"),
            ages_in_order("activity_ages_in_order"),
            models.CheckConstraint(
                condition=~Q(booking="sign_up", state="published", how_to_book=""), name="activity_says_how_to_book"
            ),
        )

    def __str__(self) -> str:
        return self.title


class ActivityText(models.Model):
    """What an activity is called and is, in another language than Swedish.

    It is confirmed with its activity, and is never shown without it: it has no day of its own.
    """

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(max_length=12, choices=PageLanguage.choices)
    title = models.CharField(max_length=120)
    about = models.TextField(blank=True)
    checked_by = models.CharField(max_length=120, blank=True)
    checked_on = models.DateField(null=True, blank=True)

    class Privacy:
        open = ("activity", "language", "title", "about", "checked_on")
        staff = ("checked_by",)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["activity", "language"], name="activity_text_once"),
            models.CheckConstraint(condition=~Q(title="") & ~Q(language="sv"), name="activity_text_is_a_translation"),
            models.CheckConstraint(
                condition=Q(checked_by="", checked_on__isnull=True) | (~Q(checked_by="") & Q(checked_on__isnull=False)),
                name="activity_text_checked_says_who_and_when",
            ),
        )


class StaleActivityLetter(models.Model):
    """That the owner of an activity was asked whether it is still so: once for each stage, as of what centres show.

    `since` is the day when it was last said to be so. Rows are never changed.
    """

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="stale_letters")
    stage = models.CharField(max_length=4, choices=StaleLetter.Stage.choices)
    since = models.DateField()
    sent_at = models.DateTimeField()

    class Privacy:
        open = ("activity", "stage", "since", "sent_at")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["activity", "stage", "since"], name="stale_activity_letter_once"),
        )


class Series(models.Model):
    """How an activity returns, during a period: the rule that its occurrences were laid out by."""

    class Pattern(models.TextChoices):
        WEEKLY = "weekly", _("varje vecka")
        EVERY_OTHER_WEEK = "other_week", _("varannan vecka")
        MONTHLY = "monthly", _("en viss veckodag i månaden")
        DATES = "dates", _("enstaka dagar")

    code = CodeField()
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="series")
    pattern = models.CharField(max_length=10, choices=Pattern.choices)
    weekday = models.PositiveSmallIntegerField(null=True, blank=True)  # 1 is Monday
    week_of_month = models.SmallIntegerField(null=True, blank=True)  # 1 to 4, or -1 for the last
    dates = ArrayField(models.DateField(), default=list, blank=True)
    starts = models.TimeField()
    ends = models.TimeField()
    room = models.ForeignKey(Room, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    term = models.ForeignKey(Term, null=True, blank=True, on_delete=models.PROTECT, related_name="series")
    from_date = models.DateField()
    to_date = models.DateField()  # the first day after it: a series always ends
    keeps_holidays = models.BooleanField(default=True)  # does not happen on public holidays and in the term's breaks

    class Privacy:
        open = (
            *("code", "activity", "pattern", "weekday", "week_of_month", "dates", "starts", "ends", "room", "term"),
            *("from_date", "to_date", "keeps_holidays"),
        )

    class Meta:
        indexes = (models.Index(fields=["activity", "from_date"], name="series_of_activity"),)
        constraints = (
            periods.in_order("series_in_order"),
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="series_hours_in_order"),
            models.CheckConstraint(
                condition=Q(pattern__in=["weekly", "other_week"], weekday__range=(1, 7), week_of_month__isnull=True)
                | Q(pattern="monthly", weekday__range=(1, 7), week_of_month__in=[-1, 1, 2, 3, 4])
                | Q(pattern="dates", weekday__isnull=True, week_of_month__isnull=True, dates__len__gt=0),
                name="series_pattern_is_whole",
            ),
        )
