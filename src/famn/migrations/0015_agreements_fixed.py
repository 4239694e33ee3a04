"""What never changes of agreements: term, commitments and costs of a signed one, and what was noted afterwards."""

from django.db import migrations

FIXED = """
CREATE TRIGGER signed_agreement_keeps_its_terms BEFORE INSERT OR UPDATE OR DELETE ON famn_agreementterms
    FOR EACH ROW EXECUTE FUNCTION famn_signed_letter_is_fixed();
CREATE TRIGGER signed_agreement_keeps_its_commitments BEFORE INSERT OR UPDATE OR DELETE ON famn_commitment
    FOR EACH ROW EXECUTE FUNCTION famn_signed_letter_is_fixed();
CREATE TRIGGER signed_agreement_keeps_its_costs BEFORE INSERT OR UPDATE OR DELETE ON famn_costrow
    FOR EACH ROW EXECUTE FUNCTION famn_signed_letter_is_fixed();

CREATE FUNCTION famn_moved_letter_is_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a row of a letter stays with it' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER terms_stay_with_their_letter BEFORE UPDATE ON famn_agreementterms
    FOR EACH ROW WHEN (OLD.letter_id <> NEW.letter_id) EXECUTE FUNCTION famn_moved_letter_is_fixed();
CREATE TRIGGER commitment_stays_with_its_letter BEFORE UPDATE ON famn_commitment
    FOR EACH ROW WHEN (OLD.letter_id <> NEW.letter_id) EXECUTE FUNCTION famn_moved_letter_is_fixed();
CREATE TRIGGER cost_row_stays_with_its_letter BEFORE UPDATE ON famn_costrow
    FOR EACH ROW WHEN (OLD.letter_id <> NEW.letter_id) EXECUTE FUNCTION famn_moved_letter_is_fixed();

REVOKE UPDATE, DELETE, TRUNCATE ON famn_shortfallfollowup, famn_agreementreminder FROM famn_app;
REVOKE DELETE, TRUNCATE ON famn_agreementnotice, famn_shortfall, famn_paidassignment FROM famn_app;
CREATE TRIGGER follow_up_is_fixed BEFORE UPDATE OR DELETE ON famn_shortfallfollowup
    FOR EACH ROW EXECUTE FUNCTION famn_is_fixed();
CREATE TRIGGER agreement_reminder_is_fixed BEFORE UPDATE OR DELETE ON famn_agreementreminder
    FOR EACH ROW EXECUTE FUNCTION famn_is_fixed();
CREATE TRIGGER notice_taken_back_is_fixed BEFORE UPDATE OR DELETE ON famn_agreementnotice
    FOR EACH ROW WHEN (OLD.taken_back_at IS NOT NULL) EXECUTE FUNCTION famn_is_fixed();
CREATE TRIGGER notice_given_is_fixed BEFORE UPDATE OF letter_id, party_id, given_on, reason, recorded_by_id, recorded_at
    ON famn_agreementnotice FOR EACH ROW EXECUTE FUNCTION famn_is_fixed();
CREATE TRIGGER shortfall_closed_is_fixed BEFORE UPDATE OR DELETE ON famn_shortfall
    FOR EACH ROW WHEN (OLD.closed_at IS NOT NULL) EXECUTE FUNCTION famn_is_fixed();
CREATE TRIGGER shortfall_noted_is_fixed BEFORE UPDATE OF commitment_id, seen_on, text, noted_by_id, noted_at
    ON famn_shortfall FOR EACH ROW EXECUTE FUNCTION famn_is_fixed();
CREATE TRIGGER paid_assignment_is_fixed
    BEFORE UPDATE OF letter_id, party_id, unit_name, name, level, level_name, yearly, from_date, recorded_by_id,
        recorded_at
    ON famn_paidassignment FOR EACH ROW EXECUTE FUNCTION famn_is_fixed();
"""
UNFIXED = """
DROP TRIGGER signed_agreement_keeps_its_terms ON famn_agreementterms;
DROP TRIGGER signed_agreement_keeps_its_commitments ON famn_commitment;
DROP TRIGGER signed_agreement_keeps_its_costs ON famn_costrow;
DROP FUNCTION famn_moved_letter_is_fixed() CASCADE;
DROP TRIGGER follow_up_is_fixed ON famn_shortfallfollowup;
DROP TRIGGER agreement_reminder_is_fixed ON famn_agreementreminder;
DROP TRIGGER notice_taken_back_is_fixed ON famn_agreementnotice;
DROP TRIGGER notice_given_is_fixed ON famn_agreementnotice;
DROP TRIGGER shortfall_closed_is_fixed ON famn_shortfall;
DROP TRIGGER shortfall_noted_is_fixed ON famn_shortfall;
DROP TRIGGER paid_assignment_is_fixed ON famn_paidassignment;
"""


class Migration(migrations.Migration):
    dependencies = [("famn", "0014_passages_fixed")]

    operations = [migrations.RunSQL(FIXED, UNFIXED)]
