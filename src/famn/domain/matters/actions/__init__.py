"""The only writes of matters: from a file that came in to the last answer, from a draft to the decision."""

from famn.domain.matters.actions.assignments import (
    answer_assignment,
    hand_over_assignment,
    remind_of_assignments,
    reopen_assignment,
    withdraw_assignment,
)
from famn.domain.matters.actions.attesting import (
    attest_report,
    return_report,
    send_report,
    take_back_report,
)
from famn.domain.matters.actions.boards import (
    BoardFacts,
    add_board,
    cancel_meeting,
    change_board,
    change_meeting,
    plan_meetings,
)
from famn.domain.matters.actions.deciding import (
    Decided,
    close_report,
    put_on_agenda,
    record_decision,
    take_off_agenda,
)
from famn.domain.matters.actions.force import (
    Approved,
    execute_report,
    record_appeal,
    record_approval,
    settle_appeal,
)
from famn.domain.matters.actions.incoming import open_matter, receive_file, save_draft, set_aside_file
from famn.domain.matters.actions.matters import change_matter, close_matter, reopen_matter
from famn.domain.matters.actions.reports import (
    drop_working_copy,
    keep_working_copy,
    restore_version,
    save_report,
    start_report,
)
from famn.domain.matters.actions.shaping import change_heading_set, copy_heading_set
from famn.domain.matters.actions.steering import (
    SteeringFacts,
    add_goal,
    add_steering_document,
    change_goal,
    change_steering_document,
    remove_goal,
    remove_steering_document,
)
from famn.domain.matters.actions.templates import UnusableTemplate, bring_template, use_our_template

__all__ = [
    "Approved",
    "BoardFacts",
    "Decided",
    "SteeringFacts",
    "UnusableTemplate",
    "add_board",
    "add_goal",
    "add_steering_document",
    "answer_assignment",
    "attest_report",
    "bring_template",
    "cancel_meeting",
    "change_board",
    "change_goal",
    "change_heading_set",
    "change_matter",
    "change_meeting",
    "change_steering_document",
    "close_matter",
    "close_report",
    "copy_heading_set",
    "drop_working_copy",
    "execute_report",
    "hand_over_assignment",
    "keep_working_copy",
    "open_matter",
    "plan_meetings",
    "put_on_agenda",
    "receive_file",
    "record_appeal",
    "record_approval",
    "record_decision",
    "remind_of_assignments",
    "remove_goal",
    "remove_steering_document",
    "reopen_assignment",
    "reopen_matter",
    "restore_version",
    "return_report",
    "save_draft",
    "save_report",
    "send_report",
    "set_aside_file",
    "settle_appeal",
    "start_report",
    "take_back_report",
    "take_off_agenda",
    "use_our_template",
    "withdraw_assignment",
]
