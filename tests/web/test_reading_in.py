"""Reading in, as a browser without script sees it: upload, look, correct, save, confirm. Nothing typed is ever lost."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from famn.domain.establishment.models import Initiative
from famn.domain.matters import actions
from famn.domain.matters.models import Document, IncomingFile, Matter
from famn.ground import sealed
from tests.domain.papers import REPORT
from tests.people import AT, House
from tests.scenes import scene


def file_of(house: House, text: str = REPORT, *, name: str = "utlatande.txt") -> IncomingFile:
    """A file that Anna has read in."""
    with sealed.acting(house.anna.area_id):
        return actions.receive_file(by=house.anna, at=AT, name=name, content=text.encode())


def typed(client: Client, url: str) -> dict[str, Any]:
    """What a browser would send if nothing were changed on the page."""
    page = client.get(url)
    form = page.context["form"]
    sent: dict[str, Any] = {"version": str(form.version)}
    for bound in form:
        value = bound.value()
        if isinstance(value, bool):
            sent |= {bound.html_name: "on"} if value else {}
        elif value is not None:
            sent[bound.html_name] = value
    return sent | {f"{name}-antal": str(len(rows.forms)) for name, rows in form.rows.items()}


@scene
def incoming(house: House) -> IncomingFile:
    return file_of(house)


@pytest.fixture
def url(incoming: IncomingFile) -> str:
    return reverse("reading", args=[incoming.code])


@pytest.mark.django_db
def test_a_case_officer_uploads_a_document_and_sees_what_was_read(clients: dict[str, Client]) -> None:
    upload = SimpleUploadedFile("utlatande.txt", REPORT.encode())
    page = clients["anna"].post(reverse("read_in"), {"file": upload}, follow=True)
    assert page.status_code == 200
    assert "Stämmer det vi läste?" in page.text
    assert "Avsiktsförklaring om en familjecentral i Ekbacken" in page.text
    assert page.redirect_chain[0][0].startswith("/arbete/las-in/")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "tom.txt", "Filen är tom"),
        (bytes(range(256)) * 40, "brus.bin", ""),
        (b"%PDF-1.7 nothing more", "trasig.pdf", ""),
    ],
)
def test_a_file_that_cannot_be_read_is_explained_at_the_field_and_not_kept(
    clients: dict[str, Client], house: House, content: bytes, name: str, said: str
) -> None:
    page = clients["anna"].post(reverse("read_in"), {"file": SimpleUploadedFile(name, content)})
    assert page.status_code == 200
    assert page.context["form"].errors["file"]
    assert said in page.text
    with sealed.acting(house.anna.area_id):
        assert not IncomingFile.objects.exists()


@pytest.mark.django_db
def test_a_file_over_the_limit_is_refused_in_words(clients: dict[str, Client], settings: Any) -> None:
    settings.FAMN_UPLOAD_MAX_BYTES = 2 * 1024 * 1024
    page = clients["anna"].post(reverse("read_in"), {"file": SimpleUploadedFile("stor.txt", b"a" * (2**21 + 1))})
    assert "Filen är större än 2 MB" in page.text


@pytest.mark.django_db
def test_every_mark_in_the_text_leads_to_a_field_and_every_field_back(clients: dict[str, Client], url: str) -> None:
    page = clients["anna"].get(url).text
    ids = re.findall(r'id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    links = set(re.findall(r'href="#([^"]+)"', page))
    assert links <= set(ids)
    marks = {one for one in ids if re.fullmatch(r"t\d+", one)}
    assert len(marks) > 5
    assert {f"f{one[1:]}" for one in marks} <= links


@pytest.mark.django_db
def test_confirming_makes_the_matter_and_tells_where_it_is(clients: dict[str, Client], url: str) -> None:
    sent = typed(clients["anna"], url) | {"title": "Rättad rubrik", "gor": "bekrafta"}
    page = clients["anna"].post(url, sent, follow=True)
    matter = Matter.objects.get()
    assert page.redirect_chain == [(reverse("matter", args=[matter.code]), 302)]
    assert matter.title == "Rättad rubrik"
    assert matter.registry_number == "1.5.1-77/2026"
    assert "Rättad rubrik" in page.text
    assert not Initiative.objects.exists()


@pytest.mark.django_db
def test_confirming_with_an_initiative_starts_it(clients: dict[str, Client], url: str) -> None:
    start = {"sedan-start": "on", "sedan-title": "Familjecentral i Ekbacken", "sedan-step": "1", "area": "Ekbacken"}
    page = clients["anna"].post(url, typed(clients["anna"], url) | start | {"gor": "bekrafta"}, follow=True)
    assert Initiative.objects.get().title == "Familjecentral i Ekbacken"
    assert "Trappan för Ekbacken" in page.text


@pytest.mark.django_db
def test_a_draft_is_saved_and_found_again(clients: dict[str, Client], url: str) -> None:
    sent = typed(clients["anna"], url) | {"title": "Halvfärdig rubrik", "gor": "spara"}
    assert clients["anna"].post(url, sent).url == reverse("read_in")
    assert "Halvfärdig rubrik" in clients["anna"].get(url).text
    assert not Matter.objects.exists()


@pytest.mark.django_db
def test_a_wrong_date_keeps_everything_that_was_typed(clients: dict[str, Client], url: str) -> None:
    wrong = {"date": "i går", "title": "Min rättning", "parties": "Part ett\nPart två", "gor": "bekrafta"}
    page = clients["anna"].post(url, typed(clients["anna"], url) | wrong)
    assert page.status_code == 200
    assert "Det här behöver rättas" in page.text
    assert "Skriv datumet som" in page.text
    for kept in ("i går", "Min rättning", "Part ett\nPart två"):
        assert kept in page.text
    assert not Matter.objects.exists()


@pytest.mark.django_db
def test_an_action_that_refuses_is_answered_at_its_field(clients: dict[str, Client], url: str) -> None:
    page = clients["anna"].post(url, typed(clients["anna"], url) | {"title": "", "gor": "bekrafta"})
    assert page.context["form"].document.errors["title"]
    unclear = {"decision_points-0-report_back_date": "2026-11", "gor": "bekrafta"}
    page = clients["anna"].post(url, typed(clients["anna"], url) | unclear)
    assert page.context["form"].points.forms[0].errors["report_back_date"]
    assert "2026-11" in page.text


@pytest.mark.django_db
def test_rows_are_added_and_taken_away_without_script(clients: dict[str, Client], url: str) -> None:
    anna = clients["anna"]
    sent = typed(anna, url)
    count = int(sent["decision_points-antal"])
    page = anna.post(url, sent | {"title": "Kvar", "gor": "till-decision_points"})
    assert len(page.context["form"].points.forms) == count + 1
    assert "Kvar" in page.text
    page = anna.post(url, sent | {"gor": "bort-decision_points-0"})
    rows = page.context["form"].points.forms
    assert len(rows) == count - 1
    assert rows[0]["text"].value() == sent["decision_points-1-text"]
    assert rows[0]["origin"].value() == "1"


@pytest.mark.django_db
def test_the_second_of_two_is_told_and_sees_both(clients: dict[str, Client], house: House, url: str) -> None:
    anna = clients["anna"]
    sent = typed(anna, url)
    anna.post(url, sent | {"title": "Den första", "gor": "spara"})
    page = anna.post(url, sent | {"title": "Den andra", "gor": "bekrafta"})
    assert page.status_code == 200
    assert not Matter.objects.exists()
    differences = {one.label: (one.mine, one.theirs) for one in page.context["differences"]}
    assert differences == {"Rubrik": ("Den andra", "Den första")}
    again = typed_again(page) | {"gor": "bekrafta"}
    anna.post(url, sent | {"title": "Den andra", **again})
    assert Document.objects.get().title == "Den andra"


def typed_again(page: Any) -> dict[str, str]:
    """The version that the answered page would send."""
    found = re.search(r'name="version" value="(\d+)"', page.text)
    assert found
    return {"version": found[1]}


@pytest.mark.django_db
def test_a_file_that_a_colleague_finished_keeps_what_was_typed(clients: dict[str, Client], url: str) -> None:
    anna = clients["anna"]
    sent = typed(anna, url)
    anna.post(url, sent | {"gor": "bekrafta"})
    page = anna.post(url, sent | {"title": "För sent skrivet", "gor": "bekrafta"})
    assert page.status_code == 200
    assert "För sent skrivet" in page.text
    assert "bekräftade filen" in page.text
    assert "Någon hann före dig" in page.text
    assert "Filen är klar" in anna.get(url).text
    again = anna.post(url, typed(anna, url) | {"title": "Ännu senare", "gor": "halla"})
    assert again.status_code == 200
    assert "Ännu senare" in again.text
    assert Matter.objects.count() == 1


@pytest.mark.django_db
def test_a_file_laid_aside_no_longer_waits(clients: dict[str, Client], incoming: IncomingFile) -> None:
    page = clients["anna"].post(reverse("set_aside", args=[incoming.code]), follow=True)
    assert "Inget väntar på kontroll" in page.text


@pytest.mark.django_db
def test_the_original_comes_back_byte_for_byte_as_a_download(
    clients: dict[str, Client], incoming: IncomingFile
) -> None:
    answer = clients["anna"].get(reverse("reading_original", args=[incoming.code]))
    assert b"".join(answer.streaming_content) == REPORT.encode()
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Type"] == "text/plain; charset=utf-8"


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["reading", "reading_original", "set_aside"])
def test_everybody_else_is_refused(clients: dict[str, Client], incoming: IncomingFile, name: str) -> None:
    url = reverse(name, args=[incoming.code])
    ask = {who: client.post if name == "set_aside" else client.get for who, client in clients.items()}
    assert ask["bo"](url).status_code == 403
    assert "medarbetare" in ask["bo"](url).text
    assert ask["cesar"](url).status_code == 404
    assert ask["dag"](url).status_code == 404
    assert ask["disa"](url).status_code == 302
    assert "/logga-in/" in ask["disa"](url).url


@pytest.mark.django_db
def test_bo_may_not_read_in_at_all(clients: dict[str, Client]) -> None:
    assert clients["bo"].get(reverse("read_in")).status_code == 403


@pytest.mark.django_db
@pytest.mark.parametrize(
    "garbage",
    ["\x00", "9" * 400, "<script>alert(1)</script>", "-1", "2026-02-31", "'; --", "åäö\u202e\r\n\t", "0" * 20_000],
)
def test_garbage_in_every_field_is_an_answer_and_never_a_fault(
    clients: dict[str, Client], url: str, garbage: str
) -> None:
    sent = dict.fromkeys(typed(clients["anna"], url), garbage)
    for act in ("bekrafta", "spara", "halla", "till-decision_points", "bort-decision_points-0", "bort-x-9", garbage):
        page = clients["anna"].post(url, sent | {"gor": act, "decision_points-antal": "2"})
        assert page.status_code in {200, 302}
        assert "<script>alert(1)" not in page.text


@pytest.mark.django_db
def test_each_field_alone_may_hold_garbage(clients: dict[str, Client], url: str) -> None:
    plain = typed(clients["anna"], url)
    for name in plain:
        page = clients["anna"].post(url, plain | {name: "\u0000<b>\"'&x", "gor": "bekrafta"})
        assert page.status_code in {200, 302}, name
        if page.status_code == 302:
            return


@pytest.mark.django_db
def test_the_list_costs_the_same_with_one_and_three_files(clients: dict[str, Client], house: House) -> None:
    file_of(house)
    one = cost_of(clients["anna"], reverse("read_in"))
    for number in range(2):
        file_of(house, f"{REPORT}\n{number}")
    assert cost_of(clients["anna"], reverse("read_in")) == one


def cost_of(client: Client, url: str) -> int:
    """How many queries a page costs, the second time it is asked for."""
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)
