"""The way to a family centre: goals, figures, boards, project groups, mapping, premises, letters of intent."""

import django.contrib.postgres.fields
import django.db.models.constraints
import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

import famn.ground.tables


class Migration(migrations.Migration):
    dependencies = [
        ("famn", "0006_centres"),
    ]

    operations = [
        migrations.CreateModel(
            name="Appeal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="appeals", to="famn.decision"
                    ),
                ),
                ("appealed_on", models.DateField()),
                ("court", models.CharField(blank=True, max_length=160)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[("stands", "beslutet står fast"), ("repealed", "beslutet är upphävt")],
                        max_length=8,
                    ),
                ),
                ("final_on", models.DateField(blank=True, null=True)),
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
                    models.UniqueConstraint(
                        condition=models.Q(("outcome", "")),
                        fields=("decision",),
                        name="appeal_one_under_way_per_decision",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("final_on__isnull", True), ("outcome", "")),
                            models.Q(
                                models.Q(("outcome", ""), _negated=True), ("final_on__gte", models.F("appealed_on"))
                            ),
                            _connector="OR",
                        ),
                        name="appeal_ended_has_its_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Board",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="boards", to="famn.authority"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("board", "nämnd"),
                            ("committee", "utskott"),
                            ("executive", "styrelse"),
                            ("council", "fullmäktige"),
                        ],
                        max_length=10,
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("report_days", models.PositiveSmallIntegerField(default=14)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("authority", "name"), name="board_once_per_authority"),
                    models.CheckConstraint(
                        condition=models.Q(("report_days__lte", 120)), name="board_report_days_are_days"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ChecklistTemplate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    famn.ground.tables.CodeField(
                        default=famn.ground.tables.new_code, editable=False, max_length=16, unique=True
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("source", models.CharField(blank=True, max_length=200)),
                (
                    "authority",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="famn.authority"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("authority", "name"), name="checklist_template_once_per_authority", nulls_distinct=False
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Execution",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="execution", to="famn.decision"
                    ),
                ),
                ("had_force", models.BooleanField()),
                ("reason", models.TextField(blank=True)),
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
                        condition=models.Q(
                            ("had_force", True), models.Q(("reason", ""), _negated=True), _connector="OR"
                        ),
                        name="early_execution_says_why",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Handover",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="famn.authority"
                    ),
                ),
                (
                    "left_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "taken_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("note", models.TextField(blank=True)),
                (
                    "done_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("done_at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["taken_by", "-done_at"], name="handovers_to_one")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("left_by", models.F("taken_by")), _negated=True),
                        name="handover_is_to_somebody_else",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LadderDemand",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "step",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="demands", to="famn.ladderstep"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("text", models.CharField(max_length=300)),
                (
                    "alone",
                    models.CharField(
                        choices=[
                            ("yes", "kommunen kan själv"),
                            ("partly", "kommunen kan börja själv"),
                            ("no", "kräver andra parter"),
                        ],
                        max_length=6,
                    ),
                ),
                (
                    "legs",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("MIDWIFERY", "Barnmorska"),
                                ("CHILD_HEALTH", "Barnhälsovård"),
                                ("OPEN_PRESCHOOL", "Öppen förskola"),
                                ("PREVENTIVE_SOCIAL", "Föräldrastöd"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                        fields=("step", "number"),
                        name="ladder_demand_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="ladder_demand_says_what"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LetterTemplate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    famn.ground.tables.CodeField(
                        default=famn.ground.tables.new_code, editable=False, max_length=16, unique=True
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                (
                    "authority",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letter_templates",
                        to="famn.authority",
                    ),
                ),
                ("version", models.PositiveSmallIntegerField(default=1)),
                ("is_current", models.BooleanField(default=True)),
                ("body", models.JSONField()),
                (
                    "based_on",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="famn.lettertemplate",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("authority", "name", "version"),
                        name="letter_template_version_once",
                        nulls_distinct=False,
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_current", True)),
                        fields=("authority", "name"),
                        name="letter_template_one_current",
                        nulls_distinct=False,
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Mapping",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    famn.ground.tables.CodeField(
                        default=famn.ground.tables.new_code, editable=False, max_length=16, unique=True
                    ),
                ),
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="mappings", to="famn.initiative"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=200)),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="famn.place",
                    ),
                ),
                ("place_name", models.CharField(max_length=80)),
                ("from_date", models.DateField()),
                ("summary", models.TextField(blank=True)),
                (
                    "based_on",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="famn.mapping",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "pågår"), ("settled", "fastställd")], default="draft", max_length=8
                    ),
                ),
                ("content", models.JSONField(null=True)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                (
                    "started_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("started_at", models.DateTimeField()),
                (
                    "settled_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("settled_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("initiative", "number"), name="mapping_once_per_number"),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "draft")), fields=("initiative",), name="mapping_one_under_way"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("content__isnull", True),
                                ("settled_at__isnull", True),
                                ("sha256", ""),
                                ("state", "draft"),
                            ),
                            models.Q(
                                ("content__isnull", False),
                                ("settled_at__isnull", False),
                                ("settled_by__isnull", False),
                                ("state", "settled"),
                                models.Q(("sha256", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="mapping_settled_has_its_snapshot",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MinutesApproval",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="approval", to="famn.decision"
                    ),
                ),
                ("approved_on", models.DateField()),
                ("approver", models.CharField(max_length=120)),
                ("place", models.CharField(blank=True, max_length=160)),
                ("announced_on", models.DateField(blank=True, null=True)),
                ("taken_down_on", models.DateField(blank=True, null=True)),
                ("appeal_days", models.PositiveSmallIntegerField()),
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
                    models.CheckConstraint(
                        condition=models.Q(("approver", ""), _negated=True), name="approval_says_by_whom"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("announced_on__isnull", True),
                            ("announced_on__gte", models.F("approved_on")),
                            _connector="OR",
                        ),
                        name="approval_before_it_is_announced",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("taken_down_on__isnull", True),
                            models.Q(("announced_on__isnull", False), ("taken_down_on__gte", models.F("announced_on"))),
                            _connector="OR",
                        ),
                        name="announcement_up_before_it_is_down",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Obstacle",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    famn.ground.tables.CodeField(
                        default=famn.ground.tables.new_code, editable=False, max_length=16, unique=True
                    ),
                ),
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="obstacles", to="famn.initiative"
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[("unit", "enheten"), ("authority", "myndigheten"), ("political", "politiken")],
                        max_length=9,
                    ),
                ),
                ("text", models.CharField(max_length=500)),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="obstacles",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("owner_name", models.CharField(blank=True, max_length=120)),
                ("noted_on", models.DateField()),
                ("due_on", models.DateField(blank=True, null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "hindrar"), ("solved", "löst"), ("accepted", "vi lever med det")],
                        default="open",
                        max_length=8,
                    ),
                ),
                ("outcome", models.CharField(blank=True, max_length=500)),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                (
                    "settled_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("settled_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "open")), fields=["owner"], name="obstacles_open_of_owner"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("owner__isnull", False), models.Q(("owner_name", ""), _negated=True), _connector="OR"
                        ),
                        name="obstacle_has_an_owner",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("outcome", ""),
                                ("settled_at__isnull", True),
                                ("settled_by__isnull", True),
                                ("state", "open"),
                            ),
                            models.Q(
                                models.Q(("state", "open"), _negated=True),
                                ("settled_at__isnull", False),
                                ("settled_by__isnull", False),
                                models.Q(("outcome", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="obstacle_settled_has_who_when_and_what",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlaceFigure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "authority",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="figures",
                        to="famn.authority",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="figures", to="famn.place"
                    ),
                ),
                (
                    "indicator",
                    models.CharField(
                        choices=[
                            ("population", "Invånare"),
                            ("children", "Barn"),
                            ("births", "Födda barn under året"),
                            ("foreign_born_share", "Utrikes födda"),
                            ("single_parent_share", "Barn som bor med en ensamstående förälder"),
                            ("parental_leave_share", "Uttagna dagar med föräldrapenning"),
                            ("care_need_index", "Vårdbehovsindex (CNI)"),
                        ],
                        max_length=24,
                    ),
                ),
                ("age_from", models.PositiveSmallIntegerField(null=True)),
                ("age_to", models.PositiveSmallIntegerField(null=True)),
                (
                    "sex",
                    models.CharField(
                        blank=True,
                        choices=[("female", "flickor och kvinnor"), ("male", "pojkar och män")],
                        max_length=6,
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("value", models.DecimalField(decimal_places=3, max_digits=12)),
                ("source", models.CharField(max_length=200)),
                ("source_date", models.DateField()),
                (
                    "imported_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("imported_at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["place", "indicator", "-year"], name="figures_of_place")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("authority", "place", "indicator", "age_from", "age_to", "sex", "year"),
                        name="place_figure_once",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("age_from__isnull", True), ("age_to__isnull", True)),
                            models.Q(
                                ("age_from__isnull", False),
                                ("age_from__lte", models.F("age_to")),
                                ("age_to__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="place_figure_ages_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("year__gte", 1900), ("year__lte", 2100)), name="place_figure_year_is_a_year"
                    ),
                    models.CheckConstraint(condition=models.Q(("value__gte", 0)), name="place_figure_is_not_negative"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("indicator__endswith", "_share"), _negated=True),
                            ("value__lte", 100),
                            _connector="OR",
                        ),
                        name="place_figure_share_is_a_percent",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("source", ""), _negated=True), name="place_figure_has_a_source"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("authority__isnull", True), ("imported_by__isnull", False), _connector="OR"
                        ),
                        name="place_figure_has_who",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlannedLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="planned_links", to="famn.initiative"
                    ),
                ),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("mapping", "kartläggning"),
                            ("letter", "avsiktsförklaring"),
                            ("report", "utlåtande till nämnden"),
                            ("decision", "beslut"),
                            ("signing", "undertecknande"),
                            ("agreement", "samverkansavtal"),
                            ("premises", "lokaler"),
                            ("opening", "öppning"),
                        ],
                        max_length=9,
                    ),
                ),
                ("period", models.CharField(max_length=10)),
                ("from_date", models.DateField()),
                ("to_date", models.DateField()),
                ("text", models.CharField(blank=True, max_length=200)),
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
                    models.UniqueConstraint(fields=("initiative", "what"), name="planned_link_once"),
                    models.CheckConstraint(
                        condition=models.Q(("from_date__lt", models.F("to_date"))),
                        name="planned_link_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("period__regex", "^\\d{4}(-\\d{2}(-\\d{2})?)?$")),
                        name="planned_link_period_is_iso",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PremisesCriterion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="premises_criteria",
                        to="famn.initiative",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("name", models.CharField(max_length=120)),
                ("weight", models.PositiveSmallIntegerField()),
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
                    models.UniqueConstraint(
                        models.F("initiative"),
                        django.db.models.functions.text.Lower("name"),
                        name="premises_criterion_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("weight__gte", 1), ("weight__lte", 5)),
                        name="premises_criterion_weighs_one_to_five",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PremisesOption",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    famn.ground.tables.CodeField(
                        default=famn.ground.tables.new_code, editable=False, max_length=16, unique=True
                    ),
                ),
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="premises_options",
                        to="famn.initiative",
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("owner", models.CharField(blank=True, max_length=160)),
                ("address", models.CharField(blank=True, max_length=200)),
                (
                    "step_free",
                    models.CharField(
                        choices=[("yes", "ja"), ("no", "nej"), ("unknown", "vet inte")], default="unknown", max_length=8
                    ),
                ),
                (
                    "lift",
                    models.CharField(
                        choices=[("yes", "ja"), ("no", "nej"), ("unknown", "vet inte")], default="unknown", max_length=8
                    ),
                ),
                (
                    "accessible_toilet",
                    models.CharField(
                        choices=[("yes", "ja"), ("no", "nej"), ("unknown", "vet inte")], default="unknown", max_length=8
                    ),
                ),
                (
                    "parking",
                    models.CharField(
                        choices=[("yes", "ja"), ("no", "nej"), ("unknown", "vet inte")], default="unknown", max_length=8
                    ),
                ),
                (
                    "hearing_loop",
                    models.CharField(
                        choices=[("yes", "ja"), ("no", "nej"), ("unknown", "vet inte")], default="unknown", max_length=8
                    ),
                ),
                ("outdoor", models.TextField(blank=True)),
                ("yearly_cost", models.PositiveIntegerField(blank=True, null=True)),
                ("earliest_on", models.DateField(blank=True, null=True)),
                ("blocks", models.TextField(blank=True)),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("noted", "noterad"),
                            ("contacted", "kontaktad"),
                            ("visited", "besökt"),
                            ("negotiated", "förhandlas"),
                            ("chosen", "vald"),
                            ("dropped", "bortvald"),
                        ],
                        default="noted",
                        max_length=10,
                    ),
                ),
                (
                    "house",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="famn.premises",
                    ),
                ),
                (
                    "carried_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("carried_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("initiative"),
                        django.db.models.functions.text.Lower("name"),
                        name="premises_option_once_per_initiative",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("stage", "chosen")), fields=("initiative",), name="premises_one_chosen"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="premises_option_has_a_name"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("carried_at__isnull", True), ("carried_by__isnull", True), ("house__isnull", True)
                            ),
                            models.Q(
                                ("carried_at__isnull", False), ("carried_by__isnull", False), ("house__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="premises_carried_has_house_who_and_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProjectGroup",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    famn.ground.tables.CodeField(
                        default=famn.ground.tables.new_code, editable=False, max_length=16, unique=True
                    ),
                ),
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="groups", to="famn.initiative"
                    ),
                ),
                (
                    "kind",
                    models.CharField(choices=[("steering", "styrgrupp"), ("working", "arbetsgrupp")], max_length=8),
                ),
                ("name", models.CharField(max_length=120)),
                ("mandate", models.TextField(blank=True)),
                ("joined_body", models.CharField(blank=True, max_length=160)),
                (
                    "set_up_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("set_up_at", models.DateTimeField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("initiative", "kind"), name="group_once_per_level")],
            },
        ),
        migrations.CreateModel(
            name="SteeringDocument",
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
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steering_documents",
                        to="famn.authority",
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("law", "lag"),
                            ("national", "nationellt mål"),
                            ("regional", "regional strategi"),
                            ("joint", "gemensam överenskommelse"),
                            ("municipal", "kommunens eller stadens budget och mål"),
                            ("board", "nämndens verksamhetsplan"),
                            ("district", "lokal utvecklingsplan"),
                        ],
                        max_length=10,
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("owner", models.CharField(max_length=120)),
                ("from_year", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("to_year", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("registry_number", models.CharField(blank=True, max_length=60)),
                ("url", models.URLField(blank=True, max_length=300)),
                ("about", models.TextField(blank=True)),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steering",
                        to="famn.document",
                    ),
                ),
                (
                    "followed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="follows",
                        to="famn.steeringdocument",
                    ),
                ),
                (
                    "added_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("added_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("authority", "title", "from_year"), name="steering_document_once", nulls_distinct=False
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("from_year__isnull", True),
                            ("to_year__isnull", True),
                            ("from_year__lte", models.F("to_year")),
                            _connector="OR",
                        ),
                        name="steering_document_years_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("title", ""), _negated=True), models.Q(("owner", ""), _negated=True)
                        ),
                        name="steering_document_says_what_and_whose",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("authority__isnull", True), ("added_by__isnull", False), _connector="OR"),
                        name="steering_document_has_who",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("followed_by__isnull", True),
                            models.Q(("followed_by", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="steering_document_not_after_itself",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StepChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="step_changes", to="famn.initiative"
                    ),
                ),
                (
                    "step",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="changes", to="famn.ladderstep"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("reached", "nåddes"),
                            ("went_back", "gick tillbaka"),
                            ("skipped", "hoppades över"),
                            ("planned", "planerades"),
                            ("unplanned", "planen togs bort"),
                        ],
                        max_length=9,
                    ),
                ),
                ("day", models.DateField(null=True)),
                ("reason", models.TextField(blank=True)),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["initiative", "-recorded_at"], name="step_changes_of_initiative")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "skipped"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="step_skipped_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("day__isnull", True), ("kind", "unplanned")),
                            models.Q(models.Q(("kind", "unplanned"), _negated=True), ("day__isnull", False)),
                            _connector="OR",
                        ),
                        name="step_change_has_its_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BoardMeeting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    famn.ground.tables.CodeField(
                        default=famn.ground.tables.new_code, editable=False, max_length=16, unique=True
                    ),
                ),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="meetings", to="famn.board"
                    ),
                ),
                ("day", models.DateField()),
                ("reports_by", models.DateField()),
                ("starts", models.TimeField(blank=True, null=True)),
                ("place", models.CharField(blank=True, max_length=120)),
                (
                    "state",
                    models.CharField(
                        choices=[("planned", "planerat"), ("cancelled", "inställt")], default="planned", max_length=10
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["board", "day"], name="meetings_of_board")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "planned")), fields=("board", "day"), name="board_meets_once_a_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reports_by__lte", models.F("day"))),
                        name="reports_are_ready_before_the_meeting",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Checklist",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "initiative",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="checklist", to="famn.initiative"
                    ),
                ),
                ("starts_on", models.DateField()),
                (
                    "template",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="famn.checklisttemplate",
                    ),
                ),
                (
                    "copied_from",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="famn.initiative"
                    ),
                ),
                (
                    "started_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("started_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("copied_from__isnull", True), ("template__isnull", False)),
                            models.Q(("copied_from__isnull", False), ("template__isnull", True)),
                            _connector="OR",
                        ),
                        name="checklist_has_one_origin",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("copied_from__isnull", True),
                            models.Q(("copied_from", models.F("initiative")), _negated=True),
                            _connector="OR",
                        ),
                        name="checklist_is_no_copy_of_itself",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ChecklistTemplateItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "template",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="items", to="famn.checklisttemplate"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("heading", models.CharField(max_length=80)),
                ("text", models.CharField(max_length=300)),
                ("why", models.TextField(blank=True)),
                ("source", models.CharField(blank=True, max_length=200)),
                ("by_day", models.PositiveSmallIntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("template", "number"), name="checklist_template_item_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="DemandMet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="demands_met", to="famn.initiative"
                    ),
                ),
                (
                    "demand",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="met", to="famn.ladderdemand"
                    ),
                ),
                ("text", models.CharField(max_length=300)),
                ("met_on", models.DateField()),
                ("note", models.TextField(blank=True)),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("initiative", "demand"), name="demand_met_once")],
            },
        ),
        migrations.CreateModel(
            name="GroupDuty",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="duties", to="famn.projectgroup"
                    ),
                ),
                ("text", models.CharField(max_length=300)),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("answered_by_name", models.CharField(blank=True, max_length=160)),
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
                    models.UniqueConstraint(fields=("group", "text"), name="duty_once_per_group"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answered_by__isnull", True),
                            models.Q(("answered_by_name", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="duty_of_a_user_has_the_name",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="GroupMeeting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    famn.ground.tables.CodeField(
                        default=famn.ground.tables.new_code, editable=False, max_length=16, unique=True
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="meetings", to="famn.projectgroup"
                    ),
                ),
                ("day", models.DateField()),
                ("starts", models.TimeField(blank=True, null=True)),
                ("place", models.CharField(blank=True, max_length=160)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "planerat"),
                            ("held", "hållet"),
                            ("approved", "anteckningarna är godkända"),
                            ("cancelled", "inställt"),
                        ],
                        default="planned",
                        max_length=9,
                    ),
                ),
                ("notes", models.TextField(blank=True)),
                ("also_present", models.CharField(blank=True, max_length=300)),
                (
                    "planned_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("planned_at", models.DateTimeField()),
                (
                    "approved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("approved_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["group", "-day"], name="meetings_of_group")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "cancelled"), _negated=True),
                        fields=("group", "day"),
                        name="meeting_once_a_day_per_group",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("approved_at__isnull", False), ("approved_by__isnull", False), ("state", "approved")
                            ),
                            models.Q(
                                models.Q(("state", "approved"), _negated=True),
                                ("approved_at__isnull", True),
                                ("approved_by__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="meeting_approved_has_who_and_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="GroupMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    famn.ground.tables.CodeField(
                        default=famn.ground.tables.new_code, editable=False, max_length=16, unique=True
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="members", to="famn.projectgroup"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="group_memberships",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("title", models.CharField(blank=True, max_length=120)),
                ("unit_name", models.CharField(blank=True, max_length=160)),
                ("party_name", models.CharField(blank=True, max_length=160)),
                (
                    "leg",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("MIDWIFERY", "Barnmorska"),
                            ("CHILD_HEALTH", "Barnhälsovård"),
                            ("OPEN_PRESCHOOL", "Öppen förskola"),
                            ("PREVENTIVE_SOCIAL", "Föräldrastöd"),
                        ],
                        max_length=20,
                    ),
                ),
                ("mandate", models.CharField(blank=True, max_length=300)),
                (
                    "part",
                    models.CharField(
                        choices=[("chair", "ordförande"), ("coordinator", "samordnare"), ("member", "ledamot")],
                        default="member",
                        max_length=12,
                    ),
                ),
                ("from_date", models.DateField()),
                ("to_date", models.DateField(blank=True, null=True)),
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
                    models.CheckConstraint(
                        condition=models.Q(
                            ("to_date__isnull", True), ("to_date__gt", models.F("from_date")), _connector="OR"
                        ),
                        name="group_member_period_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="group_member_has_a_name"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("to_date__isnull", True), ("user__isnull", False)),
                        fields=("group", "user"),
                        name="group_member_open_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HandoverItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "handover",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="items", to="famn.handover"
                    ),
                ),
                ("kind", models.CharField(max_length=20)),
                ("title", models.CharField(max_length=300)),
                ("stayed_because", models.CharField(blank=True, max_length=300)),
            ],
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    famn.ground.tables.CodeField(
                        default=famn.ground.tables.new_code, editable=False, max_length=16, unique=True
                    ),
                ),
                ("origin", models.CharField(default=famn.ground.tables.new_code, editable=False, max_length=16)),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                (
                    "mapping",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="invitations", to="famn.mapping"
                    ),
                ),
                ("what", models.CharField(max_length=200)),
                ("when", models.CharField(blank=True, max_length=10)),
                ("how_many", models.PositiveIntegerField(blank=True, null=True)),
                ("heard", models.TextField(blank=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="LetterOfIntent",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="letters", to="famn.authority"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="famn.unit"),
                ),
                (
                    "matter",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to="famn.matter",
                    ),
                ),
                (
                    "template",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="letters", to="famn.lettertemplate"
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="famn.place",
                    ),
                ),
                ("title", models.CharField(max_length=300)),
                ("revision", models.PositiveIntegerField(default=0)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "utkast"),
                            ("signing", "väntar på godkännande"),
                            ("signed", "godkänd av alla"),
                            ("declined", "någon har avstått"),
                            ("withdrawn", "återtagen"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                (
                    "state_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("state_at", models.DateTimeField()),
                (
                    "started_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("started_at", models.DateTimeField()),
                (
                    "document",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letter_of_intent",
                        to="famn.document",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["authority", "-started_at"], name="letters_of_authority")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("document__isnull", True),
                            models.Q(("matter__isnull", False), ("state", "signed")),
                            _connector="OR",
                        ),
                        name="letter_of_a_matter_is_its_document_when_signed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "signed"), _negated=True),
                            ("matter__isnull", True),
                            ("document__isnull", False),
                            _connector="OR",
                        ),
                        name="letter_signed_in_a_matter_is_a_document",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MappingActor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    famn.ground.tables.CodeField(
                        default=famn.ground.tables.new_code, editable=False, max_length=16, unique=True
                    ),
                ),
                ("origin", models.CharField(default=famn.ground.tables.new_code, editable=False, max_length=16)),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                (
                    "mapping",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="actors", to="famn.mapping"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("library", "bibliotek"),
                            ("culture", "kultur"),
                            ("citizen_office", "medborgarkontor"),
                            ("study_association", "studieförbund"),
                            ("association", "förening"),
                            ("landlord", "hyresvärd"),
                            ("other", "annan aktör"),
                        ],
                        max_length=20,
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("contact", models.CharField(blank=True, max_length=160)),
                (
                    "cooperation",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("exists", "finns redan"),
                            ("can_start", "kan börja"),
                            ("can_strengthen", "kan stärkas"),
                            ("declined", "tackade nej"),
                        ],
                        max_length=16,
                    ),
                ),
                ("asked_on", models.DateField(blank=True, null=True)),
                ("note", models.TextField(blank=True)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("mapping", "name"), name="mapping_actor_once")],
            },
        ),
        migrations.CreateModel(
            name="MappingArea",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    famn.ground.tables.CodeField(
                        default=famn.ground.tables.new_code, editable=False, max_length=16, unique=True
                    ),
                ),
                ("origin", models.CharField(default=famn.ground.tables.new_code, editable=False, max_length=16)),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                (
                    "mapping",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="areas", to="famn.mapping"
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                ("about", models.TextField(blank=True)),
                (
                    "choice",
                    models.CharField(
                        choices=[("open", "inte valt än"), ("chosen", "valt"), ("not_chosen", "valdes bort")],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("reasons", models.TextField(blank=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("mapping", "name"), name="mapping_area_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("choice", "open"), models.Q(("reasons", ""), _negated=True), _connector="OR"
                        ),
                        name="mapping_area_chosen_or_not_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PremisesLeg",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "option",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="legs", to="famn.premisesoption"
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="famn.initiativeparty"
                    ),
                ),
                (
                    "leg",
                    models.CharField(
                        choices=[
                            ("MIDWIFERY", "Barnmorska"),
                            ("CHILD_HEALTH", "Barnhälsovård"),
                            ("OPEN_PRESCHOOL", "Öppen förskola"),
                            ("PREVENTIVE_SOCIAL", "Föräldrastöd"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "degree",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("whole", "hela verksamheten finns i huset"),
                            ("part", "en del av verksamheten finns i huset"),
                            ("hours", "på plats vissa timmar"),
                            ("joint", "bara gemensamma aktiviteter"),
                            ("none", "är med utan att finnas på plats"),
                        ],
                        max_length=8,
                    ),
                ),
                ("metres", models.PositiveIntegerField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("option", "party", "leg"), name="premises_leg_once_per_party")
                ],
            },
        ),
        migrations.CreateModel(
            name="PremisesMove",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "option",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="moves", to="famn.premisesoption"
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("noted", "noterad"),
                            ("contacted", "kontaktad"),
                            ("visited", "besökt"),
                            ("negotiated", "förhandlas"),
                            ("chosen", "vald"),
                            ("dropped", "bortvald"),
                        ],
                        max_length=10,
                    ),
                ),
                ("day", models.DateField()),
                ("note", models.TextField(blank=True)),
                ("decided_by", models.CharField(blank=True, max_length=160)),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["option", "recorded_at"], name="moves_of_premises")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("note", ""), ("stage__in", ["chosen", "dropped"]), _negated=True),
                        name="premises_move_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("decided_by", ""), ("stage", "chosen"), _negated=True),
                        name="premises_choice_says_who_decided",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PremisesRoom",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "option",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="rooms", to="famn.premisesoption"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("name", models.CharField(max_length=120)),
                ("area", models.DecimalField(blank=True, decimal_places=1, max_digits=6, null=True)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("option", "number"), name="premises_room_once")],
            },
        ),
        migrations.CreateModel(
            name="PremisesScore",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "option",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="scores", to="famn.premisesoption"
                    ),
                ),
                (
                    "criterion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="scores", to="famn.premisescriterion"
                    ),
                ),
                ("points", models.PositiveSmallIntegerField()),
                ("why", models.CharField(blank=True, max_length=300)),
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
                    models.UniqueConstraint(fields=("option", "criterion"), name="premises_score_once"),
                    models.CheckConstraint(condition=models.Q(("points__lte", 4)), name="premises_score_of_four"),
                ],
            },
        ),
        migrations.CreateModel(
            name="PremisesShare",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "option",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="shares", to="famn.premisesoption"
                    ),
                ),
                ("payer", models.CharField(max_length=160)),
                ("yearly", models.PositiveIntegerField(blank=True, null=True)),
                ("percent", models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True)),
                (
                    "fits",
                    models.CharField(
                        choices=[("yes", "ryms"), ("no", "ryms inte"), ("unsure", "oklart")],
                        default="unsure",
                        max_length=8,
                    ),
                ),
                ("said_on", models.DateField(blank=True, null=True)),
                ("source", models.CharField(blank=True, max_length=200)),
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
                    models.UniqueConstraint(
                        models.F("option"),
                        django.db.models.functions.text.Lower("payer"),
                        name="premises_share_once_per_payer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("payer", ""), _negated=True), name="premises_share_has_a_payer"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("yearly__isnull", True), ("percent__isnull", True), _connector="OR"),
                        name="premises_share_in_sek_or_percent",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("percent__isnull", True),
                            models.Q(("percent__gte", 0), ("percent__lte", 100)),
                            _connector="OR",
                        ),
                        name="premises_share_percent_of_a_hundred",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StanceHolder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    famn.ground.tables.CodeField(
                        default=famn.ground.tables.new_code, editable=False, max_length=16, unique=True
                    ),
                ),
                ("origin", models.CharField(default=famn.ground.tables.new_code, editable=False, max_length=16)),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                (
                    "mapping",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="holders", to="famn.mapping"
                    ),
                ),
                ("name", models.CharField(max_length=160)),
                (
                    "level",
                    models.CharField(
                        choices=[("unit", "verksamhet"), ("authority", "huvudman eller nämnd")],
                        default="unit",
                        max_length=10,
                    ),
                ),
                (
                    "leg",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("MIDWIFERY", "Barnmorska"),
                            ("CHILD_HEALTH", "Barnhälsovård"),
                            ("OPEN_PRESCHOOL", "Öppen förskola"),
                            ("PREVENTIVE_SOCIAL", "Föräldrastöd"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="famn.unit",
                    ),
                ),
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
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("mapping", "name"), name="stance_holder_once"),
                    models.CheckConstraint(
                        condition=models.Q(("unit__isnull", True), ("authority__isnull", True), _connector="OR"),
                        name="stance_holder_is_one_thing",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SteeringGoal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    famn.ground.tables.CodeField(
                        default=famn.ground.tables.new_code, editable=False, max_length=16, unique=True
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="goals", to="famn.steeringdocument"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("text", models.TextField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("document", "number"), name="steering_goal_once"),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="steering_goal_says_something"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WheelItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    famn.ground.tables.CodeField(
                        default=famn.ground.tables.new_code, editable=False, max_length=16, unique=True
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="wheel", to="famn.projectgroup"
                    ),
                ),
                ("text", models.CharField(max_length=200)),
                ("month", models.PositiveSmallIntegerField(null=True)),
                ("day", models.PositiveSmallIntegerField(null=True)),
                ("only_on", models.DateField(null=True)),
                ("remind_days_before", models.PositiveSmallIntegerField(default=14)),
                (
                    "responsible",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("reminded_for", models.DateField(null=True)),
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
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("day__isnull", True), ("month__isnull", True), ("only_on__isnull", False)),
                            models.Q(("day__range", (1, 31)), ("month__range", (1, 12)), ("only_on__isnull", True)),
                            _connector="OR",
                        ),
                        name="wheel_item_each_year_or_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("remind_days_before__lte", 120)), name="wheel_item_reminds_in_time"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ChecklistItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    famn.ground.tables.CodeField(
                        default=famn.ground.tables.new_code, editable=False, max_length=16, unique=True
                    ),
                ),
                (
                    "checklist",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="items", to="famn.checklist"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("heading", models.CharField(max_length=80)),
                ("text", models.CharField(max_length=300)),
                ("why", models.TextField(blank=True)),
                ("source", models.CharField(blank=True, max_length=200)),
                ("hint", models.TextField(blank=True)),
                ("due_on", models.DateField()),
                (
                    "responsible",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("responsible_name", models.CharField(blank=True, max_length=120)),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "att göra"), ("done", "klart"), ("not_needed", "behövs inte")],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("note", models.TextField(blank=True)),
                ("done_on", models.DateField(null=True)),
                (
                    "settled_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("settled_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "open")), fields=["responsible", "due_on"], name="checklist_open"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("checklist", "number"), name="checklist_item_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("responsible__isnull", True),
                            models.Q(("responsible_name", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="checklist_item_of_a_user_has_the_name",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("done_on__isnull", True),
                                ("settled_at__isnull", True),
                                ("settled_by__isnull", True),
                                ("state", "open"),
                            ),
                            models.Q(
                                ("done_on__isnull", False),
                                ("settled_at__isnull", False),
                                ("settled_by__isnull", False),
                                ("state", "done"),
                            ),
                            models.Q(
                                ("done_on__isnull", True),
                                ("settled_at__isnull", False),
                                ("settled_by__isnull", False),
                                ("state", "not_needed"),
                                models.Q(("note", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="checklist_item_settled_has_who_and_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="GoalSupport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "goal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="serves", to="famn.steeringgoal"
                    ),
                ),
                (
                    "upper",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="served_by", to="famn.steeringgoal"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("goal", "upper"), name="goal_support_once"),
                    models.CheckConstraint(
                        condition=models.Q(("goal", models.F("upper")), _negated=True), name="goal_support_not_itself"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="InitiativeGoal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="goals", to="famn.initiative"
                    ),
                ),
                (
                    "goal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="initiatives", to="famn.steeringgoal"
                    ),
                ),
                ("why", models.TextField()),
                (
                    "cited_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("cited_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("initiative", "goal"), name="initiative_goal_once"),
                    models.CheckConstraint(
                        condition=models.Q(("why", ""), _negated=True), name="initiative_goal_says_why"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="InitiativeLetter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="letters", to="famn.initiative"
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="initiatives",
                        to="famn.letterofintent",
                    ),
                ),
                (
                    "tied_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("tied_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("initiative", "letter"), name="letter_once_per_initiative")
                ],
            },
        ),
        migrations.CreateModel(
            name="LetterGoal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "letter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="goals", to="famn.letterofintent"
                    ),
                ),
                (
                    "goal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="famn.steeringgoal"
                    ),
                ),
                (
                    "cited_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("cited_at", models.DateTimeField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("letter", "goal"), name="letter_goal_once")],
            },
        ),
        migrations.CreateModel(
            name="LetterParty",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "letter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="parties", to="famn.letterofintent"
                    ),
                ),
                (
                    "code",
                    famn.ground.tables.CodeField(
                        default=famn.ground.tables.new_code, editable=False, max_length=16, unique=True
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("municipality", "kommun"),
                            ("region", "region"),
                            ("provider", "privat vårdgivare"),
                            ("association", "förening"),
                        ],
                        max_length=12,
                    ),
                ),
                ("name", models.CharField(max_length=160)),
                (
                    "legs",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("MIDWIFERY", "Barnmorska"),
                                ("CHILD_HEALTH", "Barnhälsovård"),
                                ("OPEN_PRESCHOOL", "Öppen förskola"),
                                ("PREVENTIVE_SOCIAL", "Föräldrastöd"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                    ),
                ),
                ("dropped_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("dropped_at__isnull", True)),
                        fields=("letter", "name"),
                        name="letter_party_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LetterVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "letter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="versions", to="famn.letterofintent"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "cause",
                    models.CharField(
                        choices=[
                            ("started", "påbörjades"),
                            ("text", "texten ändrades"),
                            ("parties", "parterna ändrades"),
                            ("goals", "målen ändrades"),
                        ],
                        max_length=8,
                    ),
                ),
                ("content", models.JSONField()),
                ("head", models.JSONField()),
                ("sha256", models.CharField(max_length=64)),
                (
                    "saved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("saved_at", models.DateTimeField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("letter", "number"), name="letter_version_once")],
            },
        ),
        migrations.CreateModel(
            name="MappingNeed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    famn.ground.tables.CodeField(
                        default=famn.ground.tables.new_code, editable=False, max_length=16, unique=True
                    ),
                ),
                ("origin", models.CharField(default=famn.ground.tables.new_code, editable=False, max_length=16)),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                (
                    "mapping",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="needs", to="famn.mapping"
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="needs",
                        to="famn.mappingarea",
                    ),
                ),
                ("statement", models.TextField()),
                ("group", models.CharField(blank=True, max_length=120)),
                ("source", models.CharField(blank=True, max_length=200)),
                ("source_date", models.CharField(blank=True, max_length=10)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="MeetingAttendance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="attendance", to="famn.groupmeeting"
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="famn.groupmember"
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("leg", models.CharField(blank=True, max_length=20)),
                ("is_present", models.BooleanField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("meeting", "member"), name="attendance_once")],
            },
        ),
        migrations.CreateModel(
            name="MeetingDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="decisions", to="famn.groupmeeting"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("text", models.TextField()),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("meeting", "number"), name="meeting_decision_once")],
            },
        ),
        migrations.CreateModel(
            name="SealedLetter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "letter",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sealed", to="famn.letterofintent"
                    ),
                ),
                ("content", models.BinaryField()),
                ("sha256", models.CharField(max_length=64)),
                ("organisation", models.CharField(max_length=200)),
                ("sealed_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Stance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    famn.ground.tables.CodeField(
                        default=famn.ground.tables.new_code, editable=False, max_length=16, unique=True
                    ),
                ),
                ("origin", models.CharField(default=famn.ground.tables.new_code, editable=False, max_length=16)),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                (
                    "holder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="stances", to="famn.stanceholder"
                    ),
                ),
                (
                    "question",
                    models.CharField(
                        choices=[
                            ("cooperation", "Samverka"),
                            ("co_location", "Samlokalisera"),
                            ("within_budget", "Inom befintlig budget"),
                        ],
                        max_length=14,
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        choices=[("positive", "positiv"), ("unsure", "osäker"), ("no", "nej")], max_length=8
                    ),
                ),
                ("said_on", models.DateField()),
                ("said_by", models.CharField(blank=True, max_length=120)),
                ("source", models.CharField(max_length=200)),
            ],
            options={
                "indexes": [models.Index(fields=["holder", "question", "-said_on"], name="stances_newest_first")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("source", ""), _negated=True), name="stance_has_its_source"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="StepEvidence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    famn.ground.tables.CodeField(
                        default=famn.ground.tables.new_code, editable=False, max_length=16, unique=True
                    ),
                ),
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="evidence", to="famn.initiative"
                    ),
                ),
                (
                    "step",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="evidence", to="famn.ladderstep"
                    ),
                ),
                (
                    "demand",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="famn.ladderdemand",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("document", "dokument"),
                            ("decision", "beslut"),
                            ("meeting", "möte"),
                            ("premises", "lokaler"),
                            ("other", "annat"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="famn.document"
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="famn.decision"
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="famn.groupmeeting"
                    ),
                ),
                (
                    "premises",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="famn.premisesoption",
                    ),
                ),
                ("text", models.CharField(blank=True, max_length=300)),
                ("day", models.DateField(blank=True, null=True)),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["initiative", "step"], name="evidence_of_initiative")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decision__isnull", True),
                                ("document__isnull", False),
                                ("kind", "document"),
                                ("meeting__isnull", True),
                                ("premises__isnull", True),
                            ),
                            models.Q(
                                ("decision__isnull", False),
                                ("document__isnull", True),
                                ("kind", "decision"),
                                ("meeting__isnull", True),
                                ("premises__isnull", True),
                            ),
                            models.Q(
                                ("decision__isnull", True),
                                ("document__isnull", True),
                                ("kind", "meeting"),
                                ("meeting__isnull", False),
                                ("premises__isnull", True),
                            ),
                            models.Q(
                                ("decision__isnull", True),
                                ("document__isnull", True),
                                ("kind", "premises"),
                                ("meeting__isnull", True),
                                ("premises__isnull", False),
                            ),
                            models.Q(
                                ("decision__isnull", True),
                                ("document__isnull", True),
                                ("meeting__isnull", True),
                                ("premises__isnull", True),
                                models.Q(("text", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="evidence_is_one_thing_of_its_kind",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AreaGround",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="grounds", to="famn.mappingarea"
                    ),
                ),
                (
                    "need",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="grounds", to="famn.mappingneed"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("area", "need"), name="area_ground_once")],
            },
        ),
        migrations.CreateModel(
            name="GroupAssignment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    famn.ground.tables.CodeField(
                        default=famn.ground.tables.new_code, editable=False, max_length=16, unique=True
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="assignments", to="famn.projectgroup"
                    ),
                ),
                (
                    "decision",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="assignment",
                        to="famn.meetingdecision",
                    ),
                ),
                ("text", models.TextField()),
                (
                    "responsible",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="group_assignments",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("responsible_name", models.CharField(max_length=120)),
                ("due_on", models.DateField()),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "väntar på svar"), ("answered", "besvarat"), ("withdrawn", "återtaget")],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("answer", models.TextField(blank=True)),
                (
                    "given_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("given_at", models.DateTimeField()),
                (
                    "settled_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("settled_at", models.DateTimeField(null=True)),
                ("told_due_at", models.DateTimeField(null=True)),
                ("told_overdue_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "open")), fields=["due_on"], name="group_assignments_open"
                    ),
                    models.Index(
                        condition=models.Q(("state", "open")),
                        fields=["responsible", "due_on"],
                        name="group_assignments_of_one",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("responsible_name", ""), _negated=True),
                        name="group_assignment_has_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("settled_at__isnull", True), ("settled_by__isnull", True), ("state", "open")),
                            models.Q(
                                models.Q(("state", "open"), _negated=True),
                                ("settled_at__isnull", False),
                                ("settled_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="group_assignment_settled_has_who_and_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LetterScan",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="scans", to="famn.letterversion"
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("size", models.PositiveIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("content", models.BinaryField()),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("version", "sha256"), name="letter_scan_once")],
            },
        ),
        migrations.CreateModel(
            name="SignatureLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "letter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="lines", to="famn.letterofintent"
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="lines", to="famn.letterparty"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "leg",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("MIDWIFERY", "Barnmorska"),
                            ("CHILD_HEALTH", "Barnhälsovård"),
                            ("OPEN_PRESCHOOL", "Öppen förskola"),
                            ("PREVENTIVE_SOCIAL", "Föräldrastöd"),
                        ],
                        max_length=20,
                    ),
                ),
                ("role", models.CharField(max_length=120)),
                ("name", models.CharField(blank=True, max_length=120)),
                ("title", models.CharField(blank=True, max_length=120)),
                ("unit_name", models.CharField(blank=True, max_length=120)),
                ("email", models.EmailField(blank=True, max_length=254)),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("is_outside", models.BooleanField(default=False)),
                (
                    "named_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("named_at", models.DateTimeField(null=True)),
                ("dropped_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("dropped_at__isnull", True)),
                        fields=("party", "leg"),
                        name="signature_line_once_per_leg",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name", ""), ("named_at__isnull", True), ("named_by__isnull", True)),
                            models.Q(
                                models.Q(("name", ""), _negated=True),
                                ("named_at__isnull", False),
                                ("named_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="signature_line_named_has_who_and_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_outside", False), models.Q(("email", ""), _negated=True), _connector="OR"
                        ),
                        name="signature_line_outside_has_an_address",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AgendaPoint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    famn.ground.tables.CodeField(
                        default=famn.ground.tables.new_code, editable=False, max_length=16, unique=True
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="points", to="famn.projectgroup"
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="points",
                        to="famn.groupmeeting",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(default=0)),
                ("text", models.CharField(max_length=300)),
                (
                    "assignment",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="points",
                        to="famn.groupassignment",
                    ),
                ),
                (
                    "moved_from",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="moved_to",
                        to="famn.agendapoint",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "öppen"), ("settled", "klar"), ("moved", "flyttad till nästa möte")],
                        default="open",
                        max_length=8,
                    ),
                ),
                ("outcome", models.TextField(blank=True)),
                (
                    "raised_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("raised_at", models.DateTimeField()),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("meeting__isnull", True), ("state", "open")),
                        fields=["group"],
                        name="points_that_wait",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("meeting__isnull", True), ("number", 0)),
                            models.Q(("meeting__isnull", False), ("number__gt", 0)),
                            _connector="OR",
                        ),
                        name="point_on_an_agenda_has_a_number",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("assignment__isnull", False), ("meeting__isnull", False)),
                        fields=("meeting", "assignment"),
                        name="assignment_once_on_an_agenda",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Signature",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    famn.ground.tables.CodeField(
                        default=famn.ground.tables.new_code, editable=False, max_length=16, unique=True
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="signatures", to="famn.signatureline"
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="signatures", to="famn.letterversion"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "väntar"),
                            ("signed", "godkänd"),
                            ("declined", "har avstått"),
                            ("voided", "gäller inte längre"),
                        ],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("title", models.CharField(blank=True, max_length=120)),
                ("unit_name", models.CharField(blank=True, max_length=120)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("reminders", models.PositiveSmallIntegerField(default=0)),
                ("reminded_at", models.DateTimeField(null=True)),
                ("settled_at", models.DateTimeField(null=True)),
                (
                    "method",
                    models.CharField(
                        blank=True,
                        choices=[("digital", "godkänd digitalt"), ("paper", "undertecknad på papper")],
                        max_length=8,
                    ),
                ),
                (
                    "factor",
                    models.CharField(
                        blank=True,
                        choices=[("totp", "kod från en app"), ("webauthn", "nyckel"), ("recovery_codes", "reservkod")],
                        max_length=16,
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                (
                    "voided_by",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("text", "texten ändrades"),
                            ("signer", "någon annan ska skriva under"),
                            ("withdrawn", "avsiktsförklaringen återtogs"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "scan",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signatures",
                        to="famn.letterscan",
                    ),
                ),
                ("signed_on", models.DateField(null=True)),
                ("seen_by", models.CharField(blank=True, max_length=120)),
            ],
            options={
                "indexes": [
                    models.Index(condition=models.Q(("state", "waiting")), fields=["user"], name="signatures_waiting")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["waiting", "signed"])),
                        fields=("line", "version"),
                        name="signature_once_per_line_and_version",
                    ),
                    models.CheckConstraint(
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
                ],
            },
        ),
        migrations.CreateModel(
            name="SignerLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="links", to="famn.signatureline"
                    ),
                ),
                (
                    "code",
                    famn.ground.tables.CodeField(
                        default=famn.ground.tables.new_code, editable=False, max_length=16, unique=True
                    ),
                ),
                ("token_sha256", models.CharField(max_length=64, unique=True)),
                ("email", models.EmailField(max_length=254)),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                (
                    "claimed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("claimed_at", models.DateTimeField(null=True)),
                ("revoked_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("revoked_at__isnull", True)),
                        fields=("line",),
                        name="signer_link_one_in_force",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("claimed_at__isnull", True), ("claimed_by__isnull", True)),
                            models.Q(("claimed_at__isnull", False), ("claimed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="signer_link_claimed_has_who_and_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("expires_at__gt", models.F("made_at"))),
                        name="signer_link_ends_after_it_begins",
                    ),
                ],
            },
        ),
        migrations.RemoveConstraint(
            model_name="administration",
            name="administration_once_per_authority",
        ),
        migrations.RemoveConstraint(
            model_name="unit",
            name="unit_once_per_area",
        ),
        migrations.AddField(
            model_name="initiative",
            name="centre",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="initiatives",
                to="famn.familycentre",
            ),
        ),
        migrations.AddField(
            model_name="initiativestep",
            name="skipped_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name="administration",
            constraint=models.UniqueConstraint(
                models.F("authority"),
                django.db.models.functions.text.Lower("name"),
                name="administration_once_per_authority",
            ),
        ),
        migrations.AddConstraint(
            model_name="initiativestep",
            constraint=models.CheckConstraint(
                condition=models.Q(("reached_on__isnull", True), ("skipped_on__isnull", True), _connector="OR"),
                name="step_reached_is_not_skipped",
            ),
        ),
        migrations.AddConstraint(
            model_name="unit",
            constraint=models.UniqueConstraint(
                models.F("area"), django.db.models.functions.text.Lower("name"), name="unit_once_per_area"
            ),
        ),
        migrations.AddField(
            model_name="boardreport",
            name="meeting",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reports",
                to="famn.boardmeeting",
            ),
        ),
        migrations.AddConstraint(
            model_name="boardreport",
            constraint=models.CheckConstraint(
                condition=models.Q(("meeting__isnull", True), ("meeting_date__isnull", False), _connector="OR"),
                name="report_at_a_meeting_has_its_day",
            ),
        ),
    ]
