"""Tables of family centres. A centre is a meeting of parties, never an authority: what it does, its parties do."""

from __future__ import annotations

from typing import Final

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from famn.domain.centres import classify
from famn.domain.people.models import Authority, Leg, Place, Unit, legs_field
from famn.ground import periods
from famn.ground.states import States
from famn.ground.tables import CodeField


def ages_in_order(name: str) -> models.CheckConstraint:
    """The truth that ages in months, where said, are both said and in order."""
    nothing = Q(age_from__isnull=True, age_to__isnull=True)
    return models.CheckConstraint(condition=nothing | Q(age_from__lte=F("age_to")), name=name)


class DateRange(Func):
    """A period of days as PostgreSQL compares it: from a day, to (not including) another."""

    function = "DATERANGE"
    output_field = DateRangeField()


_PERIOD: Final = DateRange("from_date", "to_date", RangeBoundary())


class Language(models.TextChoices):
    """Languages that are spoken with families at a centre."""

    SV = "sv", _("svenska")
    AR = "ar", _("arabiska")
    BS = "bs", _("bosniska, kroatiska, serbiska")
    PRS = "prs", _("dari")
    EN = "en", _("engelska")
    FI = "fi", _("finska")
    KU = "ku", _("kurdiska")
    FIT = "fit", _("meänkieli")
    SE = "se", _("nordsamiska")
    FA = "fa", _("persiska")
    PL = "pl", _("polska")
    ROM = "rom", _("romska")
    RU = "ru", _("ryska")
    SO = "so", _("somaliska")
    ES = "es", _("spanska")
    SWL = "swl", _("svenskt teckenspråk")
    TI = "ti", _("tigrinska")
    TR = "tr", _("turkiska")
    UK = "uk", _("ukrainska")


class Module(models.TextChoices):
    """What a centre may do without: a module that is switched off has no page and no link."""

    PEOPLE = "people", _("Vi som arbetar här")
    PHONE = "phone", _("Vem som svarar i telefon")
    CALENDAR = "calendar", _("Kalender")
    FEEDS = "feeds", _("Prenumeration på kalendern")
    WEEK_SHEET = "week_sheet", _("Veckoblad och bild att dela")
    SCREEN = "screen", _("Skärm i hallen")
    ACCESS = "access", _("Ta sig in")
    PARTNERS = "partners", _("Fler som är med")
    SHOW_STAFF = "show_staff", _("Visa för personalen")
    CLASS = "class", _("Är det här en familjecentral?")


class Part(models.TextChoices):
    """What is said of a centre in many small rows, and is confirmed together: each row has a day of its own."""

    ACCESS = "access", _("Att komma in och vara här")
    PARTNERS = "partners", _("Samarbetspartner")
    TEXTS = "texts", _("Texter")


class Confirmed(models.Model):
    """A row that everybody reads, with the day when its owner last said that it is so.

    Its owner is who may change it. A row without a day has never been confirmed. How old it may become is told in
    `reads.freshness`.
    """

    confirmed_on = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True


