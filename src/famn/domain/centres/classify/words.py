"""The answers in words that a politician understands: each class of a definition, leg by leg."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from famn.domain.centres.classify.facts import (
    CHILD_HEALTH,
    LEGS,
    MIDWIFERY,
    OPEN_PRESCHOOL,
    PREVENTIVE_SOCIAL,
    RANK,
    Answer,
    CentreFacts,
    ClassFacts,
    Degree,
    LegFacts,
    SetFacts,
)
from famn.domain.centres.classify.weighing import (
    answer_for,
    enough,
    nearness,
    not_too_many,
    of_leg,
    of_party,
    places_for,
    social_long_enough,
    some_of_several,
)


def classify(centre: CentreFacts, definition: SetFacts) -> Classification:
    """The class of a centre under a definition. The order of the centre's legs makes no difference."""
    return Classification(tuple(_weigh(centre, one) for one in definition.classes))


def _weigh(centre: CentreFacts, asked: ClassFacts) -> ClassFinding:
    """One class, judged in the house where it comes nearest to being met."""
    places = places_for(centre, asked)
    best = max(places, key=lambda place: (answer_for(centre, asked, place), nearness(centre, asked, place)))
    return ClassFinding(centre, asked, answer_for(centre, asked, best), best)


# --- what is found ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a class asks for, and how it is with that."""

    answer: Answer
    sentence: str


@dataclass(frozen=True, slots=True)
class LegFinding(Finding):
    """How it is with one leg. `is_asked` is false where the class does not ask for it.

    `is_needed` tells that the class asks for just this leg, not only for some of several.
    """

    leg: str
    is_asked: bool
    is_needed: bool
    degree: str  # of the party that decided; "" for not known and for a leg that is missing
    is_missing: bool


@dataclass(frozen=True, slots=True)
class ClassFinding:
    """How it is with one class of a definition. `place` is the house where most of it is met."""

    centre: CentreFacts
    asked: ClassFacts
    answer: Answer
    place: str | None

    @property
    def kind(self) -> str:
        """What the class amounts to."""
        return self.asked.kind

    @property
    def name(self) -> str:
        """What the source calls it."""
        return self.asked.name

    @property
    def legs(self) -> tuple[LegFinding, ...]:
        """The four legs in their order, each with a sentence."""
        return tuple(_leg_finding(self, leg) for leg in LEGS)

    @property
    def others(self) -> tuple[Finding, ...]:
        """What the class asks beside single legs: some of several, no more than some, hours."""
        return tuple(_other_findings(self))

    @property
    def reasons(self) -> tuple[str, ...]:
        """The sentences that decided, where the class is not met or cannot be told.

        Of legs that are some to choose among, what they lack together is told in their place.
        """
        legs = [one for one in self.legs if one.is_needed or self.answer is Answer.UNKNOWN]
        return tuple(one.sentence for one in (*legs, *self.others) if one.answer is self.answer is not Answer.YES)


@dataclass(frozen=True, slots=True)
class Classification:
    """The answer of one definition for one centre, and every class of it with its reasons, the strongest first."""

    classes: tuple[ClassFinding, ...]

    @property
    def answer(self) -> Answer:
        """Whether some class is met. Unknown where a stronger class than the one that is met cannot be told."""
        return next((one.answer for one in self.classes if one.answer is not Answer.NO), Answer.NO)

    @property
    def found(self) -> ClassFinding | None:
        """The class that the centre has."""
        first = next((one for one in self.classes if one.answer is not Answer.NO), None)
        return first if first and first.answer is Answer.YES else None

    @property
    def at_least(self) -> ClassFinding | None:
        """The strongest class that is surely met, also where a stronger one cannot be told."""
        return next((one for one in self.classes if one.answer is Answer.YES), None)

    @property
    def told(self) -> ClassFinding:
        """The class to tell about: the one met, else the first that cannot be told, else the weakest."""
        return next((one for one in self.classes if one.answer is not Answer.NO), self.classes[-1])

    @property
    def stronger(self) -> ClassFinding | None:
        """The class just above the one that is met: what is missing for it stands in its reasons."""
        place = self.classes.index(self.found) if self.found else 0
        return self.classes[place - 1] if place else None

    @property
    def kind(self) -> str | None:
        """What the class amounts to, None where there is none or it cannot be told."""
        return self.found.kind if self.found else None

    @property
    def name(self) -> str:
        """What the source calls the class, empty where there is none or it cannot be told."""
        return self.found.name if self.found else ""

    @property
    def legs(self) -> tuple[LegFinding, ...]:
        """The four legs under the class that is told about."""
        return self.told.legs

    @property
    def others(self) -> tuple[Finding, ...]:
        """What else the class that is told about asks for."""
        return self.told.others

    @property
    def unknown(self) -> tuple[str, ...]:
        """What must be known before the class can be told, a sentence each."""
        return self.told.reasons if self.answer is Answer.UNKNOWN else ()

    @property
    def sentence(self) -> str:
        """The answer in one or two sentences."""
        if self.answer is Answer.YES:
            return _("Räknas som ”%(name)s”.") % {"name": self.name}
        if self.answer is Answer.NO:
            return _("Räknas inte. %(why)s") % {"why": self.told.reasons[0]}
        words = _("Det går inte att säga om det är ”%(name)s”.") % {"name": self.told.name}
        if self.at_least is None:
            return words
        return words + " " + _("Det är i alla fall ”%(name)s”.") % {"name": self.at_least.name}


