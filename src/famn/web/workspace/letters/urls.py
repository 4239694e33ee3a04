"""Addresses of letters of intent, and of what agreements share with them: writing, signing, papers, templates."""

from __future__ import annotations

from famn.domain.people.rules import Capability
from famn.web.shared.addresses import FORM, POST, SIGNED_IN, page
from famn.web.workspace.letters import esign, naming, papers, signers, signing, templates, ties, views, writing

READ, KEEP, SHAPE = Capability.READ_AGREEMENTS, Capability.KEEP_AGREEMENTS, Capability.SHAPE_AGREEMENTS
ALL = "avsiktsforklaringar/"
SHARED = "avsikter-och-avtal/"  # what both kinds are shown and signed by
FORMS = f"{SHARED}mallar/"
ONE = f"{SHARED}<str:intent>/"
LINE = f"{ONE}rader/<str:line>/"
MINE = "skriv-under/<str:signature>/"

urlpatterns = [
    page(ALL, views.letters, name="letters_of_intent", who=READ),
    page(f"{ALL}ny/", writing.start_letter, name="start_letter", who=KEEP, methods=FORM),
    page(f"{ALL}<str:intent>/", views.moved, name="letter_moved", who=READ),
    page(FORMS, templates.letter_templates, name="letter_templates", who=READ),
    page(f"{FORMS}<str:letter_template>/", templates.letter_template, name="letter_template", who=READ),
    page(
        f"{FORMS}<str:letter_template>/kopiera/",
        templates.copy_letter_template,
        name="copy_letter_template",
        who=SHAPE,
        methods=FORM,
    ),
    page(
        f"{FORMS}<str:letter_template>/andra/",
        templates.change_letter_template,
        name="change_letter_template",
        who=SHAPE,
        methods=FORM,
    ),
    page(ONE, views.letter, name="letter_of_intent", who=READ),
    page(f"{ONE}skriv/", writing.edit_letter, name="edit_letter", who=KEEP, methods=FORM),
    page(f"{ONE}parter/", writing.letter_parties, name="letter_parties", who=KEEP, methods=FORM),
    page(f"{ONE}mal/", writing.letter_goals, name="letter_goals", who=KEEP, methods=FORM),
    page(f"{ONE}skicka/", signers.send_letter, name="send_letter", who=KEEP, methods=FORM),
    page(f"{ONE}ta-tillbaka/", signers.withdraw_letter, name="withdraw_letter", who=KEEP, methods=FORM),
    page(f"{ONE}papper/", signers.record_paper, name="record_paper", who=KEEP, methods=FORM),
    page(f"{ONE}papper/<str:scan>/", papers.letter_scan, name="letter_scan", who=READ),
    page(f"{ONE}undertecknare/", naming.name_signers, name="name_signers", who=KEEP, methods=FORM),
    page(LINE, signers.name_signer, name="name_signer", who=KEEP, methods=FORM),
    page(f"{LINE}lank/", signers.invite_signer, name="invite_signer", who=KEEP, methods=POST),
    page(f"{LINE}lank/bort/", signers.revoke_link, name="revoke_link", who=KEEP, methods=POST),
    page(f"{ONE}versioner/", views.versions, name="letter_versions", who=READ),
    page(f"{ONE}versioner/<int:number>/", views.version, name="letter_version", who=READ),
    page(f"{ONE}pdf/", papers.letter_pdf, name="letter_pdf", who=READ),
    page(f"{ONE}word/", papers.letter_word, name="letter_word", who=READ),
    page(f"{ONE}las/", papers.letter_print, name="letter_print", who=READ),
    page(f"{ONE}underskrivna/<str:signed>/", esign.signed_file, name="signed_file", who=READ),
    page(f"{MINE}tjanst/", esign.order_signature, name="order_signature", who=SIGNED_IN, methods=POST, at_work=True),
    page(f"{MINE}tillbaka/", esign.back_from_service, name="back_from_service", who=SIGNED_IN, at_work=True),
    page(MINE, signing.sign_letter, name="sign_letter", who=SIGNED_IN, methods=FORM, at_work=True),
    page(f"{MINE}avsta/", signing.decline_letter, name="decline_letter", who=SIGNED_IN, methods=FORM, at_work=True),
    page(f"{MINE}pdf/", signing.signature_pdf, name="signature_pdf", who=SIGNED_IN, at_work=True),
    page(
        "initiativ/<str:initiative>/avsiktsforklaring/",
        ties.initiative_letters,
        name="initiative_letters",
        who=Capability.READ_INITIATIVES,
        methods=FORM,
    ),
]
