"""Addresses of agreements: the register, term, commitments and costs, and what happens once they are signed."""

from __future__ import annotations

from famn.domain.people.rules import Capability
from famn.web.shared.addresses import FORM, page
from famn.web.workspace.agreements import governance, settings, views, writing
from famn.web.workspace.letters.writing import start_agreement

READ, KEEP, SHAPE = Capability.READ_AGREEMENTS, Capability.KEEP_AGREEMENTS, Capability.SHAPE_AGREEMENTS
ALL = "avtal/"
ONE = f"{ALL}<str:agreement>/"

urlpatterns = [
    page(ALL, views.register, name="agreements", who=READ),
    page(f"{ALL}nytt/", start_agreement, name="start_agreement", who=KEEP, methods=FORM),
    page(f"{ALL}nivaer/", settings.levels, name="assignment_levels", who=SHAPE, methods=FORM),
    page(f"{ALL}paminnelser/", settings.reminders, name="agreement_reminders", who=SHAPE, methods=FORM),
    page(f"{ALL}brister/<str:shortfall>/", governance.shortfall, name="shortfall", who=READ, methods=FORM),
    page(f"{ONE}tid/", writing.terms, name="agreement_terms", who=KEEP, methods=FORM),
    page(f"{ONE}ataganden/", writing.commitments, name="agreement_commitments", who=KEEP, methods=FORM),
    page(f"{ONE}kostnader/", writing.costs, name="agreement_costs", who=KEEP, methods=FORM),
    page(f"{ONE}efter/", governance.follow, name="follow_agreement", who=KEEP, methods=FORM),
    page(f"{ONE}uppsagning/", governance.notice, name="agreement_notice", who=KEEP, methods=FORM),
    page(f"{ONE}anteckna/", governance.note, name="note_shortfall", who=KEEP, methods=FORM),
    page(f"{ONE}uppdrag/", governance.assignments, name="paid_assignments", who=KEEP, methods=FORM),
]
