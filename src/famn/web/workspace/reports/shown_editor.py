"""The editor as its template shows it: fields in the order of the paper, how heavy the text is, and the paper."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any, Final

from django.utils.translation import gettext as _

from famn.domain.matters import reads
from famn.domain.matters.drafting import gaps as lacking
from famn.domain.matters.drafting import prose
from famn.domain.matters.drafting.content import Content
from famn.domain.matters.drafting.layouts import Heading, Holds, Layout
from famn.domain.matters.drafting.paper import compose
from famn.domain.matters.models import BoardReport, ReportVersion
from famn.web.shared import reading
from famn.web.workspace.reports.figures import Offer

SIGNS_A_LINE: Final = 62
ROWS: Final = (4, 24)  # of a text box, least and most
NOTHING: Final = Offer()  # no heading asks for figures
PLACES: Final = {"title": "rubrik", "points": "punkter", "signatories": "underskrifter"}  # the fields of other parts


def page(
    report: BoardReport,
    newest: ReportVersion,
    content: Content,
    *,
    base: int,
    offer: Offer = NOTHING,
    kept_at: dt.datetime | None = None,
    problems: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """All that the editor shows. `kept_at` is when words that are not saved were kept; `problems` is by field."""
    wrong = problems or {}
    layout = reads.layout_of(report)
    return {
        "report": report,
        "base": base,
        "newest": newest,
        "kept_at": kept_at,
        "problems": [{"place": place, "sentence": sentence} for place, sentence in wrong.items()],
        "title": {"value": content.title, "error": wrong.get("rubrik", "")},
        "parts": list(_parts(content, layout, wrong, offer)),
        "offer": offer,
    } | beside(report, newest, content)


def beside(report: BoardReport, newest: ReportVersion, content: Content) -> dict[str, Any]:
    """What stands beside the fields: how heavy the text is, what is missing, and how it will look."""
    layout = reads.layout_of(report)
    head = reads.head_from_json(newest.head, meeting_date=report.meeting_date)
    return {
        "reading": reading_of(content),
        "gaps": gaps(lacking.gaps(content, layout)),
        "paper": compose(content.tidied(), layout, head, is_draft=True),
    }


def reading_of(content: Content) -> dict[str, Any]:
    """LIX in words, and the long words."""
    texts = [prose.plain_text(one.text) for one in content.sections] + [one.text for one in content.points]
    return reading.reading("\n\n".join(texts))


def gaps(found: tuple[lacking.Gap, ...]) -> list[dict[str, str]]:
    """What is missing, each with the place of its field in the editor."""
    return [{"place": place_of(one.path), "sentence": one.sentence} for one in found]


def place_of(path: str) -> str:
    """The id of the field where a part is written."""
    kind, _dot, key = path.partition(".")
    return f"s-{key}" if kind == "sections" else PLACES.get(path, "rubrik")


def _parts(content: Content, layout: Layout, wrong: Mapping[str, str], offer: Offer) -> Iterator[dict[str, Any]]:
    for heading in layout.headings:
        match heading.holds:
            case Holds.TEXT:
                yield _section(heading, content) | {"asks_for_figures": heading.key in offer.keys}
            case Holds.PROPOSAL:
                yield {"kind": "points", "heading": heading, "points": list(_points(content, wrong))}
            case Holds.SIGNATORIES:
                words = heading.heading or _("Underskrifter")
                yield {"kind": "signatories", "label": words, "heading": heading, "rows": content.signatories}
            case Holds.ATTACHMENTS:
                yield _list("bilagor", heading, content.attachments)
            case Holds.DISTRIBUTION:
                yield _list("sandlista", heading, content.distribution)


def _section(heading: Heading, content: Content) -> dict[str, Any]:
    text = content.text_of(heading.key)
    return {
        "kind": "text",
        "key": heading.key,
        "heading": heading,
        "text": text,
        "rows": rows_for(text),
        "excuse": content.excuses.get(heading.key, ""),
    }


def _points(content: Content, wrong: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    last = len(content.points) - 1
    for number, point in enumerate(content.points):
        yield {
            "number": number,
            "label": _("Beslutspunkt %(number)d") % {"number": number + 1},
            "point": point,
            "rows": rows_for(point.text, least=2),
            "is_first": number == 0,
            "is_last": number == last,
            "error": wrong.get(f"p-{number}-text", ""),
            "date_error": wrong.get(f"p-{number}-dag", ""),
        }


def _list(name: str, heading: Heading, values: tuple[str, ...]) -> dict[str, Any]:
    text = "\n".join(values)
    return {"kind": "list", "name": name, "heading": heading, "text": text, "rows": rows_for(text, least=2)}


def rows_for(text: str, *, least: int = ROWS[0]) -> int:
    """As many rows as the text fills, within reason."""
    filled = sum(len(line) // SIGNS_A_LINE + 1 for line in text.split("\n"))
    return max(least, min(filled + 1, ROWS[1]))
