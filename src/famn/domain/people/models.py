"""Tables of people and authorities.

Four levels, never mixed: principal > authority > secrecy area > unit. Walls stand between secrecy areas, also inside
one authority and one provider (offentlighets- och sekretesslagen 8:1-2).
"""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from famn.ground import periods
from famn.ground.tables import CodeField


class Leg(models.TextChoices):
    """The four basic legs of a family centre."""

    MIDWIFERY = "MIDWIFERY", _("Barnmorska")
    CHILD_HEALTH = "CHILD_HEALTH", _("Barnhälsovård")
    OPEN_PRESCHOOL = "OPEN_PRESCHOOL", _("Öppen förskola")
    PREVENTIVE_SOCIAL = "PREVENTIVE_SOCIAL", _("Föräldrastöd")


def legs_field() -> ArrayField[list[str], list[str]]:
    """A set of legs on a row."""
    return ArrayField(models.CharField(max_length=20, choices=Leg.choices), default=list, blank=True)


class Place(models.Model):
    """A county, a municipality or a district of a city, with its official code. Reference data."""

    class Kind(models.TextChoices):
        COUNTY = "county", _("län")
        MUNICIPALITY = "municipality", _("kommun")
        DISTRICT = "district", _("stadsdel")

    kind = models.CharField(max_length=12, choices=Kind.choices)
    code = models.CharField(max_length=40, unique=True)  # 01, 0180, 0180-ostermalm
    name = models.CharField(max_length=80)
    short_name = models.CharField(max_length=60)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="parts")
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    class Privacy:
        open = ("kind", "code", "name", "short_name", "parent", "valid_from", "valid_to")

    class Meta:
        indexes = (models.Index(fields=["short_name"], name="places_by_name"),)

    def __str__(self) -> str:
        return self.name


class Principal(models.Model):
    """Huvudman: a municipality, a region, a private care provider or an association."""

    class Kind(models.TextChoices):
        MUNICIPALITY = "municipality", _("kommun")
        REGION = "region", _("region")
        PROVIDER = "provider", _("privat vårdgivare")
        ASSOCIATION = "association", _("förening")

    code = CodeField()
    kind = models.CharField(max_length=12, choices=Kind.choices)
    name = models.CharField(max_length=120, unique=True)
    place = models.ForeignKey(Place, null=True, on_delete=models.PROTECT)

    class Privacy:
        open = ("code", "kind", "name", "place")

    def __str__(self) -> str:
        return self.name


class Authority(models.Model):
    """A board, or the private provider itself: controller, records creator, the one that decides."""

    class Kind(models.TextChoices):
        BOARD = "board", _("nämnd")
        PROVIDER = "provider", _("vårdgivare")
        ASSOCIATION = "association", _("förening")

    code = CodeField()
    kind = models.CharField(max_length=12, choices=Kind.choices)
    principal = models.ForeignKey(Principal, on_delete=models.PROTECT, related_name="authorities")
    name = models.CharField(max_length=120)
    place = models.ForeignKey(Place, null=True, on_delete=models.PROTECT)

    class Privacy:
        open = ("code", "kind", "principal", "name", "place")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["principal", "name"], name="authority_once_per_principal"),)

    def __str__(self) -> str:
        return self.name


class SecrecyArea(models.Model):
    """Sekretessområde: a branch of activity inside an authority, with its chapter of the secrecy act."""

    class Kind(models.TextChoices):
        HEALTH_CARE = "health_care", _("hälso- och sjukvård")
        SOCIAL_SERVICES = "social_services", _("socialtjänst")
        EDUCATION = "education", _("öppen förskola och utbildning")
        OTHER = "other", _("övrig verksamhet")

    code = CodeField()
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="areas")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    name = models.CharField(max_length=120)
    chapter = models.CharField(max_length=60, blank=True)  # "OSL 25 kap.": text, since practice differs

    class Privacy:
        open = ("code", "authority", "kind", "name", "chapter")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["authority", "name"], name="area_once_per_authority"),)

    def __str__(self) -> str:
        return self.name


