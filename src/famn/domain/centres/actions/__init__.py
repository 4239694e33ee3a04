"""The only writes of centres: what is said of one, who is there and how much, and by what it is judged."""

from famn.domain.centres.actions.centres import (
    add_partner,
    add_premises,
    change_centre,
    change_premises,
    end_partner,
    go,
    open_centre,
    publish_centre,
    unpublish_centre,
)
from famn.domain.centres.actions.definitions import change_definition_set, copy_definition_set
from famn.domain.centres.actions.figures import (
    Imported,
    import_figures,
    remove_import,
)
from famn.domain.centres.actions.legs import add_leg, change_leg, end_leg, set_hours

__all__ = [
    "Imported",
    "add_leg",
    "add_partner",
    "add_premises",
    "change_centre",
    "change_definition_set",
    "change_leg",
    "change_premises",
    "copy_definition_set",
    "end_leg",
    "end_partner",
    "go",
    "import_figures",
    "open_centre",
    "publish_centre",
    "remove_import",
    "set_hours",
    "unpublish_centre",
]
