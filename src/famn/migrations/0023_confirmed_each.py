"""What is said of a centre in many small rows gets a day of its own: that of the centre, or of the leg it is about."""

from django.db import migrations

BY_CENTRE = """
UPDATE famn_{table} AS row SET confirmed_on = c.confirmed_on
    FROM famn_familycentre c WHERE c.id = row.centre_id AND row.confirmed_on IS NULL AND c.confirmed_on IS NOT NULL;
"""
BY_LEG = """
UPDATE famn_centretext AS row SET confirmed_on = l.confirmed_on
    FROM famn_centreleg l WHERE l.id = row.leg_id AND row.confirmed_on IS NULL AND l.confirmed_on IS NOT NULL;
"""
TABLES = ("accessfact", "partner", "centretext")


class Migration(migrations.Migration):
    dependencies = [("famn", "0022_phrases_counted")]
    operations = [
        migrations.RunSQL(BY_LEG + "".join(BY_CENTRE.format(table=table) for table in TABLES), migrations.RunSQL.noop)
    ]
