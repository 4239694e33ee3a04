"""Addresses of signing in, the second factor, choosing a unit, the look of the pages, and the demo's own door."""

from __future__ import annotations

from allauth.account import views as login
from allauth.mfa.base import views as factor
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkey

from famn.web.account import calendar, demo, outside, views
from famn.web.shared.addresses import FORM, POST, PUBLIC, SIGNED_IN, page

urlpatterns = [
    page("logga-in/", login.login, name="account_login", who=PUBLIC, methods=FORM),
    page("logga-in/kod/", factor.authenticate, name="mfa_authenticate", who=PUBLIC, methods=FORM),
    page("logga-in/nyckel/", passkey.login_webauthn, name="mfa_login_webauthn", who=PUBLIC, methods=FORM),
    page("logga-ut/", login.logout, name="account_logout", who=PUBLIC, methods=FORM),
    page("konto/stangt/", login.account_inactive, name="account_inactive", who=PUBLIC),
    page("konto/nytt/", login.signup, name="account_signup", who=PUBLIC),
    page("losenord/glomt/", login.password_reset, name="account_reset_password", who=PUBLIC, methods=FORM),
    page("losenord/glomt/skickat/", login.password_reset_done, name="account_reset_password_done", who=PUBLIC),
    page(
        "losenord/nytt/<str:uidb36>/<str:key>/",
        login.password_reset_from_key,
        name="account_reset_password_from_key",
        who=PUBLIC,
        methods=FORM,
    ),
    page(
        "losenord/nytt/klart/",
        login.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
        who=PUBLIC,
    ),
    page("byt-enhet/", views.choose_unit, name="choose_unit", who=SIGNED_IN, methods=FORM),
    page("konto/", factor.index, name="mfa_index", who=SIGNED_IN),
    page("konto/losenord/", login.password_change, name="account_change_password", who=SIGNED_IN, methods=FORM),
    page("konto/losenord/valj/", login.password_set, name="account_set_password", who=SIGNED_IN, methods=FORM),
    page("konto/bekrafta/", login.reauthenticate, name="account_reauthenticate", who=SIGNED_IN, methods=FORM),
    page("konto/bekrafta/kod/", factor.reauthenticate, name="mfa_reauthenticate", who=SIGNED_IN, methods=FORM),
    page(
        "konto/bekrafta/nyckel/",
        passkey.reauthenticate_webauthn,
        name="mfa_reauthenticate_webauthn",
        who=SIGNED_IN,
        methods=FORM,
    ),
    page("konto/app/", totp.activate_totp, name="mfa_activate_totp", who=SIGNED_IN, methods=FORM),
    page("konto/app/stang-av/", totp.deactivate_totp, name="mfa_deactivate_totp", who=SIGNED_IN, methods=FORM),
    page("konto/reservkoder/", codes.view_recovery_codes, name="mfa_view_recovery_codes", who=SIGNED_IN),
    page(
        "konto/reservkoder/nya/",
        codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
        who=SIGNED_IN,
        methods=FORM,
    ),
    page("konto/reservkoder/fil/", codes.download_recovery_codes, name="mfa_download_recovery_codes", who=SIGNED_IN),
    page("konto/nycklar/", passkey.list_webauthn, name="mfa_list_webauthn", who=SIGNED_IN),
    page("konto/nycklar/ny/", passkey.add_webauthn, name="mfa_add_webauthn", who=SIGNED_IN, methods=FORM),
    page(
        "konto/nycklar/<int:pk>/ta-bort/",
        passkey.remove_webauthn,
        name="mfa_remove_webauthn",
        who=SIGNED_IN,
        methods=FORM,
    ),
    page("konto/nycklar/<int:pk>/namn/", passkey.edit_webauthn, name="mfa_edit_webauthn", who=SIGNED_IN, methods=FORM),
    page("skriv-under/lank/<str:token>/", outside.open_link, name="sign_outside", who=PUBLIC, methods=FORM),
    page("skriv-under/", outside.letter, name="signer_letter", who=PUBLIC, methods=FORM),
    page("skriv-under/kod/", outside.factor, name="signer_factor", who=PUBLIC, methods=FORM),
    page("skriv-under/tjanst/", outside.order, name="signer_order", who=PUBLIC, methods=POST),
    page("skriv-under/tillbaka/", outside.back, name="signer_back", who=PUBLIC),
    page("skriv-under/avsta/", outside.decline, name="signer_decline", who=PUBLIC, methods=FORM),
    page("skriv-under/pdf/", outside.pdf, name="signer_pdf", who=PUBLIC),
    page("skriv-under/lamna/", outside.leave, name="signer_leave", who=PUBLIC, methods=POST),
    page(
        "konto/kalender/",
        calendar.calendar_and_mail,
        name="calendar_and_mail",
        who=SIGNED_IN,
        methods=FORM,
        at_work=True,
    ),
    page("konto/kalender/ny/", calendar.make_feed, name="make_feed", who=SIGNED_IN, methods=POST, at_work=True),
    page("konto/kalender/bort/", calendar.revoke_feed, name="revoke_feed", who=SIGNED_IN, methods=POST, at_work=True),
    page("kalender/<str:feed>.ics", calendar.calendar_feed, name="calendar_feed", who=PUBLIC),
    page("demo/", demo.people, name="demo", who=PUBLIC),
    page("demo/logga-in/", demo.sign_in, name="demo_sign_in", who=PUBLIC, methods=POST),
    page("demo/brev/", demo.letters, name="demo_letters", who=PUBLIC),
    page("demo/brev/<int:letter>/", demo.letter, name="demo_letter", who=PUBLIC),
]
