"""Which files are the same document, and what the reader warns about."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

import pytest

from famn.domain.matters.reading import Reading, WarningCode, read_many, read_text

from .test_examples import TODAY, text_of

REPORT = """Tjänsteskrivelse
Datum 2023-05-02
Sammanträdesdatum {meeting}
Socialnämnden

Familjecentral i Norrvik

Förslag till beslut
Socialnämnden uppdrar åt socialchefen att återrapportera senast {back}.

Sammanfattning
{text}

Eva Lindholm
Socialchef

{lists}
Attesterat av
{attested}, Socialchef 2023-05-03
"""


def report(
    *,
    meeting: str = "2023-05-25",
    back: str = "2023-12-01",
    text: str = "Öppna förskolan flyttar.",
    lists: str = "",
    attested: str = "Eva Lindholm",
    today: datetime.date = datetime.date(2023, 5, 5),
) -> Reading:
    filled = REPORT.format(meeting=meeting, back=back, text=text, lists=lists, attested=attested)
    return read_text(filled, today=today)


def codes(reading: Reading) -> list[WarningCode]:
    return [warning.code for warning in reading.warnings]


def test_a_sound_report_gives_no_warning() -> None:
    assert codes(report()) == []


def test_one_person_spelt_two_ways_is_told_with_both_places() -> None:
    reading = report(attested="Eva Lindhlom")
    [warning] = reading.warnings
    assert warning.code is WarningCode.PERSON_SPELT_TWO_WAYS
    assert warning.paths == ("signatories.0.name", "attestations.0.name")
    assert "Eva Lindholm" in warning.message and "Eva Lindhlom" in warning.message
    assert warning.where.startswith("rad ")


def test_two_people_who_share_a_surname_are_two_people() -> None:
    assert codes(report(attested="Kent Lindholm")) == []


@pytest.mark.parametrize(
    ("back", "today", "past"),
    [("2023-12-01", "2023-12-01", False), ("2023-12-01", "2023-12-02", True), ("december 2023", "2023-12-31", False)],
)
def test_a_deadline_is_past_the_day_after_its_last_day(back: str, today: str, past: bool) -> None:
    reading = report(back=back, today=datetime.date.fromisoformat(today))
    assert (WarningCode.DEADLINE_PAST in codes(reading)) is past


def test_a_meeting_before_the_attestation_is_told() -> None:
    assert set(codes(report(meeting="2023-04-20"))) == {WarningCode.DATE_ORDER}


def test_a_report_back_before_the_meeting_is_told() -> None:
    reading = report(back="2023-05-20")
    assert codes(reading) == [WarningCode.DATE_ORDER]
    assert reading.warnings[0].paths == ("meeting_date", "decision_points.0.report_back_date")


def test_an_attachment_that_is_not_in_the_file_is_told_and_one_that_is_there_is_not() -> None:
    lists = "Bilagor\n1. Behovsunderlag för Norrvik\n"
    assert codes(report(lists=lists)) == [WarningCode.ATTACHMENT_MISSING]
    enclosed = REPORT.format(
        meeting="2023-05-25", back="2023-12-01", text="Se nedan.", lists=lists, attested="Eva Lindholm"
    )
    enclosed += "\nBilaga 1\nBehovsunderlag för Norrvik\nEnkäten besvarades av hundra föräldrar.\n"
    assert codes(read_text(enclosed, today=datetime.date(2023, 5, 5))) == []


def test_an_attachment_among_the_other_files_is_not_missing() -> None:
    lists = "Bilagor\n1. Avsiktsförklaring om familjecentral i Norrvik\n"
    text = REPORT.format(
        meeting="2023-05-25", back="2023-12-01", text="Se bilaga 1.", lists=lists, attested="Eva Lindholm"
    )
    other = "Avsiktsförklaring om familjecentral i Norrvik\n\nParter\nNorrviks kommun\nRegion Dalsjö\n"
    first, _ = read_many([("a", text), ("b", other)], today=datetime.date(2023, 5, 5))
    assert codes(first) == []


def test_an_attachment_later_than_the_document_is_told() -> None:
    found = codes(report(lists="Bilagor\n1. Kostnadskalkyl, 2023-06-30\n"))
    assert WarningCode.ATTACHMENT_LATER in found


def test_a_reference_beyond_the_list_of_attachments_is_told() -> None:
    assert codes(report(text="Kostnaden framgår av bilaga 3.")) == [WarningCode.ATTACHMENT_NOT_LISTED]


@pytest.mark.parametrize("blank", ["xxxxx kommun", "XX kommun", "[kommunens namn]", "i .......... kommun"])
def test_a_blank_left_open_is_told(blank: str) -> None:
    assert codes(report(text=f"Familjecentralen ligger {blank} i dag.")) == [WarningCode.PLACEHOLDER_OPEN]


def test_two_transcriptions_of_one_document_name_each_other() -> None:
    text = text_of("stadsdel_tjansteutlatande")
    plain = text.replace("Sida 1 (3)\n", "").replace("\n\n", "\n \n").replace("1. Stadsdels", "1.  Stadsdels")
    one, other, third = read_many(
        [("ett.txt", text), ("två.md", plain), ("tre.txt", text_of("okand_recept"))], today=TODAY
    )
    assert (one.same_as, other.same_as, third.same_as) == ("två.md", "ett.txt", None)
    assert WarningCode.SAME_DOCUMENT in codes(one)
    assert any("två.md" in warning.message for warning in one.warnings)


def test_copies_of_one_template_filled_in_for_two_places_are_two_documents() -> None:
    text = text_of("mall_avsiktsforklaring")
    filled = [
        (place, text.replace("XX kommun", f"{place}s kommun").replace("[kommunens namn]", place))
        for place in ("Almvik", "Ekbacka")
    ]
    assert [reading.same_as for reading in read_many(filled, today=TODAY)] == [None, None]


def test_of_three_equal_files_each_names_another() -> None:
    text = text_of("motion_yrkar")
    assert [r.same_as for r in read_many([("a", text), ("b", text), ("c", text)], today=TODAY)] == ["b", "a", "a"]


def test_files_are_read_from_a_stream_that_can_be_walked_once_and_keep_their_order() -> None:
    def stream() -> Iterator[tuple[str, str]]:
        for index in range(30):
            yield f"{index}.txt", text_of("motion_yrkar") if index % 10 == 3 else text_of("okand_recept") * (index + 1)

    assert [reading.file for reading in read_many(stream(), today=TODAY)] == [f"{index}.txt" for index in range(30)]
