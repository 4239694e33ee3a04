"""The only writes of matters: from a file that came in to the last answer."""

from famn.domain.matters.actions.assignments import (
    answer_assignment,
    hand_over_assignment,
    remind_of_assignments,
    reopen_assignment,
    withdraw_assignment,
)
from famn.domain.matters.actions.incoming import open_matter, receive_file, save_draft, set_aside_file
from famn.domain.matters.actions.matters import change_matter, close_matter, reopen_matter

__all__ = [
    "answer_assignment",
    "change_matter",
    "close_matter",
    "hand_over_assignment",
    "open_matter",
    "receive_file",
    "remind_of_assignments",
    "reopen_assignment",
    "reopen_matter",
    "save_draft",
    "set_aside_file",
    "withdraw_assignment",
]
