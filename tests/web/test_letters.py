"""The pages of letters of intent, without script: signing with a second factor, and the link of one outside."""

from __future__ import annotations

import datetime as dt
import time
from typing import Any

import pytest
from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from famn.domain.agreements import actions
from famn.domain.agreements.models import JointLetter, Signature, SignerLink
from famn.domain.people.models import User
from famn.domain.people.rules import Actor
from famn.web.shared.addresses import PUBLIC, addresses
from tests.domain.agreements.making import (
    OUTSIDE,
    SCAN,
    asked,
    line_of,
    link_of,
    make_letter,
    manager,
    newest_mail,
    send,
    token_in,
    user_of,
)
from tests.people import House, client_of
from tests.scenes import scene

pytestmark = pytest.mark.django_db


@scene
def eva(house: House) -> Actor:
    return manager(house.anna, "Eva Ekorre")


@pytest.fixture
def sent(house: House, eva: Actor, monkeypatch: pytest.MonkeyPatch) -> JointLetter:
    """A letter sent today, so that its link holds: Eva twice, and Vera who is outside."""
    monkeypatch.setattr("tests.domain.agreements.making.AT", timezone.now())
    return send(make_letter(house.anna), house.anna, eva, eva)


def give_app(person: User) -> str:
    """An app with codes; its secret."""
    secret = str(generate_totp_secret())
    TOTP.activate(person, secret)
    return secret


