"""What pages, letters and reports show of incoming files, matters, documents and assignments."""

from famn.domain.matters.reads.desk import (
    Bucket,
    Deadline,
    Desk,
    News,
    WorkItem,
    WorkKind,
    deadlines,
    news,
    waiting_for,
)
from famn.domain.matters.reads.incoming import facts_of, last_change_of, original_of, warnings_of
from famn.domain.matters.reads.listing import MatterRow, MattersPage, case_officers, matters_list
from famn.domain.matters.reads.matter import AssignmentView, DocumentView, MatterPage, assignment_views, matter_page
from famn.domain.matters.reads.timeline import Event, events_of, timeline

__all__ = [
    "AssignmentView",
    "Bucket",
    "Deadline",
    "Desk",
    "DocumentView",
    "Event",
    "MatterPage",
    "MatterRow",
    "MattersPage",
    "News",
    "WorkItem",
    "WorkKind",
    "assignment_views",
    "case_officers",
    "deadlines",
    "events_of",
    "facts_of",
    "last_change_of",
    "matter_page",
    "matters_list",
    "news",
    "original_of",
    "timeline",
    "waiting_for",
    "warnings_of",
]
