"""No table of a matter is forgotten by the archive package: each is told of, or named here with the reason why not."""

from __future__ import annotations

import ast
import tomllib
from typing import Final

from django.apps import apps
from django.db import models

from famn.domain.establishment.reads.archive import tables
from famn.domain.establishment.reads.archive.package import GATHERERS, SOFTWARE
from famn.domain.establishment.reads.archive.words import FIELDS
from famn.domain.matters.models import Matter
from tests.house.source import FAMN, ROOT

LEFT_OUT: Final = {
    "AcceptedDifference": "what differs is seen in the documents, and that it was accepted in the trail",
    "AgreementReminder": "that somebody was reminded says nothing of the agreement",
    "ProgrammeGoalCitation": "what a programme's goal serves belongs to the programme, which no matter owns",
    "SealedLetter": "a file, with the letter",
    "LetterScan": "a file, with the letter",
    "SignedFile": "a file, with the letter",
    "LetterVersion": "files, with the letter",
    "ReportVersion": "files, with the report",
    "MinutesExtract": "a file, with the decision",
    "GoalSupport": "goals are kept for all matters",
    "SteeringDocument": "steering documents are kept for all matters; the one that stands behind it is a document",
    "SteeringGoal": "goals are kept for all matters",
    "SignerLink": "a personal link: its acts are in the trail",
    "WorkingCopy": "what somebody has not saved is no document",
}
NOT_TOLD: Final = {  # named by the gatherers to find others by, or told in other ways than field by field
    *("Matter", "User", "IncomingFile", "TrailEvent", "TrailLink"),
    *("InitiativeLetter", "InitiativeMatter", "MeetingAttendance"),
}
OF_INITIATIVES: Final = "famn.domain.establishment.models"  # the work of an initiative stays with it, which is told


def hangs_on_a_matter() -> set[str]:
    """The tables from which one comes to a matter by keys that are not null-able ties of an initiative."""
    found: set[type[models.Model]] = {Matter}
    while True:
        more = {
            model
            for model in apps.get_app_config("famn").get_models()
            if model not in found
            and not model.__module__.startswith(OF_INITIATIVES)
            and any(isinstance(f, models.ForeignKey) and f.related_model in found for f in model._meta.concrete_fields)
        }
        if not more:
            return {model.__name__ for model in found - {Matter}}
        found |= more


def names_in_gatherers() -> set[str]:
    folder = FAMN / "domain" / "establishment" / "reads" / "archive"
    return {
        node.id
        for path in folder.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Name)
    }


def test_every_table_that_hangs_on_a_matter_is_told_of_or_left_out_for_a_reason() -> None:
    assert len(GATHERERS) >= 6
    hanging = hangs_on_a_matter()
    assert {"BoardReport", "Decision", "JointLetter", "Signature"} <= hanging
    assert hanging - names_in_gatherers() - set(LEFT_OUT) == set()
    assert set(LEFT_OUT) <= hanging  # no reason outlives its table


def test_the_package_names_the_version_of_the_program_that_wrote_it() -> None:
    said = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert ("Famn", said) == SOFTWARE


def test_every_field_that_is_told_has_a_swedish_word() -> None:
    named = names_in_gatherers()
    told = [model for model in apps.get_app_config("famn").get_models() if model.__name__ in named]
    told = [model for model in told if model.__name__ not in {*LEFT_OUT, *NOT_TOLD}]
    assert len(told) > 25
    missing = {f"{model.__name__}.{name}" for model in told for name in tables.told_fields(model) - set(FIELDS)}
    assert missing == set()
