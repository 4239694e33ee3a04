"""Extensions, Swedish order, the rights of the three roles, the append-only trail, the demo mark and the walls."""

from django.conf import settings
from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension, UnaccentExtension
from django.db import migrations

from famn.ground.sealed import wall
from famn.ground.text import SORT_KEY_SQL

RIGHTS = """
GRANT USAGE ON SCHEMA public TO famn_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO famn_app;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO famn_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO famn_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO famn_app;
REVOKE UPDATE, DELETE, TRUNCATE ON famn_trailevent, famn_traillink FROM famn_app;
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON famn_installation, django_migrations FROM famn_app;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
"""
FIXED = """
CREATE FUNCTION famn_is_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'rows of % never change', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege'; END $$;
CREATE TRIGGER installation_is_fixed BEFORE UPDATE OR DELETE ON famn_installation
    FOR EACH ROW EXECUTE FUNCTION famn_is_fixed();
CREATE TRIGGER trail_event_is_fixed BEFORE UPDATE OR DELETE ON famn_trailevent
    FOR EACH ROW EXECUTE FUNCTION famn_is_fixed();
CREATE TRIGGER trail_link_is_fixed BEFORE UPDATE OR DELETE ON famn_traillink
    FOR EACH ROW EXECUTE FUNCTION famn_is_fixed();
"""


def mark_installation(apps, schema_editor):
    """Write once what this database is for."""
    kind = "demo" if settings.IS_DEMO else "real"
    apps.get_model("famn", "Installation").objects.create(pk=1, kind=kind)


class Migration(migrations.Migration):
    dependencies = [("famn", "0001_initial")]
    operations = [
        BtreeGistExtension(),
        UnaccentExtension(),
        TrigramExtension(),
        migrations.RunSQL(SORT_KEY_SQL, "DROP FUNCTION famn_sort_key(text);"),
        migrations.RunPython(mark_installation, migrations.RunPython.noop),
        migrations.RunSQL(RIGHTS, migrations.RunSQL.noop),
        migrations.RunSQL(FIXED, "DROP FUNCTION famn_is_fixed() CASCADE;"),
        wall("famn_incomingfile"),
    ]
