"""Several bodies, decisions by a person, what follows a decision, cooperation agreements, feeds."""

import datetime

import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

import famn.ground.tables


class Migration(migrations.Migration):
    dependencies = [
        ("famn", "0012_joint_letters"),
    ]

    operations = [
        migrations.CreateModel(
            name="AcceptedDifference",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="accepted_differences",
                        to="famn.matter",
                    ),
                ),
                ("fingerprint", models.CharField(max_length=64)),
                ("sentence", models.TextField()),
                ("reason", models.TextField()),
                (
                    "accepted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("accepted_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("matter", "fingerprint"), name="difference_accepted_once"),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="difference_accepted_says_why"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AgreementNotice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "letter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="notices", to="famn.jointletter"
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="famn.letterparty"
                    ),
                ),
                ("given_on", models.DateField()),
                ("reason", models.TextField(blank=True)),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                (
                    "taken_back_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("taken_back_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("taken_back_at__isnull", True)),
                        fields=("letter", "party"),
                        name="notice_once_per_party",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("taken_back_at__isnull", True), ("taken_back_by__isnull", True)),
                            models.Q(("taken_back_at__isnull", False), ("taken_back_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="notice_taken_back_has_who_and_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AgreementReminder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "letter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reminders", to="famn.jointletter"
                    ),
                ),
                (
                    "before",
                    models.CharField(
                        choices=[("notice", "sista dagen för uppsägning"), ("end", "slutdagen")], max_length=6
                    ),
                ),
                ("day", models.DateField()),
                ("days", models.PositiveSmallIntegerField()),
                ("sent_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("letter", "before", "day", "days"), name="agreement_reminder_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="AgreementTerms",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "letter",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="terms", to="famn.jointletter"
                    ),
                ),
                ("from_date", models.DateField(blank=True, null=True)),
                ("to_date", models.DateField(blank=True, null=True)),
                ("notice_months", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("prolong_months", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("review_on", models.DateField(blank=True, null=True)),
                (
                    "under",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="famn.steeringdocument",
                    ),
                ),
                (
                    "follows",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="followed_by",
                        to="famn.jointletter",
                    ),
                ),
                (
                    "split",
                    models.CharField(
                        choices=[
                            ("own", "Varje part står för sina egna kostnader"),
                            ("share", "Kostnaden delas i andelar, i procent"),
                            ("post", "Varje post betalas av en part, i kronor"),
                        ],
                        default="own",
                        max_length=5,
                    ),
                ),
                ("cost", models.PositiveIntegerField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("from_date__isnull", True),
                            ("to_date__isnull", True),
                            ("to_date__gte", models.F("from_date")),
                            _connector="OR",
                        ),
                        name="agreement_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("prolong_months__isnull", True), ("prolong_months__gte", 1), _connector="OR"
                        ),
                        name="agreement_prolonged_by_some",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("follows__isnull", True),
                            models.Q(("follows", models.F("letter")), _negated=True),
                            _connector="OR",
                        ),
                        name="agreement_not_after_itself",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AssignmentAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "assignment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="given", to="famn.assignment"
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="famn.document",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="famn.boardreport",
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers_in_parts",
                        to="famn.document",
                    ),
                ),
                (
                    "given_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("given_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="AssignmentLevel",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "authority",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignment_levels",
                        to="famn.authority",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("name", models.CharField(max_length=80)),
                ("what", models.CharField(max_length=300)),
                ("yearly", models.PositiveIntegerField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("authority", "number"), name="assignment_level_once", nulls_distinct=False
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1), ("number__lte", 3)), name="assignment_level_of_three"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AssignmentPart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "assignment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="parts", to="famn.assignment"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("costs", "kostnader"),
                            ("premises", "lokaler"),
                            ("staffing", "bemanning"),
                            ("question", "fråga"),
                        ],
                        max_length=8,
                    ),
                ),
                ("heading", models.CharField(max_length=200)),
                ("text", models.TextField(blank=True)),
                ("rows", models.JSONField(default=list)),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("answered_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("assignment", "number"), name="assignment_part_once"),
                    models.CheckConstraint(
                        condition=models.Q(("heading", ""), _negated=True), name="assignment_part_says_what"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answered_at__isnull", True), ("answered_by__isnull", True), ("rows", []), ("text", "")
                            ),
                            models.Q(("answered_at__isnull", False), ("answered_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="assignment_part_answered_has_who_and_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CalendarFeed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "membership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="famn.membership"
                    ),
                ),
                (
                    "code",
                    famn.ground.tables.CodeField(
                        default=famn.ground.tables.new_code, editable=False, max_length=16, unique=True
                    ),
                ),
                ("token_sha256", models.CharField(max_length=64, unique=True)),
                ("made_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(null=True)),
                ("last_read_on", models.DateField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("revoked_at__isnull", True)),
                        fields=("membership",),
                        name="calendar_feed_one_in_force",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Commitment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "letter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="commitments", to="famn.jointletter"
                    ),
                ),
                (
                    "code",
                    famn.ground.tables.CodeField(
                        default=famn.ground.tables.new_code, editable=False, max_length=16, unique=True
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="commitments", to="famn.letterparty"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("hours", "arbetstid i timmar"),
                            ("posts", "tjänster"),
                            ("rooms", "rum"),
                            ("money", "pengar i kronor"),
                        ],
                        max_length=5,
                    ),
                ),
                ("amount", models.DecimalField(decimal_places=2, max_digits=11)),
                (
                    "per",
                    models.CharField(
                        choices=[
                            ("week", "per vecka"),
                            ("month", "per månad"),
                            ("year", "per år"),
                            ("once", "en gång"),
                            ("always", "så länge avtalet gäller"),
                        ],
                        max_length=6,
                    ),
                ),
                ("what", models.CharField(max_length=200)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("amount__gt", 0)), name="commitment_is_of_something"),
                    models.CheckConstraint(
                        condition=models.Q(("what", ""), _negated=True), name="commitment_says_what"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CostRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "letter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="cost_rows", to="famn.jointletter"
                    ),
                ),
                (
                    "code",
                    famn.ground.tables.CodeField(
                        default=famn.ground.tables.new_code, editable=False, max_length=16, unique=True
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="cost_rows", to="famn.letterparty"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("what", models.CharField(blank=True, max_length=160)),
                (
                    "percent",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=5,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(100),
                        ],
                    ),
                ),
                ("yearly", models.PositiveIntegerField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("percent__isnull", False)),
                        fields=("letter", "party"),
                        name="cost_share_once_per_party",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("percent__gte", 0), ("percent__lte", 100), ("yearly__isnull", True)),
                            models.Q(
                                ("percent__isnull", True),
                                ("yearly__isnull", False),
                                models.Q(("what", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="cost_row_is_a_share_or_a_post",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DailyMail",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("to", models.EmailField(max_length=254, unique=True)),
                ("at_time", models.TimeField(default=datetime.time(7, 0))),
                ("chosen_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("to", django.db.models.functions.text.Lower("to"))),
                        name="daily_mail_address_in_lower_case",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DelegationItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    famn.ground.tables.CodeField(
                        default=famn.ground.tables.new_code, editable=False, max_length=16, unique=True
                    ),
                ),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="delegation_items",
                        to="famn.authority",
                    ),
                ),
                ("number", models.CharField(max_length=20)),
                ("text", models.CharField(max_length=300)),
                ("delegate", models.CharField(max_length=120)),
                ("is_current", models.BooleanField(default=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_current", True)),
                        fields=("authority", "number"),
                        name="delegation_item_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("number", ""), _negated=True),
                            models.Q(("text", ""), _negated=True),
                            models.Q(("delegate", ""), _negated=True),
                        ),
                        name="delegation_item_is_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MinutesExtract",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="extracts", to="famn.decision"
                    ),
                ),
                (
                    "document",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="extract", to="famn.document"
                    ),
                ),
                ("facts", models.JSONField()),
                ("sha256", models.CharField(max_length=64)),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("decision", "sha256"), name="extract_once_per_facts")],
            },
        ),
        migrations.CreateModel(
            name="PaidAssignment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    famn.ground.tables.CodeField(
                        default=famn.ground.tables.new_code, editable=False, max_length=16, unique=True
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="assignments", to="famn.jointletter"
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="assignments", to="famn.letterparty"
                    ),
                ),
                ("unit_name", models.CharField(max_length=120)),
                ("name", models.CharField(max_length=160)),
                ("level", models.PositiveSmallIntegerField()),
                ("level_name", models.CharField(max_length=80)),
                ("yearly", models.PositiveIntegerField(blank=True, null=True)),
                ("from_date", models.DateField()),
                ("to_date", models.DateField(blank=True, null=True)),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("to_date__isnull", True), ("to_date__gte", models.F("from_date")), _connector="OR"
                        ),
                        name="paid_assignment_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("level__gte", 1), ("level__lte", 3)), name="paid_assignment_level_of_three"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Passage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    famn.ground.tables.CodeField(
                        default=famn.ground.tables.new_code, editable=False, max_length=16, unique=True
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="passages", to="famn.boardreport"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(default=1)),
                (
                    "role",
                    models.CharField(
                        choices=[("prepares", "bereder"), ("decides", "beslutar")], default="decides", max_length=8
                    ),
                ),
                (
                    "board",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="passages",
                        to="famn.board",
                    ),
                ),
                ("body", models.CharField(max_length=120)),
                ("authority_name", models.CharField(blank=True, max_length=120)),
                ("is_private", models.BooleanField(default=False)),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="passages",
                        to="famn.boardmeeting",
                    ),
                ),
                ("meeting_date", models.DateField(blank=True, null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "planerad"),
                            ("on_agenda", "på dagordningen"),
                            ("done", "behandlad"),
                            ("withdrawn", "borttagen"),
                        ],
                        default="planned",
                        max_length=9,
                    ),
                ),
                (
                    "stated_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("stated_at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["report", "number"], name="passages_of_report")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("body", ""), _negated=True), name="passage_says_which_body"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("board__isnull", True),
                            models.Q(("authority_name", ""), ("is_private", False)),
                            _connector="OR",
                        ),
                        name="passage_is_here_or_outside",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["on_agenda", "done"]), _negated=True),
                            ("meeting_date__isnull", False),
                            _connector="OR",
                        ),
                        name="passage_on_agenda_has_its_meeting",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("meeting__isnull", True),
                            models.Q(("board__isnull", False), ("meeting_date__isnull", False)),
                            _connector="OR",
                        ),
                        name="passage_at_a_meeting_has_its_board",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReminderDays",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "authority",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="famn.authority",
                    ),
                ),
                (
                    "before",
                    models.CharField(
                        choices=[("notice", "sista dagen för uppsägning"), ("end", "slutdagen")], max_length=6
                    ),
                ),
                ("days", models.PositiveSmallIntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("authority", "before", "days"), name="reminder_days_once", nulls_distinct=False
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Reservation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reservations", to="famn.decision"
                    ),
                ),
                ("who", models.CharField(max_length=160)),
                ("text", models.TextField(blank=True)),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("decision", "who"), name="reservation_once_per_decision"),
                    models.CheckConstraint(
                        condition=models.Q(("who", ""), _negated=True), name="reservation_says_whose"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SignedFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    famn.ground.tables.CodeField(
                        default=famn.ground.tables.new_code, editable=False, max_length=16, unique=True
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signed_files",
                        to="famn.letterversion",
                    ),
                ),
                ("content", models.BinaryField()),
                ("sha256", models.CharField(max_length=64)),
                ("sent_sha256", models.CharField(max_length=64)),
                ("service", models.CharField(max_length=120)),
                ("signer", models.CharField(max_length=200)),
                ("issuer", models.CharField(max_length=200)),
                ("signed_at", models.DateTimeField(null=True)),
                ("validated_at", models.DateTimeField()),
                (
                    "checked_by",
                    models.CharField(
                        choices=[("return", "när den som skrev under kom tillbaka"), ("clock", "av klockan")],
                        max_length=6,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("version", "sha256"), name="signed_file_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("signer", ""), _negated=True), models.Q(("service", ""), _negated=True)
                        ),
                        name="signed_file_says_who_and_where",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WayForward",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="ways", to="famn.boardreport"
                    ),
                ),
                (
                    "choice",
                    models.CharField(
                        choices=[
                            ("go_on", "gå vidare med det som är beviljat"),
                            ("write_anew", "skriva ett nytt utlåtande"),
                            ("stop", "stanna här"),
                        ],
                        max_length=10,
                    ),
                ),
                ("reason", models.TextField()),
                (
                    "chosen_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("chosen_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="way_forward_says_why"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Dispatch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    famn.ground.tables.CodeField(
                        default=famn.ground.tables.new_code, editable=False, max_length=16, unique=True
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="dispatches", to="famn.decision"
                    ),
                ),
                ("recipient", models.CharField(max_length=200)),
                ("address", models.EmailField(blank=True, max_length=254)),
                (
                    "how",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("post", "med post"),
                            ("mail", "med e-post"),
                            ("hand", "lämnat för hand"),
                            ("registry", "till diariet eller akten"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "extract",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dispatches",
                        to="famn.minutesextract",
                    ),
                ),
                ("link_hash", models.CharField(blank=True, max_length=64)),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("added_at", models.DateTimeField()),
                ("sent_on", models.DateField(blank=True, null=True)),
                (
                    "sent_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("sent_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("sent_at__isnull", True)), fields=["decision"], name="dispatches_unsent"
                    ),
                    models.Index(
                        condition=models.Q(("link_hash", ""), _negated=True),
                        fields=["link_hash"],
                        name="dispatches_by_link",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sent_at__isnull", True), ("sent_by__isnull", True), ("sent_on__isnull", True)),
                            models.Q(
                                ("sent_at__isnull", False),
                                ("sent_by__isnull", False),
                                ("sent_on__isnull", False),
                                models.Q(("how", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="dispatch_sent_has_how_who_and_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("recipient", ""), _negated=True), name="dispatch_says_to_whom"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PersonalDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    famn.ground.tables.CodeField(
                        default=famn.ground.tables.new_code, editable=False, max_length=16, unique=True
                    ),
                ),
                (
                    "matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="personal_decisions", to="famn.matter"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("delegation", "delegationsbeslut"),
                            ("chair", "ordförandebeslut"),
                            ("provider", "vårdgivarens beslut"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "decider",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("title", models.CharField(max_length=120)),
                (
                    "item",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="famn.delegationitem",
                    ),
                ),
                ("item_text", models.CharField(blank=True, max_length=330)),
                ("text", models.TextField()),
                ("decided_on", models.DateField()),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="personal_decisions",
                        to="famn.document",
                    ),
                ),
                (
                    "board",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="famn.board",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                (
                    "reported_at",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="personal_decisions",
                        to="famn.boardmeeting",
                    ),
                ),
                (
                    "reported_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("report_recorded_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(
                            ("reported_at__isnull", True), models.Q(("kind", "provider"), _negated=True)
                        ),
                        fields=["matter"],
                        name="decisions_to_report",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name", ""), _negated=True),
                            models.Q(("title", ""), _negated=True),
                            models.Q(("text", ""), _negated=True),
                        ),
                        name="personal_decision_says_who_and_what",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "delegation"), models.Q(("item_text", ""), _negated=True)),
                            models.Q(models.Q(("kind", "delegation"), _negated=True), ("item__isnull", True)),
                            _connector="OR",
                        ),
                        name="delegated_decision_has_its_item",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("report_recorded_at__isnull", True),
                                ("reported_at__isnull", True),
                                ("reported_by__isnull", True),
                            ),
                            models.Q(
                                models.Q(("kind", "provider"), _negated=True),
                                ("report_recorded_at__isnull", False),
                                ("reported_at__isnull", False),
                                ("reported_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="reported_decision_has_who_and_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Shortfall",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    famn.ground.tables.CodeField(
                        default=famn.ground.tables.new_code, editable=False, max_length=16, unique=True
                    ),
                ),
                (
                    "commitment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="shortfalls", to="famn.commitment"
                    ),
                ),
                ("seen_on", models.DateField()),
                ("text", models.TextField()),
                ("follow_up_on", models.DateField(blank=True, null=True)),
                (
                    "noted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("noted_at", models.DateTimeField()),
                (
                    "closed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("closed_at", models.DateTimeField(null=True)),
                ("outcome", models.TextField(blank=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="shortfall_says_what_was_seen"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at__isnull", True), ("closed_by__isnull", True), ("outcome", "")),
                            models.Q(
                                ("closed_at__isnull", False),
                                ("closed_by__isnull", False),
                                models.Q(("outcome", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="shortfall_closed_has_who_when_and_outcome",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SigningOrder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    famn.ground.tables.CodeField(
                        default=famn.ground.tables.new_code, editable=False, max_length=16, unique=True
                    ),
                ),
                (
                    "signature",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="orders", to="famn.signature"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("started", "väntar hos tjänsten"),
                            ("signed", "underskriven"),
                            ("declined", "avbruten hos tjänsten"),
                            ("refused", "filen gick inte att godta"),
                            ("cancelled", "inte längre aktuell"),
                        ],
                        default="started",
                        max_length=9,
                    ),
                ),
                ("service", models.CharField(max_length=120)),
                ("number", models.CharField(max_length=100)),
                ("url", models.URLField(max_length=500)),
                ("sent", models.BinaryField()),
                ("sent_sha256", models.CharField(max_length=64)),
                (
                    "started_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("started_at", models.DateTimeField()),
                ("looked_at", models.DateTimeField(null=True)),
                ("settled_at", models.DateTimeField(null=True)),
                ("reason", models.CharField(blank=True, max_length=300)),
                (
                    "signed_file",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="order",
                        to="famn.signedfile",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "started")),
                        fields=("signature",),
                        name="signing_order_one_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("settled_at__isnull", True), ("state", "started")),
                            models.Q(models.Q(("state", "started"), _negated=True), ("settled_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="signing_order_settled_has_its_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("signed_file__isnull", False), ("state", "signed")),
                            models.Q(models.Q(("state", "signed"), _negated=True), ("signed_file__isnull", True)),
                            _connector="OR",
                        ),
                        name="signing_order_signed_has_its_file",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DispatchCorrection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "dispatch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="corrections", to="famn.dispatch"
                    ),
                ),
                ("was_sent", models.BooleanField()),
                (
                    "how",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("post", "med post"),
                            ("mail", "med e-post"),
                            ("hand", "lämnat för hand"),
                            ("registry", "till diariet eller akten"),
                        ],
                        max_length=8,
                    ),
                ),
                ("sent_on", models.DateField(blank=True, null=True)),
                ("reason", models.TextField()),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("how", ""), ("sent_on__isnull", True), ("was_sent", False)),
                            models.Q(
                                ("sent_on__isnull", False), ("was_sent", True), models.Q(("how", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="dispatch_corrected_to_how_and_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="dispatch_correction_says_why"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ShortfallFollowUp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "shortfall",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="follow_ups", to="famn.shortfall"
                    ),
                ),
                ("text", models.TextField()),
                (
                    "noted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("noted_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="follow_up_says_something"
                    )
                ],
            },
        ),
        migrations.RemoveConstraint(
            model_name="decision",
            name="decision_once_per_meeting",
        ),
        migrations.RemoveConstraint(
            model_name="signature",
            name="signature_settled_says_when_and_how",
        ),
        migrations.AddField(
            model_name="assignment",
            name="decision",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="assignments", to="famn.decision"
            ),
        ),
        migrations.AddField(
            model_name="board",
            name="ended_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="board",
            name="succeeded_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="predecessors",
                to="famn.board",
            ),
        ),
        migrations.AddField(
            model_name="decision",
            name="told_by",
            field=models.CharField(blank=True, max_length=160),
        ),
        migrations.AddField(
            model_name="decision",
            name="told_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="letter",
            name="gathered_in",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="parts", to="famn.letter"
            ),
        ),
        migrations.AlterField(
            model_name="letter",
            name="state",
            field=models.CharField(
                choices=[
                    ("waiting", "väntar"),
                    ("sending", "skickas"),
                    ("sent", "skickat"),
                    ("failed", "gick inte att skicka"),
                    ("held", "väntar på dagens samlade mejl"),
                    ("gathered", "ingår i ett samlat mejl"),
                ],
                default="waiting",
                max_length=8,
            ),
        ),
        migrations.AlterField(
            model_name="letterversion",
            name="cause",
            field=models.CharField(
                choices=[
                    ("started", "påbörjades"),
                    ("text", "texten ändrades"),
                    ("parties", "parterna ändrades"),
                    ("goals", "målen ändrades"),
                    ("terms", "villkoren ändrades"),
                ],
                max_length=8,
            ),
        ),
        migrations.AlterField(
            model_name="signature",
            name="method",
            field=models.CharField(
                blank=True,
                choices=[
                    ("digital", "godkänd digitalt"),
                    ("paper", "undertecknad på papper"),
                    ("advanced", "underskriven med avancerad elektronisk underskrift"),
                ],
                max_length=8,
            ),
        ),
        migrations.AlterField(
            model_name="signature",
            name="voided_by",
            field=models.CharField(
                blank=True,
                choices=[
                    ("text", "texten ändrades"),
                    ("signer", "någon annan ska skriva under"),
                    ("withdrawn", "dokumentet togs tillbaka"),
                ],
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="board",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("succeeded_by__isnull", True),
                    models.Q(("ended_on__isnull", False), models.Q(("succeeded_by", models.F("id")), _negated=True)),
                    _connector="OR",
                ),
                name="board_succeeded_has_ended",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(("state", "gathered"), ("gathered_in__isnull", True), _connector="OR"),
                name="letter_gathered_is_in_another",
            ),
        ),
        migrations.AddField(
            model_name="decision",
            name="passage",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="decisions", to="famn.passage"
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.UniqueConstraint(
                condition=models.Q(("passage__isnull", True)),
                fields=("report", "meeting_date"),
                name="decision_once_per_meeting",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.UniqueConstraint(
                fields=("passage", "meeting_date"), name="decision_once_per_body_and_meeting"
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("told_by", ""), ("told_on__isnull", True)),
                    models.Q(models.Q(("told_by", ""), _negated=True), ("told_on__isnull", False)),
                    _connector="OR",
                ),
                name="told_decision_has_who_and_when",
            ),
        ),
        migrations.AddField(
            model_name="signature",
            name="signed_file",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="signatures", to="famn.signedfile"
            ),
        ),
        migrations.AddConstraint(
            model_name="signature",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("method", ""), ("settled_at__isnull", True), ("state", "waiting")),
                    models.Q(
                        ("method", "digital"),
                        ("settled_at__isnull", False),
                        ("state", "signed"),
                        ("user__isnull", False),
                        models.Q(("factor", ""), _negated=True),
                    ),
                    models.Q(
                        ("method", "paper"),
                        ("scan__isnull", False),
                        ("settled_at__isnull", False),
                        ("state", "signed"),
                        ("factor", ""),
                        ("signed_on__isnull", False),
                        models.Q(("seen_by", ""), _negated=True),
                    ),
                    models.Q(
                        ("method", "advanced"),
                        ("settled_at__isnull", False),
                        ("state", "signed"),
                        ("user__isnull", False),
                        ("factor", ""),
                        ("signed_file__isnull", False),
                    ),
                    models.Q(
                        ("method", ""),
                        ("settled_at__isnull", False),
                        ("state", "declined"),
                        models.Q(("reason", ""), _negated=True),
                    ),
                    models.Q(
                        ("method", ""),
                        ("settled_at__isnull", False),
                        ("state", "voided"),
                        models.Q(("voided_by", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="signature_settled_says_when_and_how",
            ),
        ),
    ]
