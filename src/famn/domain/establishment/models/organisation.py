"""Tables of the project organisation: a steering group that decides, a working group that prepares, and who sits where.

A person is somebody who signs in here, or is written with name, title, unit and party: other authorities take part too.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from famn.domain.establishment.models.initiatives import Initiative
from famn.domain.people.models import Leg, User
from famn.ground import periods
from famn.ground.tables import CodeField


class ProjectGroup(models.Model):
    """One of the two levels of an initiative. It may be joined to another body, that meets for it."""

    class Kind(models.TextChoices):
        STEERING = "steering", _("styrgrupp")
        WORKING = "working", _("arbetsgrupp")

    code = CodeField()
    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="groups")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    name = models.CharField(max_length=120)
    mandate = models.TextField(blank=True)  # what the group may decide, and what it must ask others for
    joined_body = models.CharField(max_length=160, blank=True)  # such as a council for local care
    set_up_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    set_up_at = models.DateTimeField()

    class Privacy:
        open = ("code", "initiative", "kind", "name", "mandate", "joined_body", "set_up_at")
        staff = ("set_up_by",)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["initiative", "kind"], name="group_once_per_level"),)

    def __str__(self) -> str:
        return self.name


class GroupDuty(models.Model):
    """Something the group must see to, and who answers for it; also where another body meets for the group."""

    group = models.ForeignKey(ProjectGroup, on_delete=models.CASCADE, related_name="duties")
    text = models.CharField(max_length=300)
    answered_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    answered_by_name = models.CharField(max_length=160, blank=True)  # empty: nobody answers for it yet
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Privacy:
        open = ("group", "text", "recorded_at")
        staff = ("answered_by", "answered_by_name", "recorded_by")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["group", "text"], name="duty_once_per_group"),
            models.CheckConstraint(
                condition=Q(answered_by__isnull=True) | ~Q(answered_by_name=""), name="duty_of_a_user_has_the_name"
            ),
        )

    def __str__(self) -> str:
        return self.text


class GroupMember(models.Model):
    """Somebody who sits in a group from a day and perhaps to another: for which leg and party, with which mandate."""

    class Part(models.TextChoices):
        CHAIR = "chair", _("ordförande")
        COORDINATOR = "coordinator", _("samordnare")  # over both levels
        MEMBER = "member", _("ledamot")

    code = CodeField()
    group = models.ForeignKey(ProjectGroup, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="group_memberships")
    name = models.CharField(max_length=120)
    title = models.CharField(max_length=120, blank=True)
    unit_name = models.CharField(max_length=160, blank=True)
    party_name = models.CharField(max_length=160, blank=True)
    leg = models.CharField(max_length=20, choices=Leg.choices, blank=True)
    mandate = models.CharField(max_length=300, blank=True)  # what the person may say yes to
    part = models.CharField(max_length=12, choices=Part.choices, default=Part.MEMBER)
    from_date = models.DateField()
    to_date = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Privacy:
        open = (
            *("code", "group", "unit_name", "party_name", "leg", "mandate", "part", "from_date", "to_date"),
            "recorded_at",
        )
        staff = ("user", "name", "title", "recorded_by")

    class Meta:
        constraints = (
            periods.in_order("group_member_period_in_order"),
            models.CheckConstraint(condition=~Q(name=""), name="group_member_has_a_name"),
            models.UniqueConstraint(
                fields=["group", "user"],
                condition=Q(to_date__isnull=True, user__isnull=False),
                name="group_member_open_once",
            ),
        )

    def __str__(self) -> str:
        return self.name
