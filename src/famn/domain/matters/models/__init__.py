"""The tables of matters: what came in (casework), what is written here (writing), what it rests on (steering)."""

from famn.domain.matters.models.answers import AssignmentAnswer, AssignmentPart
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
from famn.domain.matters.models.differences import AcceptedDifference
from famn.domain.matters.models.dispatch import Dispatch, DispatchCorrection, MinutesExtract
from famn.domain.matters.models.force import Appeal, Execution, MinutesApproval
from famn.domain.matters.models.lengths import Length
from famn.domain.matters.models.passages import PASSAGE_STATES, Passage, Reservation, WayForward
from famn.domain.matters.models.personal import DelegationItem, PersonalDecision
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
    "PASSAGE_STATES",
    "REPORT_STATES",
    "AcceptedDifference",
    "Appeal",
    "Assignment",
    "AssignmentAnswer",
    "AssignmentPart",
    "Attestation",
    "Board",
    "BoardMeeting",
    "BoardReport",
    "Decision",
    "DecisionPoint",
    "DelegationItem",
    "Dispatch",
    "DispatchCorrection",
    "Document",
    "DocumentKind",
    "DocumentPerson",
    "Execution",
    "GoalSupport",
    "HeadingSet",
    "IncomingFile",
    "Length",
    "Matter",
    "MinutesApproval",
    "MinutesExtract",
    "Passage",
    "PersonalDecision",
    "ReportVersion",
    "Reservation",
    "SteeringDocument",
    "SteeringGoal",
    "WayForward",
    "WordTemplate",
    "WorkingCopy",
]