class FamilyCentre(models.Model):
    """A place where parties meet families together. Its class is computed under a definition, never kept here."""

    class State(models.TextChoices):
        PLANNED = "planned", _("planeras")
        OPEN = "open", _("öppen")
        PAUSED = "paused", _("tillfälligt stängd")
        CLOSED = "closed", _("nedlagd")

    code = CodeField()
    name = models.CharField(max_length=120)  # what it calls itself, whatever its class
    kept_by = models.ForeignKey(
        Authority, on_delete=models.PROTECT, related_name="centres"
    )  # who keeps this up to date
    kept_by_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="centres")
    address = models.CharField(max_length=200, blank=True)
    about = models.TextField(blank=True)
    age_from = models.PositiveSmallIntegerField(default=0)  # years
    age_to = models.PositiveSmallIntegerField(default=6)
    languages = ArrayField(models.CharField(max_length=3, choices=Language.choices), default=list, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.PLANNED)
    state_note = models.TextField(blank=True)  # why it is paused or closed: everybody may read it
    state_decided_by = models.CharField(max_length=200, blank=True)  # the deciding boards, as they are called
    state_reference = models.CharField(max_length=80, blank=True)  # registry number and paragraph
    state_since = models.DateField(null=True, blank=True)  # the first day that it is paused or closed; None: not said
    state_until = models.DateField(null=True, blank=True)  # when it is meant to open, or open again
    opened_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)  # the first day without it
    is_public = models.BooleanField(default=False)
    latitude = models.DecimalField(max_digits=8, decimal_places=6, null=True, blank=True)  # WGS 84
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    keeps_holidays = models.BooleanField(default=True)  # closed on public holidays
    confirmed_on = models.DateField(null=True, blank=True)  # when its keeper last said that all of it is so
    switched_off = ArrayField(models.CharField(max_length=10, choices=Module.choices), default=list, blank=True)

    class Privacy:
        open = (
            *("code", "name", "kept_by", "kept_by_unit", "place", "address", "about", "age_from", "age_to"),
            *("languages", "state", "state_note", "state_until", "opened_on", "closed_on", "is_public"),
            *("state_decided_by", "state_reference", "state_since"),
            *("latitude", "longitude", "keeps_holidays", "confirmed_on", "switched_off"),
        )

    class Meta:
        indexes = (models.Index(fields=["place"], condition=Q(is_public=True), name="centres_public"),)
        constraints = (
            models.UniqueConstraint("place", Lower("name"), name="centre_once_per_place"),
            models.CheckConstraint(condition=Q(age_from__lte=F("age_to")), name="centre_ages_in_order"),
            models.CheckConstraint(
                condition=Q(state="planned", opened_on__isnull=True, closed_on__isnull=True)
                | Q(state__in=["open", "paused"], opened_on__isnull=False, closed_on__isnull=True)
                | Q(state="closed", closed_on__isnull=False),
                name="centre_state_has_its_days",
            ),
            periods.in_order("centre_period_in_order", start="opened_on", end="closed_on"),
            models.CheckConstraint(condition=~Q(state="paused", state_note=""), name="centre_paused_says_why"),
            models.CheckConstraint(  # what was shut before anybody asked who decided has no day of its own
                condition=Q(state_since__isnull=True)
                | (Q(state__in=["paused", "closed"]) & ~Q(state_note="") & ~Q(state_decided_by="")),
                name="centre_shut_says_why_and_who",
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__gte=54, latitude__lte=70, longitude__gte=10, longitude__lte=25),
                name="centre_lies_in_sweden",
            ),
            models.CheckConstraint(
                condition=Q(is_public=False) | (~Q(name="") & ~Q(address="", about="")),
                name="centre_public_says_what_and_where",
            ),
        )

    def __str__(self) -> str:
        return self.name


CENTRE_STATES = States(
    name="Family centre",
    choices=FamilyCentre.State,
    first=FamilyCentre.State.PLANNED,
    steps={
        FamilyCentre.State.PLANNED: frozenset({FamilyCentre.State.OPEN, FamilyCentre.State.CLOSED}),
        FamilyCentre.State.OPEN: frozenset({FamilyCentre.State.PAUSED, FamilyCentre.State.CLOSED}),
        FamilyCentre.State.PAUSED: frozenset({FamilyCentre.State.OPEN, FamilyCentre.State.CLOSED}),
        FamilyCentre.State.CLOSED: frozenset({FamilyCentre.State.OPEN}),
    },
)


class Premises(models.Model):
    """A house where a centre is. A centre may have several; without any, its legs are taken to share one."""

    code = CodeField()
    centre = models.ForeignKey(FamilyCentre, on_delete=models.PROTECT, related_name="premises")
    name = models.CharField(max_length=120)
    address = models.CharField(max_length=200, blank=True)
    is_main = models.BooleanField(default=False)

    class Privacy:
        open = ("code", "centre", "name", "address", "is_main")

    class Meta:
        constraints = (
            models.UniqueConstraint("centre", Lower("name"), name="premises_once_per_centre"),
            models.UniqueConstraint(fields=["centre"], condition=Q(is_main=True), name="premises_one_main"),
        )

    def __str__(self) -> str:
        return self.name


