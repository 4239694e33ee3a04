"""What the public face says: words in other languages, decisions and dates."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("famn", "0020_programmes"),
    ]

    operations = [
        migrations.CreateModel(
            name="Phrase",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "centre",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="phrases",
                        to="famn.familycentre",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[
                            ("sv", "Svenska"),
                            ("sv-lattlast", "Lättläst svenska"),
                            ("en", "English"),
                            ("fi", "Suomi"),
                            ("ar", "العربية"),
                            ("so", "Soomaali"),
                            ("uk", "Українська"),
                            ("fa", "فارسی / دری"),
                            ("ti", "ትግርኛ"),
                            ("se", "Davvisámegiella"),
                            ("fit", "Meänkieli"),
                        ],
                        max_length=12,
                    ),
                ),
                ("swedish", models.TextField()),
                ("text", models.TextField()),
                ("written_on", models.DateField()),
                ("checked_by", models.CharField(blank=True, max_length=120)),
                ("checked_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("centre"),
                        models.F("language"),
                        django.db.models.functions.text.MD5("swedish"),
                        name="phrase_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("swedish", ""), _negated=True),
                            models.Q(("text", ""), _negated=True),
                            models.Q(("language", "sv"), _negated=True),
                        ),
                        name="phrase_is_a_translation",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("checked_by", ""), ("checked_on__isnull", True)),
                            models.Q(models.Q(("checked_by", ""), _negated=True), ("checked_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="phrase_checked_says_who_and_when",
                    ),
                ],
            },
        ),
        migrations.RemoveConstraint(
            model_name="staleletter",
            name="stale_letter_once",
        ),
        migrations.AddField(
            model_name="accessfact",
            name="confirmed_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="centreperson",
            name="email",
            field=models.EmailField(blank=True, max_length=254),
        ),
        migrations.AddField(
            model_name="centretext",
            name="confirmed_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="familycentre",
            name="state_decided_by",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="familycentre",
            name="state_reference",
            field=models.CharField(blank=True, max_length=80),
        ),
        migrations.AddField(
            model_name="familycentre",
            name="state_since",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="partner",
            name="confirmed_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="partner",
            name="email",
            field=models.EmailField(blank=True, max_length=254),
        ),
        migrations.AddField(
            model_name="staleletter",
            name="part",
            field=models.CharField(
                blank=True,
                choices=[
                    ("access", "Att komma in och vara här"),
                    ("partners", "Samarbetspartner"),
                    ("texts", "Texter"),
                ],
                max_length=8,
            ),
        ),
        migrations.AlterField(
            model_name="familycentre",
            name="switched_off",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("people", "Vi som arbetar här"),
                        ("phone", "Vem som svarar i telefon"),
                        ("calendar", "Kalender"),
                        ("feeds", "Prenumeration på kalendern"),
                        ("week_sheet", "Veckoblad och bild att dela"),
                        ("screen", "Skärm i hallen"),
                        ("access", "Ta sig in"),
                        ("partners", "Fler som är med"),
                        ("show_staff", "Visa för personalen"),
                        ("class", "Är det här en familjecentral?"),
                    ],
                    max_length=10,
                ),
                blank=True,
                default=list,
            ),
        ),
        migrations.AddConstraint(
            model_name="familycentre",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state_since__isnull", True),
                    models.Q(
                        ("state__in", ["paused", "closed"]),
                        models.Q(("state_note", ""), _negated=True),
                        models.Q(("state_decided_by", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="centre_shut_says_why_and_who",
            ),
        ),
        migrations.AddConstraint(
            model_name="staleletter",
            constraint=models.UniqueConstraint(
                fields=("centre", "leg", "person", "part", "stage", "since"),
                name="stale_letter_once",
                nulls_distinct=False,
            ),
        ),
    ]
