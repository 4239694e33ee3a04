"""The tables of matters: what came in and what it became (casework), and what is written here (writing)."""

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
    "INCOMING_STATES",
    "MATTER_STATES",
    "REPORT_STATES",
    "Assignment",
    "Attestation",
    "BoardReport",
    "Decision",
    "DecisionPoint",
    "Document",
    "DocumentKind",
    "DocumentPerson",
    "HeadingSet",
    "IncomingFile",
    "Matter",
    "ReportVersion",
    "WordTemplate",
    "WorkingCopy",
]
