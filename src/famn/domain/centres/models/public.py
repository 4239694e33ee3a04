"""What a centre tells everybody beside its parties and hours: exceptions, texts, people, telephone and accessibility.

Every row here may be read by anybody as soon as its centre is public. Nothing of it concerns a family.
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from famn.domain.centres.models.centres import CentreLeg, Confirmed, FamilyCentre, Language, Part
from famn.ground import periods
from famn.ground.languages import PageLanguage
from famn.ground.tables import CodeField


def languages_field() -> ArrayField[list[str], list[str]]:
    """Languages that somebody speaks with families."""
    return ArrayField(models.CharField(max_length=3, choices=Language.choices), default=list, blank=True)


class OpeningException(models.Model):
    """Days when a centre, or one of its legs, is closed or keeps other hours. Stands above the weekly hours.

    A closing by decision names who decided and why: the activity is voluntary for a municipality, so it may be closed,
    but never without a word. These rows need no day of confirmation, since they end by themselves.
    """

    class Reason(models.TextChoices):
        SUMMER = "summer", _("sommarstängt")
        HOLIDAY = "holiday", _("helgdag")
        DECISION = "decision", _("stängt efter beslut")
        ILLNESS = "illness", _("sjukdom")
        PLANNING = "planning", _("planering och utbildning")
        PREMISES = "premises", _("lokalen går inte att använda")
        OTHER = "other", _("annat")

    code = CodeField()
    centre = models.ForeignKey(FamilyCentre, on_delete=models.PROTECT, related_name="exceptions")
    leg = models.ForeignKey(
        CentreLeg, null=True, blank=True, on_delete=models.PROTECT, related_name="exceptions"
    )  # None: the whole centre
    from_date = models.DateField()
    to_date = models.DateField()  # the first day when it no longer holds
    opens = models.TimeField(null=True, blank=True)  # both empty: closed
    closes = models.TimeField(null=True, blank=True)
    reason = models.CharField(max_length=8, choices=Reason.choices)
    note = models.CharField(max_length=300, blank=True)
    decided_by = models.CharField(max_length=200, blank=True)  # the deciding boards, as they are called
    reference = models.CharField(max_length=80, blank=True)  # registry number and paragraph

    class Privacy:
        open = (
            *("code", "centre", "leg", "from_date", "to_date", "opens", "closes", "reason", "note", "decided_by"),
            *("reference",),
        )

    class Meta:
        indexes = (models.Index(fields=["centre", "from_date", "to_date"], name="opening_exceptions_of_centre"),)
        constraints = (
            periods.in_order("opening_exception_in_order"),
            models.CheckConstraint(
                condition=Q(opens__isnull=True, closes__isnull=True) | Q(closes__gt=F("opens")),
                name="opening_exception_hours_in_order",
            ),
            models.CheckConstraint(
                condition=~Q(reason="decision") | (~Q(note="") & ~Q(decided_by="")),
                name="opening_exception_decided_says_why_and_who",
            ),
        )


class PhoneHours(models.Model):
    """When a human answers a leg's telephone on one weekday (1 is Monday), and in which languages.

    Confirmed with the leg and never alone, as its opening hours: whoever says one has the other before her, and both
    are hidden on the same day (reads.freshness.leg_confirmed).
    """

    leg = models.ForeignKey(CentreLeg, on_delete=models.CASCADE, related_name="phone_hours")
    weekday = models.PositiveSmallIntegerField()
    opens = models.TimeField()
    closes = models.TimeField()
    languages = languages_field()
    from_date = models.DateField()
    to_date = models.DateField(null=True, blank=True)

    class Privacy:
        open = ("leg", "weekday", "opens", "closes", "languages", "from_date", "to_date")

    class Meta:
        constraints = (
            periods.in_order("phone_hours_period_in_order"),
            models.CheckConstraint(condition=Q(weekday__gte=1, weekday__lte=7), name="phone_hours_on_a_weekday"),
            models.CheckConstraint(condition=Q(closes__gt=F("opens")), name="phone_hours_in_order"),
            models.UniqueConstraint(fields=["leg", "weekday", "opens", "from_date"], name="phone_hours_once"),
        )


class CentrePerson(models.Model):
    """Somebody who works at a centre and is shown by name. A picture only where she has agreed to it."""

    code = CodeField()
    centre = models.ForeignKey(FamilyCentre, on_delete=models.PROTECT, related_name="people")
    leg = models.ForeignKey(CentreLeg, null=True, blank=True, on_delete=models.PROTECT, related_name="people")
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=120)
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)  # is told when what she leads is cancelled or moved; never shown
    languages = languages_field()
    photo = models.BinaryField(null=True, blank=True)  # WebP or JPEG, made small when it came in
    photo_type = models.CharField(max_length=20, blank=True)
    photo_agreed_on = models.DateField(null=True, blank=True)
    from_date = models.DateField()
    to_date = models.DateField(null=True, blank=True)
    confirmed_on = models.DateField()

    class Privacy:
        open = ("code", "centre", "leg", "from_date", "to_date", "confirmed_on")
        staff = ("name", "role", "phone", "email", "languages", "photo", "photo_type", "photo_agreed_on")

    class Meta:
        indexes = (models.Index(fields=["centre", "from_date"], name="people_of_centre"),)
        constraints = (
            periods.in_order("centre_person_period_in_order"),
            models.CheckConstraint(condition=~Q(name="") & ~Q(role=""), name="centre_person_has_name_and_role"),
            models.CheckConstraint(
                condition=Q(photo__isnull=True, photo_type="", photo_agreed_on__isnull=True)
                | (Q(photo__isnull=False, photo_agreed_on__isnull=False) & ~Q(photo_type="")),
                name="centre_person_photo_is_agreed_to",
            ),
        )

    def __str__(self) -> str:
        return self.name


class AccessFact(Confirmed):
    """One fact about how the house can be reached and used. No row: nobody has said, and the page says so."""

    class Kind(models.TextChoices):
        STEP_FREE = "step_free", _("Ingång utan trappsteg")
        LIFT = "lift", _("Hiss")
        WIDE_DOORS = "wide_doors", _("Breda dörrar")
        TOILET = "toilet", _("Toalett för rullstol")
        CHANGING = "changing", _("Skötbord")
        PRAMS = "prams", _("Plats för barnvagn inne")
        PARKING = "parking", _("Parkering för rörelsehindrade")
        HEARING = "hearing", _("Hörslinga")
        QUIET = "quiet", _("Ett lugnt rum")

    class Answer(models.TextChoices):
        YES = "yes", _("ja")
        PARTLY = "partly", _("delvis")
        NO = "no", _("nej")

    centre = models.ForeignKey(FamilyCentre, on_delete=models.PROTECT, related_name="access")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    answer = models.CharField(max_length=6, choices=Answer.choices)
    note = models.CharField(max_length=200, blank=True)

    class Privacy:
        open = ("centre", "kind", "answer", "note", "confirmed_on")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["centre", "kind"], name="access_fact_once"),)


class CentreText(Confirmed):
    """One text of a centre in one language. Where a language is missing, the Swedish one is shown, and marked so.

    The two in Swedish that stand on the centre and on the leg are of their days.
    """

    class Kind(models.TextChoices):
        ABOUT = "about", _("Om oss")  # in Swedish it is FamilyCentre.about
        WORD = "word", _("Vad vi kallar verksamheten")  # of a leg; in Swedish it is CentreLeg.word
        WAY = "way", _("Hitta hit")
        ILLNESS = "illness", _("När någon är sjuk")
        SILENCE = "silence", _("Tystnadsplikt")
        FREE = "free", _("Gratis och utan bokning")

    code = CodeField()
    centre = models.ForeignKey(FamilyCentre, on_delete=models.PROTECT, related_name="texts")
    leg = models.ForeignKey(CentreLeg, null=True, blank=True, on_delete=models.PROTECT, related_name="texts")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    language = models.CharField(max_length=12, choices=PageLanguage.choices)
    text = models.TextField()
    written_on = models.DateField()
    checked_by = models.CharField(max_length=120, blank=True)  # who knows the language and has read it
    checked_on = models.DateField(null=True, blank=True)

    class Privacy:
        open = ("code", "centre", "leg", "kind", "language", "text", "written_on", "checked_on", "confirmed_on")
        staff = ("checked_by",)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["centre", "leg", "kind", "language"], nulls_distinct=False, name="centre_text_once"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="centre_text_says_something"),
            models.CheckConstraint(
                condition=~Q(kind__in=["about", "word"], language="sv"), name="centre_text_swedish_stands_elsewhere"
            ),
            models.CheckConstraint(
                condition=Q(kind="word", leg__isnull=False) | (~Q(kind="word") & Q(leg__isnull=True)),
                name="centre_text_word_is_of_a_leg",
            ),
            models.CheckConstraint(
                condition=Q(checked_by="", checked_on__isnull=True) | (~Q(checked_by="") & Q(checked_on__isnull=False)),
                name="centre_text_checked_says_who_and_when",
            ),
        )


class StaleLetter(models.Model):
    """That the owner of a row was asked whether it is still so: once for each stage, until she answers.

    `since` is the day that the row was counted from. When somebody has said that it is so, it is another day, and what
    was told before no longer counts. A row without part, leg and person is about the centre itself; one with a part is
    about all of that part with the same day. Rows are never changed.
    """

    class Stage(models.TextChoices):
        ASK = "ask", _("frågas")
        WARN = "warn", _("läsaren varnas")
        HIDE = "hide", _("visas inte längre")

    centre = models.ForeignKey(FamilyCentre, on_delete=models.PROTECT, related_name="stale_letters")
    leg = models.ForeignKey(CentreLeg, null=True, blank=True, on_delete=models.PROTECT, related_name="stale_letters")
    person = models.ForeignKey(
        CentrePerson, null=True, blank=True, on_delete=models.CASCADE, related_name="stale_letters"
    )
    part = models.CharField(max_length=8, choices=Part.choices, blank=True)
    stage = models.CharField(max_length=4, choices=Stage.choices)
    since = models.DateField()
    sent_at = models.DateTimeField()

    class Privacy:
        open = ("centre", "leg", "person", "part", "stage", "since", "sent_at")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["centre", "leg", "person", "part", "stage", "since"],
                nulls_distinct=False,
                name="stale_letter_once",
            ),
        )
