"""Signing in, choosing for whom one acts, the demo's door, a forgotten password."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any, Final

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from django.urls import reverse

from famn.domain.people import actions
from famn.domain.people.models import Membership, Role, Unit, User
from famn.domain.people.rules import HOUSE, Actor
from famn.ground.mail import Letter
from famn.ground.trail import TrailEvent
from famn.web.account import adapter
from famn.web.shared.actor import MEMBERSHIP
from tests.days import TODAY, standing_day  # noqa: F401  a fixture, found here by name
from tests.people import AT, SINCE, House, client_of

pytestmark = pytest.mark.usefixtures("standing_day")
OURS: Final = {"Origin": "http://testserver"}  # as a browser says that a page of this site sent a form
HERE: Any = {"SERVER_NAME": "localhost"}  # a browser on this computer
PASSWORD = "sju blommor under kudden"


def person_of(actor: Actor) -> User:
    return User.objects.get(pk=actor.user_id)


def unit_of(actor: Actor) -> Unit:
    return Unit.objects.select_related("area__authority").get(pk=actor.unit_id)


def join(actor: Actor, unit: Unit, role: str = Role.CASE_OFFICER, **values: Any) -> Membership:
    """Another membership of the same person."""
    person = person_of(actor)
    facts = {"from_date": SINCE} | values
    return actions.add_person(by=HOUSE, at=AT, name=person.name, email=person.email, unit=unit, role=role, **facts)


def with_password(actor: Actor) -> User:
    """The person, with a password of her own."""
    person = person_of(actor)
    person.set_password(PASSWORD)
    person.save(update_fields=["password"])
    return person


def said_by(response: Any) -> str:
    """The page as text, with white space squeezed."""
    return " ".join(response.content.decode().split())


# --- choosing a unit ---------------------------------------------------------------------------------


def test_one_may_choose_only_units_that_one_works_for_today(house: House) -> None:
    other = join(house.anna, unit_of(house.dag))
    over = join(house.anna, unit_of(house.anna), Role.REVIEWER, to_date=TODAY)
    later = join(house.anna, unit_of(house.anna), Role.SECRETARY, from_date=TODAY + dt.timedelta(days=1))
    client = client_of(house.anna)
    said = said_by(client.get(reverse("choose_unit")))
    foreign = Membership.objects.get(pk=house.dag.membership_id)
    assert [one.code in said for one in (other, over, later, foreign)] == [True, False, False, False]
    for refused in (over, later, foreign):
        answer = client.post(reverse("choose_unit"), {"membership": refused.code})
        assert "Välj en av enheterna nedan." in said_by(answer)
        assert client.session[MEMBERSHIP] == house.anna.membership_id
    assert client.post(reverse("choose_unit"), {"membership": other.code}).headers["Location"] == "/arbete/"
    assert client.session[MEMBERSHIP] == other.pk
    (event,) = TrailEvent.objects.filter(verb="act_for_unit")
    assert (event.user_id, event.thing_id, event.about) == (house.anna.user_id, other.pk, {"unit": other.unit_id})


def test_switching_unit_switches_the_secrecy_area(house: House) -> None:
    other = join(house.anna, unit_of(house.dag))
    client = client_of(house.anna)
    before = client.get(reverse("people")).wsgi_request.actor  # type: ignore[attr-defined]  # set by the gate
    client.post(reverse("choose_unit"), {"membership": other.code})
    after = client.get(reverse("people")).wsgi_request.actor  # type: ignore[attr-defined]  # set by the gate
    assert (before.area_id, after.area_id) == (house.anna.area_id, house.dag.area_id)
    assert after.unit_name == "Förskolestaben"


def test_a_membership_that_ended_yesterday_closes_the_workspace(house: House) -> None:
    client = client_of(house.bo)
    assert client.get(reverse("people")).status_code == 200
    Membership.objects.filter(pk=house.bo.membership_id).update(to_date=TODAY)
    answer = client.get(reverse("people"))
    assert answer.status_code == 403
    assert "Enheten för familjer" not in said_by(answer)
    assert "Du arbetar inte för någon enhet just nu" in said_by(client.get(reverse("choose_unit")))


def test_who_works_for_several_must_choose_before_the_workspace_opens(house: House) -> None:
    join(house.anna, unit_of(house.dag))
    client = Client()
    client.force_login(person_of(house.anna))
    assert client.get(reverse("people")).headers["Location"] == reverse("choose_unit")


def test_who_works_for_one_unit_acts_for_it_at_once(house: House) -> None:
    client = Client()
    client.force_login(person_of(house.bo))
    assert "Enheten för familjer" in said_by(client.get(reverse("people")))


@pytest.mark.parametrize(
    "elsewhere",
    ["https://ond.example/", "//ond.example/", "https:ond.example", "javascript:alert(1)", "\\\\ond.example"],
)
def test_nobody_is_sent_to_another_site(house: House, elsewhere: str) -> None:
    client = client_of(house.anna)
    code = Membership.objects.get(pk=house.anna.membership_id).code
    chosen = client.post(reverse("choose_unit"), {"membership": code, "next": elsewhere})
    assert chosen.headers["Location"] == "/arbete/"
    look = client.post(reverse("appearance"), {"scheme": "dark", "next": elsewhere}, headers=OURS)
    assert look.headers["Location"] == "/"
    in_demo = Client(**HERE).post(reverse("demo_sign_in"), {"membership": code, "next": elsewhere})
    assert in_demo.headers["Location"] == "/arbete/"
    person = with_password(house.bo)
    signed_in = Client().post(
        f"{reverse('account_login')}?next={elsewhere}", {"login": person.email, "password": PASSWORD}
    )
    assert signed_in.headers["Location"] == "/arbete/"


@pytest.mark.parametrize(
    ("sent_by", "taken"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, True),
        (OURS, True),
        ({"Referer": "http://testserver/utseende/"}, True),
        ({"Sec-Fetch-Site": "cross-site", **OURS}, False),
        ({"Sec-Fetch-Site": "same-site"}, False),
        ({"Origin": "https://ond.example"}, False),
        ({"Origin": "null", "Referer": "http://testserver/"}, False),
        ({"Referer": "http://testserver.ond.example/"}, False),
        ({}, False),
    ],
)
@pytest.mark.django_db
def test_only_a_page_of_ours_chooses_how_pages_look_and_without_a_token(sent_by: dict[str, str], taken: bool) -> None:
    client = Client(enforce_csrf_checks=True)
    form = client.get(reverse("appearance"))
    assert not form.cookies and "csrfmiddlewaretoken" not in form.text
    answer = client.post(reverse("appearance"), {"scheme": "dark", "next": "/ring/"}, headers=sent_by)
    assert (answer.status_code, "famn_scheme" in answer.cookies) == ((302, True) if taken else (403, False))
    marked = re.findall(r'value="(\w+)"[^>]*aria-current="true"', client.get(reverse("appearance")).text)
    assert marked == ["dark" if taken else "auto"]  # the page says what holds now


def test_one_goes_on_to_where_one_was_going(house: House) -> None:
    code = Membership.objects.get(pk=house.anna.membership_id).code
    answer = client_of(house.anna).post(
        reverse("choose_unit"), {"membership": code, "next": "/arbete/manniskor/?sida=2"}
    )
    assert answer.headers["Location"] == "/arbete/manniskor/?sida=2"


# --- the demo's door ---------------------------------------------------------------------------------


def enter_demo(house: House, **extra: str) -> int:
    """The answer's status when somebody tries the demo's door."""
    code = Membership.objects.get(pk=house.bo.membership_id).code
    return Client().post(reverse("demo_sign_in"), {"membership": code}, **extra).status_code  # type: ignore[arg-type]  # WSGI names


def test_in_the_demo_one_click_signs_one_in_as_an_invented_person(house: House) -> None:
    client = Client(**HERE)
    assert "Bo Björk" in said_by(client.get(reverse("demo")))
    code = Membership.objects.get(pk=house.bo.membership_id).code
    assert client.post(reverse("demo_sign_in"), {"membership": code}).status_code == 302
    assert "Bo Björk" in said_by(client.get(reverse("people")))
    assert client.get(reverse("mfa_index")).status_code == 200


def test_the_demos_door_is_shut_outside_the_demo(house: House, settings: Any) -> None:
    assert enter_demo(house, HTTP_HOST="localhost") == 302
    settings.IS_DEMO = False
    assert enter_demo(house, HTTP_HOST="localhost") == 404
    for name in ("demo", "demo_letters"):
        assert Client(**HERE).get(reverse(name)).status_code == 404


def test_the_demos_door_is_shut_for_everybody_but_this_computer(house: House, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    assert enter_demo(house, HTTP_HOST="localhost:8000") == 302
    assert enter_demo(house, HTTP_HOST="127.0.0.1:8000") == 302
    assert enter_demo(house, HTTP_HOST="[::1]:8000", REMOTE_ADDR="::1") == 302
    assert enter_demo(house, HTTP_HOST="localhost", REMOTE_ADDR="192.0.2.7") == 404
    assert enter_demo(house, HTTP_HOST="famn.ekbacken.example") == 404
    assert enter_demo(house, HTTP_HOST="localhost.ond.example") == 404
    assert enter_demo(house, HTTP_HOST="localhost", HTTP_X_FORWARDED_FOR="192.0.2.7") == 404
    assert enter_demo(house, HTTP_HOST="localhost", HTTP_FORWARDED="for=192.0.2.7") == 404


def test_a_demo_that_is_opened_lets_everybody_in(house: House, settings: Any) -> None:
    settings.ALLOWED_HOSTS, settings.FAMN_DEMO_OPEN = ["*"], True
    assert enter_demo(house, HTTP_HOST="demo.ekbacken.example", REMOTE_ADDR="192.0.2.7") == 302


def test_nobody_enters_the_demo_by_a_membership_that_is_over(house: House) -> None:
    Membership.objects.filter(pk=house.bo.membership_id).update(to_date=TODAY)
    assert enter_demo(house, HTTP_HOST="localhost") == 404


# --- password, second factor -------------------------------------------------------------------------


def test_a_password_signs_one_in_and_a_wrong_one_does_not(house: House) -> None:
    person = with_password(house.anna)
    client = Client()
    wrong = client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD + "!"})
    assert (wrong.status_code, "_auth_user_id" in client.session) == (200, False)
    client.post(reverse("account_login"), {"login": person.email.upper(), "password": PASSWORD})
    assert client.session["_auth_user_id"] == str(person.pk)


def acts_of(actor: Actor) -> list[tuple[str, int | None, int]]:
    """What a person did by signing in and out, in order: the verb, for which unit, on whom."""
    events = TrailEvent.objects.filter(user_id=actor.user_id, verb__startswith="sign_").order_by("pk")
    return list(events.values_list("verb", "unit_id", "thing_id"))


def test_signing_in_and_out_leaves_a_trail_and_a_failed_try_does_not(house: House) -> None:
    person = with_password(house.anna)
    client = Client()
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD + "!"})
    assert acts_of(house.anna) == []
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    client.post(reverse("account_logout"))
    unit = house.anna.unit_id
    assert acts_of(house.anna) == [("sign_in", unit, person.pk), ("sign_out", unit, person.pk)]
    client.post(reverse("account_logout"))
    assert len(acts_of(house.anna)) == 2


def test_who_works_for_several_signs_in_for_none_of_them_yet(house: House) -> None:
    person = with_password(house.anna)
    join(house.anna, unit_of(house.dag))
    Client().post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    assert acts_of(house.anna) == [("sign_in", None, person.pk)]


def test_the_demos_door_leaves_the_same_trail(house: House) -> None:
    assert enter_demo(house, HTTP_HOST="localhost") == 302
    assert acts_of(house.bo) == [("sign_in", house.bo.unit_id, house.bo.user_id)]


def must_wait(forwarded: str, *, tries: int = 1) -> bool:
    """Whether the last of some sign-ins that come by a proxy is told to wait."""
    browser = Client(REMOTE_ADDR="192.0.2.1", HTTP_X_FORWARDED_FOR=forwarded)
    for number in range(tries):
        wish = {"login": f"gissad{number}@ekbacken.example", "password": PASSWORD}
        answer = browser.post(reverse("account_login"), wish)
    return "fel för många gånger" in said_by(answer)


def test_behind_a_proxy_one_who_guesses_does_not_shut_out_the_others(house: House, settings: Any) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert not must_wait("198.51.100.7")
    assert must_wait("198.51.100.7", tries=11)
    assert not must_wait("203.0.113.9")
    assert must_wait("203.0.113.9, 198.51.100.7")  # the proxy writes last; what a client claims before that is nothing


def test_somebody_whose_account_is_shut_does_not_come_in(house: House) -> None:
    person = with_password(house.anna)
    User.objects.filter(pk=person.pk).update(is_active=False)
    client = Client()
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    assert "_auth_user_id" not in client.session


def test_without_a_second_factor_the_workspace_stays_shut(house: House, settings: Any) -> None:
    settings.FAMN_SECOND_FACTOR = True
    client = client_of(house.anna)
    for name in ("people", "add_person"):
        assert client.get(reverse(name)).headers["Location"] == reverse("mfa_index")
    assert client.get(reverse("mfa_index")).status_code == 200
    TOTP.activate(person_of(house.anna), generate_totp_secret())
    assert client.get(reverse("people")).status_code == 200


def test_with_an_app_the_password_alone_does_not_sign_one_in(house: House) -> None:
    person = with_password(house.anna)
    TOTP.activate(person, generate_totp_secret())
    client = Client()
    answer = client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    assert answer.headers["Location"].startswith(reverse("mfa_authenticate"))
    assert "_auth_user_id" not in client.session
    assert client.get(reverse("people")).headers["Location"].startswith(reverse("account_login"))


def test_nobody_signs_up_alone(db: None) -> None:
    wish = {"email": "objuden@ekbacken.example", "password1": PASSWORD, "password2": PASSWORD}
    assert Client().get(reverse("account_signup")).status_code == 200
    assert Client().post(reverse("account_signup"), wish).status_code in {200, 405}
    assert not User.objects.exists()


# --- a forgotten password ----------------------------------------------------------------------------


def ask_for_link(email: str) -> Any:
    return Client().post(reverse("account_reset_password"), {"email": email}, follow=True)


def link_in(letter: Letter, settings: Any) -> str:
    """The path of the only link for a new password in a letter."""
    [path] = re.findall(re.escape(settings.FAMN_ORIGIN) + r"(/losenord/nytt/\S+)", letter.text)
    return str(path)


def test_a_forgotten_password_is_replaced_by_a_link_that_works_once(house: House, settings: Any) -> None:
    person = with_password(house.anna)
    ask_for_link(person.email)
    letter = Letter.objects.filter(to=person.email).latest("pk")
    assert letter.subject == "Välj ett nytt lösenord"
    path = link_in(letter, settings)
    assert path in letter.html
    client = Client()
    form = client.get(path, follow=True)
    new = "åtta blommor under kudden"
    done = client.post(form.redirect_chain[-1][0], {"password1": new, "password2": new}, follow=True)
    assert done.status_code == 200
    person.refresh_from_db()
    assert person.check_password(new)
    assert "Länken gäller inte längre" in said_by(Client().get(path, follow=True))
    told = Letter.objects.filter(to=person.email).latest("pk")
    assert told.subject == "Ditt lösenord är bytt"
    assert "/losenord/glomt/" in told.text


def test_a_new_person_without_a_password_gets_in_by_the_same_link(house: House, settings: Any) -> None:
    person = person_of(house.bo)
    assert not person.has_usable_password()
    ask_for_link(person.email)
    form = Client().get(link_in(Letter.objects.filter(to=person.email).latest("pk"), settings), follow=True)
    assert "Nytt lösenord en gång till" in said_by(form)


def test_the_link_leads_to_our_own_address_whatever_host_was_asked(house: House, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    person = with_password(house.anna)
    Client().post(reverse("account_reset_password"), {"email": person.email}, HTTP_HOST="ond.example")
    letter = Letter.objects.filter(to=person.email).latest("pk")
    assert "ond.example" not in letter.text + letter.html
    assert link_in(letter, settings)


def test_whether_an_address_is_known_is_not_revealed(house: House) -> None:
    known, unknown = ask_for_link(person_of(house.anna).email), ask_for_link("okand@ekbacken.example")
    assert known.redirect_chain == unknown.redirect_chain
    assert said_by(known) == said_by(unknown)
    letter = Letter.objects.get(to="okand@ekbacken.example")
    assert "/losenord/nytt/" not in letter.text
    assert "okand@ekbacken.example" in letter.text


def test_a_password_that_is_too_short_is_refused_in_words(house: House, settings: Any) -> None:
    person = with_password(house.anna)
    ask_for_link(person.email)
    client = Client()
    form = client.get(link_in(Letter.objects.filter(to=person.email).latest("pk"), settings), follow=True)
    said = said_by(client.post(form.redirect_chain[-1][0], {"password1": "kort", "password2": "kort"}))
    assert "12 tecken" in said
    person.refresh_from_db()
    assert person.check_password(PASSWORD)


# --- letters about the account -----------------------------------------------------------------------


@pytest.mark.parametrize("name", [*adapter.SUBJECTS, *adapter.CHANGES])
def test_every_letter_of_the_sign_in_has_our_own_words_in_both_forms(db: None, name: str) -> None:
    link = "https://famn.ekbacken.example/losenord/nytt/1/x-y/"
    adapter.StaffAdapter().send_mail(name, "mia@ekbacken.example", {"password_reset_url": link, "ip": "192.0.2.7"})
    letter = Letter.objects.get()
    assert letter.subject == str(adapter.SUBJECTS.get(name) or adapter.CHANGES[name][0])
    assert letter.text.startswith("Hej")
    assert (letter.html.count("<h1"), letter.html.count("</html>")) == (1, 1)
    assert "192.0.2.7" not in letter.text + letter.html
    assert "{" not in letter.text


def test_what_one_changes_in_ones_account_is_told_to_ones_address(house: House) -> None:
    person = with_password(house.anna)
    client = Client()
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    new = "åtta blommor under kudden"
    client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new})
    person.refresh_from_db()
    assert person.check_password(new)
    assert Letter.objects.filter(to=person.email).latest("pk").text.count("Lösenordet till ditt konto är bytt.") == 1
