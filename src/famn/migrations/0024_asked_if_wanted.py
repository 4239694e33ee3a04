"""A question that the database plans and answers only where it comes to it: inside a CASE, most of all.

It may do what the one who asks may do, and, being STABLE, it can only read, and reads what the statement round it reads.
"""

from django.db import migrations

MAKE = """
CREATE FUNCTION famn_answer(question text) RETURNS json LANGUAGE plpgsql STABLE AS $$
DECLARE
    answer json;
BEGIN
    EXECUTE question INTO answer;
    RETURN answer;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("famn", "0023_confirmed_each")]
    operations = [migrations.RunSQL(MAKE, "DROP FUNCTION famn_answer(text);")]
