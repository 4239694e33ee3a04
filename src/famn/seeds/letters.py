"""Templates that all share. That of letters of intent has a county's form of 2024; every sentence is ours."""

from __future__ import annotations

from typing import Final

from django.utils import timezone

from famn.domain.agreements.drafting.templates import Blank, Template
from famn.domain.agreements.models import LetterKind, LetterTemplate
from famn.domain.matters.drafting.content import Section
from famn.seeds.agreements import AGREEMENT, ROLES

COUNTY_FORM: Final = Template(
    title="Avsiktsförklaring om familjecentral i {plats}",
    source="Uppbyggd som Region Örebro läns mall från 2024. Texten är Famns egen.",
    sections=(
        Section(
            "opening",
            "Det här vill vi",
            "Parterna vill tillsammans inrätta en {syfte} i {plats}. Arbetet följer {overenskommelse}.",
        ),
        Section(
            "background",
            "Bakgrund",
            "Stöd till föräldrar är en tidig insats som gör skillnad för barns hälsa och utveckling. På en "
            "familjecentral arbetar flera verksamheter ihop kring familjen: barnmorskemottagning, barnhälsovård, "
            "öppen förskola och förebyggande socialtjänst. Den vänder sig till blivande föräldrar och till familjer "
            "med barn {aldrar}.\n\n"
            "{utgangslage}",
        ),
        Section(
            "strategy",
            "Det här vilar på",
            "Avsiktsförklaringen vilar på {strategi}. Barnets bästa kommer i första rummet.",
        ),
        Section(
            "assignments",
            "Uppdraget",
            "Parterna ger sina verksamheter i uppdrag:\n\n"
            "- att ta initiativ till samverkan och driva på så att en {syfte} kommer till stånd\n"
            "- att leta efter lokaler som passar och säga till när något dyker upp\n"
            "- att berätta för varandra om beslut som påverkar arbetet.",
        ),
        Section(
            "meaning",
            "Vad avsiktsförklaringen betyder",
            "Avsiktsförklaringen säger vad vi vill. Den binder ingen part till kostnader. Det som kräver pengar eller "
            "beslut tar varje part upp hos sig.",
        ),
    ),
    blanks=(
        Blank("plats", "platsen", "Kommunen eller stadsdelen, till exempel Laxå kommun."),
        Blank("overenskommelse", "överenskommelsen i länet", "Den regionala överenskommelsen, med årtal."),
        Blank("aldrar", "barnens åldrar", "Till exempel 0–6 år."),
        Blank("utgangslage", "utgångsläget hos er", "Två eller tre meningar: vad finns i dag, och varför nu?"),
        Blank("strategi", "strategin som arbetet vilar på", "Strategins namn och år."),
    ),
    roles=ROLES,
)
LETTER_TEMPLATES: Final = (
    (LetterKind.INTENT, "Avsiktsförklaring, länets form", COUNTY_FORM),
    (LetterKind.COOPERATION, "Samverkansavtal, grundform", AGREEMENT),
)


def load() -> int:
    """Put in the templates that all share. One that has changed becomes its next version; letters keep theirs."""
    shared = LetterTemplate.objects.filter(authority=None, is_current=True)
    now = {row.name: row for row in shared.all()}
    for kind, name, template in LETTER_TEMPLATES:
        before, said = now.get(name), template.as_json()
        if before is not None and before.body == said:
            continue
        if before is not None:
            shared.filter(pk=before.pk).update(is_current=False)
        version = before.version + 1 if before else 1
        LetterTemplate.objects.create(kind=kind, name=name, version=version, body=said, made_at=timezone.now())
    return shared.count()
