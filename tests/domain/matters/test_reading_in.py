"""From a file that came in to a confirmed document."""

from __future__ import annotations

import datetime as dt
import functools
from dataclasses import replace
from typing import Any

import pytest
from django.db import transaction

from famn.domain.matters import actions, reads, rules
from famn.domain.matters.facts import Facts, Person
from famn.domain.matters.models import Assignment, DecisionPoint, Document, IncomingFile, Matter
from famn.domain.people.models import Unit, User
from famn.domain.people.rules import Actor
from famn.ground import sealed
from famn.ground.trail import TrailEvent
from famn.ground.verdict import Denied, Refused
from tests.domain.at_once import overlapping
from tests.domain.papers import REPORT, facts
from tests.factories import make_incoming, make_matter
from tests.people import AT, build_house, make_actor


def receive(by: Actor, text: str = REPORT, **changes: Any) -> IncomingFile:
    return actions.receive_file(**{"by": by, "at": AT, "name": "utlatande.txt", "content": text.encode()} | changes)


def confirm(by: Actor, confirmed: Facts, *, incoming: IncomingFile | None = None, text: str = REPORT) -> Document:
    file = incoming or receive(by, text)
    return actions.open_matter(file, by=by, at=AT, facts=confirmed, version=file.version)


def verbs_of(thing: str) -> list[str]:
    return list(TrailEvent.objects.filter(thing=thing).order_by("pk").values_list("verb", flat=True))


# --- a file comes in -------------------------------------------------------------------------------


def test_a_file_is_kept_byte_for_byte_with_what_was_read_and_where(at_work: Actor) -> None:
    incoming = receive(at_work)
    assert reads.original_of(incoming) == REPORT.encode()
    assert incoming.size == len(REPORT.encode())
    found = incoming.reading["reading"]
    assert found["title"] == "Avsiktsförklaring om en familjecentral i Ekbacken"
    place = incoming.reading["places"]["title"]
    assert incoming.text[place["start"] : place["end"]] == found["title"]
    assert verbs_of("incoming_file") == ["receive_file"]


def test_the_name_of_a_file_loses_its_folders_and_is_cut(at_work: Actor) -> None:
    assert receive(at_work, name="C:\\Mina dokument\\Ett   utlåtande.txt").name == "Ett utlåtande.txt"
    assert len(receive(at_work, text=REPORT + "x", name="a" * 400 + ".txt").name) == 200


def test_a_file_that_cannot_be_read_is_refused_and_nothing_is_stored(at_work: Actor) -> None:
    with pytest.raises(Refused) as refused:
        receive(at_work, content=b"\x00\x01\x02\xff" * 200)
    assert refused.value.field == "file"
    assert not IncomingFile.objects.exists()
    assert not verbs_of("incoming_file")


def test_the_same_bytes_twice_are_refused_with_the_day_they_came(at_work: Actor) -> None:
    receive(at_work)
    with pytest.raises(Refused) as refused:
        receive(at_work, at=AT + dt.timedelta(days=3), name="annat-namn.txt")
    assert refused.value.field == "file"
    assert "2 mars 2026" in str(refused.value.reason)
    assert "väntar på kontroll" in str(refused.value.reason)


def test_the_same_bytes_are_refused_also_when_they_are_confirmed(at_work: Actor) -> None:
    confirm(at_work, facts())
    with pytest.raises(Refused, match="redan bekräftad"):
        receive(at_work)


def test_bytes_that_were_laid_aside_may_come_again(at_work: Actor) -> None:
    actions.set_aside_file(receive(at_work), by=at_work, at=AT)
    assert receive(at_work).state == IncomingFile.State.WAITING


def codes_of(file: IncomingFile) -> list[str]:
    return [warning["code"] for warning in file.reading["reading"]["warnings"]]


def test_the_same_document_in_another_file_is_told_by_its_content_and_with_its_day(at_work: Actor) -> None:
    receive(at_work)
    again = receive(at_work, REPORT.replace("\n", "\r\n") + "\n\n", name="annat-namn.txt")
    assert "same_document" in codes_of(again)
    (told,) = [one for one in again.reading["reading"]["warnings"] if one["code"] == "same_document"]
    assert "utlatande.txt (inläst 2 mars 2026)" in told["message"]


