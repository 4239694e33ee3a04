"""Mappings in the demo: Östermalm's of 2020-21 and the one that follows it, and Österåker's look at what is possible.

The places are real. What families need there, who was asked and what they answered is invented, and so are the units.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping as Keyed
from typing import Final

from famn.domain.establishment import actions
from famn.domain.establishment.models import Initiative, Mapping, MappingActor, MappingArea, MappingNeed, StanceHolder
from famn.domain.people.rules import Actor, standing
from famn.ground.stockholm import moment_of

# sub-area, statement, group, source, when
Needs = tuple[tuple[str, str, str, str, str], ...]
# name, level, leg, answers by question, day, said by, source
Stances = tuple[tuple[str, str, str, Keyed[str, str], dt.date, str, str], ...]


def load(actors: Keyed[str, Actor]) -> None:
    """Three mappings of two initiatives; the last one is under way."""
    _ostermalm(actors["Anna Blåklocka"])
    _osteraker(actors["Cesar Åkerbär"])


def _at(day: dt.date) -> dt.datetime:
    return moment_of(day, dt.time(10))


def _start(by: Actor, place_code: str, title: str, begun: dt.date, day: dt.date) -> Mapping:
    initiatives = Initiative.objects.filter(authority_id=standing(by).authority_id).select_related("place")
    initiative = initiatives.get(place__code=place_code)
    return actions.start_mapping(
        initiative,
        by=by,
        at=_at(day),
        title=title,
        place=initiative.place,
        place_name=initiative.place_name,
        from_date=begun,
    )


def _write_needs(mapping: Mapping, needs: Needs, by: Actor, day: dt.date) -> dict[str, MappingNeed]:
    """Write down sub-areas and needs; the needs by their first words."""
    areas = {area.name: area for area in MappingArea.objects.filter(mapping=mapping)}
    written = {}
    for name, statement, group, source, when in needs:
        if name and name not in areas:
            areas[name] = actions.write_area(mapping, by=by, at=_at(day), name=name)
        written[statement.split()[0]] = actions.write_need(
            mapping,
            by=by,
            at=_at(day),
            statement=statement,
            group=group,
            area=areas.get(name),
            source=source,
            source_date=when,
        )
    return written


def _write_stances(mapping: Mapping, stances: Stances, by: Actor) -> None:
    for name, level, leg, answers, day, said_by, source in stances:
        holder = StanceHolder.objects.filter(mapping=mapping, name=name).select_related("mapping").first()
        if holder is None:
            holder = actions.write_holder(mapping, by=by, at=_at(day), name=name, level=level, leg=leg)
        if answers:
            actions.record_stances(
                holder, by=by, at=_at(day), answers=answers, said_on=day, source=source, said_by=said_by
            )


def _choose(
    mapping: Mapping, name: str, choice: str, reasons: str, needs: list[MappingNeed], by: Actor, day: dt.date
) -> None:
    area = MappingArea.objects.get(mapping=mapping, name=name)
    actions.write_area(
        mapping, area, by=by, at=_at(day), name=name, about=area.about, choice=choice, reasons=reasons, grounds=needs
    )


# --- Östermalm ---------------------------------------------------------------------------------------

_DIALOGUE: Final = "Samtal på öppna förskolan"
_OSTERMALM_NEEDS: Final = (
    (
        "Hjorthagen",
        "Nyinflyttade familjer saknar en plats nära hemmet där de träffar andra föräldrar.",
        "Föräldrar som flyttat in det senaste året",
        _DIALOGUE,
        "2020-10",
    ),
    (
        "Gärdet",
        "Förstagångsföräldrar vill kunna fråga flera yrken på samma ställe.",
        "Förstagångsföräldrar",
        "Enkät till föräldragrupper",
        "2020-11",
    ),
    (
        "",
        "Pappor deltar mer sällan i föräldragrupper och öppen verksamhet.",
        "Pappor till barn under två år",
        "Närvaro på öppna förskolan",
        "2020",
    ),
    ("", "Information behövs på fler språk och på lättare svenska.", "Föräldrar med annat modersmål", "", ""),
)
_OSTERMALM_STANCES: Final[Stances] = (
    (
        "Mama Mia City",
        "authority",
        "",
        {"cooperation": "positive", "co_location": "unsure", "within_budget": "positive"},
        dt.date(2021, 3, 2),
        "verksamhetschef",
        "Möte om avsiktsförklaringen",
    ),
    (
        "Barnavårdscentralen Tallen (påhittad)",
        "unit",
        "CHILD_HEALTH",
        {"cooperation": "positive", "co_location": "no", "within_budget": "unsure"},
        dt.date(2021, 3, 3),
        "vårdenhetschef",
        "Telefonsamtal",
    ),
)


def _ostermalm(by: Actor) -> None:
    """Settled in March 2021, and begun again in 2023: a provider that was unsure is positive now."""
    day, settled = dt.date(2021, 3, 4), dt.date(2021, 3, 12)
    mapping = _start(by, "0180-ostermalm", "Kartläggning för familjecentrerat arbete", dt.date(2020, 9, 15), day)
    needs = _write_needs(mapping, _OSTERMALM_NEEDS, by, day)
    _write_stances(mapping, _OSTERMALM_STANCES, by)
    for kind, name, cooperation, asked, note in (
        ("library", "Biblioteket (påhittat)", "exists", dt.date(2020, 10, 6), "Sagostunder varje vecka."),
        ("association", "En förening för föräldrar (påhittad)", "can_start", dt.date(2020, 11, 3), ""),
        (
            "landlord",
            "En hyresvärd i Hjorthagen (påhittad)",
            "can_strengthen",
            dt.date(2021, 1, 20),
            "Har en tom lokal.",
        ),
        ("study_association", "Ett studieförbund (påhittat)", "", None, ""),
    ):
        actions.write_actor(
            mapping, by=by, at=_at(day), kind=kind, name=name, cooperation=cooperation, asked_on=asked, note=note
        )
    for what, when, count, heard in (
        ("Dialog på öppna förskolan", "2020-10-14", 31, "Många vill ha öppet någon kväll i veckan."),
        ("Enkät till föräldragrupper", "2020-11", 64, "Fler vill träffa barnmorskan efter förlossningen."),
    ):
        actions.write_invitation(mapping, by=by, at=_at(day), what=what, when=when, how_many=count, heard=heard)
    _choose(
        mapping,
        "Hjorthagen",
        MappingArea.Choice.CHOSEN,
        "Där växer antalet små barn mest, och där saknas en mötesplats.",
        [needs["Nyinflyttade"], needs["Pappor"]],
        by,
        day,
    )
    _choose(
        mapping,
        "Gärdet",
        MappingArea.Choice.NOT_CHOSEN,
        "Där finns en öppen förskola nära barnavårdscentralen. De kan samverka utan en ny lokal.",
        [],
        by,
        day,
    )
    _summed_up(mapping, "Samverkan kan börja utan att alla flyttar ihop. Hjorthagen är angelägnast.", by, day)
    actions.settle_mapping(mapping, by=by, at=_at(settled))
    _ostermalm_again(by)


def _ostermalm_again(by: Actor) -> None:
    day = dt.date(2023, 3, 6)
    mapping = _start(by, "0180-ostermalm", "Kartläggning för familjecentrerat arbete 2023", day, day)
    again: Stances = (
        (
            "Mama Mia City",
            "authority",
            "",
            {"co_location": "positive"},
            dt.date(2023, 3, 14),
            "verksamhetschef",
            "Möte om lokaler",
        ),
        ("Barnmorskemottagningen Granen (påhittad)", "unit", "MIDWIFERY", {}, day, "", ""),
    )
    _write_stances(mapping, again, by)
    actor = MappingActor.objects.get(mapping=mapping, kind="association")
    actions.write_actor(
        mapping,
        actor,
        by=by,
        at=_at(day),
        kind=actor.kind,
        name=actor.name,
        cooperation="exists",
        asked_on=dt.date(2023, 2, 20),
        note="Leder en grupp för pappor.",
    )


# --- Österåker ---------------------------------------------------------------------------------------

_OSTERAKER_NEEDS: Final = (
    (
        "Centrala Åkersberga",
        "Föräldrar behöver en öppen förskola som går att nå med buss när den nuvarande flyttar.",
        "Föräldrar till barn under tre år",
        "Besök på öppna förskolan",
        "2021-03",
    ),
    (
        "Centrala Åkersberga",
        "Blivande föräldrar vill träffa kommunens föräldrastöd redan under graviditeten.",
        "Blivande föräldrar",
        "Samtal med barnmorskor",
        "2021-04",
    ),
    (
        "Södra Österåker",
        "Familjer längre från centrum behöver mötesplatser ibland, inte varje dag.",
        "Familjer med små barn",
        "Enkät på kommunens webbplats",
        "2021-04",
    ),
)
_OSTERAKER_STANCES: Final[Stances] = (
    (
        "Mödra- och barnhälsovård, inte utsedd",
        "authority",
        "",
        {"cooperation": "positive", "co_location": "unsure", "within_budget": "unsure"},
        dt.date(2021, 4, 22),
        "områdeschef",
        "Möte med regionen",
    ),
    (
        "Barnavårdscentralen Enbusken (påhittad)",
        "unit",
        "CHILD_HEALTH",
        {"cooperation": "positive", "co_location": "positive", "within_budget": "no"},
        dt.date(2021, 4, 27),
        "verksamhetschef",
        "Studiebesök",
    ),
    (
        "Barnmorskemottagningen Hasseln (påhittad)",
        "unit",
        "MIDWIFERY",
        {"cooperation": "positive", "co_location": "unsure", "within_budget": "unsure"},
        dt.date(2021, 5, 4),
        "vårdenhetschef",
        "Brev",
    ),
)


def _osteraker(by: Actor) -> None:
    """What is possible when the open preschool must move: settled a week before it was to be reported back."""
    day, settled = dt.date(2021, 5, 10), dt.date(2021, 5, 24)
    mapping = _start(by, "0117", "Kartläggning av möjligheter till en familjecentral", dt.date(2021, 3, 1), day)
    needs = _write_needs(mapping, _OSTERAKER_NEEDS, by, day)
    _write_stances(mapping, _OSTERAKER_STANCES, by)
    for kind, name, cooperation, asked, note in (
        ("library", "Kommunens bibliotek", "can_strengthen", dt.date(2021, 4, 13), "Kan ha sagostunder i huset."),
        ("culture", "Kulturskolan", "can_start", dt.date(2021, 4, 13), "Sång och rytmik för de minsta."),
        ("landlord", "En hyresvärd vid stationen (påhittad)", "can_start", dt.date(2021, 5, 5), ""),
        ("association", "En idrottsförening (påhittad)", "declined", dt.date(2021, 4, 20), "Hinner inte i år."),
    ):
        actions.write_actor(
            mapping, by=by, at=_at(day), kind=kind, name=name, cooperation=cooperation, asked_on=asked, note=note
        )
    actions.write_invitation(
        mapping,
        by=by,
        at=_at(day),
        what="Enkät på kommunens webbplats och på öppna förskolan",
        when="2021-04",
        how_many=112,
        heard="De flesta vill ha allt på ett ställe, nära bussen.",
    )
    _choose(
        mapping,
        "Centrala Åkersberga",
        MappingArea.Choice.CHOSEN,
        "Dit når flest familjer med buss, och där måste den öppna förskolan ändå flytta.",
        [needs["Föräldrar"], needs["Blivande"]],
        by,
        day,
    )
    _choose(
        mapping,
        "Södra Österåker",
        MappingArea.Choice.NOT_CHOSEN,
        "Behovet är mindre och kan mötas genom att verksamheten besöker området.",
        [],
        by,
        day,
    )
    _summed_up(mapping, "Alla vill samverka. Budgeten är den fråga som återstår för hälso- och sjukvården.", by, day)
    actions.settle_mapping(mapping, by=by, at=_at(settled))


def _summed_up(mapping: Mapping, summary: str, by: Actor, day: dt.date) -> None:
    row = Mapping.objects.select_related("place").get(pk=mapping.pk)
    actions.change_mapping(
        row,
        by=by,
        at=_at(day),
        title=row.title,
        place=row.place,
        place_name=row.place_name,
        from_date=row.from_date,
        summary=summary,
    )
