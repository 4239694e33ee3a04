"""Approved minutes never change: neither the meeting nor its points, its attendance and its decisions."""

from django.db import migrations

FIXED = """
CREATE TRIGGER approved_meeting_is_fixed BEFORE UPDATE OR DELETE ON famn_groupmeeting
    FOR EACH ROW WHEN (OLD.state = 'approved') EXECUTE FUNCTION famn_is_fixed();

CREATE FUNCTION famn_minutes_are_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    meetings bigint[] := ARRAY[]::bigint[];
BEGIN
    IF TG_OP <> 'INSERT' THEN meetings := meetings || OLD.meeting_id; END IF;
    IF TG_OP <> 'DELETE' THEN meetings := meetings || NEW.meeting_id; END IF;
    IF EXISTS (SELECT 1 FROM famn_groupmeeting WHERE id = ANY (meetings) AND state = 'approved') THEN
        RAISE EXCEPTION 'approved minutes never change' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER approved_points_are_fixed BEFORE INSERT OR UPDATE OR DELETE ON famn_agendapoint
    FOR EACH ROW EXECUTE FUNCTION famn_minutes_are_fixed();
CREATE TRIGGER approved_attendance_is_fixed BEFORE INSERT OR UPDATE OR DELETE ON famn_meetingattendance
    FOR EACH ROW EXECUTE FUNCTION famn_minutes_are_fixed();
CREATE TRIGGER approved_decisions_are_fixed BEFORE INSERT OR UPDATE OR DELETE ON famn_meetingdecision
    FOR EACH ROW EXECUTE FUNCTION famn_minutes_are_fixed();
"""
OPEN = """
DROP TRIGGER approved_meeting_is_fixed ON famn_groupmeeting;
DROP FUNCTION famn_minutes_are_fixed() CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [("famn", "0010_choices_and_seals_fixed")]
    operations = [migrations.RunSQL(FIXED, OPEN)]
