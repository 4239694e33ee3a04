"""The only writes of centres: what is said of one, who is there and how much, and by what it is judged."""

from famn.domain.centres.actions.access import keep_holidays, place_on_map, say_access, switch_module
from famn.domain.centres.actions.centres import (
    SHUT,
    add_partner,
    add_premises,
    change_centre,
    change_decision,
    change_partner,
    change_premises,
    end_partner,
    go,
    open_centre,
    publish_centre,
    unpublish_centre,
)
from famn.domain.centres.actions.confirming import (
    ask_owners,
    confirm_centre,
    confirm_leg,
    confirm_part,
    confirm_person,
)
from famn.domain.centres.actions.definitions import change_definition_set, copy_definition_set
from famn.domain.centres.actions.exceptions import add_exception, change_exception, end_exception
from famn.domain.centres.actions.figures import (
    Imported,
    import_figures,
    remove_import,
)
from famn.domain.centres.actions.legs import Opens, add_leg, change_leg, end_leg, set_hours
from famn.domain.centres.actions.phone import set_phone_hours
from famn.domain.centres.actions.shown_people import (
    change_shown_person,
    forget_photos,
    hide_person,
    remove_photo,
    set_photo,
    show_person,
)
from famn.domain.centres.actions.texts import write_text

__all__ = [
    "SHUT",
    "Imported",
    "Opens",
    "add_exception",
    "add_leg",
    "add_partner",
    "add_premises",
    "ask_owners",
    "change_centre",
    "change_decision",
    "change_definition_set",
    "change_exception",
    "change_leg",
    "change_partner",
    "change_premises",
    "change_shown_person",
    "confirm_centre",
    "confirm_leg",
    "confirm_part",
    "confirm_person",
    "copy_definition_set",
    "end_exception",
    "end_leg",
    "end_partner",
    "forget_photos",
    "go",
    "hide_person",
    "import_figures",
    "keep_holidays",
    "open_centre",
    "place_on_map",
    "publish_centre",
    "remove_import",
    "remove_photo",
    "say_access",
    "set_hours",
    "set_phone_hours",
    "set_photo",
    "show_person",
    "switch_module",
    "unpublish_centre",
    "write_text",
]