def code_of(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // app_settings.TOTP_PERIOD)))


def other_than(code: str) -> str:
    return "000000" if code != "000000" else "111111"


def sign(client: Client, signature: Signature, code: str, **more: str) -> Any:
    data = {"code": code, "seen": signature.version.sha256} | more
    return client.post(reverse("sign_letter", args=[signature.code]), data, follow=True)


# --- one who signs in --------------------------------------------------------------------------------


def test_the_factor_is_asked_at_the_act_itself_and_the_right_code_signs(sent: JointLetter, eva: Actor) -> None:
    secret = give_app(user_of(eva))
    client, mine = client_of(eva), asked(sent, "OPEN_PRESCHOOL")
    wrong = sign(client, mine, other_than(code_of(secret)))
    assert asked(sent, "OPEN_PRESCHOOL").state == "waiting"
    assert "ds-error-summary" in wrong.content.decode() or 'data-color="danger"' in wrong.content.decode()
    right = sign(client, mine, code_of(secret))
    assert (asked(sent, "OPEN_PRESCHOOL").state, asked(sent, "OPEN_PRESCHOOL").factor) == ("signed", "totp")
    assert "Godkänd digitalt av Eva Ekorre" in " ".join(right.content.decode().split())


def test_being_signed_in_is_not_enough(sent: JointLetter, eva: Actor) -> None:
    give_app(user_of(eva))
    for data in ({}, {"code": ""}, {"seen": asked(sent, "OPEN_PRESCHOOL").version.sha256}):
        client_of(eva).post(reverse("sign_letter", args=[asked(sent, "OPEN_PRESCHOOL").code]), data)
    assert asked(sent, "OPEN_PRESCHOOL").state == "waiting"


def test_a_code_is_used_once(sent: JointLetter, eva: Actor) -> None:
    secret = give_app(user_of(eva))
    code = code_of(secret)
    sign(client_of(eva), asked(sent, "OPEN_PRESCHOOL"), code)
    sign(client_of(eva), asked(sent, "PREVENTIVE_SOCIAL"), code)
    assert asked(sent, "PREVENTIVE_SOCIAL").state == "waiting"


def test_one_without_a_factor_is_led_to_put_one_in_and_back(sent: JointLetter, eva: Actor) -> None:
    client, mine = client_of(eva), asked(sent, "OPEN_PRESCHOOL")
    page = client.get(reverse("sign_letter", args=[mine.code])).content.decode()
    assert "Lägg först till en andra faktor" in page
    assert reverse("mfa_index") in page
    give_app(user_of(eva))
    account = client.get(reverse("mfa_index")).content.decode()
    assert reverse("sign_letter", args=[mine.code]) in account


def test_what_one_signs_is_what_stood_on_the_page(sent: JointLetter, eva: Actor) -> None:
    secret = give_app(user_of(eva))
    page = sign(client_of(eva), asked(sent, "OPEN_PRESCHOOL"), code_of(secret), seen="0" * 64)
    assert "inte den som du läste" in page.content.decode()
    assert asked(sent, "OPEN_PRESCHOOL").state == "waiting"


def test_somebody_elses_question_does_not_exist(sent: JointLetter, house: House) -> None:
    mine = asked(sent, "OPEN_PRESCHOOL")
    for name in ("sign_letter", "decline_letter", "signature_pdf"):
        for actor in (house.anna, house.cesar):
            assert client_of(actor).get(reverse(name, args=[mine.code])).status_code == 404, (name, actor.name)


def test_the_code_of_the_moment_is_shown_in_the_demo(sent: JointLetter, eva: Actor, settings: Any) -> None:
    secret = give_app(user_of(eva))
    address = reverse("sign_letter", args=[asked(sent, "OPEN_PRESCHOOL").code])
    settings.IS_DEMO = True
    assert code_of(secret) in client_of(eva).get(address).content.decode()


@pytest.mark.parametrize("where", ["sign_letter", "signer_open", "signer_factor", "mfa_activate_totp"])
def test_no_code_is_ever_shown_outside_the_demo(sent: JointLetter, eva: Actor, settings: Any, where: str) -> None:
    settings.IS_DEMO = False
    vera = User.objects.get(email=OUTSIDE.email)
    link = reverse("sign_outside", args=[token_in(newest_mail(OUTSIDE.email))])
    match where:
        case "sign_letter":
            give_app(user_of(eva))
            client, address = client_of(eva), reverse("sign_letter", args=[asked(sent, "OPEN_PRESCHOOL").code])
        case "signer_open":
            give_app(vera)
            client, address = Client(), link
        case "signer_factor":
            client, address = Client(), reverse("signer_factor")
            client.post(link)
        case _:
            client, address = client_of(eva), reverse("mfa_activate_totp")
    page = client.get(address, follow=True).content.decode()
    assert "I demon står koden" not in page
    assert "data-demo-code" not in page


# --- one outside -------------------------------------------------------------------------------------


def opened() -> Client:
    """A browser in which Vera has opened her link and said that it is she."""
    client = Client()
    answer = client.post(reverse("sign_outside", args=[token_in(newest_mail(OUTSIDE.email))]))
    assert answer.headers["Location"] == reverse("signer_factor")
    return client


def enrolled() -> tuple[Client, str]:
    """The same with an app put in; its secret."""
    client = opened()
    client.get(reverse("signer_factor"))
    secret = client.session["mfa.totp.secret"]
    assert client.post(reverse("signer_factor"), {"code": code_of(secret)}).status_code == 302
    return client, secret


def test_one_outside_opens_her_link_puts_in_a_factor_reads_and_signs(sent: JointLetter) -> None:
    first = Client().get(reverse("sign_outside", args=[token_in(newest_mail(OUTSIDE.email))])).content.decode()
    assert OUTSIDE.name in first
    assert "Barnavårdscentralen" in first
    client, secret = enrolled()
    assert "Det här vill vi" in client.get(reverse("signer_letter")).content.decode()
    seen = asked(sent, "CHILD_HEALTH").version.sha256
    client.post(reverse("signer_letter"), {"code": code_of(secret), "seen": seen})
    given = asked(sent, "CHILD_HEALTH")
    assert (given.state, given.factor, given.user) == ("signed", "totp", User.objects.get(email=OUTSIDE.email))


def test_she_does_not_see_the_letter_before_she_has_a_factor(sent: JointLetter) -> None:
    client = opened()
    for name in ("signer_letter", "signer_decline", "signer_pdf"):
        assert client.get(reverse(name)).headers["Location"] == reverse("signer_factor"), name
    client.post(reverse("signer_letter"), {"code": "", "seen": asked(sent, "CHILD_HEALTH").version.sha256})
    assert asked(sent, "CHILD_HEALTH").state == "waiting"


def test_a_wrong_code_puts_in_no_factor(sent: JointLetter) -> None:
    client = opened()
    client.get(reverse("signer_factor"))
    client.post(reverse("signer_factor"), {"code": other_than(code_of(client.session["mfa.totp.secret"]))})
    assert not Authenticator.objects.exists()


def test_the_link_is_used_by_one_person(sent: JointLetter) -> None:
    _client, secret = enrolled()
    another = Client()
    address = reverse("sign_outside", args=[token_in(newest_mail(OUTSIDE.email))])
    assert "Koden i din app" in another.get(address).content.decode()
    another.post(address)
    another.post(address, {"code": other_than(code_of(secret))})
    assert "Inget dokument är öppet" in another.get(reverse("signer_letter")).content.decode()
    another.post(address, {"code": code_of(secret)})
    assert "Det här vill vi" in another.get(reverse("signer_letter")).content.decode()


def test_she_sees_nothing_but_her_letter(sent: JointLetter, house: House) -> None:
    client, _secret = enrolled()
    values = {"intent": sent.code, "line": line_of(sent, "CHILD_HEALTH").code, "number": 1}
    values["signature"] = asked(sent, "CHILD_HEALTH").code
    refused = 0
    for page in addresses():
        if page.who == PUBLIC:
            continue
        path = reverse(
            page.name,
            kwargs={name: values.get(name, "1") for name in page.parameters if name != "pk"}
            | ({"pk": 1} if "pk" in page.parameters else {}),
        )
        for ask in (client.get, client.post):
            answer = ask(path)
            if answer.status_code != 405:
                assert answer.headers.get("Location", "").startswith("/logga-in/"), (page.name, answer.status_code)
                refused += 1
    assert refused > 100


def test_another_letter_of_the_same_authority_is_not_hers(sent: JointLetter, house: House, eva: Actor) -> None:
    other = make_letter(house.anna, values={"plats": "Granbacken"})
    client, _secret = enrolled()
    assert "Granbacken" not in client.get(reverse("signer_letter")).content.decode()
    assert other.title not in client.get(reverse("signer_pdf")).headers["Content-Disposition"]


def test_a_revoked_link_shuts_the_letter_also_where_it_is_open(sent: JointLetter, house: House) -> None:
    client, _secret = enrolled()
    client_of(house.anna).post(reverse("revoke_link", args=[sent.code, line_of(sent, "CHILD_HEALTH").code]))
    assert SignerLink.objects.get().revoked_at is not None
    assert "Inget dokument är öppet" in client.get(reverse("signer_letter")).content.decode()
    address = reverse("sign_outside", args=[token_in(newest_mail(OUTSIDE.email))])
    assert "gäller inte längre" in Client().get(address).content.decode()


def test_an_unknown_link_and_one_that_has_run_out_open_nothing(sent: JointLetter) -> None:
    assert "Länken finns inte" in Client().get(reverse("sign_outside", args=["gissning"])).content.decode()
    old = timezone.now() - dt.timedelta(days=15)
    SignerLink.objects.update(made_at=old, expires_at=old + dt.timedelta(days=14))
    address = reverse("sign_outside", args=[token_in(newest_mail(OUTSIDE.email))])
    assert "gått ut" in Client().get(address).content.decode()


def test_she_may_say_no_with_a_reason(sent: JointLetter) -> None:
    client, _secret = enrolled()
    assert "Skriv varför" not in client.get(reverse("signer_decline")).content.decode()
    client.post(reverse("signer_decline"), {"reason": ""})
    assert asked(sent, "CHILD_HEALTH").state == "waiting"
    client.post(reverse("signer_decline"), {"reason": "Vi har inget uppdrag för det."})
    assert asked(sent, "CHILD_HEALTH").reason == "Vi har inget uppdrag för det."


def test_one_who_has_come_to_work_here_signs_in_instead(sent: JointLetter, house: House) -> None:
    from_mail = token_in(newest_mail(OUTSIDE.email))
    link = link_of(sent)
    SignerLink.objects.filter(pk=link.pk).update(line=line_of(sent, "OPEN_PRESCHOOL"))
    answer = Client().post(reverse("sign_outside", args=[from_mail]))
    assert answer.headers["Location"].startswith("/arbete/skriv-under/")


# --- the coordinator's pages -------------------------------------------------------------------------


def test_the_list_costs_the_same_with_one_and_with_three(house: House, django_assert_num_queries: Any) -> None:
    client = client_of(house.anna)
    make_letter(house.anna)
    client.get(reverse("letters_of_intent"))
    with django_assert_num_queries(10):
        client.get(reverse("letters_of_intent"))
    make_letter(house.anna)
    make_letter(house.anna)
    with django_assert_num_queries(10):
        client.get(reverse("letters_of_intent"))


def test_a_letter_is_written_and_sent_without_script(house: House, eva: Actor) -> None:
    client = client_of(house.anna)
    letter = make_letter(house.anna, values={})
    page = client.get(reverse("letter_of_intent", args=[letter.code])).content.decode()
    assert "Strategin som arbetet vilar på saknas under" in page
    assert "#id_text-strategy" in page
    edit = client.get(reverse("edit_letter", args=[letter.code]))
    form = edit.context["form"]
    data = {name: form[name].value() or "Ett svar." for name in form.fields} | {"version": "1"}
    answer = client.post(reverse("edit_letter", args=[letter.code]), data)
    assert answer.status_code == 302
    assert "Det här saknas" not in client.get(reverse("letter_of_intent", args=[letter.code])).content.decode()
    chosen = client.get(reverse("name_signer", args=[letter.code, line_of(letter, "OPEN_PRESCHOOL").code]))
    codes = [code for code, words in chosen.context["form"].fields["colleague"].choices if "Eva" in words]
    for leg in ("OPEN_PRESCHOOL", "PREVENTIVE_SOCIAL", "CHILD_HEALTH"):
        said = {"colleague": codes[0], "confirmed": "on"}
        client.post(reverse("name_signer", args=[letter.code, line_of(letter, leg).code]), said)
    client.post(reverse("send_letter", args=[letter.code]))
    assert JointLetter.objects.get(pk=letter.pk).state == "signing"
    assert Signature.objects.filter(user_id=eva.user_id or 0, state="waiting").count() == 3


def test_the_scan_comes_back_byte_for_byte(sent: JointLetter, house: House) -> None:
    scan = actions.record_paper(
        sent,
        by=house.anna,
        at=timezone.now(),
        lines=[line_of(sent, "CHILD_HEALTH")],
        name="papper.pdf",
        content=SCAN,
        signed_on=timezone.localdate(),
        seen_by="Anna",
    )
    answer = client_of(house.anna).get(reverse("letter_scan", args=[sent.code, scan.code]))
    assert answer.content == SCAN
    assert answer.headers["Content-Disposition"].startswith("attachment")
