"""A mapping as a finished document, the same on a page, as PDF and in Word."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from django.db.models import TextChoices
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from famn.domain.establishment.models import MappingActor, MappingArea, Stance
from famn.domain.establishment.reads.mapping_changes import Change, label
from famn.domain.establishment.reads.mapping_content import Area, Content, Holder, Invited, Need
from famn.domain.matters.drafting import prose
from famn.domain.matters.drafting.layouts import HeadKey
from famn.domain.matters.drafting.paper import DRAFT, Head, HeadValue, Paper, Text
from famn.domain.people.models import Leg


def paper_of_mapping(content: Content, head: Head, *, changed: Sequence[Change] = (), sha256: str = "") -> Paper:
    """The document: summary, the four parts, the choice, and what changed since the last one."""
    sections = (
        ("summary", _("Sammanfattning"), _summary(content)),
        ("background", _("Bakgrund"), _background(content)),
        ("needs", _("Familjernas behov"), _needs(content)),
        ("figures", _("Siffror om platsen"), _figures(content)),
        ("actors", _("Lokala aktörer"), _actors(content)),
        ("care", _("Samarbete med mödra- och barnhälsovården"), _care(content)),
        ("invitations", _("Invånarnas delaktighet"), _invitations(content)),
        ("areas", _("Val av delområden"), _areas(content)),
        ("changes", _("Ändrat sedan förra kartläggningen"), _changes(changed)),
        ("settled", _("Om dokumentet"), _settled(content, sha256)),
    )
    return Paper(
        document_word=_("Kartläggning"),
        mark="" if content.settled_on else DRAFT,
        letterhead=head.letterhead,
        head=tuple(_head(head)),
        title=content.title,
        parts=tuple(Text(key, heading, blocks) for key, heading, found in sections if (blocks := tuple(found))),
    )


def _head(head: Head) -> Iterator[HeadValue]:
    values = (
        (HeadKey.CASE_OFFICER, head.case_officer),
        (HeadKey.DATE, head.date),
        (HeadKey.REGISTRY, head.registry_number),
    )
    words = {HeadKey.CASE_OFFICER: _("Handläggare"), HeadKey.DATE: _("Datum"), HeadKey.REGISTRY: _("Dnr")}
    return (HeadValue(key, words[key], value) for key, value in values if value)


def _summary(content: Content) -> Iterator[prose.Block]:
    yield from prose.parse(content.summary)
    chosen, left = _named(content, MappingArea.Choice.CHOSEN), _named(content, MappingArea.Choice.NOT_CHOSEN)
    if chosen:
        yield prose.paragraph(_("Valda delområden: %(names)s.") % {"names": ", ".join(chosen)})
    if left:
        yield prose.paragraph(_("Bortvalda delområden: %(names)s.") % {"names": ", ".join(left)})


def _named(content: Content, choice: str) -> list[str]:
    return [area.name for area in content.areas if area.choice == choice]


def _background(content: Content) -> Iterator[prose.Block]:
    facts = {"place": content.place, "begun": day_words(content.from_date), "settled": day_words(content.settled_on)}
    done = _("Kartläggningen gäller %(place)s. Den påbörjades %(begun)s och fastställdes %(settled)s.")
    going_on = _("Kartläggningen gäller %(place)s. Den påbörjades %(begun)s och pågår.")
    yield prose.paragraph((done if content.settled_on else going_on) % facts)
    yield prose.paragraph(
        _(
            "Den har fyra delar: familjernas behov, lokala aktörer, samarbetet med mödra- och barnhälsovården "
            "och hur invånarna bjuds in. Den slutar i ett val av delområden."
        )
    )


def _needs(content: Content) -> Iterator[prose.Block]:
    whole = [need for need in content.needs if not need.area]
    if content.needs:
        yield prose.paragraph(_("Behoven gäller grupper, aldrig enskilda personer eller familjer."))
    if whole:
        yield prose.listing(_need_words(need) for need in whole)
    for area in content.areas:
        here = [need for need in content.needs if need.area == area.origin]
        if here:
            yield prose.Subheading(1, prose.run(area.name))
            yield prose.listing(_need_words(need) for need in here)


def _need_words(need: Need) -> str:
    parts = [_sentence(need.statement)]
    if need.group:
        parts.append(_("Gäller: %(group)s.") % {"group": need.group})
    source = ", ".join(filter(None, (need.source, day_words(need.source_date))))
    if source:
        parts.append(_("Källa: %(source)s.") % {"source": source})
    return " ".join(parts)


def _figures(content: Content) -> Iterator[prose.Block]:
    if content.figures:
        yield prose.paragraph(_("Siffrorna är offentlig statistik om hela platsen, bredvid det som platsen ligger i."))
        yield from prose.parse(content.figures)


def _actors(content: Content) -> Iterator[prose.Block]:
    if content.actors:
        yield prose.paragraph(_("Så långt har samarbetet kommit med var och en."))
        yield prose.table(
            (_("Aktör"), _("Slag"), _("Samarbete"), _("Tillfrågad")),
            (
                (
                    actor.name,
                    _label(MappingActor.Kind, actor.kind),
                    label(MappingActor.Cooperation, actor.cooperation) or _("inte tillfrågad"),
                    day_words(actor.asked_on) or "–",
                )
                for actor in content.actors
            ),
        )
    noted = [f"{actor.name}: {_sentence(actor.note)}" for actor in content.actors if actor.note]
    if noted:
        yield prose.listing(noted)


def _care(content: Content) -> Iterator[prose.Block]:
    if not content.holders:
        return
    questions = [*Stance.Question]
    yield prose.paragraph(_("Tabellen visar det senaste svaret på varje fråga."))
    yield prose.table(
        (_("Verksamhet eller huvudman"), *(str(question.label) for question in questions)),
        ((_holder_words(holder), *(_cell(holder, question) for question in questions)) for holder in content.holders),
    )
    sources = [words for holder in content.holders for words in _told(holder)]
    if sources:
        yield prose.paragraph(_("Så vet vi det:"))
        yield prose.listing(sources)


def _holder_words(holder: Holder) -> str:
    return f"{holder.name} ({Leg(holder.leg).label.lower()})" if holder.leg else holder.name


def _cell(holder: Holder, question: str) -> str:
    said = holder.newest(question)
    return label(Stance.Answer, said.answer) if said else _("inget svar")


def _told(holder: Holder) -> Iterator[str]:
    """What one of them told and when, an occasion at a time: those answers that count."""
    occasions: dict[tuple[str, str], list[str]] = {}
    for question in Stance.Question:
        said = holder.newest(question)
        if said is not None:
            told = ", ".join(filter(None, (said.by, said.source)))
            answer = f"{question.label.lower()} {label(Stance.Answer, said.answer)}"
            occasions.setdefault((said.on, told), []).append(answer)
    for (day, told), answers in occasions.items():
        facts = {"name": holder.name, "day": day_words(day), "answers": ", ".join(answers), "told": told}
        yield _("%(name)s, %(day)s: %(answers)s. Källa: %(told)s.") % facts


def _invitations(content: Content) -> Iterator[prose.Block]:
    if content.invitations:
        yield prose.listing(_invited_words(one) for one in content.invitations)


def _invited_words(one: Invited) -> str:
    parts = [_sentence(f"{one.what}, {day_words(one.when)}" if one.when else one.what)]
    if one.how_many is not None:
        parts.append(_("Deltagare: %(count)d.") % {"count": one.how_many})
    if one.heard:
        parts.append(_("Det här hörde vi: %(heard)s") % {"heard": _sentence(one.heard)})
    return " ".join(parts)


def _areas(content: Content) -> Iterator[prose.Block]:
    if content.areas:
        counts = {"chosen": len(_named(content, MappingArea.Choice.CHOSEN)), "all": len(content.areas)}
        yield prose.paragraph(
            _("Kartläggningen slutar i ett val. Av %(all)d delområden valdes %(chosen)d, av de skäl som står här.")
            % counts
        )
    for choice in (MappingArea.Choice.CHOSEN, MappingArea.Choice.NOT_CHOSEN, MappingArea.Choice.OPEN):
        for area in content.areas:
            if area.choice == choice:
                yield from _area(content, area)


def _area(content: Content, area: Area) -> Iterator[prose.Block]:
    yield prose.Subheading(1, prose.run(f"{area.name} ({label(MappingArea.Choice, area.choice)})"))
    yield from prose.parse(area.about)
    yield from prose.parse(area.reasons)
    grounds = [need.statement for origin in area.grounds if (need := content.need(origin))]
    if grounds:
        yield prose.paragraph(_("Valet vilar på dessa behov:"))
        yield prose.listing(map(_sentence, grounds))


def _changes(changed: Sequence[Change]) -> Iterator[prose.Block]:
    if changed:
        yield prose.listing(change_words(one) for one in changed)


def change_words(change: Change) -> str:
    """What changed, in a sentence."""
    facts = {"what": change.what, "before": change.before, "after": change.after}
    if not change.before:
        return _("%(what)s: nytt, %(after)s.") % facts
    if not change.after:
        return _("%(what)s: är inte med längre, var %(before)s.") % facts
    return _("%(what)s: från %(before)s till %(after)s.") % facts


def _settled(content: Content, sha256: str) -> Iterator[prose.Block]:
    if not content.settled_on:
        yield prose.paragraph(_("Kartläggningen pågår. Det här är ett utkast som kan ändras."))
        return
    facts = {"number": content.number, "day": day_words(content.settled_on), "name": content.settled_by}
    yield prose.paragraph(_("Kartläggning nummer %(number)d, fastställd %(day)s av %(name)s.") % facts)
    if sha256:
        yield prose.paragraph(_("Kontrollsumma (SHA-256): %(sum)s") % {"sum": sha256})


def day_words(day: str) -> str:
    """A day, a month or a year in ISO 8601 as people write it; empty where it is empty."""
    if len(day) < 7:
        return day
    form = "j F Y" if len(day) == 10 else "F Y"
    return date_format(dt.date.fromisoformat((day + "-01")[:10]), form)


def _label(choices: type[TextChoices], value: str) -> str:
    return str(choices(value).label)


def _sentence(text: str) -> str:
    return text if text.rstrip().endswith((".", "!", "?", "”", ")")) else f"{text}."
