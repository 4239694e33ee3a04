"""Laws and national goals that the work with family centres rests on: reference data, told in our own words.

Only what is certain is here. An authority adds what it works after itself.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from django.utils import timezone

from famn.domain.matters.models import GoalSupport, SteeringDocument, SteeringGoal

Level = SteeringDocument.Level
RIKSDAG: Final = "Riksdagen"


@dataclass(frozen=True, slots=True)
class Row:
    """A law or a national goal. `goals` are ours in wording; each may come out of others, named by title and number."""

    level: str
    title: str
    number: str
    about: str
    goals: tuple[str, ...]
    from_year: int | None = None
    serves: dict[int, tuple[tuple[str, int], ...]] = field(default_factory=dict)


CHILD: Final = "Lagen om FN:s konvention om barnets rättigheter"
CARE: Final = "Hälso- och sjukvårdslagen"
SOCIAL: Final = "Socialtjänstlagen"
SCHOOL: Final = "Skollagen"
HEALTH: Final = "Det nationella målet för folkhälsan"
EQUALITY: Final = "De nationella målen för jämställdhet"
RIGHTS: Final = "Det nationella målet för barnrättspolitiken"

ROWS: Final = (
    Row(
        Level.LAW,
        CHILD,
        "SFS 2018:1197",
        "Konventionen är svensk lag sedan den 1 januari 2020.",
        (
            "Barnets bästa ska vägas in först i allt som rör barn (artikel 3).",
            "Barn har rätt att säga sin mening i det som rör dem och att bli hörda (artikel 12).",
            "Föräldrar ska få stöd i att uppfostra sina barn (artikel 18).",
            "Varje barn har rätt till bästa möjliga hälsa (artikel 24).",
        ),
        2020,
    ),
    Row(
        Level.LAW,
        SOCIAL,
        "SFS 2025:400",
        "Gäller sedan den 1 juli 2025.",
        (
            "Socialtjänsten ska arbeta förebyggande.",
            "Socialtjänsten ska vara lätt att nå.",
            "Barnets bästa ska vägas in först i det som rör barn.",
        ),
        2025,
        {3: ((CHILD, 1),)},
    ),
    Row(
        Level.LAW,
        CARE,
        "SFS 2017:30",
        "Gäller regioner, kommuner och vårdgivare, också privata.",
        (
            "Hela befolkningen ska ha god hälsa och vård på lika villkor.",
            "Hälso- och sjukvården ska förebygga ohälsa.",
        ),
        2017,
    ),
    Row(
        Level.LAW,
        SCHOOL,
        "SFS 2010:800",
        "Öppen förskola regleras i 25 kapitlet.",
        ("Öppen förskola ger små barn pedagogisk verksamhet i grupp tillsammans med deras vuxna (25 kap.).",),
        2011,
    ),
    Row(
        Level.NATIONAL,
        HEALTH,
        "Prop. 2017/18:249",
        "Ett övergripande mål och åtta målområden.",
        (
            "Hälsan ska vara god och jämlik, och de skillnader som går att påverka ska slutas inom en generation.",
            "Målområde 1: det tidiga livets villkor.",
        ),
        2018,
    ),
    Row(
        Level.NATIONAL,
        EQUALITY,
        "Skr. 2016/17:10",
        "Ett övergripande mål och sex delmål. Här finns de som oftast berör familjecentraler.",
        (
            "Kvinnor och män ska ha samma makt att forma samhället och sina egna liv.",
            "Kvinnor och män ska dela lika på det obetalda arbetet i hemmet och omsorgen om barnen.",
            "Kvinnor och män, flickor och pojkar ska ha samma förutsättningar för god hälsa och vård.",
        ),
        2016,
    ),
    Row(
        Level.NATIONAL,
        RIGHTS,
        "Prop. 2009/10:232",
        "Hör ihop med riksdagens strategi för att stärka barnets rättigheter.",
        ("Barn och unga ska mötas med respekt, utvecklas och vara trygga, och få vara med och påverka.",),
        2010,
        {1: ((CHILD, 1), (CHILD, 2))},
    ),
)


def load() -> int:
    """Put in or bring up to date the shared steering documents. Safe to run again; returns how many there are."""
    for row in ROWS:
        document, _made = SteeringDocument.objects.update_or_create(
            authority=None,
            title=row.title,
            from_year=row.from_year,
            defaults={"level": row.level, "owner": RIKSDAG, "registry_number": row.number, "about": row.about},
            create_defaults={
                "level": row.level,
                "owner": RIKSDAG,
                "registry_number": row.number,
                "about": row.about,
                "added_at": timezone.now(),
            },
        )
        for number, text in enumerate(row.goals, start=1):
            SteeringGoal.objects.update_or_create(document=document, number=number, defaults={"text": text})
    for row in ROWS:
        for number, uppers in row.serves.items():
            for title, upper in uppers:
                GoalSupport.objects.get_or_create(goal=shared_goal(row.title, number), upper=shared_goal(title, upper))
    return SteeringDocument.objects.filter(authority=None).count()


def shared_goal(title: str, number: int) -> SteeringGoal:
    """A goal of the reference data, with its document."""
    rows = SteeringGoal.objects.filter(document__authority=None, document__title=title, number=number)
    return rows.select_related("document").get()
