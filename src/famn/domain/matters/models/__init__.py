"""The tables of matters: what came in (casework), what is written here (writing), what it rests on (steering)."""

from famn.domain.matters.models.boards import (
    BOARD_MEETING_STATES,
    Board,
    BoardMeeting,
)
from famn.domain.matters.models.casework import (
    ASSIGNMENT_STATES,
    INCOMING_STATES,
    MATTER_STATES,
    Assignment,
    DecisionPoint,
    Document,
    DocumentKind,
    DocumentPerson,
    IncomingFile,
    Matter,
)
from famn.domain.matters.models.force import Appeal, Execution, MinutesApproval
from famn.domain.matters.models.steering import GoalSupport, SteeringDocument, SteeringGoal
from famn.domain.matters.models.writing import (
    ATTESTATION_STATES,
    REPORT_STATES,
    Attestation,
    BoardReport,
    Decision,
    HeadingSet,
    ReportVersion,
    WordTemplate,
    WorkingCopy,
)

__all__ = [
    "ASSIGNMENT_STATES",
    "ATTESTATION_STATES",
    "BOARD_MEETING_STATES",
    "INCOMING_STATES",
    "MATTER_STATES",
    "REPORT_STATES",
    "Appeal",
    "Assignment",
    "Attestation",
    "Board",
    "BoardMeeting",
    "BoardReport",
    "Decision",
    "DecisionPoint",
    "Document",
    "DocumentKind",
    "DocumentPerson",
    "Execution",
    "GoalSupport",
    "HeadingSet",
    "IncomingFile",
    "Matter",
    "MinutesApproval",
    "ReportVersion",
    "SteeringDocument",
    "SteeringGoal",
    "WordTemplate",
    "WorkingCopy",
]