# --- the sentences ---------------------------------------------------------------------------------

LEG_WORDS: Final = {
    MIDWIFERY: gettext_lazy("barnmorskan"),
    CHILD_HEALTH: gettext_lazy("barnhälsovården"),
    OPEN_PRESCHOOL: gettext_lazy("öppna förskolan"),
    PREVENTIVE_SOCIAL: gettext_lazy("den förebyggande socialtjänsten"),
}
_IS_HERE: Final = {
    Degree.WHOLE: gettext_lazy("%(leg)s finns i huset med hela sin verksamhet."),
    Degree.PART: gettext_lazy("%(leg)s finns i huset med en del av sin verksamhet."),
    Degree.HOURS: gettext_lazy("%(leg)s är på plats vissa timmar."),
    Degree.JOINT: gettext_lazy("%(leg)s är med i gemensamma aktiviteter."),
    Degree.NONE: gettext_lazy("%(leg)s är med i samarbetet men finns inte på plats."),
    Degree.NOT_KNOWN: gettext_lazy("%(leg)s är med."),
}
_IS_LESS: Final = {
    Degree.PART: gettext_lazy("%(leg)s finns i huset bara med en del av sin verksamhet."),
    Degree.HOURS: gettext_lazy("%(leg)s är på plats bara vissa timmar."),
    Degree.JOINT: gettext_lazy("%(leg)s är bara med i gemensamma aktiviteter."),
    Degree.NONE: gettext_lazy("%(leg)s är med i samarbetet men finns inte på plats."),
}
_DEMAND: Final = {
    Degree.WHOLE: gettext_lazy("Definitionen kräver att hela verksamheten finns i huset."),
    Degree.PART: gettext_lazy("Definitionen kräver att minst en del av verksamheten finns i huset."),
    Degree.HOURS: gettext_lazy("Definitionen kräver att verksamheten är på plats minst vissa timmar."),
    Degree.JOINT: gettext_lazy("Definitionen kräver gemensamma aktiviteter på samma ställe."),
    Degree.NONE: gettext_lazy("Definitionen kräver att verksamheten är med i samarbetet."),
}
_SOME_DEMAND: Final = {
    Degree.WHOLE: gettext_lazy("Minst %(count)s av %(legs)s ska finnas i huset med hela sin verksamhet."),
    Degree.PART: gettext_lazy("Minst %(count)s av %(legs)s ska finnas i huset med minst en del av sin verksamhet."),
    Degree.HOURS: gettext_lazy("Minst %(count)s av %(legs)s ska vara på plats minst vissa timmar."),
    Degree.JOINT: gettext_lazy("Minst %(count)s av %(legs)s ska vara med i gemensamma aktiviteter."),
    Degree.NONE: gettext_lazy("Minst %(count)s av %(legs)s ska vara med i samarbetet."),
}
_NUMBERS: Final = ("ingen", "en", "två", "tre", "fyra")


def _leg_finding(weighed: ClassFinding, leg: str) -> LegFinding:
    """How it is with one leg, told by the party that decides: the weakest if each must be there, else the best."""
    asked, place = weighed.asked, weighed.place
    in_all = leg in asked.all_of
    degree = asked.least_degree if in_all else asked.degree_of_any
    rows = sorted((row for row in weighed.centre.legs if row.leg == leg), key=lambda row: _order(row, degree, place))
    row = (rows[0] if asked.every_party else rows[-1]) if rows else None
    answer = of_leg(weighed.centre, leg, asked, degree, place)
    is_asked = in_all or leg in asked.any_of
    decides = answer is weighed.answer or (answer is Answer.NO and in_all)
    sentence = (
        _in_words(leg, rows, row, degree, place, answer=answer, with_demand=decides and in_all)
        if is_asked
        else _("Definitionen frågar inte efter %(leg)s.") % {"leg": LEG_WORDS[leg]}
    )
    return LegFinding(
        answer if is_asked else Answer.YES, sentence, leg, is_asked, in_all, row.degree if row else "", row is None
    )


def _order(row: LegFacts, degree: str, place: str | None) -> tuple[int, int, str]:
    return of_party(row, degree, place), RANK.get(row.degree, -1), row.party


