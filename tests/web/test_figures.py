"""The pages of figures without script: a file is looked at before it is kept, and a report is given true words."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from famn.domain.centres import actions
from famn.domain.centres.models import PlaceFigure
from famn.domain.matters import reads
from famn.domain.matters.drafting.content import Content
from famn.domain.matters.models import BoardReport
from famn.domain.people.models import Authority, Place
from famn.domain.people.rules import Actor
from tests.domain.centres.test_figures import DAY, HEAD, WHOLE
from tests.people import AT, House, client_of
from tests.scenes import scene
from tests.web.report_desk import Desk, begin, fields, fresh, make_desk, said_now

pytestmark = pytest.mark.django_db
SENTENCE = "I Farsta stadsdelsområde fanns 2\xa0400 flickor och 2\xa0500 pojkar i åldern 0–6 år 2025."


def look(client: Client, text: str) -> HttpResponse:
    """Choose a file and see what it holds."""
    file = SimpleUploadedFile("siffror.csv", text.encode("cp1252"))
    facts = {"file": file, "source": "SCB", "source_date": "2026-02-20", "gor": "titta"}
    return client.post(reverse("import_figures"), facts)  # type: ignore[return-value]  # the client has a type of its own


def keep(client: Client, page: HttpResponse) -> HttpResponse:
    """Press the button that keeps what the page shows, as a browser sends it."""
    context = page.context  # type: ignore[attr-defined]  # the test client adds it
    facts = {name: context[name] for name in ("source", "source_date")}
    text = context["text"].replace("\r\n", "\n").replace("\n", "\r\n")
    return client.post(reverse("import_figures"), facts | {"text": text, "gor": "spara"}, follow=True)  # type: ignore[return-value]  # as above


def test_a_file_is_looked_at_then_kept(anna: Actor) -> None:
    client = client_of(anna)
    page = look(client, WHOLE)
    assert "10 nya, 0 som ersätter" in page.text
    assert not PlaceFigure.objects.exists()
    kept = keep(client, page)
    assert "10 siffror är nya." in kept.text
    assert "Farsta stadsdelsområde" in kept.text
    again = look(client, WHOLE.replace("31,2", "32"))
    assert "ersätter 31,2" in again.text
    assert "En har fått" not in again.text


def test_errors_are_told_at_their_line_and_there_is_no_button_to_keep(anna: Actor) -> None:
    page = look(client_of(anna), f"{WHOLE}Atlantis;Barn;0;6;;2025;5\n")
    assert "Rad 12:" in page.text
    assert "Platsen ”Atlantis” finns inte" in page.text
    assert "Spara siffrorna" not in page.text
    keep(client_of(anna), page)
    assert not PlaceFigure.objects.exists()


def test_a_place_s_page_shows_it_beside_the_county_and_the_country(anna: Actor) -> None:
    actions.import_figures(by=anna, at=AT, text=WHOLE, source="SCB", source_date=DAY)
    page = client_of(anna).get(reverse("place_figures", args=["0180-farsta"]))
    children = page.context["lines"][1]
    assert [row["name"] for row in children["rows"]] == ["Farsta stadsdelsområde", "Stockholms län", "Sverige"]
    assert [bar.words for bar in children["bars"].rows] == ["82", "80", "78"]
    assert "SCB, hämtat 20 februari 2026" in page.text


def test_a_small_count_is_not_on_the_page_in_any_form(anna: Actor) -> None:
    text = f"{HEAD}\n1860;födda;;;;2025;44\n1860;födda;;;flickor;2025;3\n1860;födda;;;pojkar;2025;41"
    actions.import_figures(by=anna, at=AT, text=text, source="SCB", source_date=DAY)
    (row,) = client_of(anna).get(reverse("place_figures", args=["1860"])).context["lines"][0]["rows"]
    assert (row["all"], row["female"], row["male"]) == ("44", "färre än 5", "visas inte")


def test_a_name_leads_to_its_place_and_an_unknown_one_says_so(anna: Actor) -> None:
    client = client_of(anna)
    found = client.get(reverse("figures"), {"plats": "farsta"})
    assert found.headers["Location"] == reverse("place_figures", args=["0180-farsta"])
    assert "Platsen hittades inte" in client.get(reverse("figures"), {"plats": "Atlantis"}).text
    assert client.get(reverse("place_figures", args=["nix"])).status_code == 404


def test_what_was_brought_in_can_be_taken_away(anna: Actor) -> None:
    actions.import_figures(by=anna, at=AT, text=WHOLE, source="SCB", source_date=DAY)
    client = client_of(anna)
    (row,) = client.get(reverse("import_figures")).context["imports"]
    page = client.post(reverse("remove_import"), {"nar": row["stamp"]}, follow=True)
    assert "10 siffror är borttagna." in page.text
    assert client.post(reverse("remove_import"), {"nar": "i går"}).status_code == 302


def test_the_template_can_be_read_in_again(anna: Actor) -> None:
    text = client_of(anna).get(reverse("figures_template")).content.decode("utf-8-sig")
    assert "1 nya, 0 som ersätter" in look(client_of(anna), text).text


# --- into a report -----------------------------------------------------------------------------------


@scene
def desk(house: House) -> Desk:
    made = make_desk(house)
    Authority.objects.filter(pk=made.anna.authority_id).update(place=Place.objects.get(code="0180-farsta"))
    return made


def fetch(desk: Desk, text: str | None = None) -> str:
    """Press "Hämta siffror" under the analysis of a report, and tell what stands there then."""
    report = BoardReport.objects.first() or begin(desk)
    client, address = desk.client("anna"), reverse("edit_report", args=[report.code])
    sent = fields(client.get(address)) | {"gor": "siffror-gender"}  # type: ignore[arg-type]  # the client has a type of its own
    if text is not None:
        sent["s-gender"] = text
    answer = client.post(address, sent)
    assert answer.headers["Location"].endswith("#s-gender")
    copy = reads.working_copy_of(fresh(report), desk.anna)
    return Content.from_json(copy.content).text_of("gender") if copy else said_now(report).text_of("gender")


def test_an_empty_analysis_gets_a_true_sentence_and_a_table_with_source_and_year(desk: Desk) -> None:
    actions.import_figures(by=desk.anna, at=AT, text=WHOLE, source="SCB", source_date=DAY)
    assert fetch(desk, "").split("\n") == [
        SENTENCE,
        "",
        "| Uppgift, Farsta stadsdelsområde | Flickor och kvinnor | Pojkar och män | År |",
        "| --- | --- | --- | --- |",
        "| Barn 0–6 år (antal) | 2\xa0400 | 2\xa0500 | 2025 |",
        "",
        "Källa: SCB (hämtat 2026-02-20).",
    ]


def test_figures_come_after_what_is_written_and_never_twice(desk: Desk) -> None:
    actions.import_figures(by=desk.anna, at=AT, text=WHOLE, source="SCB", source_date=DAY)
    once = fetch(desk, "Mina egna ord.")
    assert once.startswith(f"Mina egna ord.\n\n{SENTENCE}")


def test_the_same_figures_are_not_put_in_twice(desk: Desk) -> None:
    actions.import_figures(by=desk.anna, at=AT, text=WHOLE, source="SCB", source_date=DAY)
    once = fetch(desk, "Mina egna ord.")
    assert fetch(desk, once) == once


def test_figures_are_offered_only_where_there_are_any(desk: Desk) -> None:
    address = reverse("edit_report", args=[begin(desk).code])
    page = desk.client("anna").get(address)
    assert "Hämta siffror" not in page.text
    assert "Det finns inga siffror om Farsta stadsdelsområde" in page.text
    actions.import_figures(by=desk.anna, at=AT, text=WHOLE, source="SCB", source_date=DAY)
    assert desk.client("anna").get(address).text.count("Hämta siffror") == 1  # under the analysis alone


def test_without_figures_nothing_is_made_up(desk: Desk) -> None:
    assert fetch(desk, "Mina egna ord.") == "Mina egna ord."
