"""The demo's reports in Östermalm's matter, one in each stage, put in by the domain's own actions. All are invented.

The board did sign a letter of intent in 2021; what comes after it here is a made-up continuation.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from famn.domain.establishment.reads import sentences_of
from famn.domain.matters import actions, reads
from famn.domain.matters.actions import Decided
from famn.domain.matters.drafting.content import Content, Holder, Point, Section, Signatory
from famn.domain.matters.drafting.layouts import Layout
from famn.domain.matters.drafting.starting import start
from famn.domain.matters.models import BoardReport, HeadingSet, Matter
from famn.domain.people.models import User
from famn.domain.people.rules import Actor, standing
from famn.ground.stockholm import moment_of

ANNA, MAJKEN, JENS, NADJA = "Anna Blåklocka", "Majken Prästkrage", "Jens Rallarros", "Nadja Ängsull"
BOARD: Final = "Östermalms stadsdelsnämnd"
IMMEDIATE: Final = Point("", immediate_approval=True)
SIGNERS: Final = (Signatory(MAJKEN, "stadsdelsdirektör"), Signatory(JENS, "avdelningschef"))


def load(actors: Mapping[str, Actor]) -> None:
    """Put in four reports: one decided, one on the agenda, one that waits for an attest, one draft."""
    anna = actors[ANNA]
    matter = Matter.objects.get(authority_id=standing(anna).authority_id)
    _decided(matter, actors)
    _on_agenda(matter, actors)
    _waiting(matter, actors)
    _draft(matter, actors)


def _moment(year: int, month: int, day: int, hour: int = 10, minute: int = 0) -> dt.datetime:
    return moment_of(dt.date(year, month, day), dt.time(hour, minute))


def _begin(
    matter: Matter, by: Actor, at: dt.datetime, title: str, *, texts: Mapping[str, str], **parts: Any
) -> BoardReport:
    """Begin a report from the facts, then write it: `texts` by heading, `parts` as fields of the content."""
    layout_row = HeadingSet.objects.get(authority=None, is_current=True, layout__key="stockholm-district")
    facts = reads.start_facts(matter, also=sentences_of(matter, actor=by))
    content = replace(start(Layout.from_json(layout_row.layout), facts), title=title)
    report = actions.start_report(matter, by=by, at=at, heading_set=layout_row, content=content)
    written = replace(_filled(content, texts), **parts)
    actions.save_report(report, by=by, at=at + dt.timedelta(hours=2), base=1, content=written)
    return _fresh(report)


def _filled(content: Content, texts: Mapping[str, str]) -> Content:
    sections = (Section(one.key, one.heading, texts.get(one.key, one.text)) for one in content.sections)
    return replace(content, sections=tuple(sections))


def _user(actor: Actor) -> User:
    return User.objects.get(pk=actor.user_id or 0)


def _fresh(report: BoardReport) -> BoardReport:
    return BoardReport.objects.select_related("matter__case_officer", "heading_set", "document").get(pk=report.pk)


def _attested(report: BoardReport, actors: Mapping[str, Actor], at: dt.datetime, *names: str) -> BoardReport:
    people = [_user(actors[name]) for name in names]
    asked = actions.send_report(report, by=actors[ANNA], at=at, attesters=people)
    for number, attestation in enumerate(asked, start=1):
        actions.attest_report(attestation, by=actors[names[number - 1]], at=at + dt.timedelta(hours=number))
    return _fresh(report)


def _decided(matter: Matter, actors: Mapping[str, Actor]) -> None:
    """The agreement: decided as proposed, with immediate approval; two heads of department are to sign."""
    report = _begin(
        matter,
        actors[ANNA],
        _moment(2021, 10, 4),
        "Samverkansavtal för familjecentralen på Östermalm",
        texts={
            "summary": "Förvaltningen och Mama Mia City har tagit fram ett samverkansavtal. Avtalet säger vad var och "
            "en ansvarar för, hur ofta parterna träffas och hur de följer upp arbetet. Det gäller i tre år.",
            "preparation": "Ärendet är berett inom socialtjänstavdelningen tillsammans med förskole- och "
            "parklekavdelningen.",
            "matter": "Parterna ska arbeta så här:\n\n- Barnmorska, sjuksköterska, förskollärare och föräldrarådgivare "
            "träffas varje månad.\n- Alla nyblivna föräldrar får samma inbjudan till öppna förskolan.\n- En "
            "samordnare håller ihop arbetet.\n\n### Vad det kostar\n\n| Kostnad | 2022 | 2023 |\n|---|---|---|\n"
            "| Samordnare, halvtid | 310 000 | 320 000 |\n| Gemensam utbildning | 40 000 | 20 000 |\n\nKostnaden "
            "ryms i avdelningarnas budget.",
            "equality": "Under våren 2021 var 7 av 10 besökare på öppna förskolan kvinnor. Avtalet lägger en träff i "
            "månaden på kvällstid, så att fler föräldrar kan komma. Parterna räknar besöken varje termin.",
            "assessment": "Förvaltningen bedömer att avtalet ger familjerna en väg in till fyra verksamheter. Nämnden "
            "bör godkänna det.",
        },
        points=(
            Point(f"{BOARD} godkänner samverkansavtalet."),
            Point(
                f"{BOARD} ger två avdelningschefer i uppdrag att skriva under avtalet.",
                mandate=(Holder("avdelningschef", JENS), Holder("avdelningschef", "Petra Gullviva")),
            ),
            IMMEDIATE,
        ),
        attachments=("Samverkansavtal",),
        signatories=SIGNERS,
    )
    _let_stand(report, actors[ANNA])
    report = _attested(report, actors, _moment(2021, 11, 2), MAJKEN, JENS)
    nadja = actors[NADJA]
    report = actions.put_on_agenda(report, by=nadja, at=_moment(2021, 11, 8), meeting_date=dt.date(2021, 11, 25))
    decided = Decided("as_proposed", "§ 14", immediate_approval=True)
    actions.record_decision(report, decided, by=nadja, at=_moment(2021, 11, 25, 19, 40))


def _let_stand(report: BoardReport, by: Actor) -> None:
    """The document that was read in spells the head of department in two ways: seen, and let stand."""
    reason = "I dokumentet från februari 2021 är namnet felstavat på ett ställe. Här är det rätt."
    for found in reads.unsettled(report):
        actions.accept_difference(report, found.fingerprint, by=by, at=_moment(2021, 11, 1), reason=reason)


def _on_agenda(matter: Matter, actors: Mapping[str, Actor]) -> None:
    """Premises: attested, and on the agenda of a meeting that has been."""
    report = _begin(
        matter,
        actors[ANNA],
        _moment(2022, 1, 17),
        "Lokaler för familjecentralen",
        texts={
            "summary": "Öppna förskolan och föräldrastödet behöver en större lokal. Förvaltningen föreslår att nämnden "
            "går vidare med lokalen på bottenvåningen intill barnavårdscentralen.",
            "matter": "Två lokaler är prövade. Den ena ligger intill barnavårdscentralen och har plats för barnvagnar. "
            "Den andra är billigare men saknar hiss.\n\n1. Hyran blir 640 000 kronor om året.\n2. Lokalen kan tas "
            "i bruk i januari 2023.",
            "equality": "Båda lokalerna har skötrum som alla föräldrar kan använda. Förslaget påverkar inte kvinnor "
            "och män på olika sätt i övrigt.",
            "assessment": "En lokal nära barnavårdscentralen gör vägen kort för familjerna.",
        },
        points=(Point(f"{BOARD} ger förvaltningen i uppdrag att hyra lokalen intill barnavårdscentralen."), IMMEDIATE),
        signatories=SIGNERS,
    )
    report = _attested(report, actors, _moment(2022, 2, 24), MAJKEN)
    actions.put_on_agenda(report, by=actors[NADJA], at=_moment(2022, 3, 1), meeting_date=dt.date(2022, 3, 17))


def _waiting(matter: Matter, actors: Mapping[str, Actor]) -> None:
    """The plan of the year: waits for the director's attest, after she sent it back once."""
    report = _begin(
        matter,
        actors[ANNA],
        _moment(2022, 10, 10),
        "Verksamhetsplan 2023 för familjecentralen",
        texts={
            "summary": "Planen säger vad familjecentralen ska göra under 2023 och hur det följs upp.",
            "matter": "Under 2023 ska familjecentralen hålla öppet hus två kvällar i månaden, börja med språkkafé och "
            "fråga föräldrarna varje termin vad de saknar.",
            "equality": "Kvällsöppet ska göra det lättare för föräldrar som arbetar på dagen. Förra året var 3 av 10 "
            "besökare män.",
            "assessment": "Planen bygger på det föräldrarna har svarat.",
        },
        points=(Point(f"{BOARD} godkänner verksamhetsplanen för 2023."),),
        attachments=("Verksamhetsplan 2023",),
        signatories=SIGNERS[:1],
    )
    majken = _user(actors[MAJKEN])
    anna = actors[ANNA]
    asked = actions.send_report(report, by=anna, at=_moment(2022, 11, 1), attesters=[majken])
    actions.return_report(
        asked[0],
        by=actors[MAJKEN],
        at=_moment(2022, 11, 2),
        comment="Skriv hur många kvällar det blir, och när föräldrarna får svara.",
    )
    content = reads.content_of(reads.newest_version(_fresh(report)))
    clearer = {
        "matter": "Under 2023 ska familjecentralen hålla öppet hus 18 kvällar, börja med språkkafé i februari och "
        "fråga föräldrarna i april och oktober vad de saknar."
    }
    actions.save_report(report, by=anna, at=_moment(2022, 11, 3), base=2, content=_filled(content, clearer))
    actions.send_report(_fresh(report), by=anna, at=_moment(2022, 11, 3, 14), attesters=[majken])


def _draft(matter: Matter, actors: Mapping[str, Actor]) -> None:
    """The next report: begun, with something missing."""
    _begin(
        matter,
        actors[ANNA],
        _moment(2023, 1, 16),
        "Familjecentralens första år på Östermalm",
        texts={
            "summary": "Familjecentralen har varit i gång i ett år. Fler familjer hittar till öppna förskolan, och "
            "parterna träffas varje månad som avtalet säger.",
            "matter": "Öppna förskolan hade 4 210 besök under 2022.\n\n| Termin | Besök | Kvällar |\n|---|---|---|\n"
            "| Våren | 1 980 | 6 |\n| Hösten | 2 230 | 9 |",
            "assessment": "",
        },
        points=(Point(f"{BOARD} godkänner redovisningen av familjecentralens första år."),),
        signatories=(Signatory(MAJKEN, "förvaltningschef"),),  # another title than before: told before it is sent
    )
