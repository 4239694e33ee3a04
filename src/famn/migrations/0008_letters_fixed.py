"""What never changes of letters of intent: versions, scans, answers once given, and everything of a signed letter."""

from django.db import migrations

FIXED = """
REVOKE UPDATE, DELETE, TRUNCATE ON famn_letterversion, famn_letterscan FROM famn_app;
REVOKE DELETE, TRUNCATE ON famn_signature, famn_letterofintent FROM famn_app;
CREATE TRIGGER letter_version_is_fixed BEFORE UPDATE OR DELETE ON famn_letterversion
    FOR EACH ROW EXECUTE FUNCTION famn_is_fixed();
CREATE TRIGGER letter_scan_is_fixed BEFORE UPDATE OR DELETE ON famn_letterscan
    FOR EACH ROW EXECUTE FUNCTION famn_is_fixed();
CREATE TRIGGER letter_template_is_fixed BEFORE UPDATE OF body, name, version, authority_id ON famn_lettertemplate
    FOR EACH ROW EXECUTE FUNCTION famn_is_fixed();
CREATE TRIGGER signed_letter_is_fixed BEFORE UPDATE OR DELETE ON famn_letterofintent
    FOR EACH ROW WHEN (OLD.state = 'signed') EXECUTE FUNCTION famn_is_fixed();
CREATE TRIGGER signature_answered_is_fixed BEFORE UPDATE OR DELETE ON famn_signature
    FOR EACH ROW WHEN (OLD.state <> 'waiting') EXECUTE FUNCTION famn_is_fixed();
CREATE TRIGGER signature_is_of_one_version BEFORE UPDATE OF line_id, version_id ON famn_signature
    FOR EACH ROW WHEN ((OLD.line_id, OLD.version_id) IS DISTINCT FROM (NEW.line_id, NEW.version_id))
    EXECUTE FUNCTION famn_is_fixed();

CREATE FUNCTION famn_signed_letter_is_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE letter bigint;
BEGIN
    IF TG_OP = 'DELETE' THEN letter := OLD.letter_id; ELSE letter := NEW.letter_id; END IF;
    IF EXISTS (SELECT 1 FROM famn_letterofintent WHERE id = letter AND state = 'signed') THEN
        RAISE EXCEPTION 'a signed letter never changes' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER signed_letter_keeps_its_version BEFORE INSERT ON famn_letterversion
    FOR EACH ROW EXECUTE FUNCTION famn_signed_letter_is_fixed();
CREATE TRIGGER signed_letter_keeps_its_parties BEFORE INSERT OR UPDATE OR DELETE ON famn_letterparty
    FOR EACH ROW EXECUTE FUNCTION famn_signed_letter_is_fixed();
CREATE TRIGGER signed_letter_keeps_its_lines BEFORE INSERT OR UPDATE OR DELETE ON famn_signatureline
    FOR EACH ROW EXECUTE FUNCTION famn_signed_letter_is_fixed();
CREATE TRIGGER signed_letter_keeps_its_goals BEFORE INSERT OR UPDATE OR DELETE ON famn_lettergoal
    FOR EACH ROW EXECUTE FUNCTION famn_signed_letter_is_fixed();

CREATE FUNCTION famn_signature_is_of_newest() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM famn_letterversion v JOIN famn_letterofintent l ON l.id = v.letter_id
        JOIN famn_signatureline s ON s.letter_id = l.id
        WHERE v.id = NEW.version_id AND s.id = NEW.line_id AND v.number = l.revision AND l.state <> 'signed'
    ) THEN
        RAISE EXCEPTION 'only the newest words of a letter are signed' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER signature_is_asked_on_the_newest BEFORE INSERT ON famn_signature
    FOR EACH ROW EXECUTE FUNCTION famn_signature_is_of_newest();
CREATE TRIGGER signature_is_given_on_the_newest BEFORE UPDATE ON famn_signature
    FOR EACH ROW WHEN (NEW.state = 'signed') EXECUTE FUNCTION famn_signature_is_of_newest();
"""
UNFIXED = "DROP FUNCTION famn_signed_letter_is_fixed() CASCADE; DROP FUNCTION famn_signature_is_of_newest() CASCADE;"


class Migration(migrations.Migration):
    dependencies = [("famn", "0007_establishing")]

    operations = [migrations.RunSQL(FIXED, UNFIXED)]
