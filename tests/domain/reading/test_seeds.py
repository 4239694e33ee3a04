"""Five public documents, read field by field; the expected values were found by reading them by eye.

The documents are no part of this repository: they are looked for beside the checkout, and the tests skip where they
are not. Long texts are compared by length and by their standing in the document, so that nothing is copied here.
"""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest

from famn.domain.matters.reading import Reading, read_many

SEEDS = Path(__file__).parents[4] / "shared" / "seeds"
FILES = sorted(SEEDS.glob("*.txt"))
pytestmark = pytest.mark.skipif(len(FILES) < 5, reason="the five public documents are not beside this checkout")
TODAY = datetime.date(2026, 11, 22)
ALL_LEGS = ["MIDWIFERY", "CHILD_HEALTH", "OPEN_PRESCHOOL", "PREVENTIVE_SOCIAL"]
REPORT_HEADINGS = [
    "Förslag till beslut",
    "Sammanfattning",
    "Bakgrund",
    "Ärendets beredning",
    "Ärendet",
    "Jämställdhetsanalys",
    "Synpunkter och förslag",
]


@pytest.fixture(scope="module")
def readings() -> dict[str, tuple[Reading, str]]:
    texts = {path.name: path.read_text(encoding="utf-8") for path in FILES}
    return {reading.file[:3]: (reading, texts[reading.file]) for reading in read_many(texts.items(), today=TODAY)}


OSTERMALM: dict[str, Any] = {
    "kind": "board_report",
    "title": "Avsiktsförklaring inför bildandet av familjecentral på Östermalm",
    "date": None,
    "registry_numbers": [],
    "authority": "Östermalms stadsdelsnämnd",
    "area": "Östermalm",
    "parties": ["Östermalms stadsdelsförvaltning", "Mama Mia City"],
    "legs": ALL_LEGS,
    "attestations": [
        {"name": "Kerstin Andersson", "title": "Stadsdelsdirektör", "date": "2021-02-25"},
        {"name": "Jan Rönnberg", "title": "Avdelningschef", "date": "2021-02-25"},
    ],
    "attachments": ["Avsiktsförklaring inför bildandet av familjecentral"],
    "distribution": [],
    "headings": REPORT_HEADINGS,
    "goals": [],
    "steps": [],
    "districts": ["Östermalm"],
}
EXPECTED: dict[str, dict[str, Any]] = {
    "000": {
        **OSTERMALM,
        "meeting_date": None,
        "case_officer": None,
        "signatories": [
            {"name": "Kerstin Andersson", "title": "stadsdelsdirektör"},
            {"name": "Jan Rönnberg", "title": "avdelningschef"},
        ],
        "warnings": ["attachment_missing", "same_document"],
        "same_as": "001",
    },
    "001": {
        **OSTERMALM,
        "meeting_date": "2021-03-11",
        "case_officer": "Maria Thomelius",
        "signatories": [
            {"name": "Kerstin Andersson", "title": "stadsdelsdirektör"},
            {"name": "Jan Rönnerberg", "title": "avdelningschef"},
        ],
        "warnings": ["person_spelt_two_ways", "attachment_missing", "same_document"],
        "same_as": "000",
    },
    "002": {
        "kind": "interim_report",
        "title": "Fler familjecentraler i ytterstaden",
        "date": "2016-11",
        "meeting_date": None,
        "registry_numbers": ["1.5.4-66/2016", "1.5.1-789/2015", "3.2.2-871/2015"],
        "authority": "Socialförvaltningen",
        "area": "Stockholm",
        "case_officer": None,
        "parties": [],
        "legs": ALL_LEGS,
        "signatories": [],
        "attestations": [],
        "attachments": [],
        "distribution": [],
        "headings": [
            "Sammanfattning",
            "Bakgrund",
            "En stadsövergripande satsning",
            "Sju utvecklingsarbeten i samarbete mellan socialtjänst, öppna förskolan och barn- och mödrahälsovården",
            "De sju ytterstadsdelarnas arbete",
            "Breddat utvecklingsarbete 2017-2020",
        ],
        "steps": [
            "Stärkt förebyggande socialtjänst och ökad samverkan med öppna förskolan",
            "Utökad samverkan med BVC och BMM",
            "Samlokalisering med öppna förskolan",
            "Lokalisering nära varandra och tätt samarbete",
            "Familjecentral",
        ],
        "districts": [
            "Enskede-Årsta-Vantör",
            "Farsta",
            "Hässelby-Vällingby",
            "Skarpnäck",
            "Skärholmen",
            "Rinkeby-Kista",
            "Spånga-Tensta",
        ],
        "warnings": [],
        "same_as": None,
    },
    "003": {
        "kind": "board_report",
        "title": "Utredning Familjecentral",
        "date": "2021-02-15",
        "meeting_date": None,
        "registry_numbers": ["KS 2021/0049"],
        "authority": "Kommunstyrelsen",
        "area": "Österåker",
        "case_officer": None,
        "parties": [],
        "legs": ALL_LEGS,
        "signatories": [
            {"name": "Staffan Erlandsson", "title": "Kommundirektör"},
            {"name": "Martin Andersson", "title": "Framtidsaccelerator"},
        ],
        "attestations": [],
        "attachments": [],
        "distribution": ["Kommundirektören", "Akt"],
        "headings": ["Sammanfattning", "Beslutsförslag", "Bakgrund"],
        "goals": [],
        "steps": [],
        "districts": [],
        "warnings": ["deadline_past"],
        "same_as": None,
    },
    "004": {
        "kind": "letter_of_intent_template",
        "title": "Avsiktsförklaring för samverkan i familjecentral",
        "date": None,
        "meeting_date": None,
        "registry_numbers": [],
        "authority": None,
        "area": "Örebro län",
        "case_officer": None,
        "parties": ["vårdcentral", "kommun"],
        "legs": ALL_LEGS,
        "signatories": [
            {"name": None, "title": "Verksamhetschef BVC"},
            {"name": None, "title": "Verksamhetschef BMM"},
            {"name": None, "title": "Chef för öppna förskolan"},
            {"name": None, "title": "Chef för förebyggande socialtjänst"},
        ],
        "attestations": [],
        "attachments": [],
        "distribution": [],
        "headings": ["Bakgrund", "Uppdraget"],
        "goals": [],
        "steps": [],
        "districts": [],
        "warnings": ["placeholder_open", "placeholder_open"],
        "same_as": None,
    },
}


