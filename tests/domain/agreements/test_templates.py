"""Templates: what all share, a region's for its county, copies and versions."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import DatabaseError, transaction

from famn.domain.agreements import actions, reads, rules
from famn.domain.agreements.drafting.templates import Template
from famn.domain.agreements.models import LetterTemplate
from famn.domain.people.actions import draw_secrecy_area, found_authority, found_principal
from famn.domain.people.models import Authority, Place, SecrecyArea
from famn.domain.people.rules import HOUSE, Actor
from famn.ground.verdict import Denied, Refused
from tests.domain.agreements.making import make_letter, manager, shared_template
from tests.people import AT, make_actor, make_unit
from tests.scenes import scene


@scene
def boss(anna: Actor) -> Actor:
    """A manager of Anna's authority."""
    return manager(anna, "Märta Mossa")


def region(county: str) -> Actor:
    """A manager of a region in a county."""
    place = Place.objects.get(code=county)
    principal = found_principal(by=HOUSE, at=AT, kind="region", name=f"Region {county}", place=place)
    board = found_authority(
        by=HOUSE, at=AT, principal=principal, kind="board", name=f"Regionstyrelsen {county}", place=place
    )
    area = draw_secrecy_area(by=HOUSE, at=AT, authority=board, kind=SecrecyArea.Kind.OTHER, name="Staben")
    return make_actor(f"Rut Ros{county}", make_unit(area, f"Staben {county}"), "manager")


def settle_in(actor: Actor, place: str) -> None:
    Authority.objects.filter(pk=actor.authority_id or 0).update(place=Place.objects.get(code=place))


def changed(template: LetterTemplate, title: str) -> Template:
    return replace(Template.from_json(template.body), title=title)


def test_a_regions_template_is_for_every_authority_of_its_county(anna: Actor) -> None:
    settle_in(anna, "1860")
    theirs = actions.copy_letter_template(shared_template(), by=region("18"), at=AT, name="Länets mall")
    far = actions.copy_letter_template(shared_template(), by=region("01"), at=AT, name="Ett annat läns mall")
    seen = [row.name for row in reads.templates_list(anna, "intent")]
    assert seen == ["Länets mall", "Avsiktsförklaring, länets form"]
    assert make_letter(anna, template=theirs).template_id == theirs.pk
    with pytest.raises(Refused, match="mall som gäller"):
        make_letter(anna, template=far)


def test_a_change_is_the_next_version_and_letters_keep_the_one_they_began_from(anna: Actor, boss: Actor) -> None:
    mine = actions.copy_letter_template(shared_template(), by=boss, at=AT, name="Vår mall")
    letter = make_letter(anna, template=mine)
    newer = actions.change_letter_template(mine, by=boss, at=AT, body=changed(mine, "Vår avsikt i {plats}"))
    assert (newer.version, newer.is_current, newer.based_on_id) == (2, True, mine.pk)
    assert letter.template_id == mine.pk
    assert [row.version for row in reads.template_versions(newer)] == [2, 1]
    with pytest.raises(Refused, match="mall som gäller"):
        make_letter(anna, template=mine)


def test_the_same_words_make_no_version(boss: Actor) -> None:
    mine = actions.copy_letter_template(shared_template(), by=boss, at=AT, name="Vår mall")
    same = actions.change_letter_template(mine, by=boss, at=AT, body=Template.from_json(mine.body))
    assert (same.pk, same.version) == (mine.pk, 1)


def test_what_all_share_and_what_others_keep_is_copied_and_not_changed(boss: Actor) -> None:
    shared = shared_template()
    with pytest.raises(Denied, match="Gör en egen kopia"):
        actions.change_letter_template(shared, by=boss, at=AT, body=changed(shared, "Nej"))


def test_a_template_needs_the_role(anna: Actor) -> None:
    assert not rules.may_shape_letters(anna)
    with pytest.raises(Denied):
        actions.copy_letter_template(shared_template(), by=anna, at=AT, name="Min")


def test_two_templates_of_one_authority_have_two_names(boss: Actor) -> None:
    actions.copy_letter_template(shared_template(), by=boss, at=AT, name="Vår mall")
    with pytest.raises(Refused, match="redan en mall"):
        actions.copy_letter_template(shared_template(), by=boss, at=AT, name="vår mall")


def test_the_words_of_a_template_never_change(boss: Actor) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        LetterTemplate.objects.filter(pk=shared_template().pk).update(body={})