def test_another_document_of_the_same_title_or_of_another_area_is_not_the_same(at_work: Actor, dag: Actor) -> None:
    with sealed.acting(dag.area_id):
        receive(dag)
    assert "same_document" not in codes_of(receive(at_work))
    head, _points = REPORT.split("Förslag till beslut")
    other = head.replace("77/2026", "98/2026") + "Förslag till beslut\n1. Stadsdelsnämnden säger nej till lokalerna.\n"
    assert "same_document" not in codes_of(receive(at_work, other, name="nytt.txt"))


def test_another_secrecy_area_may_take_in_the_same_bytes(at_work: Actor, dag: Actor) -> None:
    receive(at_work)
    with sealed.acting(dag.area_id):
        assert receive(dag).area_id == dag.area_id


def test_a_colleague_without_the_role_and_a_stranger_may_not_read_in(at_work: Actor, bo: Actor, disa: Actor) -> None:
    for somebody in (bo, disa):
        with pytest.raises(Denied):
            receive(somebody)


def test_two_who_read_in_the_same_file_at_once_store_it_once(own_database: str) -> None:
    anna = build_house().anna
    first, second = overlapping(
        functools.partial(receive, anna), functools.partial(receive, anna), area_id=anna.area_id
    )
    assert isinstance(first, IncomingFile)
    assert isinstance(second, Refused)
    assert second.field == "file"
    with sealed.acting(anna.area_id):
        assert IncomingFile.objects.count() == 1


# --- a draft ---------------------------------------------------------------------------------------


def test_a_draft_keeps_what_was_corrected_and_counts_up(at_work: Actor) -> None:
    incoming = receive(at_work)
    saved = actions.save_draft(incoming, by=at_work, at=AT, facts=facts(title="Rättad rubrik"), version=1)
    assert saved.version == 2
    assert reads.facts_of(saved).title == "Rättad rubrik"
    assert saved.reading["reading"]["title"] != "Rättad rubrik"


def test_the_second_to_save_is_told_who_was_first_and_nothing_is_overwritten(at_work: Actor) -> None:
    incoming = receive(at_work)
    actions.save_draft(incoming, by=at_work, at=AT + dt.timedelta(hours=2), facts=facts(title="Annas"), version=1)
    with pytest.raises(Refused) as refused:
        actions.save_draft(incoming, by=at_work, at=AT, facts=facts(title="Min"), version=1)
    assert "Anna Almgren" in str(refused.value.reason)
    assert "2 mars kl. 12.00" in str(refused.value.reason)
    assert "borta" in str(refused.value.reason)
    incoming.refresh_from_db(fields=["draft"])
    assert incoming.draft is not None
    assert incoming.draft["title"] == "Annas"


def test_two_who_save_at_once_do_not_overwrite_each_other(own_database: str) -> None:
    anna = build_house().anna
    with sealed.acting(anna.area_id):
        incoming = receive(anna)

    def save(title: str) -> IncomingFile:
        return actions.save_draft(incoming, by=anna, at=AT, facts=facts(title=title), version=1)

    first, second = overlapping(
        functools.partial(save, "Första"), functools.partial(save, "Andra"), area_id=anna.area_id
    )
    assert first.version == 2
    assert isinstance(second, Refused)


def test_a_colleague_of_another_area_can_neither_save_nor_confirm_nor_lay_aside(at_work: Actor, dag: Actor) -> None:
    incoming = receive(at_work)
    with sealed.acting(dag.area_id):
        for act in (
            functools.partial(actions.save_draft, incoming, by=dag, at=AT, facts=facts(), version=1),
            functools.partial(actions.open_matter, incoming, by=dag, at=AT, facts=facts(), version=1),
            functools.partial(actions.set_aside_file, incoming, by=dag, at=AT),
        ):
            with pytest.raises(Denied, match="sekretessområde"):
                act()


# --- confirmed -------------------------------------------------------------------------------------