def _in_words(
    leg: str,
    rows: list[LegFacts],
    row: LegFacts | None,
    degree: str,
    place: str | None,
    *,
    answer: Answer,
    with_demand: bool,
) -> str:
    name = str(LEG_WORDS[leg])
    if row is None:
        words, demand = _("%(leg)s är inte med.") % {"leg": capfirst(name)}, _DEMAND[Degree(degree)]
        return f"{words} {demand}" if with_demand else words
    if len(rows) > 1 and row.party:
        name = _("%(leg)s hos %(party)s") % {"leg": name, "party": row.party}
    if answer is Answer.YES:
        return _here_words(row, capfirst(name), place)
    if answer is Answer.UNKNOWN:
        words = _unknown_words(row, name)
        return " ".join((words, _("Därför går klassen inte att säga."))) if with_demand else words
    if not row.degree or RANK[row.degree] >= RANK[degree]:  # enough, or who knows, but elsewhere
        words = _("%(leg)s finns i ett annat hus.") % {"leg": capfirst(name)}
        return " ".join((words, _("Definitionen kräver ett gemensamt hus."))) if with_demand else words
    words = str(_IS_LESS[Degree(row.degree)]) % {"leg": capfirst(name)}
    return f"{words} {_DEMAND[Degree(degree)]}" if with_demand else words


def _here_words(row: LegFacts, name: str, place: str | None) -> str:
    """How much of a party there is, where that is enough. One that only has to take part may be in another house."""
    is_housed = row.degree in {Degree.WHOLE, Degree.PART}
    if place is not None and is_housed and row.place != place:
        words = _("%(leg)s är med.") if row.place is None else _("%(leg)s finns i ett annat hus.")
        return words % {"leg": name}
    return str(_IS_HERE[Degree(row.degree)]) % {"leg": name}


def _unknown_words(row: LegFacts, name: str) -> str:
    if row.degree == Degree.NOT_KNOWN:
        return _("Det är inte känt hur mycket av %(leg)s som finns i huset.") % {"leg": name}
    return _("Det är inte känt vilket hus %(leg)s finns i.") % {"leg": name}


def _other_findings(weighed: ClassFinding) -> Iterator[Finding]:
    centre, asked, place = weighed.centre, weighed.asked, weighed.place
    if asked.any_count:
        yield Finding(some_of_several(centre, asked, place), _some_words(weighed))
    if asked.most_legs is not None:
        answer = not_too_many(centre, asked, place, asked.most_legs)
        words = _("Högst %(count)s av de fyra verksamheterna får finnas där, annars gäller en annan klass.")
        yield Finding(answer, words % {"count": _NUMBERS[asked.most_legs]})
    if asked.min_open_hours is not None:
        words = _("Minst %(hours)s öppettimmar i veckan krävs.") % {"hours": _hours(asked.min_open_hours)}
        yield Finding(enough(centre.open_hours, asked.min_open_hours), f"{words} {_known_hours(centre.open_hours)}")
    if asked.min_social_hours is not None:
        answer = social_long_enough(centre, asked)
        words = _("Socialtjänsten ska vara bemannad minst %(hours)s timmar i veckan.")
        words %= {"hours": _hours(asked.min_social_hours)}
        yield Finding(answer, words + " " + _("Timmarna är inte kända.") if answer is Answer.UNKNOWN else words)


def _some_words(weighed: ClassFinding) -> str:
    """What is asked of some of several legs, and which of them are there."""
    centre, asked, place = weighed.centre, weighed.asked, weighed.place
    demand = str(_SOME_DEMAND[Degree(asked.degree_of_any)]) % {
        "count": _NUMBERS[asked.any_count],
        "legs": _listed(asked.any_of),
    }
    there = [leg for leg in asked.any_of if of_leg(centre, leg, asked, asked.degree_of_any, place) is Answer.YES]
    if there:
        return demand + " " + _("Det gör %(legs)s.") % {"legs": _listed(there)}
    if some_of_several(centre, asked, place) is Answer.UNKNOWN:
        return demand + " " + _("Det är inte känt om det är så.")
    return demand + " " + _("Ingen av dem gör det.")


def _listed(legs: Iterable[str]) -> str:
    """`barnmorskan, barnhälsovården och öppna förskolan`."""
    legs = tuple(legs)
    if legs == LEGS:
        return _("de fyra verksamheterna")
    words = [str(LEG_WORDS[leg]) for leg in legs]
    return (
        pgettext("mellan de två sista i en uppräkning", " och ").join([", ".join(words[:-1]), words[-1]])
        if words[1:]
        else words[0]
    )


def _hours(hours: Decimal) -> str:
    return f"{hours.normalize():f}".replace(".", ",")


def _known_hours(hours: Decimal | None) -> str:
    if hours is None:
        return _("Öppettiderna är inte kända.")
    return _("Här är det %(hours)s.") % {"hours": _hours(hours)}
