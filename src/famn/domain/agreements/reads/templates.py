"""What pages show of the templates for letters of intent and agreements."""

from __future__ import annotations

from famn.domain.agreements import rules
from famn.domain.agreements.models import LetterTemplate
from famn.domain.people.rules import Actor
from famn.ground.text import SortKey


def templates_list(actor: Actor, kind: str = "") -> list[LetterTemplate]:
    """The templates (of a kind) that hold now: one's own first, then the region's, then what all share."""
    usable = rules.usable_templates(actor).filter(**({"kind": kind} if kind else {}))
    rows = usable.select_related("authority", "made_by").order_by(SortKey("name"), "pk")
    return sorted(rows, key=lambda row: (row.authority_id is None, row.authority_id != actor.authority_id))


def template_versions(template: LetterTemplate) -> list[LetterTemplate]:
    """Every version of a template, the newest first."""
    rows = LetterTemplate.objects.filter(name=template.name)
    if template.authority_id is None:
        rows = rows.filter(authority__isnull=True)
    else:
        rows = rows.filter(authority_id=template.authority_id)
    return list(rows.select_related("made_by").order_by("-version"))
