"""What never changes: that somebody by name chose to carry a decision out, how the steps went, and sealed files."""

from django.db import migrations

FIXED = """
REVOKE UPDATE, DELETE, TRUNCATE ON famn_execution, famn_sealedletter, famn_stepchange FROM famn_app;
CREATE TRIGGER execution_is_fixed BEFORE UPDATE OR DELETE ON famn_execution
    FOR EACH ROW EXECUTE FUNCTION famn_is_fixed();
CREATE TRIGGER step_change_is_fixed BEFORE UPDATE OR DELETE ON famn_stepchange
    FOR EACH ROW EXECUTE FUNCTION famn_is_fixed();
CREATE TRIGGER sealed_letter_is_fixed BEFORE UPDATE OR DELETE ON famn_sealedletter
    FOR EACH ROW EXECUTE FUNCTION famn_is_fixed();
"""
UNFIXED = """
DROP TRIGGER execution_is_fixed ON famn_execution;
DROP TRIGGER step_change_is_fixed ON famn_stepchange;
DROP TRIGGER sealed_letter_is_fixed ON famn_sealedletter;
"""


class Migration(migrations.Migration):
    dependencies = [("famn", "0009_mapping_fixed")]
    operations = [migrations.RunSQL(FIXED, UNFIXED)]
