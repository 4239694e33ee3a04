"""Who is in the demo. Every person is invented: a first name and the name of a wild plant. Boards are real ones."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from famn.domain.people.models import Leg, Principal, Role, SecrecyArea

STAFF: Final = "Stab och kansli"
PRESCHOOL: Final = "Öppen förskola"
SOCIAL: Final = "Förebyggande socialtjänst"
HEALTH: Final = "Hälso- och sjukvård"

AREAS: Final = {
    STAFF: (SecrecyArea.Kind.OTHER, ""),
    PRESCHOOL: (SecrecyArea.Kind.EDUCATION, "OSL 23 kap."),
    SOCIAL: (SecrecyArea.Kind.SOCIAL_SERVICES, "OSL 26 kap."),
    HEALTH: (SecrecyArea.Kind.HEALTH_CARE, "OSL 25 kap."),
}


@dataclass(frozen=True, slots=True)
class DemoUnit:
    """A unit: its name, its secrecy area, and the leg it runs, if any."""

    name: str
    area: str
    leg: str = ""


@dataclass(frozen=True, slots=True)
class DemoAuthority:
    """A board or a provider with its units. `since` is the first day of all of them."""

    key: str
    principal: str
    principal_kind: str
    principal_place: str
    name: str
    place: str
    since: dt.date
    units: tuple[DemoUnit, ...]
    administration: str = ""


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """A person in one role at one unit; the same name again is a second membership."""

    name: str
    authority: str
    unit: str
    role: str
    title: str
    profession: str = ""


_OPEN: Final = DemoUnit("Öppna förskolan", PRESCHOOL, Leg.OPEN_PRESCHOOL)
_SUPPORT: Final = DemoUnit("Föräldrastödet", SOCIAL, Leg.PREVENTIVE_SOCIAL)
_STAFF: Final = DemoUnit("Staben", STAFF)
_OFFICE: Final = DemoUnit("Kansliet", STAFF)
_CITY: Final = ("Stockholms stad", Principal.Kind.MUNICIPALITY, "0180")
_LONG_AGO: Final = dt.date(2007, 1, 1)

# key, name of the district, code of the place
DISTRICTS: Final = (
    ("enskede", "Enskede-Årsta-Vantörs stadsdelsnämnd", "0180-enskede-arsta-vantor"),
    ("farsta", "Farsta stadsdelsnämnd", "0180-farsta"),
    ("hasselby", "Hässelby-Vällingby stadsdelsnämnd", "0180-hasselby-vallingby"),
    ("rinkeby", "Rinkeby-Kista stadsdelsnämnd", "0180-rinkeby-kista"),
    ("skarpnack", "Skarpnäcks stadsdelsnämnd", "0180-skarpnack"),
    ("skarholmen", "Skärholmens stadsdelsnämnd", "0180-skarholmen"),
    ("spanga", "Spånga-Tensta stadsdelsnämnd", "0180-spanga-tensta"),
)

AUTHORITIES: Final = (
    DemoAuthority(
        "ostermalm",
        *_CITY,
        "Östermalms stadsdelsnämnd",
        "0180-ostermalm",
        _LONG_AGO,
        (
            _STAFF,
            DemoUnit("Socialtjänstavdelningen", SOCIAL),
            DemoUnit("Förskole- och parklekavdelningen", PRESCHOOL),
            _OPEN,
            _SUPPORT,
        ),
        "Östermalms stadsdelsförvaltning",
    ),
    DemoAuthority(
        "mamamia",
        "Mama Mia City",
        Principal.Kind.PROVIDER,
        "0180",
        "Mama Mia City",
        "0180",
        dt.date(2020, 1, 1),
        (
            DemoUnit("Barnavårdscentralen", HEALTH, Leg.CHILD_HEALTH),
            DemoUnit("Mödravården", HEALTH, Leg.MIDWIFERY),
        ),
    ),
    DemoAuthority(
        "socialnamnden",
        *_CITY,
        "Socialnämnden i Stockholm",
        "0180",
        _LONG_AGO,
        (DemoUnit("Kompetenscenter barn och unga", STAFF), DemoUnit("Granskningen", STAFF)),
        "Socialförvaltningen",
    ),
    *(
        DemoAuthority(
            key, *_CITY, name, place, _LONG_AGO, (_STAFF, _OPEN, _SUPPORT), name.replace("nämnd", "förvaltning")
        )
        for key, name, place in DISTRICTS
    ),
    DemoAuthority(
        "osteraker",
        "Österåkers kommun",
        Principal.Kind.MUNICIPALITY,
        "0117",
        "Kommunstyrelsen i Österåker",
        "0117",
        dt.date(2020, 1, 1),
        (_OFFICE, _OPEN, _SUPPORT),
        "Kommunstyrelsens förvaltning",
    ),
    DemoAuthority(
        "laxa",
        "Laxå kommun",
        Principal.Kind.MUNICIPALITY,
        "1860",
        "Kommunstyrelsen i Laxå",
        "1860",
        dt.date(2022, 1, 1),
        (_OFFICE, _OPEN, _SUPPORT),
        "Kommunledningsförvaltningen",
    ),
    DemoAuthority(
        "orebro",
        "Region Örebro län",
        Principal.Kind.REGION,
        "18",
        "Regionstyrelsen i Örebro län",
        "18",
        dt.date(2022, 1, 1),
        (
            DemoUnit("Barnhälsovården på vårdcentralen", HEALTH, Leg.CHILD_HEALTH),
            DemoUnit("Barnmorskemottagningen på vårdcentralen", HEALTH, Leg.MIDWIFERY),
        ),
    ),
)

_R = Role
PEOPLE: Final = (
    DemoPerson("Anna Blåklocka", "ostermalm", "Staben", _R.CASE_OFFICER, "utredare", "case_officer"),
    DemoPerson("Bo Kantarell", "ostermalm", "Öppna förskolan", _R.LEG_STAFF, "barnskötare"),
    DemoPerson("Majken Prästkrage", "ostermalm", "Staben", _R.MANAGER, "stadsdelsdirektör"),
    DemoPerson("Jens Rallarros", "ostermalm", "Socialtjänstavdelningen", _R.MANAGER, "avdelningschef"),
    DemoPerson("Petra Gullviva", "ostermalm", "Förskole- och parklekavdelningen", _R.MANAGER, "avdelningschef"),
    DemoPerson("Nadja Ängsull", "ostermalm", "Staben", _R.SECRETARY, "nämndsekreterare"),
    DemoPerson("Samira Smultron", "ostermalm", "Föräldrastödet", _R.COORDINATOR, "föräldrarådgivare"),
    DemoPerson("Kerstin Fjällsippa", "ostermalm", "Staben", _R.SYSTEM_ADMINISTRATOR, "systemförvaltare"),
    DemoPerson("Lovisa Nyponros", "mamamia", "Barnavårdscentralen", _R.MANAGER, "verksamhetschef"),
    DemoPerson("Ingrid Daggkåpa", "mamamia", "Mödravården", _R.LEG_STAFF, "barnmorska"),
    DemoPerson("Tove Kattfot", "socialnamnden", "Kompetenscenter barn och unga", _R.COORDINATOR, "utvecklingsledare"),
    DemoPerson("Tove Kattfot", "socialnamnden", "Kompetenscenter barn och unga", _R.PROGRAMME_LEAD, "programansvarig"),
    DemoPerson("David Kråkbär", "socialnamnden", "Granskningen", _R.REVIEWER, "granskare"),
    DemoPerson("Hassan Lingonris", "enskede", "Staben", _R.COORDINATOR, "föräldrarådgivare"),
    DemoPerson("Elsa Maskros", "farsta", "Staben", _R.COORDINATOR, "biträdande enhetschef"),
    DemoPerson("Viktor Harsyra", "hasselby", "Staben", _R.COORDINATOR, "koordinator för öppna förskolan"),
    DemoPerson("Amina Tusensköna", "skarpnack", "Staben", _R.COORDINATOR, "föräldrarådgivare"),
    DemoPerson("Gustav Odonblad", "skarholmen", "Staben", _R.COORDINATOR, "biträdande enhetschef"),
    DemoPerson("Leila Backtimjan", "spanga", "Staben", _R.COORDINATOR, "koordinator för öppna förskolan"),
    DemoPerson("Yusuf Rölleka", "rinkeby", "Staben", _R.COORDINATOR, "föräldrarådgivare"),
    DemoPerson("Cesar Åkerbär", "osteraker", "Kansliet", _R.CASE_OFFICER, "utvecklingsledare"),
    DemoPerson("Birgitta Älggräs", "osteraker", "Kansliet", _R.MANAGER, "kommundirektör"),
    DemoPerson("Milo Örnbräken", "osteraker", "Kansliet", _R.CASE_OFFICER, "framtidsaccelerator"),
    DemoPerson("Milo Örnbräken", "osteraker", "Öppna förskolan", _R.LEG_STAFF, "samtalsledare"),
    DemoPerson("Ronja Hjortron", "laxa", "Kansliet", _R.CASE_OFFICER, "handläggare"),
    DemoPerson("Arvid Tallkotte", "laxa", "Öppna förskolan", _R.MANAGER, "chef för öppna förskolan"),
    DemoPerson("Sofia Vitmossa", "orebro", "Barnhälsovården på vårdcentralen", _R.MANAGER, "verksamhetschef BVC"),
)