def test_a_confirmed_document_becomes_a_matter_with_people_points_and_an_assignment(at_work: Actor) -> None:
    document = confirm(at_work, facts())
    matter = document.matter
    assert (matter.title, matter.registry_number) == (facts().title, "1.5.1-77/2026")
    assert matter.body == "Ekbackens stadsdelsnämnd"
    assert matter.meeting_date == dt.date(2026, 3, 26)
    assert matter.case_officer_id == at_work.user_id
    page = reads.matter_page(matter, today=AT.date())
    (view,) = page.documents
    assert [person.name for person in view.signatories] == ["Majken Mandelblom"]
    assert [person.date for person in view.attesters] == ["2026-03-02"]
    assert [point.number for point in view.points] == [1, 2]
    (assignment,) = page.assignments
    assert assignment.assignment.due_date == dt.date(2026, 9, 30)
    assert assignment.assignment.responsible_id == at_work.user_id
    assert assignment.assignment.body == "Ekbackens stadsdelsnämnd"


def test_a_confirmed_file_is_settled_with_what_was_confirmed_and_the_original_stays(at_work: Actor) -> None:
    incoming = receive(at_work)
    document = confirm(at_work, facts(title="Rättad"), incoming=incoming)
    kept = IncomingFile.objects.get(pk=incoming.pk)
    assert kept.state == IncomingFile.State.CONFIRMED
    assert kept.settled_by_id == at_work.user_id
    assert kept.draft is not None
    assert kept.draft["title"] == "Rättad"
    assert bytes(kept.content) == REPORT.encode()
    assert (document.sha256, document.kept_by_id) == (kept.sha256, at_work.area_id)


def test_every_act_of_confirming_leaves_its_trail(at_work: Actor) -> None:
    confirm(at_work, facts())
    assert verbs_of("incoming_file") == ["receive_file", "confirm_file"]
    assert verbs_of("matter") == ["open_matter"]
    assert verbs_of("document") == ["add_document"]
    assert verbs_of("assignment") == ["give_assignment"]


def test_a_case_officer_who_is_not_known_here_is_kept_by_name(at_work: Actor) -> None:
    document = confirm(at_work, facts(case_officer="Okänd Ormbunke"))
    assert document.matter.case_officer is None
    assert document.matter.case_officer_name == "Okänd Ormbunke"
    assert Assignment.objects.get().responsible_id == at_work.user_id


def test_a_name_that_two_people_share_points_out_neither(at_work: Actor, bo: Actor) -> None:
    unit = Unit.objects.select_related("area__authority").get(pk=bo.unit_id)
    make_actor("Kim Klöver", unit, "case_officer")
    twin = make_actor("Kimm Klöver", unit, "case_officer")
    User.objects.filter(pk=twin.user_id).update(name="Kim Klöver")
    assert confirm(at_work, facts(case_officer="Kim Klöver")).matter.case_officer is None


def test_a_document_may_join_a_matter_one_sees(at_work: Actor) -> None:
    matter = make_matter(at_work)
    document = confirm(at_work, facts(matter=matter.code))
    assert document.matter.pk == matter.pk
    assert Matter.objects.count() == 1


def test_a_document_cannot_join_a_matter_of_another_authority(at_work: Actor, cesar: Actor) -> None:
    foreign = make_matter(cesar)
    with pytest.raises(Refused) as refused:
        confirm(at_work, facts(matter=foreign.code))
    assert refused.value.field == "matter"
    assert not Document.objects.exists()


def test_a_document_cannot_join_a_closed_matter(at_work: Actor) -> None:
    matter = make_matter(at_work)
    actions.close_matter(matter, by=at_work, at=AT)
    with pytest.raises(Refused, match="avslutat"):
        confirm(at_work, facts(matter=matter.code))


def test_a_registry_number_that_is_used_is_refused_and_names_its_matter(at_work: Actor) -> None:
    make_matter(at_work, title="Det gamla ärendet", registry_number="KS 2021/0049", registry_key="KS 2021/49")
    with pytest.raises(Refused) as refused:
        confirm(at_work, facts(registry_numbers=("KS 2021/49",)))
    assert refused.value.field == "registry_number"
    assert "Det gamla ärendet" in str(refused.value.reason)
    assert Matter.objects.count() == 1
    assert IncomingFile.objects.get().state == IncomingFile.State.WAITING


def test_the_same_registry_number_is_free_in_another_authority_and_no_number_is_never_taken(
    at_work: Actor, cesar: Actor
) -> None:
    make_matter(cesar, registry_number="KS 2021/49", registry_key="KS 2021/49")
    make_matter(at_work)
    confirm(at_work, facts(registry_numbers=("KS 2021/49",)))
    confirm(at_work, facts(registry_numbers=()), text=REPORT + "en rad till")
    assert Matter.objects.filter(authority_id=at_work.authority_id).count() == 3