@pytest.mark.parametrize("seed", EXPECTED)
def test_every_field_is_what_a_person_reads(seed: str, readings: dict[str, tuple[Reading, str]]) -> None:
    reading, _ = readings[seed]
    got = reading.as_json()
    got["headings"] = [section["heading"] for section in got["sections"]]
    got["warnings"] = [warning["code"] for warning in got["warnings"]]
    got["same_as"] = got["same_as"] and got["same_as"][:3]
    for field, value in EXPECTED[seed].items():
        assert got[field] == value, field


@pytest.mark.parametrize("seed", ["000", "001"])
def test_ostermalm_gives_its_chiefs_a_mandate_and_asks_for_immediate_approval(
    seed: str, readings: dict[str, tuple[Reading, str]]
) -> None:
    first, second = readings[seed][0].decision_points
    for point in (first, second):
        assert point.body == "Östermalms stadsdelsnämnd"
        assert point.proposer == "Östermalms stadsdelsförvaltning"
        assert point.report_back_date is None
        assert point.text.startswith("Östermalms stadsdelsnämnd beslutar")
    assert (first.immediate_approval, second.immediate_approval) == (False, True)
    assert (len(first.text), len(second.text)) == (224, 58)
    assert "förskole- och parklekavdelningen" in first.text


def test_osteraker_asks_for_a_report_by_the_last_of_may(readings: dict[str, tuple[Reading, str]]) -> None:
    first, second = readings["003"][0].decision_points
    for point in (first, second):
        assert (point.body, point.proposer) == ("Kommunstyrelsen", "Kommunstyrelsens arbetsutskott")
        assert not point.immediate_approval
    assert (first.report_back_date, second.report_back_date) == (None, "2021-05-31")
    assert (first.text.split()[0], first.text.split()[-1]) == ("Kommunstyrelsens", "verksamhet.")
    assert second.text.startswith("Uppdraget ska")


@pytest.mark.parametrize("seed", ["002", "004"])
def test_what_proposes_nothing_has_no_decision_points(seed: str, readings: dict[str, tuple[Reading, str]]) -> None:
    assert readings[seed][0].decision_points == []


def test_the_five_common_goals_of_2016(readings: dict[str, tuple[Reading, str]]) -> None:
    goals = readings["002"][0].goals
    assert [goal.split()[0] for goal in goals] == ["Erbjuda", "Samverka", "Samlokalisering", "Delaktighet", "Använda"]
    assert [goal.split()[-1] for goal in goals] == [
        "barnfamiljer",
        "förskolan",
        "Samlokalisering",
        "aktörer",
        "familjecentraler",
    ]


@pytest.mark.parametrize("seed", EXPECTED)
def test_decisions_goals_and_titles_stand_in_the_text_where_their_places_say(
    seed: str, readings: dict[str, tuple[Reading, str]]
) -> None:
    reading, text = readings[seed]

    def there(path: str) -> str:
        place = reading.places[path]
        return "".join(text[place.start : place.end].split())

    assert reading.title is not None
    assert there("title") == "".join(reading.title.split())
    for index, point in enumerate(reading.decision_points):
        assert there(f"decision_points.{index}.text") == "".join(point.text.split())
    for index, goal in enumerate(reading.goals):
        assert there(f"goals.{index}") == "".join(goal.split())
    for index, step in enumerate(reading.steps):
        assert there(f"steps.{index}").rstrip(".") == "".join(step.split())


@pytest.mark.parametrize(
    ("seed", "gone"),
    [("002", ["3 (11)", "grkom.se", "Läs vidare", "Utökad"]), ("004", ["20301", "20302", "https", "……"])],
)
def test_page_marks_footnotes_links_and_figures_are_not_in_the_sections(
    seed: str, gone: list[str], readings: dict[str, tuple[Reading, str]]
) -> None:
    whole = "\n".join(section.text for section in readings[seed][0].sections)
    for piece in gone:
        assert piece not in whole


def test_words_broken_by_the_layout_are_whole_again(readings: dict[str, tuple[Reading, str]]) -> None:
    template = " ".join(section.text for section in readings["004"][0].sections)
    interim = " ".join(section.text for section in readings["002"][0].sections)
    assert "familjecentralsliknande" in template and "2024 - 2030 (som" in template
    assert "föräldrars delaktighet" in interim and "genombrottsmetoden. Metoden" in interim


def test_the_two_transcriptions_have_the_same_sections(readings: dict[str, tuple[Reading, str]]) -> None:
    one, other = readings["000"][0].sections, readings["001"][0].sections
    assert [(a.heading, "".join(a.text.split())) for a in one] == [(b.heading, "".join(b.text.split())) for b in other]
