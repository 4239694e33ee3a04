"""A settled mapping never changes, and no row that belongs to it is added, changed or taken away."""

from __future__ import annotations

from django.db import migrations

FIXED = """
CREATE TRIGGER settled_mapping_is_fixed BEFORE UPDATE OR DELETE ON famn_mapping
    FOR EACH ROW WHEN (OLD.state = 'settled') EXECUTE FUNCTION famn_is_fixed();

CREATE FUNCTION famn_mapping_is_settled(VARIADIC mappings bigint[]) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT 1 FROM famn_mapping WHERE id = ANY (mappings) AND state = 'settled')
$$;

CREATE FUNCTION famn_mapping_row_is_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    old_row jsonb := CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) END;
    new_row jsonb := CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) END;
    old_mapping bigint;
    new_mapping bigint;
BEGIN
    CASE TG_ARGV[0]
        WHEN 'holder' THEN
            SELECT mapping_id INTO old_mapping FROM famn_stanceholder WHERE id = (old_row ->> 'holder_id')::bigint;
            SELECT mapping_id INTO new_mapping FROM famn_stanceholder WHERE id = (new_row ->> 'holder_id')::bigint;
        WHEN 'area' THEN
            SELECT mapping_id INTO old_mapping FROM famn_mappingarea WHERE id = (old_row ->> 'area_id')::bigint;
            SELECT mapping_id INTO new_mapping FROM famn_mappingarea WHERE id = (new_row ->> 'area_id')::bigint;
        ELSE
            old_mapping := (old_row ->> 'mapping_id')::bigint;
            new_mapping := (new_row ->> 'mapping_id')::bigint;
    END CASE;
    IF famn_mapping_is_settled(old_mapping, new_mapping) THEN
        RAISE EXCEPTION 'a settled mapping never changes' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;

CREATE TRIGGER settled_mappingarea_is_fixed BEFORE INSERT OR UPDATE OR DELETE ON famn_mappingarea
    FOR EACH ROW EXECUTE FUNCTION famn_mapping_row_is_fixed('mapping');
CREATE TRIGGER settled_mappingneed_is_fixed BEFORE INSERT OR UPDATE OR DELETE ON famn_mappingneed
    FOR EACH ROW EXECUTE FUNCTION famn_mapping_row_is_fixed('mapping');
CREATE TRIGGER settled_mappingactor_is_fixed BEFORE INSERT OR UPDATE OR DELETE ON famn_mappingactor
    FOR EACH ROW EXECUTE FUNCTION famn_mapping_row_is_fixed('mapping');
CREATE TRIGGER settled_invitation_is_fixed BEFORE INSERT OR UPDATE OR DELETE ON famn_invitation
    FOR EACH ROW EXECUTE FUNCTION famn_mapping_row_is_fixed('mapping');
CREATE TRIGGER settled_stanceholder_is_fixed BEFORE INSERT OR UPDATE OR DELETE ON famn_stanceholder
    FOR EACH ROW EXECUTE FUNCTION famn_mapping_row_is_fixed('mapping');
CREATE TRIGGER settled_stance_is_fixed BEFORE INSERT OR UPDATE OR DELETE ON famn_stance
    FOR EACH ROW EXECUTE FUNCTION famn_mapping_row_is_fixed('holder');
CREATE TRIGGER settled_areaground_is_fixed BEFORE INSERT OR UPDATE OR DELETE ON famn_areaground
    FOR EACH ROW EXECUTE FUNCTION famn_mapping_row_is_fixed('area');
"""

FREE = """
DROP FUNCTION famn_mapping_row_is_fixed() CASCADE;
DROP FUNCTION famn_mapping_is_settled(VARIADIC bigint[]) CASCADE;
DROP TRIGGER settled_mapping_is_fixed ON famn_mapping;
"""


class Migration(migrations.Migration):
    dependencies = (("famn", "0008_letters_fixed"),)

    operations = (migrations.RunSQL(FIXED, FREE),)
