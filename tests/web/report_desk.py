"""What the tests of a report's pages share: who is at the desk, a whole text, and the editor as a browser sends it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from famn.domain.matters import actions, reads
from famn.domain.matters.drafting.content import Content, Holder, Point, Section, Signatory
from famn.domain.matters.models import Attestation, BoardReport, Matter
from famn.domain.people.models import Role, Unit, User
from famn.domain.people.rules import Actor
from tests.factories import make_heading_set, make_matter
from tests.people import AT, House, client_of, make_actor


def yesterday() -> dt.date:
    """The day before the test's."""
    return timezone.localdate() - dt.timedelta(days=1)


@dataclass(frozen=True)
class Desk:
    """Anna writes, Maj and Mats are managers, Sara is the board's secretary; all at one unit."""

    anna: Actor
    maj: Actor
    mats: Actor
    sara: Actor
    cesar: Actor
    matter: Matter

    def client(self, name: str) -> Client:
        return client_of(getattr(self, name))


def make_desk(house: House) -> Desk:
    """The people and the matter, in the running transaction."""
    unit = Unit.objects.select_related("area__authority").get(pk=house.anna.unit_id)
    return Desk(
        anna=house.anna,
        maj=make_actor("Maj Mandelblom", unit, Role.MANAGER),
        mats=make_actor("Mats Malva", unit, Role.MANAGER),
        sara=make_actor("Sara Sälg", unit, Role.SECRETARY),
        cesar=house.cesar,
        matter=make_matter(house.anna, registry_number="EKB 2026/14", body="Ekbackens stadsdelsnämnd"),
    )


WHOLE = Content(
    title="Familjecentral i Ekbacken",
    sections=(
        Section("summary", "Sammanfattning", "Förvaltningen vill öppna en familjecentral."),
        Section("background", "Bakgrund", "Vi har träffats i ett år."),
        Section("gender", "Jämställdhetsanalys", "Fler pappor nås på kvällar."),
    ),
    points=(
        Point("Nämnden godkänner förslaget.", mandate=(Holder("avdelningschef", "Mats Malva"),)),
        Point("", immediate_approval=True),
    ),
    attachments=("Karta",),
    signatories=(Signatory("Maj Mandelblom", "enhetschef"),),
)


def begin(desk: Desk, content: Content = WHOLE, by: Actor | None = None) -> BoardReport:
    return actions.start_report(desk.matter, by=by or desk.anna, at=AT, heading_set=make_heading_set(), content=content)


def fresh(report: BoardReport) -> BoardReport:
    return BoardReport.objects.select_related("matter__case_officer", "heading_set", "document").get(pk=report.pk)


def said_now(report: BoardReport) -> Content:
    return reads.content_of(reads.newest_version(fresh(report)))


def fields(page: HttpResponse) -> dict[str, str]:
    """What a browser without script would send back of the form on the page, without a button."""
    context: Any = page.context  # type: ignore[attr-defined]  # the test client adds it
    found = {"version": str(context["base"]), "rubrik": context["title"]["value"]}
    for part in context["parts"]:
        if part["kind"] == "text":
            found[f"s-{part['key']}"] = part["text"].replace("\n", "\r\n")
            if part["heading"].excusable:
                found[f"x-{part['key']}"] = part["excuse"]
        elif part["kind"] == "list":
            found[part["name"]] = part["text"]
        elif part["kind"] == "signatories":
            found["underskrifter"] = str(len(part["rows"]))
            for row, one in enumerate(part["rows"]):
                found |= {f"u-{row}-namn": one.name, f"u-{row}-titel": one.title}
        else:
            found["punkter"] = str(len(part["points"]))
            for one in part["points"]:
                found |= point_fields(one["number"], one["point"])
    return found


def point_fields(n: int, point: Point) -> dict[str, str]:
    found = {f"p-{n}-text": point.text, f"p-{n}-namnd": point.body, f"p-{n}-forslag": point.proposer}
    found |= {f"p-{n}-dag": point.report_back_date, f"p-{n}-mandat": str(len(point.mandate))}
    if point.immediate_approval:
        found[f"p-{n}-justeras"] = "on"
    for row, one in enumerate(point.mandate):
        found |= {f"p-{n}-m-{row}-titel": one.title, f"p-{n}-m-{row}-namn": one.name}
    return found


def url(name: str, report: BoardReport) -> str:
    return reverse(name, args=[report.code])


def edit(client: Client, report: BoardReport, act: str = "spara", **changes: str) -> Any:
    """Open the editor, change some fields and press a button. A double underscore is a hyphen."""
    sent = fields(client.get(url("edit_report", report)))
    sent |= {name.replace("__", "-"): value for name, value in changes.items()}
    return client.post(url("edit_report", report), {**sent, "gor": act}, follow=True)


def user(actor: Actor) -> User:
    return User.objects.get(pk=actor.user_id)


def sent_to(desk: Desk, *names: str, by: Actor | None = None) -> BoardReport:
    report = begin(desk)
    people = [user(getattr(desk, name)) for name in names]
    actions.send_report(fresh(report), by=by or desk.anna, at=AT, attesters=people)
    return fresh(report)


def attested(desk: Desk) -> BoardReport:
    report = sent_to(desk, "maj")
    actions.attest_report(Attestation.objects.get(), by=desk.maj, at=AT)
    return fresh(report)


def on_agenda(desk: Desk) -> BoardReport:
    return actions.put_on_agenda(attested(desk), by=desk.sara, at=AT, meeting_date=yesterday())


def decided(desk: Desk, outcome: str = "as_proposed", text: str = "") -> BoardReport:
    report = on_agenda(desk)
    words = actions.Decided(outcome, "§ 12", text)
    actions.record_decision(report, words, by=desk.sara, at=timezone.now())
    return fresh(report)
