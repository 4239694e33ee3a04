"""Letters of intent and cooperation agreements are one table with a kind; in the database it keeps its old name."""

from django.db import migrations, models
from django.db.models import deletion

KINDS = [("intent", "avsiktsförklaring"), ("cooperation", "samverkansavtal")]


class Migration(migrations.Migration):
    dependencies = [("famn", "0011_minutes_fixed")]

    operations = [
        migrations.AlterModelTable("LetterOfIntent", "famn_letterofintent"),
        migrations.RenameModel("LetterOfIntent", "JointLetter"),
        migrations.AddField("JointLetter", "kind", models.CharField(choices=KINDS, default="intent", max_length=11)),
        migrations.AddField("LetterTemplate", "kind", models.CharField(choices=KINDS, default="intent", max_length=11)),
        migrations.AlterField(
            "JointLetter",
            "document",
            models.OneToOneField(null=True, on_delete=deletion.PROTECT, related_name="letter", to="famn.document"),
        ),
    ]
