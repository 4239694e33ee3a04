"""The parts of a mapping, in the order of its document: what each is called, its form, and its acts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from famn.domain.establishment import actions
from famn.domain.establishment.models import Mapping
from famn.web.workspace.mapping.forms import ActorForm, AreaForm, HolderForm, InvitationForm, NeedForm, RowForm


@dataclass(frozen=True)
class Part:
    """One part. `key` is its name in the reads, `slug` in addresses; `rows` gives its rows in a mapping."""

    key: str
    slug: str
    title: str | Promise
    about: str | Promise
    add: str | Promise
    one: str | Promise
    done: str | Promise
    form: type[RowForm]
    rows: Callable[[Mapping], QuerySet[Any]]
    write: Callable[..., Any]
    remove: Callable[..., Any]


PARTS: Final = (
    Part(
        key="needs",
        slug="behov",
        title=_("Familjernas behov"),
        about=_("Påståenden om grupper, med källa. Aldrig om en enskild person eller familj."),
        add=_("Lägg till ett behov"),
        one=_("Behov"),
        done=_("Behovet är sparat."),
        form=NeedForm,
        rows=lambda mapping: mapping.needs.select_related("mapping", "area"),
        write=actions.write_need,
        remove=actions.remove_need,
    ),
    Part(
        key="actors",
        slug="aktorer",
        title=_("Lokala aktörer"),
        about=_("Bibliotek, kultur, medborgarkontor, studieförbund, föreningar, hyresvärdar och andra."),
        add=_("Lägg till en aktör"),
        one=_("Lokal aktör"),
        done=_("Aktören är sparad."),
        form=ActorForm,
        rows=lambda mapping: mapping.actors.select_related("mapping"),
        write=actions.write_actor,
        remove=actions.remove_actor,
    ),
    Part(
        key="care",
        slug="varden",
        title=_("Mödra- och barnhälsovården"),
        about=_("Hur varje verksamhet och huvudman ställer sig. Det senaste svaret gäller, de tidigare finns kvar."),
        add=_("Lägg till en verksamhet eller huvudman"),
        one=_("Verksamhet eller huvudman"),
        done=_("Verksamheten eller huvudmannen är sparad."),
        form=HolderForm,
        rows=lambda mapping: mapping.holders.select_related("mapping"),
        write=actions.write_holder,
        remove=actions.remove_holder,
    ),
    Part(
        key="invitations",
        slug="invanare",
        title=_("Invånarnas delaktighet"),
        about=_("Hur invånarna bjuds in, hur många som kom och vad ni hörde. Inga namn."),
        add=_("Lägg till en inbjudan"),
        one=_("Inbjudan till invånarna"),
        done=_("Inbjudan är sparad."),
        form=InvitationForm,
        rows=lambda mapping: mapping.invitations.select_related("mapping"),
        write=actions.write_invitation,
        remove=actions.remove_invitation,
    ),
    Part(
        key="areas",
        slug="omraden",
        title=_("Val av delområden"),
        about=_("Kartläggningen slutar i ett val: vilka delområden, på vilka behov och av vilka skäl."),
        add=_("Lägg till ett delområde"),
        one=_("Delområde"),
        done=_("Delområdet är sparat."),
        form=AreaForm,
        rows=lambda mapping: mapping.areas.select_related("mapping"),
        write=actions.write_area,
        remove=actions.remove_area,
    ),
)


def part_at(slug: str) -> Part | None:
    """The part at an address."""
    return next((part for part in PARTS if part.slug == slug), None)
