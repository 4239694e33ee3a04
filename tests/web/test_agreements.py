"""The pages of agreements, without script: term, commitments, costs, the register, and what happens once signed."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse

from famn.domain.agreements import actions, reads
from famn.domain.agreements.actions import Term
from famn.domain.agreements.models import AgreementTerms, Commitment, CostRow, JointLetter, Shortfall
from famn.domain.establishment import actions as establishment
from famn.domain.establishment.models import InitiativeLetter
from famn.domain.people.rules import Actor
from famn.ground.mail import Letter
from tests.days import TODAY, standing_day  # noqa: F401  a fixture, found here by name
from tests.domain.agreements.agreeing import begin, make_agreement, party, signed_agreement
from tests.domain.agreements.making import fresh, make_letter, manager
from tests.factories import make_initiative
from tests.people import AT, House, client_of
from tests.scenes import scene

pytestmark = [pytest.mark.usefixtures("standing_day"), pytest.mark.django_db]


@scene
def eva(house: House) -> Actor:
    return manager(house.anna, "Eva Ekorre")


@scene
def signed(house: House, eva: Actor) -> JointLetter:
    """An agreement that all have signed, whose last day for notice is in about a month."""
    end = TODAY + dt.timedelta(days=121)
    return signed_agreement(house.anna, eva, eva, term=Term(dt.date(2025, 1, 1), end, 3, 12))


def said(answer: Any) -> str:
    return " ".join(answer.content.decode().replace("&nbsp;", " ").replace("\N{NO-BREAK SPACE}", " ").split())


def test_term_commitments_and_costs_are_written_without_script(house: House) -> None:
    client, letter = client_of(house.anna), begin(house.anna)
    page = said(client.get(reverse("letter_of_intent", args=[letter.code])))
    assert "Det står inte från vilken dag avtalet gäller." in page
    assert reverse("agreement_terms", args=[letter.code]) in page
    form = {"from_date": "2027-01-01", "to_date": "2029-12-31", "notice_months": "6", "prolong_months": "12"}
    assert client.post(reverse("agreement_terms", args=[letter.code]), form).status_code == 302
    assert AgreementTerms.objects.get(letter=letter).notice_months == 6
    row = {"party": party(letter).code, "what": "samtal", "kind": "hours", "amount": "12,5", "per": "week"}
    client.post(reverse("agreement_commitments", args=[letter.code]), row)
    assert "12,5 timmar per vecka" in said(client.get(reverse("agreement_commitments", args=[letter.code])))
    costs = reverse("agreement_costs", args=[letter.code])
    client.post(costs, {"split": "share", "cost": "100 000"})
    client.post(costs, {"party": party(letter).code, "percent": "62,5"})
    assert "37,5 procent av kostnaden återstår att fördela." in said(client.get(costs))
    client.post(costs, {"party": party(letter, 1).code, "percent": "37,5"})
    assert "återstår" not in said(client.get(costs))
    assert "Det här saknas" not in said(client.get(reverse("letter_of_intent", args=[letter.code])))
    client.post(costs, {"bort": CostRow.objects.filter(letter=letter).order_by("pk")[0].code})
    client.post(reverse("agreement_commitments", args=[letter.code]), {"bort": Commitment.objects.get().code})
    assert (CostRow.objects.count(), Commitment.objects.count()) == (1, 0)


@pytest.mark.parametrize(
    ("page", "form", "words"),
    [
        ("agreement_terms", {"from_date": "2027-01-01", "to_date": "2026-01-01"}, "sluta innan det börjar"),
        ("agreement_terms", {"notice_months": "0"}, "större än eller lika med 1"),
        ("agreement_commitments", {"amount": "många", "what": "x"}, "Skriv en siffra"),
        ("agreement_commitments", {"amount": "1,234", "what": "x"}, "högst två decimaler"),
        ("agreement_costs", {"split": "share", "cost": "mycket"}, "Skriv hela kronor"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(house: House, page: str, form: dict[str, str], words: str) -> None:
    letter = make_agreement(house.anna)
    if page == "agreement_commitments":
        form = form | {"party": party(letter).code, "kind": "hours", "per": "week"}
    answer = client_of(house.anna).post(reverse(page, args=[letter.code]), form)
    assert answer.status_code == 200
    assert words in said(answer)


def test_an_own_heading_is_added_to_an_agreement_and_the_seven_stay(house: House) -> None:
    client, letter = client_of(house.anna), make_agreement(house.anna)
    edit = reverse("edit_letter", args=[letter.code])
    form = client.get(edit).context["form"]
    data = {name: form[name].value() or "" for name in form.fields} | {"version": str(letter.revision)}
    data |= {"own-heading-1": "Årets gång", "own-text-1": "Vi planerar i april."}
    assert client.post(edit, data).status_code == 302
    page = said(client.get(reverse("letter_of_intent", args=[letter.code])))
    assert "Årets gång" in page
    assert "Inriktning för fortsatt utveckling" in page


def test_an_agreement_is_begun_from_an_initiative_and_hangs_in_its_chain(house: House) -> None:
    initiative = make_initiative(house.anna)
    client = client_of(house.anna)
    start = reverse("start_agreement", query={"initiativ": initiative.code})
    form = client.get(start).context["form"]
    codes = [code for code, words in form.fields["template"].choices if "Samverkansavtal" in words]
    assert len(codes) == len(form.fields["template"].choices) == 1
    client.post(start, {"template": codes[0], "aim": "full", "place": "Ekbacken", "matter": ""})
    letter = JointLetter.objects.get(kind="cooperation")
    assert InitiativeLetter.objects.get().letter_id == letter.pk
    page = said(client.get(reverse("initiative", args=[initiative.code])))
    assert reverse("letter_of_intent", args=[letter.code]) in page
    assert "Samverkansavtal" in page


def test_the_two_kinds_have_lists_of_their_own(house: House) -> None:
    letter, agreement = make_letter(house.anna), make_agreement(house.anna)
    client = client_of(house.anna)
    letters, agreements = said(client.get(reverse("letters_of_intent"))), said(client.get(reverse("agreements")))
    assert letter.title in letters
    assert agreement.title not in letters
    assert agreement.title in agreements
    assert letter.title not in agreements
    for one, where in ((letter, "letters_of_intent"), (agreement, "agreements")):
        page = client.get(reverse("letter_of_intent", args=[one.code]))
        (current,) = [link["url"] for link in page.context["nav"]() if link["current"]]
        assert current == reverse(where)
    assert client.get(reverse("agreement_terms", args=[letter.code])).status_code == 404


def test_a_link_in_an_older_mail_still_leads_there(house: House) -> None:
    letter = make_letter(house.anna)
    answer = client_of(house.anna).get(f"/arbete/avsiktsforklaringar/{letter.code}/")
    assert (answer.status_code, answer.headers["Location"]) == (301, reverse("letter_of_intent", args=[letter.code]))


def test_an_agreement_is_never_called_a_letter_of_intent(signed: JointLetter, house: House) -> None:
    client = client_of(house.anna)
    for name in ("letter_of_intent", "letter_print", "letter_versions", "send_letter", "withdraw_letter"):
        page = said(client.get(reverse(name, args=[signed.code]), follow=True))
        body = page.split("<main", 1)[1].split("</main>", 1)[0]
        assert "vsiktsförklaring" not in body, name
    for mail in Letter.objects.all():
        assert "vsiktsförklaring" not in mail.text, mail.subject


def test_the_register_tells_what_comes_first_and_is_filtered(signed: JointLetter, house: House) -> None:
    make_agreement(house.anna, aim="like")
    client = client_of(house.anna)
    page = said(client.get(reverse("agreements")))
    assert "Sista dag för uppsägning" in page
    assert "tidigast" in page
    assert len(client.get(reverse("agreements") + "?lage=draft").context["rows"]) == 1
    assert len(client.get(reverse("agreements") + "?lage=nonsens").context["rows"]) == 2


def test_the_last_day_for_notice_stands_on_my_day(signed: JointLetter, house: House) -> None:
    assert signed.title in said(client_of(house.anna).get(reverse("desk")))


def test_notice_is_given_and_taken_back(signed: JointLetter, house: House, eva: Actor) -> None:
    client = client_of(house.anna)
    page = reverse("agreement_notice", args=[signed.code])
    client.post(page, {"party": party(signed).code, "given_on": TODAY.isoformat(), "reason": ""})
    shown = said(client.get(reverse("letter_of_intent", args=[signed.code])))
    assert "sade upp avtalet" in shown
    assert "uppsagt" in said(client.get(reverse("agreements")))
    (given,) = client.get(page).context["given"]
    client.post(page, {"tillbaka": str(given.pk)})
    assert "Tillbakatagen" in said(client.get(reverse("letter_of_intent", args=[signed.code])))
    assert "Dagen har inte varit" in said(
        client.post(page, {"party": party(signed).code, "given_on": (TODAY + dt.timedelta(days=2)).isoformat()})
    )


def test_a_shortfall_is_noted_followed_up_and_closed(signed: JointLetter, house: House) -> None:
    client = client_of(house.anna)
    form = {
        "commitment": Commitment.objects.get(letter=signed).code,
        "seen_on": TODAY.isoformat(),
        "text": "Åtta timmar i veckan.",
        "follow_up_on": TODAY.isoformat(),
    }
    page = client.post(reverse("note_shortfall", args=[signed.code]), form, follow=True)
    assert "Åtta timmar i veckan." in said(page)
    row = Shortfall.objects.get()
    assert "föräldrastödjare" in said(client.get(reverse("desk")))
    assert "Följs upp" in said(client.get(reverse("letter_of_intent", args=[signed.code])))
    client.post(reverse("shortfall", args=[row.code]), {"text": "De söker folk."})
    client.post(reverse("shortfall", args=[row.code]), {"text": "Löst.", "gor": "avsluta"})
    after = said(client.get(reverse("shortfall", args=[row.code])))
    assert "De söker folk." in after
    assert "Anteckningen är avslutad." in after
    assert Shortfall.objects.get().outcome == "Löst."


def test_a_successor_follows_and_belongs_to_the_same_initiative(signed: JointLetter, house: House) -> None:
    initiative = make_initiative(house.anna)
    establishment.tie_letter(initiative, by=house.anna, at=AT, letter=signed)
    client = client_of(house.anna)
    answer = client.post(reverse("follow_agreement", args=[signed.code]), follow=True)
    assert "Ersätter" in said(answer)
    new = JointLetter.objects.get(terms__follows=signed)
    assert set(InitiativeLetter.objects.values_list("letter", flat=True)) == {signed.pk, new.pk}
    assert "redan ett avtal" in said(client.post(reverse("follow_agreement", args=[signed.code])))


def test_a_paid_assignment_is_recorded_and_ended(signed: JointLetter, house: House) -> None:
    client, page = client_of(house.anna), reverse("paid_assignments", args=[signed.code])
    form = {
        "party": party(signed, 1).code,
        "unit_name": "Barnavårdscentralen",
        "name": "Uppdrag familjecentral",
        "level": "3",
        "from_date": "2026-01-01",
    }
    assert client.post(page, form).status_code == 302
    shown = said(client.get(reverse("letter_of_intent", args=[signed.code])))
    assert "nivå 3: Helt samlokaliserat" in shown
    assert "Villkoret är uppfyllt" in shown
    row = signed.assignments.get()
    assert "Välj en dag" in said(client.post(page, {"sluta": row.code, "to_date": ""}))
    client.post(page, {"sluta": row.code, "to_date": "2026-12-31"})
    assert signed.assignments.get().to_date == dt.date(2026, 12, 31)


def test_a_manager_chooses_the_reminders(house: House, eva: Actor) -> None:
    client = client_of(eva)
    page = reverse("agreement_reminders")
    assert "180, 90, 30" in said(client.get(page))
    assert "komma mellan" in said(client.post(page, {"notice": "sjuttio", "end": "30"}))
    client.post(page, {"notice": "120, 60", "end": "30"})
    assert reads.reminder_days(eva.authority_id or 0, "notice") == [120, 60]
    assert "Nivåerna hålls av regionen." in said(client.get(reverse("assignment_levels")))


def test_a_party_reads_the_agreement_once_it_is_sent_and_changes_nothing(house: House) -> None:
    draft = make_agreement(house.anna)
    assert client_of(house.cesar).get(reverse("letter_of_intent", args=[draft.code])).status_code == 404
    assert client_of(house.cesar).get(reverse("agreement_terms", args=[draft.code])).status_code == 404
    actions.set_terms(draft, by=house.anna, at=AT, term=Term(dt.date(2027, 1, 1), None, 3))
    assert fresh(draft).revision > draft.revision
