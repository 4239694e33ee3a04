"""What never changes: a file that came back signed, what was sent to be signed, and an order once it is settled."""

from django.db import migrations

FIXED = """
REVOKE UPDATE, DELETE, TRUNCATE ON famn_signedfile FROM famn_app;
REVOKE DELETE, TRUNCATE ON famn_signingorder FROM famn_app;
CREATE TRIGGER signed_file_is_fixed BEFORE UPDATE OR DELETE ON famn_signedfile
    FOR EACH ROW EXECUTE FUNCTION famn_is_fixed();
CREATE TRIGGER signing_order_settled_is_fixed BEFORE UPDATE OR DELETE ON famn_signingorder
    FOR EACH ROW WHEN (OLD.state <> 'started') EXECUTE FUNCTION famn_is_fixed();
CREATE TRIGGER signing_order_keeps_what_was_sent BEFORE UPDATE ON famn_signingorder
    FOR EACH ROW WHEN ((OLD.signature_id, OLD.sent, OLD.sent_sha256) IS DISTINCT FROM
        (NEW.signature_id, NEW.sent, NEW.sent_sha256)) EXECUTE FUNCTION famn_is_fixed();
"""
UNFIXED = """
DROP TRIGGER signed_file_is_fixed ON famn_signedfile;
DROP TRIGGER signing_order_settled_is_fixed ON famn_signingorder;
DROP TRIGGER signing_order_keeps_what_was_sent ON famn_signingorder;
"""


class Migration(migrations.Migration):
    dependencies = [("famn", "0016_after_decisions_fixed")]
    operations = [migrations.RunSQL(FIXED, UNFIXED)]
