"""The numbers that public pages are kept under: each write of a row that they show counts one up, whoever writes it."""

from django.db import migrations

COUNTING = """
CREATE FUNCTION famn_count_version(names text[]) RETURNS void LANGUAGE sql AS $$
    INSERT INTO famn_publicversion AS kept (name, number)
        SELECT DISTINCT name, 1 FROM unnest(names) AS name WHERE name IS NOT NULL ORDER BY name
        ON CONFLICT (name) DO UPDATE SET number = kept.number + 1
$$;
CREATE FUNCTION famn_count_shared() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM famn_count_version(ARRAY['shared']);
    RETURN NULL;
END $$;
"""
# What leads from a changed row to its centre, by table. `changed` is the set of rows before and after the write.
CENTRE_OF = {
    "famn_familycentre": "SELECT code FROM changed",
    **{
        f"famn_{table}": "SELECT c.code FROM changed JOIN famn_familycentre c ON c.id = changed.centre_id"
        for table in (
            *("centreleg", "premises", "partner", "openingexception", "centreperson", "accessfact", "centretext"),
            *("room", "term", "activity", "occurrence"),
        )
    },
    **{
        f"famn_{table}": "SELECT c.code FROM changed JOIN famn_centreleg l ON l.id = changed.leg_id"
        " JOIN famn_familycentre c ON c.id = l.centre_id"
        for table in ("openinghours", "phonehours")
    },
    **{
        f"famn_{table}": "SELECT c.code FROM changed JOIN famn_activity a ON a.id = changed.activity_id"
        " JOIN famn_familycentre c ON c.id = a.centre_id"
        for table in ("activitytext", "series", "activity_partners")
    },
}
SHARED = ("famn_place", "famn_definitionset", "famn_classdefinition", "famn_unit", "famn_authority", "famn_principal")
EVENTS = {"INSERT": "SELECT * FROM after", "UPDATE": "SELECT * FROM before UNION ALL SELECT * FROM after"}
EVENTS["DELETE"] = "SELECT * FROM before"
KEPT = {"INSERT": "NEW TABLE AS after", "DELETE": "OLD TABLE AS before"}
KEPT["UPDATE"] = f"{KEPT['DELETE']} {KEPT['INSERT']}"


def counts_centre(table: str, centre_of: str, event: str) -> tuple[str, str]:
    """The trigger of one table and one kind of write, and what takes it away."""
    name = f"{table}_counts_{event.lower()}"
    make = f"""
CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM famn_count_version(ARRAY(
        WITH changed AS ({EVENTS[event]}) SELECT DISTINCT 'centre:' || code FROM ({centre_of}) AS found
    ));
    RETURN NULL;
END $$;
CREATE TRIGGER {name} AFTER {event} ON {table} REFERENCING {KEPT[event]}
    FOR EACH STATEMENT EXECUTE FUNCTION {name}();
"""
    return make, f"DROP TRIGGER {name} ON {table}; DROP FUNCTION {name}();"


def counts_shared(table: str) -> tuple[str, str]:
    """The trigger of a table that pages of every centre show."""
    name = f"{table}_counts"
    make = f"""
CREATE TRIGGER {name} AFTER INSERT OR UPDATE OR DELETE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION famn_count_shared();
"""
    return make, f"DROP TRIGGER {name} ON {table};"


def steps() -> tuple[str, str]:
    """All of it, and all of it undone."""
    pairs = [counts_centre(table, of, event) for table, of in CENTRE_OF.items() for event in EVENTS]
    pairs += [counts_shared(table) for table in SHARED]
    undone = "DROP FUNCTION famn_count_shared(); DROP FUNCTION famn_count_version(text[]);"
    return COUNTING + "".join(make for make, _undo in pairs), "".join(undo for _make, undo in pairs) + undone


class Migration(migrations.Migration):
    dependencies = [("famn", "0018_public_face")]
    operations = [migrations.RunSQL(*steps())]
