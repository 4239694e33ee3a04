"""The templates that a region, or another authority, keeps for letters of intent and agreements."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from famn.domain.agreements import rules
from famn.domain.agreements.drafting.kinds import missing_points
from famn.domain.agreements.drafting.templates import Template
from famn.domain.agreements.models import LetterKind, LetterTemplate
from famn.domain.matters.facts import cut
from famn.domain.people.models import Authority
from famn.domain.people.rules import Actor, standing
from famn.ground import trail
from famn.ground.text import squeeze
from famn.ground.verdict import Refused, require


@transaction.atomic
def copy_letter_template(template: LetterTemplate, *, by: Actor, at: dt.datetime, name: str) -> LetterTemplate:
    """Make one's authority a template of its own. Raises Refused where it has one of that name."""
    require(rules.may_copy_template(by, template))
    here = _take_turns(by)
    name = cut(squeeze(name), 120)
    if not name:
        raise Refused(_("Skriv vad mallen ska heta."), field="name")
    if LetterTemplate.objects.filter(authority_id=here, name__iexact=name).exists():
        raise Refused(_("Ni har redan en mall med det namnet."), field="name")
    copy = LetterTemplate.objects.create(
        kind=template.kind,
        name=name,
        authority_id=here,
        body=template.body,
        based_on=template,
        made_by_id=standing(by).user_id,
        made_at=at,
    )
    trail.record("copy_letter_template", copy, by=by, at=at, about={"letter_template": template.pk})
    return copy


@transaction.atomic
def change_letter_template(template: LetterTemplate, *, by: Actor, at: dt.datetime, body: Template) -> LetterTemplate:
    """The next version of a template; letters that have begun keep theirs. The same words make none.

    Raises Refused for a template of agreements that goes without one of the seven headings that all have.
    """
    _take_turns(by)
    template = LetterTemplate.objects.select_for_update(of=("self",)).get(pk=template.pk)
    require(rules.may_change_template(by, template))
    if not squeeze(body.title) or not body.sections or not all(one.heading.strip() for one in body.sections):
        raise Refused(_("Mallen behöver en rubrik och minst ett avsnitt med rubrik."))
    if template.kind == LetterKind.COOPERATION and (gone := missing_points(body.sections)):
        raise Refused(
            _("Ett samverkansavtal har alltid en rubrik för %(what)s. Lägg till egna rubriker, men ta inte bort den.")
            % {"what": gone[0].what}
        )
    if body.as_json() == template.body:
        return template
    template.is_current = False
    template.save(update_fields=["is_current"])
    newer = LetterTemplate.objects.create(
        kind=template.kind,
        name=template.name,
        authority_id=template.authority_id,
        version=template.version + 1,
        body=body.as_json(),
        based_on=template,
        made_by_id=standing(by).user_id,
        made_at=at,
    )
    trail.record("change_letter_template", newer, by=by, at=at, about={"letter_template": template.pk})
    return newer


def _take_turns(by: Actor) -> int:
    """Let those who keep the templates of one authority do so one at a time."""
    return Authority.objects.select_for_update(of=("self",), no_key=True).get(pk=standing(by).authority_id).pk
