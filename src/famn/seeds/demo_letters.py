"""Letters of intent in the demo: Östermalm's, which two have yet to answer, Laxå's with four signers, and a draft.

The parties are those of public documents. The wording is ours, and everybody who signs is invented.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
from collections.abc import Mapping
from typing import Final

from allauth.mfa.totp.internal.auth import TOTP

from famn.domain.agreements import actions, reads
from famn.domain.agreements.actions import PartyFacts, Signer
from famn.domain.agreements.models import JointLetter, LetterKind, LetterTemplate, Signature, SignatureLine
from famn.domain.establishment import actions as establishment
from famn.domain.establishment.models import Initiative
from famn.domain.matters.models import Matter
from famn.domain.people.models import Authority, Leg, Place, Principal, User
from famn.domain.people.rules import Actor, standing
from famn.ground.stockholm import moment_of
from famn.outside.pdf import compile_pdf
from famn.seeds.demo_goals import COMMON, city_goal
from famn.seeds.steering import CHILD, shared_goal

_HEALTH: Final = (Leg.MIDWIFERY.value, Leg.CHILD_HEALTH.value)
_LOCAL: Final = (Leg.OPEN_PRESCHOOL.value, Leg.PREVENTIVE_SOCIAL.value)
WITH_A_CODE: Final = ("Jens Rallarros", "Petra Gullviva", "Lovisa Nyponros", "Arvid Tallkotte", "Sofia Vitmossa")


def load(actors: Mapping[str, Actor]) -> None:
    """A county's template, two letters under way and a draft; those who sign have an app with codes."""
    for name in WITH_A_CODE:
        _give_code(User.objects.get(pk=standing(actors[name]).user_id))
    _county_template(actors["Sofia Vitmossa"])
    _ostermalm(actors)
    _laxa(actors)
    _enskede(actors["Hassan Lingonris"])


def _at(year: int, month: int, day: int, hour: int = 10) -> dt.datetime:
    return moment_of(dt.date(year, month, day), dt.time(hour))


def _give_code(person: User) -> None:
    """An app with codes, as the sign-in library keeps it. The demo's pages show the code: nobody has the telephone."""
    secret = base64.b32encode(hashlib.sha1(person.email.encode()).digest())  # noqa: S324  no secret: the demo shows it
    TOTP.activate(person, secret.decode())


def _county_template(sofia: Actor) -> None:
    """The region keeps a template of its own, which every authority of the county may begin from."""
    shared = LetterTemplate.objects.get(kind=LetterKind.INTENT, authority=None, is_current=True)
    actions.copy_letter_template(shared, by=sofia, at=_at(2024, 6, 10), name="Avsiktsförklaring i Örebro län")


def _ostermalm(actors: Mapping[str, Actor]) -> None:
    """District board and private care provider: two have approved, a head of department and one outside wait."""
    anna = actors["Anna Blåklocka"]
    letter = _start(
        anna,
        _at(2021, 2, 22),
        template=LetterTemplate.objects.get(kind=LetterKind.INTENT, authority=None, is_current=True),
        place="0180-ostermalm",
        parties=(
            PartyFacts("Östermalms stadsdelsnämnd", Principal.Kind.MUNICIPALITY, _LOCAL, _authority(anna)),
            PartyFacts("Mama Mia City", Principal.Kind.PROVIDER, _HEALTH, Authority.objects.get(name="Mama Mia City")),
        ),
        values={
            "plats": "Östermalms stadsdelsområde",
            "overenskommelse": "regionens uppdrag till familjecentraler",
            "aldrar": "0–6 år",
            "utgangslage": "Öppna förskolan och mottagningarna träffades under vintern. Ett gemensamt arbetssätt kan "
            "börja innan det finns ett gemensamt hus.",
            "strategi": "nämndens verksamhetsplan för 2021",
        },
    )
    _name(letter, Leg.OPEN_PRESCHOOL, anna, _colleague(actors["Petra Gullviva"], "avdelningschef"))
    _name(letter, Leg.PREVENTIVE_SOCIAL, anna, _colleague(actors["Jens Rallarros"], "avdelningschef"))
    _name(
        letter, Leg.CHILD_HEALTH, anna, _elsewhere(actors["Lovisa Nyponros"], "verksamhetschef", "Barnavårdscentralen")
    )
    ester = Signer("Ester Kaprifol", "verksamhetschef", "Mödravården", "ester.kaprifol@mamamia.example")
    _name(letter, Leg.MIDWIFERY, anna, ester)
    actions.send_letter(letter, by=anna, at=_at(2021, 3, 29))
    _approve(letter, Leg.PREVENTIVE_SOCIAL, actors["Jens Rallarros"], _at(2021, 3, 30))
    _approve(letter, Leg.CHILD_HEALTH, actors["Lovisa Nyponros"], _at(2021, 4, 6))


