"""The approved minutes of a meeting as a finished document, the same on a page, as PDF and in Word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from famn.domain.establishment.models import AgendaPoint, GroupMeeting, Initiative, InitiativeMatter
from famn.domain.establishment.reads.meetings import Attendee, MeetingPage, meeting_page
from famn.domain.matters.drafting import prose
from famn.domain.matters.drafting.layouts import HeadKey
from famn.domain.matters.drafting.paper import DRAFT, HeadValue, Letterhead, Paper, Text
from famn.domain.people.models import Leg


def printed_minutes(meeting: GroupMeeting) -> Paper:
    """The minutes of one meeting; a draft as long as nobody has approved them."""
    row = GroupMeeting.objects.select_related("group", "approved_by").get(pk=meeting.pk)
    rows = Initiative.objects.select_related("authority__principal", "unit__administration")
    initiative = rows.get(pk=row.group.initiative_id)
    page = meeting_page(row)
    sections = (
        ("present", _("Närvarande"), _present(page.attendees, row.also_present)),
        ("agenda", _("Dagordning"), _agenda(page.points)),
        ("decisions", _("Beslut"), _decisions(page)),
        ("notes", _("Anteckningar"), prose.parse(row.notes)),
        ("approved", _("Godkännande"), _approved(row)),
    )
    return Paper(
        document_word=_("Mötesanteckningar"),
        mark="" if row.state == GroupMeeting.State.APPROVED else DRAFT,
        letterhead=_letterhead(initiative),
        head=tuple(_head(row, initiative)),
        title=_("Möte i %(group)s, %(initiative)s") % {"group": row.group.name, "initiative": initiative.title},
        parts=tuple(Text(key, heading, blocks) for key, heading, found in sections if (blocks := tuple(found))),
    )


def _letterhead(initiative: Initiative) -> Letterhead:
    unit = initiative.unit
    return Letterhead(
        sender=unit.administration.name if unit.administration else initiative.authority.name,
        principal=initiative.authority.principal.name,
        phone=unit.phone,
        email=unit.email,
    )


def _head(meeting: GroupMeeting, initiative: Initiative) -> Iterator[HeadValue]:
    """The day of the meeting, and the registry number where the initiative's matters share one."""
    yield HeadValue(HeadKey.DATE, _("Datum"), meeting.day.isoformat())
    matters = InitiativeMatter.objects.filter(initiative=initiative).exclude(matter__registry_number="")
    numbers = set(matters.values_list("matter__registry_number", flat=True))
    if len(numbers) == 1:
        yield HeadValue(HeadKey.REGISTRY, _("Dnr"), numbers.pop())


def _present(attendees: Sequence[Attendee], also: str) -> Iterator[prose.Block]:
    here = [_person(one) for one in attendees if one.is_present]
    away = [_person(one) for one in attendees if one.is_present is False]
    if here:
        yield prose.listing(here)
    if also:
        yield prose.paragraph(_("Också med på mötet: %(names)s.") % {"names": also})
    if away:
        yield prose.paragraph(_("Inte med på mötet: %(names)s.") % {"names": ", ".join(away)})


def _person(one: Attendee) -> str:
    return f"{one.name} ({Leg(one.leg).label.lower()})" if one.leg else one.name


def _agenda(points: Iterable[AgendaPoint]) -> Iterator[prose.Block]:
    for point in points:
        yield prose.Subheading(1, prose.run(f"{point.number}. {point.text}"))
        yield from prose.parse(point.outcome)
        yield prose.paragraph(_("Punkten är %(state)s.") % {"state": str(point.get_state_display())})


def _decisions(page: MeetingPage) -> Iterator[prose.Block]:
    for decision in page.decisions:
        yield prose.paragraph(f"{decision.number}. {decision.text}")
        assignment = getattr(decision, "assignment", None)
        if assignment is not None:
            facts = {"who": assignment.responsible_name, "day": date_format(assignment.due_on, "j F Y")}
            yield prose.paragraph(_("%(who)s gör det senast %(day)s.") % facts)


def _approved(meeting: GroupMeeting) -> Iterator[prose.Block]:
    if meeting.approved_by is not None and meeting.approved_at is not None:
        day = date_format(timezone.localdate(meeting.approved_at), "j F Y")
        yield prose.paragraph(
            _("Anteckningarna godkändes %(day)s av %(who)s.") % {"day": day, "who": meeting.approved_by.name}
        )
    else:
        yield prose.paragraph(_("Anteckningarna är inte godkända än."))
