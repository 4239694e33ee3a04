"""The chain and the timeline of an initiative as components show them. Pure: reads go in, small records come out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from famn.domain.establishment.models import Initiative
from famn.domain.establishment.reads import ChainLink, LinkKey, LinkState, Moment
from famn.web.shared.tags import partial_date
from famn.web.workspace.initiatives.step_shown import address, planned_words

TITLE_OF: Final[dict[LinkKey, str | Promise]] = {
    LinkKey.GROUNDS: gettext_lazy("Det vilar på"),
    LinkKey.MAPPING: gettext_lazy("Kartläggning"),
    LinkKey.LETTER: gettext_lazy("Avsiktsförklaring"),
    LinkKey.REPORT: gettext_lazy("Utlåtande till nämnden"),
    LinkKey.DECISION: gettext_lazy("Beslut"),
    LinkKey.SIGNING: gettext_lazy("Undertecknande"),
    LinkKey.AGREEMENT: gettext_lazy("Samverkansavtal"),
    LinkKey.PREMISES: gettext_lazy("Lokaler"),
    LinkKey.STEPS: gettext_lazy("Stegen"),
    LinkKey.OPENING: gettext_lazy("Öppning"),
}
STATE_OF: Final[dict[LinkState, str | Promise]] = {
    LinkState.DONE: gettext_lazy("Klart"),
    LinkState.UNDER_WAY: gettext_lazy("Pågår"),
    LinkState.PLANNED: gettext_lazy("Planerat"),
    LinkState.MISSING: gettext_lazy("Saknas än"),
}
ICON_OF: Final = {LinkState.DONE: "klar", LinkState.UNDER_WAY: "tid", LinkState.PLANNED: "kalender"}
# where one goes on with a link that has no document yet; all who read initiatives may open these
PAGE_OF: Final = {
    LinkKey.GROUNDS: "initiative_grounds",
    LinkKey.MAPPING: "initiative_mappings",
    LinkKey.LETTER: "initiative_letters",
    LinkKey.SIGNING: "initiative_letters",
    LinkKey.AGREEMENT: "initiative_letters",
    LinkKey.PREMISES: "premises",
    LinkKey.OPENING: "first_days",
}
MOST_THINGS: Final = 3  # named in the picture; the page of the timeline names them all


def chain(links: Sequence[ChainLink], initiative: Initiative) -> dict[str, Any]:
    """The whole chain for its component: a sentence on it, and each link."""
    return {"finding": finding(links), "links": [_link(one, initiative) for one in links]}


def finding(links: Sequence[ChainLink]) -> str:
    """How many links are done and how many are under way."""
    done = sum(one.state == LinkState.DONE for one in links)
    going = sum(one.state == LinkState.UNDER_WAY for one in links)
    said = _("%(done)d av %(all)d delar är klara.") % {"done": done, "all": len(links)}
    more = ngettext("En pågår.", "%(count)d pågår.", going) % {"count": going} if going else ""
    return f"{said} {more}".strip()


def _link(one: ChainLink, initiative: Initiative) -> dict[str, Any]:
    things = [{"title": thing.title, "url": address(thing.thing)} for thing in one.things]
    readable = [thing for thing in things if thing["url"]]
    return {
        "title": TITLE_OF[one.key],
        "state": one.state.value,
        "state_words": STATE_OF[one.state],
        "icon": ICON_OF.get(one.state, ""),
        "when": partial_date(one.when) if one.when else "",
        "text": one.text,
        "url": readable[0]["url"] if readable else _place(one.key, initiative),
        "things": readable[:MOST_THINGS],
        "planned": planned_words(one.planned) if one.planned and one.state == LinkState.UNDER_WAY else "",
    }


def _place(key: LinkKey, initiative: Initiative) -> str:
    """Where one goes on with a link; nowhere for one that has no page of its own."""
    return reverse(PAGE_OF[key], args=[initiative.code]) if key in PAGE_OF else ""


def moments(found: Iterable[Moment]) -> list[dict[str, Any]]:
    """The timeline across all links, for its component."""
    return [
        {
            "title": one.title,
            "text": "".join(f" · {part}" for part in (TITLE_OF[one.link] if one.link else "", one.text) if part),
            "when": partial_date(one.when),
            "url": address(one.thing),
            "coming": one.coming,
        }
        for one in found
    ]
