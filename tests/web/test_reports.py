"""The pages where a report is written: without script, keeping what is typed, two who write, and versions."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.urls import reverse

from famn.domain.establishment import actions as establishment
from famn.domain.matters import actions, reads
from famn.domain.matters.drafting.content import Content, Holder, Point
from famn.domain.matters.models import BoardReport, WorkingCopy
from famn.web.workspace.reports import comparing, editor
from tests.factories import make_heading_set, make_initiative
from tests.people import AT, House
from tests.scenes import scene
from tests.web.report_desk import (
    WHOLE,
    Desk,
    begin,
    decided,
    edit,
    fields,
    fresh,
    make_desk,
    said_now,
    url,
)

pytestmark = pytest.mark.django_db


@scene
def desk(house: House) -> Desk:
    return make_desk(house)


# --- beginning ------------------------------------------------------------------------------------------------------


def test_a_report_is_begun_from_the_matter_with_what_it_knows_and_the_initiative_too(desk: Desk) -> None:
    initiative = make_initiative(desk.anna)
    establishment.tie_matter(initiative, by=desk.anna, at=AT, matter=desk.matter)
    layout = make_heading_set()
    client = desk.client("anna")
    page = client.get(reverse("matter", args=[desk.matter.code]))
    assert "Skriv tjänsteutlåtande" in page.text
    begun = client.get(reverse("start_report", args=[desk.matter.code]))
    assert "Arbetet med en familjecentral gäller Ekbacken." in begun.text
    client.post(reverse("start_report", args=[desk.matter.code]), {"heading_set": layout.code})
    report = BoardReport.objects.get()
    assert "Inget av de 3 stegen" in said_now(report).text_of("background")


def test_the_layout_used_last_is_chosen_beforehand(desk: Desk) -> None:
    make_heading_set(name="A först i alfabetet")
    used = make_heading_set(name="Ö sist i alfabetet")
    actions.start_report(desk.matter, by=desk.anna, at=AT, heading_set=used, content=WHOLE)
    page = desk.client("anna").get(reverse("start_report", args=[desk.matter.code]))
    assert page.context["form"]["heading_set"].value() == used.code


def test_a_closed_matter_says_why_nothing_can_be_written(desk: Desk) -> None:
    actions.close_matter(desk.matter, by=desk.anna, at=AT)
    page = desk.client("anna").get(reverse("start_report", args=[desk.matter.code]))
    assert "Ärendet är avslutat" in page.text


# --- the editor -----------------------------------------------------------------------------------------------------


def test_what_the_editor_shows_comes_back_word_for_word(desk: Desk) -> None:
    report = begin(desk)
    edit(desk.client("anna"), report)
    assert said_now(report) == WHOLE
    assert fresh(report).revision == 1  # nothing was changed, so nothing was saved


def test_saving_makes_a_version_and_shows_the_report(desk: Desk) -> None:
    report = begin(desk)
    page = edit(desk.client("anna"), report, s__summary="Kortare.\r\n\r\n- ett\r\n- två")
    assert "Sparat som version 2" in page.text
    assert said_now(report).text_of("summary") == "Kortare.\n\n- ett\n- två"
    assert "<li><p>ett</p></li>" in "".join(page.text.split("\n")).replace("  ", "")


def test_save_and_go_on_stays_in_the_editor_and_tells_how_the_text_reads(desk: Desk) -> None:
    report = begin(desk)
    page = edit(desk.client("anna"), report, "fortsatt", s__summary="Kort text här. Den är lätt.")
    assert page.redirect_chain[-1][0] == url("edit_report", report)
    assert f"LIX {page.context['reading']['lix']}" in page.text and page.context["reading"]["level"]


@pytest.mark.parametrize(
    ("act", "texts"),
    [
        ("till-punkt", ["Ett", "Två", "Tre", ""]),
        ("bort-punkt-1", ["Ett", "Tre"]),
        ("upp-punkt-2", ["Ett", "Tre", "Två"]),
        ("ned-punkt-0", ["Två", "Ett", "Tre"]),
        ("upp-punkt-0", ["Ett", "Två", "Tre"]),
        ("bort-punkt-9", ["Ett", "Två", "Tre"]),
    ],
)
def test_points_are_added_taken_away_and_moved_without_script_and_nothing_typed_is_lost(
    desk: Desk, act: str, texts: list[str]
) -> None:
    report = begin(desk, replace(WHOLE, points=(Point("Ett"), Point("Två"), Point("Tre"))))
    client = desk.client("anna")
    page = edit(client, report, act, s__background="Nyss skrivet.")
    points = next(part for part in page.context["parts"] if part["kind"] == "points")["points"]
    assert [one["point"].text for one in points] == texts
    assert "Nyss skrivet." in page.text
    assert fresh(report).revision == 1  # only kept for oneself
    assert "Nyss skrivet." not in desk.client("maj").get(url("edit_report", report)).text


def test_who_is_to_sign_is_added_and_taken_away_without_script(desk: Desk) -> None:
    report, client = begin(desk), desk.client("anna")
    edit(client, report, "till-mandat-0")
    edit(client, report, "bort-mandat-0-0")
    edit(client, report, "till-underskrift")
    edit(client, report, p__0__m__0__titel="enhetschef", p__0__m__0__namn="Siv Syren", u__1__namn="Rut Ros")
    content = said_now(report)
    assert content.points[0].mandate == (Holder("enhetschef", "Siv Syren"),)
    assert [one.name for one in content.signatories] == ["Maj Mandelblom", "Rut Ros"]


def test_a_wrong_day_and_a_missing_title_are_told_and_the_rest_is_kept(desk: Desk) -> None:
    report, client = begin(desk), desk.client("anna")
    page = edit(client, report, rubrik="", p__0__dag="2027-02-31", s__background="Får inte försvinna.")
    assert page.status_code == 200
    assert "Skriv en rubrik" in page.text and "Skriv dagen som" in page.text
    assert "Får inte försvinna." in page.text
    assert "Får inte försvinna." in client.get(url("edit_report", report)).text  # and when one comes back
    assert fresh(report).revision == 1


def test_a_day_that_cannot_be_saved_is_none() -> None:
    assert [editor.is_date(text) for text in ("", "2027", "2027-05", "2027-05-31")] == [True] * 4
    assert not any(editor.is_date(text) for text in ("2027-13", "2027-02-30", "31 maj", "20270531", "２０２７"))


def test_a_bad_post_loses_nothing_and_is_no_fault(desk: Desk) -> None:
    report, client = begin(desk), desk.client("anna")
    for bad in (
        {},
        {"punkter": "-1"},
        {"punkter": "många", "gor": "bort-punkt-99"},
        {"version": "x", "gor": "till-mandat-50"},
        {"underskrifter": "9" * 30},
        {"gor": "något annat", "rubrik": "Rubrik\x00"},
    ):
        assert client.post(url("edit_report", report), bad, follow=True).status_code == 200, bad
    assert said_now(report).text_of("summary") == WHOLE.text_of("summary")


def test_a_text_that_the_board_has_dealt_with_cannot_be_saved_but_the_words_come_back(desk: Desk) -> None:
    report = decided(desk)
    sent = {"version": "1", "gor": "spara", "s-summary": "Efter beslutet"}
    page = desk.client("anna").post(url("edit_report", report), sent)
    assert page.status_code == 200
    assert "Nämnden har behandlat texten" in page.text and "Efter beslutet" in page.text
    assert fresh(report).revision == 1


def test_the_reason_for_an_empty_analysis_is_asked_for_and_kept(desk: Desk) -> None:
    report, client = begin(desk), desk.client("anna")
    edit(client, report, s__gender="")
    assert "Jämställdhetsanalys” är tom" in client.get(url("report", report)).text
    page = edit(client, report, x__gender="Beslutet gäller bara hyran.")
    assert page.context["gaps"] == []
    assert "Beslutet gäller bara hyran." in page.text


# --- what is kept by itself -----------------------------------------------------------------------------------------


def test_what_is_typed_is_kept_for_oneself_and_answered_with_how_it_reads_and_looks(desk: Desk) -> None:
    report, client = begin(desk), desk.client("anna")
    sent = fields(client.get(url("edit_report", report))) | {"s-summary": "Halvskrivet om familjecentraler."}
    answer = client.post(url("keep_working_copy", report), sent)
    assert answer.json()["said"].startswith("Sparat kl. ") and "bara du ser det" in answer.json()["said"]
    assert "Halvskrivet om familjecentraler." in answer.json()["beside"]
    assert "familjecentraler" in answer.json()["beside"] and "LIX" in answer.json()["beside"]
    page = client.get(url("edit_report", report))
    assert "Du har text som inte är sparad" in page.text and "Halvskrivet" in page.text
    assert "Halvskrivet" not in desk.client("maj").get(url("edit_report", report)).text
    assert "Halvskrivet" not in client.get(url("report", report)).text


def test_going_back_to_the_saved_words_by_typing_leaves_nothing_unsaved(desk: Desk) -> None:
    report, client = begin(desk), desk.client("anna")
    same = fields(client.get(url("edit_report", report)))
    client.post(url("keep_working_copy", report), same | {"rubrik": "Annat"})
    client.post(url("keep_working_copy", report), same)
    assert not WorkingCopy.objects.exists()


def test_unsaved_text_can_be_thrown_away(desk: Desk) -> None:
    report, client = begin(desk), desk.client("anna")
    actions.keep_working_copy(report, by=desk.anna, at=AT, base=1, content=replace(WHOLE, title="Halv"))
    page = client.post(url("drop_working_copy", report), follow=True)
    assert "Halv" not in page.context["title"]["value"]
    assert not WorkingCopy.objects.exists()


# --- two who write --------------------------------------------------------------------------------------------------


def stale(desk: Desk) -> BoardReport:
    """Maj has changed the summary and the title; Anna, who began before, the summary and the background."""
    report = begin(desk)
    anna = desk.client("anna")
    sent = fields(anna.get(url("edit_report", report)))
    edit(desk.client("maj"), report, s__summary="Majs sammanfattning.", rubrik="Majs rubrik")
    mine = {"s-summary": "Annas sammanfattning.", "s-background": "Annas bakgrund.", "gor": "spara"}
    page: Any = anna.post(url("edit_report", report), sent | mine, follow=True)
    assert page.redirect_chain[-1][0] == url("compare_report", report)
    return report


def test_the_second_of_two_sees_the_difference_part_by_part(desk: Desk) -> None:
    report = stale(desk)
    page = desk.client("anna").get(url("compare_report", report))
    shown = {part["label"]: part for part in page.context["parts"]}
    assert list(shown) == ["Sammanfattning", "Rubrik", "Bakgrund"]
    chosen = {label: [one["value"] for one in part["choices"] if one["checked"]] for label, part in shown.items()}
    assert chosen == {"Sammanfattning": [], "Rubrik": ["deras"], "Bakgrund": ["mina"]}
    assert "<ins>" in page.text and "<del>" in page.text
    assert "tillagt" in page.text and "borttaget" in page.text  # not by colour alone
    assert said_now(report).title == "Majs rubrik"


def test_a_part_that_both_changed_must_be_chosen(desk: Desk) -> None:
    report = stale(desk)
    page = desk.client("anna").post(url("compare_report", report), {"version": "2"})
    assert "Välj också för de här delarna" in page.text
    assert fresh(report).revision == 2


@pytest.mark.parametrize(
    ("choice", "kept"),
    [("deras", "Majs sammanfattning."), ("mina", "Annas sammanfattning."), ("egna", "Majs och Annas.")],
)
def test_what_is_chosen_is_saved_and_what_one_side_alone_changed_comes_along(
    desk: Desk, choice: str, kept: str
) -> None:
    report = stale(desk)
    sent = {"version": "2", "val-sections.summary": choice, "ord-sections.summary": "Majs och Annas."}
    desk.client("anna").post(url("compare_report", report), sent)
    content = said_now(report)
    assert content.text_of("summary") == kept
    assert (content.title, content.text_of("background")) == ("Majs rubrik", "Annas bakgrund.")
    assert not WorkingCopy.objects.exists()


def test_a_third_who_saves_while_one_chooses_is_compared_too_and_nothing_is_lost(desk: Desk) -> None:
    report = stale(desk)
    edit(desk.client("mats"), report, s__gender="Mats analys.")
    sent = {"version": "2", "val-sections.summary": "mina"}
    page = desk.client("anna").post(url("compare_report", report), sent, follow=True)
    assert page.redirect_chain[-1][0] == url("compare_report", report)
    desk.client("anna").post(url("compare_report", report), {"version": "3"})
    content = said_now(report)
    assert content.text_of("gender") == "Mats analys."
    assert (content.text_of("summary"), content.title) == ("Annas sammanfattning.", "Majs rubrik")


def test_lists_can_be_put_after_each_other() -> None:
    base = Content(points=(Point("Ett"),), attachments=("Karta",))
    theirs = replace(base, points=(Point("Ett"), Point("Deras")), attachments=("Karta", "Deras"))
    mine = replace(base, points=(Point("Ett"), Point("Mina")), attachments=("Karta", "Mina"))
    parts = comparing.differing(base, theirs, mine)
    content, unchosen = comparing.merged(theirs, parts, {part.name: comparing.BOTH for part in parts})
    assert unchosen == []
    assert [one.text for one in content.points] == ["Ett", "Deras", "Mina"]
    assert content.attachments == ("Karta", "Deras", "Mina")


def test_an_unknown_choice_is_no_choice() -> None:
    base = Content(title="Förut", attachments=("Karta",))
    theirs, mine = replace(base, title="Deras"), replace(base, title="Mina")
    parts = comparing.differing(base, theirs, mine)
    for bad in ("", "bada", "något"):
        assert comparing.merged(theirs, parts, {"val-title": bad})[1] == parts


def test_coming_back_to_old_words_leads_to_the_comparison_and_without_any_to_the_editor(desk: Desk) -> None:
    report = stale(desk)
    assert desk.client("anna").get(url("edit_report", report)).url == url("compare_report", report)
    assert desk.client("maj").get(url("compare_report", report)).url == url("edit_report", report)


# --- versions -------------------------------------------------------------------------------------------------------


def test_versions_tell_who_saved_when_and_what_changed(desk: Desk) -> None:
    report, client = begin(desk), desk.client("anna")
    edit(client, report, s__summary="Förvaltningen vill öppna två familjecentraler.")
    assert "Version 1" in client.get(url("versions", report)).text
    page = client.get(reverse("version", args=[report.code, 2]))
    assert [one.label for one in page.context["changes"]] == ["Sammanfattning"]
    assert "Anna Almgren" in page.text and reads.newest_version(fresh(report)).sha256[:8] in page.text
    back = client.get(reverse("version", args=[report.code, 1]), {"mot": "2"})
    assert [one.label for one in back.context["changes"]] == ["Sammanfattning"]
    assert client.get(reverse("version", args=[report.code, 1]), {"mot": "x"}).status_code == 200
    assert client.get(reverse("version", args=[report.code, 9])).status_code == 404


def test_an_earlier_version_is_restored(desk: Desk) -> None:
    report, client = begin(desk), desk.client("anna")
    edit(client, report, rubrik="Ny")
    page = client.post(reverse("restore_version", args=[report.code, 1]), follow=True)
    assert "Version 1 gäller igen, som version 3" in page.text
    again = client.post(reverse("restore_version", args=[report.code, 3]), follow=True)
    assert "Välj en tidigare version" in again.text