def test_two_files_with_one_registry_number_confirmed_at_once_make_one_matter(own_database: str) -> None:
    anna = build_house().anna
    with sealed.acting(anna.area_id):
        files = [receive(anna), receive(anna, REPORT + "andra versionen")]
    first, second = overlapping(
        *(functools.partial(confirm, anna, facts(), incoming=file) for file in files), area_id=anna.area_id
    )
    assert isinstance(first, Document)
    assert isinstance(second, Refused)
    assert second.field == "registry_number"
    assert Matter.objects.count() == 1


def test_one_file_confirmed_by_two_at_once_makes_one_matter_and_tells_the_second(own_database: str) -> None:
    anna = build_house().anna
    with sealed.acting(anna.area_id):
        file = receive(anna)
    first, second = overlapping(
        *(functools.partial(confirm, anna, facts(), incoming=file) for _ in range(2)), area_id=anna.area_id
    )
    assert isinstance(first, Document)
    assert isinstance(second, Refused)
    assert "Anna Almgren" in str(second.reason)
    assert Document.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": ""}, "title"),
        ({"kind": "sonett"}, "kind"),
        ({"date": "i våras"}, "date"),
        ({"date": "2026-02-30"}, "date"),
        ({"meeting_date": "26/3"}, "meeting_date"),
        ({"attestations": (Person(name="Majken Mandelblom", date="i går"),)}, "attestations.0.date"),
    ],
)
def test_a_fact_that_no_row_can_hold_is_refused_at_its_field(
    at_work: Actor, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refused) as refused:
        confirm(at_work, facts(**changes))
    assert refused.value.field == field
    assert not Matter.objects.exists()


def test_a_day_to_report_back_must_be_a_whole_day(at_work: Actor) -> None:
    plain = facts()
    vague = replace(plain.decision_points[1], report_back_date="2026-09")
    with pytest.raises(Refused) as refused:
        confirm(at_work, facts(decision_points=(plain.decision_points[0], vague)))
    assert refused.value.field == "decision_points.1.report_back_date"


def test_dates_of_reduced_precision_are_kept_as_written(at_work: Actor) -> None:
    document = confirm(at_work, facts(date="2016-11", meeting_date="2016"))
    assert document.date == "2016-11"
    assert document.matter.meeting_date is None


def test_an_emptied_point_is_no_point(at_work: Actor) -> None:
    plain = facts()
    confirm(at_work, facts(decision_points=(replace(plain.decision_points[0], text=""), plain.decision_points[1])))
    assert list(DecisionPoint.objects.values_list("number", flat=True)) == [1]


def test_facts_survive_the_way_through_a_draft() -> None:
    plain = facts(matter="k7m2xq9t")
    full = replace(plain, initiative=replace(plain.initiative, start=True, title="A", step=2, move_by="2026-12-31"))
    assert Facts.from_reading(full.as_json()) == full


def test_the_original_is_for_the_area_that_took_it_in_and_the_reason_names_it(at_work: Actor, dag: Actor) -> None:
    confirm(at_work, facts())
    with sealed.acting(dag.area_id):
        document = rules.visible_documents(dag).select_related("matter", "kept_by").get()
        verdict = rules.may_see_original(dag, document)
        assert not verdict
        assert "Socialtjänsten" in str(verdict.reason)
    document = rules.visible_documents(at_work).select_related("matter", "kept_by").get()
    assert rules.may_see_original(at_work, document)


def test_when_confirming_fails_half_way_nothing_of_it_remains(at_work: Actor) -> None:
    incoming = receive(at_work)
    with pytest.raises(RuntimeError), transaction.atomic():
        confirm(at_work, facts(), incoming=incoming)
        raise RuntimeError
    assert not Matter.objects.exists()
    assert IncomingFile.objects.get().state == IncomingFile.State.WAITING


def test_a_hand_written_reading_can_be_confirmed_as_well(at_work: Actor) -> None:
    incoming = make_incoming(at_work, reading={"reading": facts().as_json()})
    assert confirm(at_work, reads.facts_of(incoming), incoming=incoming).matter.title == facts().title
