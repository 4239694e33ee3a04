"""Programmes and their goals; lengths of time that an authority may set."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import famn.ground.tables


class Migration(migrations.Migration):
    dependencies = [
        ("famn", "0019_public_versions"),
    ]

    operations = [
        migrations.CreateModel(
            name="Length",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="lengths", to="famn.authority"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("appeal", "Tid för att överklaga ett beslut"),
                            ("dispatch", "Tid för att expediera ett beslut"),
                            ("assignment", "Påminnelser före den dag då ett uppdrag ska vara besvarat"),
                            ("group_task", "Påminnelse före den dag då något ska vara gjort för en grupp"),
                            ("signer", "Påminnelse till den som inte har skrivit under"),
                            ("signer_link", "Så länge gäller den personliga länken till den som skriver under"),
                        ],
                        max_length=12,
                    ),
                ),
                ("days", models.PositiveSmallIntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("authority", "kind", "days"), name="length_once"),
                    models.CheckConstraint(condition=models.Q(("days__gte", 1)), name="length_is_a_length"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Programme",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="programmes", to="famn.authority"
                    ),
                ),
                ("name", models.CharField(max_length=160)),
                (
                    "place",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="famn.place"),
                ),
                ("from_year", models.PositiveSmallIntegerField()),
                ("to_year", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("about", models.TextField(blank=True)),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("added_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("authority", "name"), name="programme_once_per_authority"),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="programme_has_a_name"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("to_year__isnull", True), ("from_year__lte", models.F("to_year")), _connector="OR"
                        ),
                        name="programme_years_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StaleActivityLetter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="stale_letters", to="famn.activity"
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[("ask", "frågas"), ("warn", "läsaren varnas"), ("hide", "visas inte längre")],
                        max_length=4,
                    ),
                ),
                ("since", models.DateField()),
                ("sent_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("activity", "stage", "since"), name="stale_activity_letter_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="ProgrammeGoal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    famn.ground.tables.CodeField(
                        default=famn.ground.tables.new_code, editable=False, max_length=16, unique=True
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="goals", to="famn.programme"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("text", models.TextField()),
                ("target", models.CharField(blank=True, max_length=300)),
                ("by_year", models.PositiveSmallIntegerField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("programme", "number"), name="programme_goal_once"),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="programme_goal_says_something"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProgrammeGoalCitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "programme_goal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="citations", to="famn.programmegoal"
                    ),
                ),
                (
                    "goal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="famn.steeringgoal"
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
                    models.UniqueConstraint(fields=("programme_goal", "goal"), name="programme_goal_citation_once"),
                    models.CheckConstraint(
                        condition=models.Q(("why", ""), _negated=True), name="programme_goal_citation_says_why"
                    ),
                ],
            },
        ),
        migrations.RemoveConstraint(
            model_name="openinghours",
            name="opening_hours_once",
        ),
        migrations.AddField(
            model_name="decision",
            name="dispatch_days",
            field=models.PositiveSmallIntegerField(default=7),
        ),
        migrations.AddConstraint(
            model_name="openinghours",
            constraint=models.UniqueConstraint(
                fields=("leg", "weekday", "opens", "age_from", "age_to", "from_date"),
                name="opening_hours_once",
                nulls_distinct=False,
            ),
        ),
    ]
