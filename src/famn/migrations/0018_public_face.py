"""The public face: what a centre shows, its calendar, its languages."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models

import famn.domain.activities.models.occurrences
import famn.ground.tables


class Migration(migrations.Migration):
    dependencies = [
        ("famn", "0017_feeds_fixed"),
    ]

    operations = [
        migrations.CreateModel(
            name="AccessFact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "centre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="access", to="famn.familycentre"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("step_free", "Ingång utan trappsteg"),
                            ("lift", "Hiss"),
                            ("wide_doors", "Breda dörrar"),
                            ("toilet", "Toalett för rullstol"),
                            ("changing", "Skötbord"),
                            ("prams", "Plats för barnvagn inne"),
                            ("parking", "Parkering för rörelsehindrade"),
                            ("hearing", "Hörslinga"),
                            ("quiet", "Ett lugnt rum"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "answer",
                    models.CharField(choices=[("yes", "ja"), ("partly", "delvis"), ("no", "nej")], max_length=6),
                ),
                ("note", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("centre", "kind"), name="access_fact_once")],
            },
        ),
        migrations.CreateModel(
            name="CalendarSource",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    famn.ground.tables.CodeField(
                        default=famn.ground.tables.new_code, editable=False, max_length=16, unique=True
                    ),
                ),
                (
                    "centre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="calendar_sources",
                        to="famn.familycentre",
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
                ("name", models.CharField(blank=True, max_length=200)),
                ("address", models.CharField(blank=True, max_length=500)),
                ("content", models.BinaryField(blank=True, default=b"")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "läst, inte hämtad än"),
                            ("following", "följs varje natt"),
                            ("done", "hämtad"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("chosen", models.JSONField(blank=True, default=dict)),
                ("unchosen", models.PositiveSmallIntegerField(default=0)),
                ("read_at", models.DateTimeField()),
                ("next_read_at", models.DateTimeField(blank=True, null=True)),
                ("fault", models.CharField(blank=True, max_length=20)),
            ],
            options={
                "indexes": [models.Index(fields=["next_read_at"], name="sources_to_read")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("next_read_at__isnull", False),
                                ("state", "following"),
                                models.Q(("address", ""), _negated=True),
                            ),
                            models.Q(models.Q(("state", "following"), _negated=True), ("next_read_at__isnull", True)),
                            _connector="OR",
                        ),
                        name="source_followed_has_an_address",
                    ),
                    models.UniqueConstraint(
                        models.F("centre"),
                        models.F("address"),
                        condition=models.Q(("address", ""), _negated=True),
                        name="source_address_once_per_centre",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CentrePerson",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    famn.ground.tables.CodeField(
                        default=famn.ground.tables.new_code, editable=False, max_length=16, unique=True
                    ),
                ),
                (
                    "centre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="people", to="famn.familycentre"
                    ),
                ),
                (
                    "leg",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="people",
                        to="famn.centreleg",
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("role", models.CharField(max_length=120)),
                ("phone", models.CharField(blank=True, max_length=30)),
                (
                    "languages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("sv", "svenska"),
                                ("ar", "arabiska"),
                                ("bs", "bosniska, kroatiska, serbiska"),
                                ("prs", "dari"),
                                ("en", "engelska"),
                                ("fi", "finska"),
                                ("ku", "kurdiska"),
                                ("fit", "meänkieli"),
                                ("se", "nordsamiska"),
                                ("fa", "persiska"),
                                ("pl", "polska"),
                                ("rom", "romska"),
                                ("ru", "ryska"),
                                ("so", "somaliska"),
                                ("es", "spanska"),
                                ("swl", "svenskt teckenspråk"),
                                ("ti", "tigrinska"),
                                ("tr", "turkiska"),
                                ("uk", "ukrainska"),
                            ],
                            max_length=3,
                        ),
                        blank=True,
                        default=list,
                    ),
                ),
                ("photo", models.BinaryField(blank=True, null=True)),
                ("photo_type", models.CharField(blank=True, max_length=20)),
                ("photo_agreed_on", models.DateField(blank=True, null=True)),
                ("from_date", models.DateField()),
                ("to_date", models.DateField(blank=True, null=True)),
                ("confirmed_on", models.DateField()),
            ],
            options={
                "indexes": [models.Index(fields=["centre", "from_date"], name="people_of_centre")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("to_date__isnull", True), ("to_date__gt", models.F("from_date")), _connector="OR"
                        ),
                        name="centre_person_period_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name", ""), _negated=True), models.Q(("role", ""), _negated=True)
                        ),
                        name="centre_person_has_name_and_role",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("photo__isnull", True), ("photo_agreed_on__isnull", True), ("photo_type", "")),
                            models.Q(
                                ("photo__isnull", False),
                                ("photo_agreed_on__isnull", False),
                                models.Q(("photo_type", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="centre_person_photo_is_agreed_to",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CentreText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    famn.ground.tables.CodeField(
                        default=famn.ground.tables.new_code, editable=False, max_length=16, unique=True
                    ),
                ),
                (
                    "centre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="texts", to="famn.familycentre"
                    ),
                ),
                (
                    "leg",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="texts",
                        to="famn.centreleg",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("about", "Om oss"),
                            ("word", "Vad vi kallar verksamheten"),
                            ("way", "Hitta hit"),
                            ("illness", "När någon är sjuk"),
                            ("silence", "Tystnadsplikt"),
                            ("free", "Gratis och utan bokning"),
                        ],
                        max_length=8,
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
                ("text", models.TextField()),
                ("written_on", models.DateField()),
                ("checked_by", models.CharField(blank=True, max_length=120)),
                ("checked_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("centre", "leg", "kind", "language"), name="centre_text_once", nulls_distinct=False
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="centre_text_says_something"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["about", "word"]), ("language", "sv"), _negated=True),
                        name="centre_text_swedish_stands_elsewhere",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "word"), ("leg__isnull", False)),
                            models.Q(models.Q(("kind", "word"), _negated=True), ("leg__isnull", True)),
                            _connector="OR",
                        ),
                        name="centre_text_word_is_of_a_leg",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("checked_by", ""), ("checked_on__isnull", True)),
                            models.Q(models.Q(("checked_by", ""), _negated=True), ("checked_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="centre_text_checked_says_who_and_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OpeningException",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    famn.ground.tables.CodeField(
                        default=famn.ground.tables.new_code, editable=False, max_length=16, unique=True
                    ),
                ),
                (
                    "centre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="exceptions", to="famn.familycentre"
                    ),
                ),
                (
                    "leg",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="exceptions",
                        to="famn.centreleg",
                    ),
                ),
                ("from_date", models.DateField()),
                ("to_date", models.DateField()),
                ("opens", models.TimeField(blank=True, null=True)),
                ("closes", models.TimeField(blank=True, null=True)),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("summer", "sommarstängt"),
                            ("holiday", "helgdag"),
                            ("decision", "stängt efter beslut"),
                            ("illness", "sjukdom"),
                            ("planning", "planering och utbildning"),
                            ("premises", "lokalen går inte att använda"),
                            ("other", "annat"),
                        ],
                        max_length=8,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300)),
                ("decided_by", models.CharField(blank=True, max_length=200)),
                ("reference", models.CharField(blank=True, max_length=80)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["centre", "from_date", "to_date"], name="opening_exceptions_of_centre")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("to_date__isnull", True), ("to_date__gt", models.F("from_date")), _connector="OR"
                        ),
                        name="opening_exception_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closes__isnull", True), ("opens__isnull", True)),
                            ("closes__gt", models.F("opens")),
                            _connector="OR",
                        ),
                        name="opening_exception_hours_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reason", "decision"), _negated=True),
                            models.Q(
                                models.Q(("note", ""), _negated=True), models.Q(("decided_by", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="opening_exception_decided_says_why_and_who",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PhoneHours",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "leg",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="phone_hours", to="famn.centreleg"
                    ),
                ),
                ("weekday", models.PositiveSmallIntegerField()),
                ("opens", models.TimeField()),
                ("closes", models.TimeField()),
                (
                    "languages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("sv", "svenska"),
                                ("ar", "arabiska"),
                                ("bs", "bosniska, kroatiska, serbiska"),
                                ("prs", "dari"),
                                ("en", "engelska"),
                                ("fi", "finska"),
                                ("ku", "kurdiska"),
                                ("fit", "meänkieli"),
                                ("se", "nordsamiska"),
                                ("fa", "persiska"),
                                ("pl", "polska"),
                                ("rom", "romska"),
                                ("ru", "ryska"),
                                ("so", "somaliska"),
                                ("es", "spanska"),
                                ("swl", "svenskt teckenspråk"),
                                ("ti", "tigrinska"),
                                ("tr", "turkiska"),
                                ("uk", "ukrainska"),
                            ],
                            max_length=3,
                        ),
                        blank=True,
                        default=list,
                    ),
                ),
                ("from_date", models.DateField()),
                ("to_date", models.DateField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("to_date__isnull", True), ("to_date__gt", models.F("from_date")), _connector="OR"
                        ),
                        name="phone_hours_period_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("weekday__gte", 1), ("weekday__lte", 7)), name="phone_hours_on_a_weekday"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("closes__gt", models.F("opens"))), name="phone_hours_in_order"
                    ),
                    models.UniqueConstraint(fields=("leg", "weekday", "opens", "from_date"), name="phone_hours_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="PublicVersion",
            fields=[
                ("name", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("number", models.BigIntegerField(default=1)),
            ],
        ),
        migrations.CreateModel(
            name="Room",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    famn.ground.tables.CodeField(
                        default=famn.ground.tables.new_code, editable=False, max_length=16, unique=True
                    ),
                ),
                (
                    "centre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="rooms", to="famn.familycentre"
                    ),
                ),
                (
                    "premises",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="famn.premises",
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                ("seats", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("from_date", models.DateField()),
                ("to_date", models.DateField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("to_date__isnull", True), ("to_date__gt", models.F("from_date")), _connector="OR"
                        ),
                        name="room_period_in_order",
                    ),
                    models.UniqueConstraint(
                        models.F("centre"), django.db.models.functions.text.Lower("name"), name="room_once_per_centre"
                    ),
                    models.CheckConstraint(condition=models.Q(("name", ""), _negated=True), name="room_has_a_name"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Term",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    famn.ground.tables.CodeField(
                        default=famn.ground.tables.new_code, editable=False, max_length=16, unique=True
                    ),
                ),
                (
                    "centre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="terms", to="famn.familycentre"
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                ("from_date", models.DateField()),
                ("to_date", models.DateField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("to_date__isnull", True), ("to_date__gt", models.F("from_date")), _connector="OR"
                        ),
                        name="term_in_order",
                    ),
                    models.UniqueConstraint(
                        models.F("centre"), django.db.models.functions.text.Lower("name"), name="term_once_per_centre"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Activity",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    famn.ground.tables.CodeField(
                        default=famn.ground.tables.new_code, editable=False, max_length=16, unique=True
                    ),
                ),
                (
                    "centre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="activities", to="famn.familycentre"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("preschool", "Öppen förskola"),
                            ("song", "Sångstund"),
                            ("baby", "För bebisar"),
                            ("fathers", "För pappor"),
                            ("group", "Föräldragrupp"),
                            ("language", "Språkkafé"),
                            ("talk", "Någon att prata med"),
                            ("midwife", "Barnmorskans tid"),
                            ("health", "Barnhälsovårdens tid"),
                            ("theme", "Tema och gäst"),
                            ("outdoor", "Utomhus"),
                            ("other", "Annat"),
                        ],
                        max_length=10,
                    ),
                ),
                ("title", models.CharField(max_length=120)),
                ("about", models.TextField(blank=True)),
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
                    "leader",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="famn.centreperson",
                    ),
                ),
                ("age_from", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("age_to", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "languages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("sv", "svenska"),
                                ("ar", "arabiska"),
                                ("bs", "bosniska, kroatiska, serbiska"),
                                ("prs", "dari"),
                                ("en", "engelska"),
                                ("fi", "finska"),
                                ("ku", "kurdiska"),
                                ("fit", "meänkieli"),
                                ("se", "nordsamiska"),
                                ("fa", "persiska"),
                                ("pl", "polska"),
                                ("rom", "romska"),
                                ("ru", "ryska"),
                                ("so", "somaliska"),
                                ("es", "spanska"),
                                ("swl", "svenskt teckenspråk"),
                                ("ti", "tigrinska"),
                                ("tr", "turkiska"),
                                ("uk", "ukrainska"),
                            ],
                            max_length=3,
                        ),
                        blank=True,
                        default=list,
                    ),
                ),
                (
                    "booking",
                    models.CharField(
                        choices=[("drop_in", "kom som du är, ingen anmälan"), ("sign_up", "anmälan")],
                        default="drop_in",
                        max_length=8,
                    ),
                ),
                ("how_to_book", models.CharField(blank=True, max_length=200)),
                (
                    "scope",
                    models.CharField(
                        choices=[("universal", "för alla"), ("targeted", "för dig som är inbjuden")],
                        default="universal",
                        max_length=10,
                    ),
                ),
                ("programme", models.CharField(blank=True, max_length=120)),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "utkast"), ("published", "visas"), ("ended", "avslutad")],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("confirmed_on", models.DateField()),
                ("partners", models.ManyToManyField(blank=True, related_name="activities", to="famn.partner")),
            ],
            options={
                "indexes": [models.Index(fields=["centre", "state"], name="activities_of_centre")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("title", ""), _negated=True), name="activity_has_a_title"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("age_from__isnull", True), ("age_to__isnull", True)),
                            ("age_from__lte", models.F("age_to")),
                            _connector="OR",
                        ),
                        name="activity_ages_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("booking", "sign_up"), ("how_to_book", ""), ("state", "published"), _negated=True
                        ),
                        name="activity_says_how_to_book",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StaleLetter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "centre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stale_letters",
                        to="famn.familycentre",
                    ),
                ),
                (
                    "leg",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stale_letters",
                        to="famn.centreleg",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="stale_letters",
                        to="famn.centreperson",
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
                    models.UniqueConstraint(
                        fields=("centre", "leg", "person", "stage", "since"),
                        name="stale_letter_once",
                        nulls_distinct=False,
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TermBreak",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "term",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="breaks", to="famn.term"
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                ("from_date", models.DateField()),
                ("to_date", models.DateField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("to_date__isnull", True), ("to_date__gt", models.F("from_date")), _connector="OR"
                        ),
                        name="term_break_in_order",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ActivityText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="texts", to="famn.activity"
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
                ("title", models.CharField(max_length=120)),
                ("about", models.TextField(blank=True)),
                ("checked_by", models.CharField(blank=True, max_length=120)),
                ("checked_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("activity", "language"), name="activity_text_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("title", ""), _negated=True), models.Q(("language", "sv"), _negated=True)
                        ),
                        name="activity_text_is_a_translation",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("checked_by", ""), ("checked_on__isnull", True)),
                            models.Q(models.Q(("checked_by", ""), _negated=True), ("checked_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="activity_text_checked_says_who_and_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Series",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    famn.ground.tables.CodeField(
                        default=famn.ground.tables.new_code, editable=False, max_length=16, unique=True
                    ),
                ),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="series", to="famn.activity"
                    ),
                ),
                (
                    "pattern",
                    models.CharField(
                        choices=[
                            ("weekly", "varje vecka"),
                            ("other_week", "varannan vecka"),
                            ("monthly", "en viss veckodag i månaden"),
                            ("dates", "enstaka dagar"),
                        ],
                        max_length=10,
                    ),
                ),
                ("weekday", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("week_of_month", models.SmallIntegerField(blank=True, null=True)),
                (
                    "dates",
                    django.contrib.postgres.fields.ArrayField(base_field=models.DateField(), blank=True, default=list),
                ),
                ("starts", models.TimeField()),
                ("ends", models.TimeField()),
                (
                    "room",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="famn.room",
                    ),
                ),
                (
                    "term",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="series",
                        to="famn.term",
                    ),
                ),
                ("from_date", models.DateField()),
                ("to_date", models.DateField()),
                ("keeps_holidays", models.BooleanField(default=True)),
            ],
            options={
                "indexes": [models.Index(fields=["activity", "from_date"], name="series_of_activity")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("to_date__isnull", True), ("to_date__gt", models.F("from_date")), _connector="OR"
                        ),
                        name="series_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends__gt", models.F("starts"))), name="series_hours_in_order"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("pattern__in", ["weekly", "other_week"]),
                                ("week_of_month__isnull", True),
                                ("weekday__range", (1, 7)),
                            ),
                            models.Q(
                                ("pattern", "monthly"),
                                ("week_of_month__in", [-1, 1, 2, 3, 4]),
                                ("weekday__range", (1, 7)),
                            ),
                            models.Q(
                                ("dates__len__gt", 0),
                                ("pattern", "dates"),
                                ("week_of_month__isnull", True),
                                ("weekday__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="series_pattern_is_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Occurrence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    famn.ground.tables.CodeField(
                        default=famn.ground.tables.new_code, editable=False, max_length=16, unique=True
                    ),
                ),
                (
                    "centre",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="occurrences",
                        to="famn.familycentre",
                    ),
                ),
                (
                    "activity",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="occurrences",
                        to="famn.activity",
                    ),
                ),
                (
                    "series",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="occurrences",
                        to="famn.series",
                    ),
                ),
                ("slot_date", models.DateField(blank=True, null=True)),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("day", models.DateField()),
                ("was_at", models.DateTimeField(blank=True, null=True)),
                (
                    "room",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="occurrences",
                        to="famn.room",
                    ),
                ),
                (
                    "leader",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="famn.centreperson",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("planned", "blir av"), ("cancelled", "inställt")], default="planned", max_length=10
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("illness", "personalen är sjuk"),
                            ("closed", "vi har stängt"),
                            ("premises", "lokalen går inte att använda"),
                            ("weather", "vädret"),
                            ("other", "annan orsak"),
                        ],
                        max_length=10,
                    ),
                ),
                ("message", models.CharField(blank=True, max_length=300)),
                ("theme", models.CharField(blank=True, max_length=160)),
                ("guest", models.CharField(blank=True, max_length=160)),
                ("number", models.PositiveIntegerField(default=0)),
                ("changed_at", models.DateTimeField()),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="occurrences",
                        to="famn.calendarsource",
                    ),
                ),
                ("foreign_key", models.CharField(blank=True, max_length=200)),
                ("foreign_mark", models.CharField(blank=True, max_length=80)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["centre", "day", "starts_at"], name="occurrences_of_centre"),
                    models.Index(fields=["activity", "day"], name="occurrences_of_activity"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))), name="occurrence_in_order"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "cancelled"), models.Q(("reason", ""), _negated=True)),
                            models.Q(("reason", ""), ("state", "planned")),
                            _connector="OR",
                        ),
                        name="occurrence_cancelled_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("series__isnull", True), ("slot_date__isnull", True)),
                            models.Q(("series__isnull", False), ("slot_date__isnull", False)),
                            _connector="OR",
                        ),
                        name="occurrence_of_a_series_has_a_slot",
                    ),
                    models.UniqueConstraint(fields=("series", "slot_date"), name="occurrence_once_a_slot"),
                    models.UniqueConstraint(
                        condition=models.Q(("foreign_key", ""), _negated=True),
                        fields=("source", "foreign_key"),
                        name="occurrence_once_of_a_source",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("foreign_key", ""), ("source__isnull", True)),
                            models.Q(("source__isnull", False), models.Q(("foreign_key", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="occurrence_of_a_source_has_a_key",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("room__isnull", False), ("state", "planned")),
                        expressions=[
                            ("room", "="),
                            (
                                famn.domain.activities.models.occurrences.MomentRange(
                                    "starts_at", "ends_at", django.contrib.postgres.fields.ranges.RangeBoundary()
                                ),
                                "&&",
                            ),
                        ],
                        name="occurrence_room_once_at_a_time",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="centreleg",
            name="confirmed_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="centreleg",
            name="no_hours",
            field=models.CharField(
                blank=True,
                choices=[("booked", "bara tider som man har bokat"), ("unknown", "tiderna är inte kända än")],
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="familycentre",
            name="confirmed_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="familycentre",
            name="keeps_holidays",
            field=models.BooleanField(default=True),
        ),
        migrations.AddField(
            model_name="familycentre",
            name="latitude",
            field=models.DecimalField(blank=True, decimal_places=6, max_digits=8, null=True),
        ),
        migrations.AddField(
            model_name="familycentre",
            name="longitude",
            field=models.DecimalField(blank=True, decimal_places=6, max_digits=9, null=True),
        ),
        migrations.AddField(
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
                    ],
                    max_length=10,
                ),
                blank=True,
                default=list,
            ),
        ),
        migrations.AddField(
            model_name="openinghours",
            name="age_from",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="openinghours",
            name="age_to",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name="familycentre",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("latitude__isnull", True), ("longitude__isnull", True)),
                    models.Q(
                        ("latitude__gte", 54), ("latitude__lte", 70), ("longitude__gte", 10), ("longitude__lte", 25)
                    ),
                    _connector="OR",
                ),
                name="centre_lies_in_sweden",
            ),
        ),
        migrations.AddConstraint(
            model_name="openinghours",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("age_from__isnull", True), ("age_to__isnull", True)),
                    ("age_from__lte", models.F("age_to")),
                    _connector="OR",
                ),
                name="opening_hours_ages_in_order",
            ),
        ),
    ]