class Administration(models.Model):
    """Förvaltning: the officers who work for a board."""

    code = CodeField()
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="administrations")
    name = models.CharField(max_length=120)

    class Privacy:
        open = ("code", "authority", "name")

    class Meta:
        constraints = (models.UniqueConstraint("authority", Lower("name"), name="administration_once_per_authority"),)

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    """A place of work inside one secrecy area; if it runs a leg, which."""

    code = CodeField()
    area = models.ForeignKey(SecrecyArea, on_delete=models.PROTECT, related_name="units")
    administration = models.ForeignKey(
        Administration, null=True, blank=True, on_delete=models.PROTECT, related_name="units"
    )
    name = models.CharField(max_length=120)
    leg = models.CharField(max_length=20, choices=Leg.choices, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    from_date = models.DateField()
    to_date = models.DateField(null=True, blank=True)

    class Privacy:
        open = ("code", "area", "administration", "name", "leg", "phone", "email", "from_date", "to_date")

    class Meta:
        constraints = (
            models.UniqueConstraint("area", Lower("name"), name="unit_once_per_area"),
            periods.in_order("unit_period_in_order"),
        )

    def __str__(self) -> str:
        return self.name


class Profession(models.Model):
    """What people are by trade: midwife, preschool teacher, social worker. Reference data."""

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=80)

    class Privacy:
        open = ("code", "name")

    def __str__(self) -> str:
        return self.name


class UserManager(BaseUserManager["User"]):
    """What Django asks of a table of people who sign in."""

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """A person who signs in. Never a parent: parents need no account."""

    code = CodeField()
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    phone = models.CharField(max_length=30, blank=True)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects: ClassVar[UserManager] = UserManager()

    class Privacy:
        open = ("code", "is_active")
        staff = ("email", "name", "phone", "joined_at", "last_login")
        secret = ("password",)

    class Meta:
        constraints = (models.UniqueConstraint(Lower("email"), name="user_email_once"),)

    def __str__(self) -> str:
        return self.name

    @property
    def initials(self) -> str:
        """The first letters of the first and the last name."""
        parts = self.name.split()
        return "".join(part[0] for part in (parts[:1] + parts[1:][-1:])).upper()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the address in lower case, so that one person is one row."""
        self.email = self.email.lower()
        super().save(*args, **kwargs)


class Role(models.TextChoices):
    """What a person does for a unit. What a role may do is in rules.py, in code, reviewed like code."""

    COORDINATOR = "coordinator", _("samordnare")
    MANAGER = "manager", _("chef")
    CASE_OFFICER = "case_officer", _("handläggare")
    SECRETARY = "secretary", _("nämndsekreterare")
    LEG_STAFF = "leg_staff", _("medarbetare")
    PROGRAMME_LEAD = "programme_lead", _("programansvarig")
    REVIEWER = "reviewer", _("granskare")
    SYSTEM_ADMINISTRATOR = "system_administrator", _("systemförvaltare")


class Membership(models.Model):
    """A person works for a unit in a role, from a day and perhaps to another."""

    code = CodeField()
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=24, choices=Role.choices)
    title = models.CharField(max_length=80, blank=True)
    profession = models.ForeignKey(Profession, null=True, blank=True, on_delete=models.PROTECT)
    from_date = models.DateField()
    to_date = models.DateField(null=True, blank=True)

    class Privacy:
        open = ("code", "unit", "role", "title", "profession", "from_date", "to_date")
        staff = ("user",)

    class Meta:
        constraints = (
            periods.in_order("membership_period_in_order"),
            models.UniqueConstraint(
                fields=["user", "unit", "role"],
                condition=Q(to_date__isnull=True),
                name="membership_open_once",
            ),
        )

    @property
    def last_day(self) -> dt.date | None:
        """The last day on which the membership holds, None where no end is set."""
        return self.to_date - dt.timedelta(days=1) if self.to_date else None


class CalendarFeed(models.Model):
    """A secret address at which a calendar program reads what is due for one membership. Here is its hash alone."""

    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    code = CodeField()
    token_sha256 = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    last_read_on = models.DateField(null=True)  # a day and no time: enough to see that it is in use

    class Privacy:
        open = ("code",)
        staff = ("membership", "made_at", "revoked_at", "last_read_on")
        secret = ("token_sha256",)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["membership"], condition=Q(revoked_at__isnull=True), name="calendar_feed_one_in_force"
            ),
        )
