"""What was sent out is fixed: extracts of minutes, ticked rows, corrections of them, and accepted differences."""

from django.db import migrations

FIXED = """
CREATE TRIGGER extract_is_fixed BEFORE UPDATE OR DELETE ON famn_minutesextract
    FOR EACH ROW EXECUTE FUNCTION famn_is_fixed();
CREATE TRIGGER ticked_dispatch_is_fixed BEFORE UPDATE OR DELETE ON famn_dispatch
    FOR EACH ROW WHEN (OLD.sent_at IS NOT NULL) EXECUTE FUNCTION famn_is_fixed();
CREATE TRIGGER dispatch_correction_is_fixed BEFORE UPDATE OR DELETE ON famn_dispatchcorrection
    FOR EACH ROW EXECUTE FUNCTION famn_is_fixed();
CREATE TRIGGER accepted_difference_is_fixed BEFORE UPDATE OR DELETE ON famn_accepteddifference
    FOR EACH ROW EXECUTE FUNCTION famn_is_fixed();
"""
OPEN = """
DROP TRIGGER extract_is_fixed ON famn_minutesextract;
DROP TRIGGER ticked_dispatch_is_fixed ON famn_dispatch;
DROP TRIGGER dispatch_correction_is_fixed ON famn_dispatchcorrection;
DROP TRIGGER accepted_difference_is_fixed ON famn_accepteddifference;
"""


class Migration(migrations.Migration):
    dependencies = [("famn", "0015_agreements_fixed")]
    operations = [migrations.RunSQL(FIXED, OPEN)]
