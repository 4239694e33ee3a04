"""The Word template that an authority brings for its reports, and the way back to ours."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict

from django.db import transaction
from django.utils.translation import gettext as _

from famn.domain.matters import rules
from famn.domain.matters.actions.holding import take_turns
from famn.domain.matters.facts import cut
from famn.domain.matters.models import WordTemplate
from famn.domain.people.rules import Actor, standing
from famn.ground import trail
from famn.ground.text import checksum
from famn.ground.verdict import Refused, require
from famn.outside import word
from famn.outside.wording.fields import BODY


class UnusableTemplate(Refused):
    """A Word template that no document can be written in. `findings` tells all that was found in it."""

    def __init__(self, reason: str, findings: word.TemplateReport) -> None:
        super().__init__(reason, field="file")
        self.findings = findings


@transaction.atomic
def bring_template(*, by: Actor, at: dt.datetime, name: str, content: bytes) -> WordTemplate:
    """Keep a Word template and use it from now on. Fields that it lacks are only told.

    Raises UnusableTemplate, and keeps nothing of it, where no document could be written in it.
    """
    require(rules.may_bring_template(by))
    findings = word.inspect_template(content)
    _refuse_unusable(findings)
    here = standing(by)
    take_turns(by)
    WordTemplate.objects.filter(authority_id=here.authority_id, is_in_use=True).update(is_in_use=False)
    template = WordTemplate.objects.create(
        authority_id=here.authority_id,
        name=cut(name, 200),
        content=content,
        sha256=checksum(content),
        findings=asdict(findings),
        is_in_use=True,
        uploaded_by_id=here.user_id,
        uploaded_at=at,
    )
    trail.record("bring_template", template, by=by, at=at)
    return template


@transaction.atomic
def use_our_template(*, by: Actor, at: dt.datetime) -> None:
    """Go back to the template that Famn brings. What the authority brought is kept."""
    require(rules.may_bring_template(by))
    rows = WordTemplate.objects.select_for_update().filter(authority_id=standing(by).authority_id, is_in_use=True)
    for template in rows:
        template.is_in_use = False
        template.save(update_fields=["is_in_use"])
        trail.record("use_our_template", template, by=by, at=at)


def _refuse_unusable(findings: word.TemplateReport) -> None:
    """Fields that are no fields would stop every document, and so would a template without room for the text."""
    if findings.faults:
        raise UnusableTemplate(findings.faults[0], findings)
    if findings.misspelt:
        raise UnusableTemplate(_("Mallen har fält som inte finns. Rätta dem och lägg in den igen."), findings)
    if BODY in findings.missing:
        reason = _("Mallen har ingen plats för texten. Skriv fältet ”%(name)s” ensamt i ett stycke.") % {"name": BODY}
        raise UnusableTemplate(reason, findings)