class CentreLeg(models.Model):
    """One party's leg at a centre, during a period. A change ends one row and begins another, so history stays.

    A party that is in Famn is its unit; any other is named as written.
    """

    class Degree(models.TextChoices):
        WHOLE = classify.Degree.WHOLE.value, _("hela verksamheten finns i huset")
        PART = classify.Degree.PART.value, _("en del av verksamheten finns i huset")
        HOURS = classify.Degree.HOURS.value, _("på plats vissa timmar")
        JOINT = classify.Degree.JOINT.value, _("bara gemensamma aktiviteter")
        NONE = classify.Degree.NONE.value, _("är med utan att finnas på plats")

    class NoHours(models.TextChoices):
        BOOKED = "booked", _("bara tider som man har bokat")
        UNKNOWN = "unknown", _("tiderna är inte kända än")

    code = CodeField()
    centre = models.ForeignKey(FamilyCentre, on_delete=models.PROTECT, related_name="legs")
    leg = models.CharField(max_length=20, choices=Leg.choices)
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="centre_legs")
    party_name = models.CharField(max_length=160)
    premises = models.ForeignKey(Premises, null=True, blank=True, on_delete=models.PROTECT, related_name="legs")
    degree = models.CharField(max_length=8, choices=Degree.choices, blank=True)  # "" = not known, never guessed
    hours_per_week = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)  # staffed, on site
    phone = models.CharField(max_length=30, blank=True)
    word = models.CharField(max_length=80, blank=True)  # what the centre calls this leg
    no_hours = models.CharField(max_length=8, choices=NoHours.choices, blank=True)  # why it has no opening hours
    from_date = models.DateField()
    to_date = models.DateField(null=True, blank=True)
    confirmed_on = models.DateField(null=True, blank=True)  # when who runs it last said that its hours are so

    class Privacy:
        open = (
            *("code", "centre", "leg", "unit", "party_name", "premises", "degree", "hours_per_week", "phone", "word"),
            *("no_hours", "from_date", "to_date", "confirmed_on"),
        )

    class Meta:
        indexes = (models.Index(fields=["centre", "leg", "from_date"], name="legs_of_centre"),)
        constraints = (
            periods.in_order("centre_leg_period_in_order"),
            ExclusionConstraint(
                name="centre_leg_unit_once_at_a_time",
                expressions=[
                    ("centre", RangeOperators.EQUAL),
                    ("leg", RangeOperators.EQUAL),
                    ("unit", RangeOperators.EQUAL),
                    (_PERIOD, RangeOperators.OVERLAPS),
                ],
                condition=Q(unit__isnull=False),
            ),
            ExclusionConstraint(
                name="centre_leg_party_once_at_a_time",
                expressions=[
                    ("centre", RangeOperators.EQUAL),
                    ("leg", RangeOperators.EQUAL),
                    (Lower("party_name"), RangeOperators.EQUAL),
                    (_PERIOD, RangeOperators.OVERLAPS),
                ],
                condition=Q(unit__isnull=True),
            ),
            models.CheckConstraint(condition=~Q(party_name=""), name="centre_leg_has_a_party"),
            models.CheckConstraint(
                condition=Q(hours_per_week__isnull=True) | Q(hours_per_week__gte=0, hours_per_week__lte=168),
                name="centre_leg_hours_fit_a_week",
            ),
        )

    def __str__(self) -> str:
        return self.word or str(Leg(self.leg).label)


class OpeningHours(models.Model):
    """When a leg is open on one weekday (1 is Monday), during a period."""

    leg = models.ForeignKey(CentreLeg, on_delete=models.CASCADE, related_name="hours")
    weekday = models.PositiveSmallIntegerField()
    opens = models.TimeField()
    closes = models.TimeField()
    age_from = models.PositiveSmallIntegerField(null=True, blank=True)  # months; both empty: for everybody
    age_to = models.PositiveSmallIntegerField(null=True, blank=True)  # months, the last month included
    from_date = models.DateField()
    to_date = models.DateField(null=True, blank=True)

    class Privacy:
        open = ("leg", "weekday", "opens", "closes", "age_from", "age_to", "from_date", "to_date")

    class Meta:
        constraints = (
            periods.in_order("opening_hours_period_in_order"),
            models.CheckConstraint(condition=Q(weekday__gte=1, weekday__lte=7), name="opening_hours_on_a_weekday"),
            models.CheckConstraint(condition=Q(closes__gt=F("opens")), name="opening_hours_in_order"),
            ages_in_order("opening_hours_ages_in_order"),
            models.UniqueConstraint(
                fields=["leg", "weekday", "opens", "age_from", "age_to", "from_date"],
                nulls_distinct=False,
                name="opening_hours_once",
            ),
        )


