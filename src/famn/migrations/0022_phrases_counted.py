"""The phrase books count among what public pages are made of, as the tables of 0019 do."""

from importlib import import_module

from django.db import migrations

_VERSIONS = import_module("famn.migrations.0019_public_versions")
TABLE = "famn_phrase"
CENTRE_OF = "SELECT c.code FROM changed JOIN famn_familycentre c ON c.id = changed.centre_id"
PAIRS = [_VERSIONS.counts_centre(TABLE, CENTRE_OF, event) for event in _VERSIONS.EVENTS]


class Migration(migrations.Migration):
    dependencies = [("famn", "0021_public_words")]
    operations = [migrations.RunSQL("".join(make for make, _undo in PAIRS), "".join(undo for _make, undo in PAIRS))]