def _laxa(actors: Mapping[str, Actor]) -> None:
    """The county's template filled in: four signers, one in ink, one by her link, one signed in, and one who waits."""
    ronja = actors["Ronja Hjortron"]
    letter = _start(
        ronja,
        _at(2024, 10, 7),
        template=LetterTemplate.objects.get(name="Avsiktsförklaring i Örebro län", is_current=True),
        place="1860",
        parties=(
            PartyFacts("Laxå kommun", Principal.Kind.MUNICIPALITY, _LOCAL, _authority(ronja)),
            PartyFacts("Region Örebro län", Principal.Kind.REGION, _HEALTH, _authority(actors["Sofia Vitmossa"])),
        ),
        values={
            "plats": "Laxå kommun",
            "overenskommelse": "den regionala överenskommelsen om familjecentraler",
            "aldrar": "0–6 år",
            "utgangslage": "I dag har kommunen en öppen förskola två dagar i veckan. Vårdcentralen ligger tvärs över "
            "gatan.",
            "strategi": "länets strategi för föräldraskapsstöd 2024–2030",
        },
    )
    _name(letter, Leg.OPEN_PRESCHOOL, ronja, _colleague(actors["Arvid Tallkotte"], "chef för öppna förskolan"))
    in_ink = Signer("Siv Brunört", "chef för förebyggande socialtjänst", "Föräldrastödet")
    _name(letter, Leg.PREVENTIVE_SOCIAL, ronja, in_ink)
    sofia = actors["Sofia Vitmossa"]
    _name(letter, Leg.CHILD_HEALTH, ronja, _elsewhere(sofia, "verksamhetschef BVC", "Barnhälsovården på vårdcentralen"))
    maj = Signer("Maj Kornvallmo", "verksamhetschef BMM", "Barnmorskemottagningen", "maj.kornvallmo@region.example")
    _name(letter, Leg.MIDWIFERY, ronja, maj)
    actions.send_letter(letter, by=ronja, at=_at(2024, 10, 21))
    _approve(letter, Leg.CHILD_HEALTH, sofia, _at(2024, 10, 22))
    person = User.objects.get(email=maj.email)
    _give_code(person)
    _approve(letter, Leg.MIDWIFERY, Actor(user_id=person.pk, name=person.name), _at(2024, 10, 23))
    paper = reads.paper_of(reads.full_letter(letter), reads.newest_version(reads.full_letter(letter)))
    actions.record_paper(
        letter,
        by=ronja,
        at=_at(2024, 11, 4),
        lines=[_line(letter, Leg.PREVENTIVE_SOCIAL)],
        name="avsiktsforklaring-undertecknad.pdf",
        content=compile_pdf(paper.as_json(), at=dt.datetime(2024, 11, 4, 9, tzinfo=dt.UTC)),
        signed_on=dt.date(2024, 11, 1),
        seen_by="Ronja Hjortron, handläggare",
    )


def _enskede(hassan: Actor) -> None:
    """A draft for a second house: what is not known yet stands open. One of its goals is of a document that is over."""
    letter = _start(
        hassan,
        _at(2026, 11, 2),
        template=LetterTemplate.objects.get(kind=LetterKind.INTENT, authority=None, is_current=True),
        place="0180-enskede-arsta-vantor",
        parties=(
            PartyFacts("Enskede-Årsta-Vantörs stadsdelsnämnd", Principal.Kind.MUNICIPALITY, _LOCAL, _authority(hassan)),
            PartyFacts("Dungens barnmorskemottagning", Principal.Kind.PROVIDER, (Leg.MIDWIFERY.value,)),
        ),
        values={
            "plats": "Enskede-Årsta-Vantör",
            "overenskommelse": "regionens uppdrag till familjecentraler",
            "aldrar": "0–6 år",
        },
    )
    goals = [shared_goal(CHILD, 1), city_goal(COMMON, 3)]
    actions.cite_letter_goals(letter, by=hassan, at=_at(2026, 11, 2), goals=goals)


def _start(
    by: Actor,
    at: dt.datetime,
    *,
    template: LetterTemplate,
    place: str,
    parties: tuple[PartyFacts, ...],
    values: Mapping[str, str],
) -> JointLetter:
    """A letter in the authority's own matter, if it has one, tied to its initiative."""
    initiative = Initiative.objects.get(authority_id=standing(by).authority_id, place__code=place)
    letter = actions.start_letter(
        by=by,
        at=at,
        template=template,
        aim="full",
        parties=parties,
        values=values,
        place=Place.objects.get(code=place),
        matter=Matter.objects.filter(authority_id=standing(by).authority_id).order_by("pk").first(),
    )
    establishment.tie_letter(initiative, by=by, at=at, letter=letter)
    return letter


def _authority(actor: Actor) -> Authority:
    return Authority.objects.get(pk=standing(actor).authority_id)


def _colleague(actor: Actor, title: str) -> Signer:
    return Signer(actor.name, title, actor.unit_name, user=User.objects.get(pk=standing(actor).user_id))


def _elsewhere(actor: Actor, title: str, unit: str) -> Signer:
    """Somebody at work for another authority here: found by her address."""
    return Signer(actor.name, title, unit, User.objects.get(pk=standing(actor).user_id).email)


def _line(letter: JointLetter, leg: Leg) -> SignatureLine:
    return next(line for line in reads.lines_of(letter) if line.leg == leg)


def _name(letter: JointLetter, leg: Leg, by: Actor, signer: Signer) -> None:
    actions.name_signer(_line(letter, leg), by=by, at=letter.started_at, signer=signer)


def _approve(letter: JointLetter, leg: Leg, by: Actor, at: dt.datetime) -> None:
    signature = Signature.objects.select_related("version").get(line=_line(letter, leg), state=Signature.State.WAITING)
    factor = Signature.Factor.TOTP
    actions.sign_letter(signature, by=by, at=at, factor=factor, seen=signature.version.sha256)