class Partner(Confirmed):
    """Somebody beside the four legs: a library, a dentist, an association."""

    class Kind(models.TextChoices):
        LIBRARY = "library", _("bibliotek")
        CULTURE = "culture", _("kultur")
        ASSOCIATION = "association", _("förening")
        DENTIST = "dentist", _("tandvård")
        PSYCHOLOGIST = "psychologist", _("psykolog")
        COUNSELLING = "counselling", _("familjerådgivning")
        OTHER = "other", _("annat")

    code = CodeField()
    centre = models.ForeignKey(FamilyCentre, on_delete=models.PROTECT, related_name="partners")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    name = models.CharField(max_length=120)
    what = models.CharField(max_length=200, blank=True)
    email = models.EmailField(blank=True)  # is told when what it takes part in is cancelled or moved; never shown
    from_date = models.DateField()
    to_date = models.DateField(null=True, blank=True)

    class Privacy:
        open = ("code", "centre", "kind", "name", "what", "from_date", "to_date", "confirmed_on")
        staff = ("email",)

    class Meta:
        constraints = (
            periods.in_order("partner_period_in_order"),
            models.UniqueConstraint(
                "centre", Lower("name"), condition=Q(to_date__isnull=True), name="partner_open_once"
            ),
        )

    def __str__(self) -> str:
        return self.name


class DefinitionSet(models.Model):
    """A named definition of what a family centre is, in one version. Without an authority it is reference data.

    Of the sets of one authority in one series, the one in force on a day is the one that began last. A set that has
    begun never changes: a change is a new set from a later day, so every earlier class can be computed again.
    """

    code = CodeField()
    series = models.SlugField(max_length=60, db_index=False)
    name = models.CharField(max_length=120)
    version = models.CharField(max_length=60)
    source = models.CharField(max_length=200, blank=True)  # who says it, and when
    reading = models.TextField(blank=True)  # how we read the source where it is silent
    authority = models.ForeignKey(
        Authority, null=True, blank=True, on_delete=models.PROTECT, related_name="definition_sets"
    )
    based_on = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="copies")
    valid_from = models.DateField(null=True, blank=True)  # None: as far back as one looks

    class Privacy:
        open = ("code", "series", "name", "version", "source", "reading", "authority", "based_on", "valid_from")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["authority", "series", "valid_from"], nulls_distinct=False, name="definition_set_once_a_day"
            ),
        )

    def __str__(self) -> str:
        return self.name


class ClassDefinition(models.Model):
    """One class of a definition, the strongest first. The fields are those of classify.ClassFacts."""

    class Kind(models.TextChoices):
        FULL = classify.Kind.FULL.value, _("familjecentral")
        LIKE = classify.Kind.LIKE.value, _("familjecentralsliknande verksamhet")
        EITHER = classify.Kind.EITHER.value, _("familjecentral eller liknande")
        WORKING = classify.Kind.WORKING.value, _("familjecentrerat arbetssätt")

    definition = models.ForeignKey(DefinitionSet, on_delete=models.PROTECT, related_name="classes")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=Kind.choices)
    name = models.CharField(max_length=120)  # as the source calls it
    all_of = legs_field()
    any_of = legs_field()
    any_count = models.PositiveSmallIntegerField(default=0)
    most_legs = models.PositiveSmallIntegerField(null=True, blank=True)
    least_degree = models.CharField(max_length=8, choices=CentreLeg.Degree.choices, default=CentreLeg.Degree.NONE)
    any_degree = models.CharField(max_length=8, choices=CentreLeg.Degree.choices, blank=True)
    every_party = models.BooleanField(default=False)
    one_place = models.BooleanField(default=False)
    min_open_hours = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)  # a week
    min_social_hours = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)  # a week

    class Privacy:
        open = (
            *("definition", "number", "kind", "name", "all_of", "any_of", "any_count", "most_legs", "least_degree"),
            *("any_degree", "every_party", "one_place", "min_open_hours", "min_social_hours"),
        )

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["definition", "number"], name="class_definition_once"),
            models.CheckConstraint(
                condition=Q(all_of__len__gt=0) | Q(any_count__gt=0), name="class_definition_asks_for_a_leg"
            ),
        )

    def __str__(self) -> str:
        return self.name
