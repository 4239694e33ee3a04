"""Tables of the meetings of a project group: agenda, attendance, minutes whose decisions become assignments, the wheel.

Minutes that are approved never change: neither the meeting nor its points, its attendance and its decisions.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from famn.domain.establishment.models.organisation import GroupMember, ProjectGroup
from famn.domain.people.models import User
from famn.ground.states import States
from famn.ground.tables import CodeField


class GroupMeeting(models.Model):
    """One meeting of a group. Its minutes are its notes, points, attendance and decisions."""

    class State(models.TextChoices):
        PLANNED = "planned", _("planerat")
        HELD = "held", _("hållet")
        APPROVED = "approved", _("anteckningarna är godkända")
        CANCELLED = "cancelled", _("inställt")

    code = CodeField()
    group = models.ForeignKey(ProjectGroup, on_delete=models.CASCADE, related_name="meetings")
    day = models.DateField()
    starts = models.TimeField(null=True, blank=True)
    place = models.CharField(max_length=160, blank=True)
    state = models.CharField(max_length=9, choices=State.choices, default=State.PLANNED)
    notes = models.TextField(blank=True)
    also_present = models.CharField(max_length=300, blank=True)  # those who are no members
    planned_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    planned_at = models.DateTimeField()
    approved_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True)

    class Privacy:
        open = ("code", "group", "day", "starts", "place", "state", "notes", "planned_at", "approved_at")
        staff = ("also_present", "planned_by", "approved_by")

    class Meta:
        indexes = (models.Index(fields=["group", "-day"], name="meetings_of_group"),)
        constraints = (
            models.UniqueConstraint(
                fields=["group", "day"], condition=~Q(state="cancelled"), name="meeting_once_a_day_per_group"
            ),
            models.CheckConstraint(
                condition=Q(state="approved", approved_by__isnull=False, approved_at__isnull=False)
                | (~Q(state="approved") & Q(approved_by__isnull=True, approved_at__isnull=True)),
                name="meeting_approved_has_who_and_when",
            ),
        )

    def __str__(self) -> str:
        return str(self.day)


MEETING_STATES = States(
    name="GroupMeeting",
    choices=GroupMeeting.State,
    first=GroupMeeting.State.PLANNED,
    steps={
        GroupMeeting.State.PLANNED: frozenset({GroupMeeting.State.HELD, GroupMeeting.State.CANCELLED}),
        GroupMeeting.State.HELD: frozenset({GroupMeeting.State.APPROVED, GroupMeeting.State.PLANNED}),
    },
)


class MeetingDecision(models.Model):
    """What a meeting decided, in its own words."""

    meeting = models.ForeignKey(GroupMeeting, on_delete=models.CASCADE, related_name="decisions")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Privacy:
        open = ("meeting", "number", "text", "recorded_at")
        staff = ("recorded_by",)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["meeting", "number"], name="meeting_decision_once"),)


class GroupAssignment(models.Model):
    """What somebody is to do for a group by a day: given by a meeting, or between meetings."""

    class State(models.TextChoices):
        OPEN = "open", _("väntar på svar")
        ANSWERED = "answered", _("besvarat")
        WITHDRAWN = "withdrawn", _("återtaget")

    code = CodeField()
    group = models.ForeignKey(ProjectGroup, on_delete=models.CASCADE, related_name="assignments")
    decision = models.OneToOneField(
        MeetingDecision, null=True, on_delete=models.SET_NULL, related_name="assignment"
    )  # none: given between meetings
    text = models.TextField()
    responsible = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="group_assignments")
    responsible_name = models.CharField(max_length=120)
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    answer = models.TextField(blank=True)
    given_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    settled_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True)
    told_due_at = models.DateTimeField(null=True)
    told_overdue_at = models.DateTimeField(null=True)

    class Privacy:
        open = (
            *("code", "group", "decision", "text", "due_on", "state", "answer", "given_at", "settled_at"),
            *("told_due_at", "told_overdue_at"),
        )
        staff = ("responsible", "responsible_name", "given_by", "settled_by")

    class Meta:
        indexes = (
            models.Index(fields=["due_on"], condition=Q(state="open"), name="group_assignments_open"),
            models.Index(fields=["responsible", "due_on"], condition=Q(state="open"), name="group_assignments_of_one"),
        )
        constraints = (
            models.CheckConstraint(condition=~Q(responsible_name=""), name="group_assignment_has_somebody"),
            models.CheckConstraint(
                condition=Q(state="open", settled_at__isnull=True, settled_by__isnull=True)
                | (~Q(state="open") & Q(settled_at__isnull=False, settled_by__isnull=False)),
                name="group_assignment_settled_has_who_and_when",
            ),
        )

    def __str__(self) -> str:
        return self.text


GROUP_ASSIGNMENT_STATES = States(
    name="GroupAssignment",
    choices=GroupAssignment.State,
    first=GroupAssignment.State.OPEN,
    steps={
        GroupAssignment.State.OPEN: frozenset({GroupAssignment.State.ANSWERED, GroupAssignment.State.WITHDRAWN}),
        GroupAssignment.State.ANSWERED: frozenset({GroupAssignment.State.OPEN}),
    },
)


class AgendaPoint(models.Model):
    """Something to talk about. Without a meeting it waits for the next one; what is not settled moves on to it."""

    class State(models.TextChoices):
        OPEN = "open", _("öppen")
        SETTLED = "settled", _("klar")
        MOVED = "moved", _("flyttad till nästa möte")

    code = CodeField()
    group = models.ForeignKey(ProjectGroup, on_delete=models.CASCADE, related_name="points")
    meeting = models.ForeignKey(GroupMeeting, null=True, on_delete=models.PROTECT, related_name="points")
    number = models.PositiveSmallIntegerField(default=0)  # on the agenda; 0 as long as it waits
    text = models.CharField(max_length=300)
    assignment = models.ForeignKey(GroupAssignment, null=True, on_delete=models.PROTECT, related_name="points")
    moved_from = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="moved_to")
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    outcome = models.TextField(blank=True)
    raised_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")  # none: the house
    raised_at = models.DateTimeField()

    class Privacy:
        open = (
            *("code", "group", "meeting", "number", "text", "assignment", "moved_from", "state", "outcome"),
            "raised_at",
        )
        staff = ("raised_by",)

    class Meta:
        indexes = (
            models.Index(fields=["group"], condition=Q(meeting__isnull=True, state="open"), name="points_that_wait"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(meeting__isnull=True, number=0) | Q(meeting__isnull=False, number__gt=0),
                name="point_on_an_agenda_has_a_number",
            ),
            models.UniqueConstraint(
                fields=["meeting", "assignment"],
                condition=Q(assignment__isnull=False, meeting__isnull=False),
                name="assignment_once_on_an_agenda",
            ),
        )

    def __str__(self) -> str:
        return self.text


class MeetingAttendance(models.Model):
    """Whether a member was at a meeting, by the name and leg she had then."""

    meeting = models.ForeignKey(GroupMeeting, on_delete=models.CASCADE, related_name="attendance")
    member = models.ForeignKey(GroupMember, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    leg = models.CharField(max_length=20, blank=True)
    is_present = models.BooleanField()

    class Privacy:
        open = ("meeting", "leg", "is_present")
        staff = ("member", "name")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["meeting", "member"], name="attendance_once"),)


class WheelItem(models.Model):
    """Something a group does each year on a day of a month, or once on a day; told of so many days before."""

    code = CodeField()
    group = models.ForeignKey(ProjectGroup, on_delete=models.CASCADE, related_name="wheel")
    text = models.CharField(max_length=200)
    month = models.PositiveSmallIntegerField(null=True)
    day = models.PositiveSmallIntegerField(null=True)  # the month's last, where it has fewer
    only_on = models.DateField(null=True)
    remind_days_before = models.PositiveSmallIntegerField(default=14)
    responsible = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    reminded_for = models.DateField(null=True)  # the day that was told of last
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Privacy:
        open = (
            *("code", "group", "text", "month", "day", "only_on", "remind_days_before", "reminded_for"),
            "recorded_at",
        )
        staff = ("responsible", "recorded_by")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(only_on__isnull=False, month__isnull=True, day__isnull=True)
                | Q(only_on__isnull=True, month__range=(1, 12), day__range=(1, 31)),
                name="wheel_item_each_year_or_once",
            ),
            models.CheckConstraint(condition=Q(remind_days_before__lte=120), name="wheel_item_reminds_in_time"),
        )

    def __str__(self) -> str:
        return self.text
