"""What never changes of a way through several bodies, and of a decision by one person but for where it was reported.

A report that stands on an agenda gets the passage that it would have had, had it been put there today.
"""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

FIXED = """
REVOKE UPDATE, DELETE, TRUNCATE ON famn_reservation, famn_wayforward FROM famn_app;
REVOKE DELETE, TRUNCATE ON famn_passage, famn_personaldecision FROM famn_app;
CREATE TRIGGER reservation_is_fixed BEFORE UPDATE OR DELETE ON famn_reservation
    FOR EACH ROW EXECUTE FUNCTION famn_is_fixed();
CREATE TRIGGER way_forward_is_fixed BEFORE UPDATE OR DELETE ON famn_wayforward
    FOR EACH ROW EXECUTE FUNCTION famn_is_fixed();
CREATE TRIGGER done_passage_is_fixed BEFORE UPDATE OR DELETE ON famn_passage
    FOR EACH ROW WHEN (OLD.state = 'done') EXECUTE FUNCTION famn_is_fixed();
CREATE TRIGGER personal_decision_stays BEFORE DELETE ON famn_personaldecision
    FOR EACH ROW EXECUTE FUNCTION famn_is_fixed();
CREATE TRIGGER reported_decision_is_fixed BEFORE UPDATE ON famn_personaldecision
    FOR EACH ROW WHEN (OLD.reported_at_id IS NOT NULL) EXECUTE FUNCTION famn_is_fixed();
CREATE TRIGGER personal_decision_is_fixed BEFORE UPDATE OF code, matter_id, kind, decider_id, name, title, item_id,
    item_text, text, decided_on, document_id, recorded_by_id, recorded_at ON famn_personaldecision
    FOR EACH ROW WHEN ((
        OLD.code, OLD.matter_id, OLD.kind, OLD.decider_id, OLD.name, OLD.title, OLD.item_id, OLD.item_text, OLD.text,
        OLD.decided_on, OLD.document_id, OLD.recorded_by_id, OLD.recorded_at
    ) IS DISTINCT FROM (
        NEW.code, NEW.matter_id, NEW.kind, NEW.decider_id, NEW.name, NEW.title, NEW.item_id, NEW.item_text, NEW.text,
        NEW.decided_on, NEW.document_id, NEW.recorded_by_id, NEW.recorded_at
    )) EXECUTE FUNCTION famn_is_fixed();
"""
OPEN = """
DROP TRIGGER reservation_is_fixed ON famn_reservation;
DROP TRIGGER way_forward_is_fixed ON famn_wayforward;
DROP TRIGGER done_passage_is_fixed ON famn_passage;
DROP TRIGGER personal_decision_stays ON famn_personaldecision;
DROP TRIGGER reported_decision_is_fixed ON famn_personaldecision;
DROP TRIGGER personal_decision_is_fixed ON famn_personaldecision;
"""


def give_passages(apps: Apps, _schema: BaseDatabaseSchemaEditor) -> None:
    """A passage for every report that stands on an agenda."""
    report_table, passage_table = apps.get_model("famn", "BoardReport"), apps.get_model("famn", "Passage")
    rows = report_table.objects.filter(state="agenda", passages__isnull=True)
    for report in rows.select_related("meeting__board", "matter__authority").order_by("pk"):
        board = report.meeting.board if report.meeting else None
        passage_table.objects.create(
            report=report,
            role="decides",
            board=board,
            body=board.name if board else report.matter.body or report.matter.authority.name,
            meeting=report.meeting,
            meeting_date=report.meeting_date,
            state="on_agenda",
            stated_at=report.state_at,
        )


class Migration(migrations.Migration):
    dependencies = [("famn", "0013_bodies_and_agreements")]
    operations = [migrations.RunSQL(FIXED, OPEN), migrations.RunPython(give_passages, migrations.RunPython.noop)]
