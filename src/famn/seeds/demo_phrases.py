"""The phrase book of the demo's first centre: its few words in English, Arabic and Somali, as far as somebody got.

Nobody who knows Arabic or Somali has checked them, and the pages say so. The rest falls back to Swedish.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils import timezone

from famn.domain.activities import actions
from famn.domain.activities.reads.phrases import phrases_mark
from famn.domain.centres.models import FamilyCentre
from famn.domain.people.rules import Actor
from famn.seeds.demo_public import CHECKED_BY

CENTRE, WRITER = "Familjecentralen Backsippan", "Ronja Hjortron"
PHRASES: Final[dict[str, dict[str, str]]] = {
    "en": {
        "Vi planerar våren tillsammans.": "We are planning the spring together.",
        "Barnmorskan öppnar senare.": "The midwife opens later.",
        "Vi sjunger nästa vecka.": "We will sing next week.",
        "Vi börjar senare den här gången.": "We start later this time.",
        "Så tar du hand om små tänder": "How to care for small teeth",
        "Ring 08-465 004 31 eller säg till när ni är hos oss.": "Call 08-465 004 31 or tell us when you are here.",
        "Du får en inbjudan av den du träffar hos oss.": "The person you meet here gives you an invitation.",
        "barnmorska": "midwife",
        "sjuksköterska": "nurse",
        "förskollärare": "preschool teacher",
        "föräldrastödjare": "parent supporter",
        "Ramp vid huvudentrén": "Ramp at the main entrance",
        "Också på toaletten för alla": "Also in the toilet for everyone",
        "Plats för sex vagnar, resten står under tak": "Room for six prams, the others stand under a roof",
        "Allt ligger i markplan": "Everything is on the ground floor",
    },
    "ar": {
        "Vi planerar våren tillsammans.": "نخطط معا لفصل الربيع.",
        "Barnmorskan öppnar senare.": "تبدأ القابلة في وقت متأخر أكثر.",
        "Vi sjunger nästa vecka.": "سنغني في الأسبوع القادم.",
        "Vi börjar senare den här gången.": "نبدأ هذه المرة في وقت متأخر أكثر.",
        "Så tar du hand om små tänder": "كيف تعتني بالأسنان الصغيرة",
        "Ring 08-465 004 31 eller säg till när ni är hos oss.": "اتصلوا بالرقم 08-465 004 31 أو أخبرونا عند زيارتكم.",
        "barnmorska": "قابلة",
        "sjuksköterska": "ممرضة",
        "förskollärare": "معلمة روضة",
        "Ramp vid huvudentrén": "منحدر عند المدخل الرئيسي",
        "Allt ligger i markplan": "كل شيء في الطابق الأرضي",
    },
    "so": {
        "Vi sjunger nästa vecka.": "Toddobaadka dambe ayaan heesi doonnaa.",
        "barnmorska": "umuliso",
        "sjuksköterska": "kalkaaliye caafimaad",
        "förskollärare": "macallin xannaano",
    },
}


def load(actors: Mapping[str, Actor]) -> None:
    """Say them, once there are exceptions, people and times that show them."""
    centre, by, now = FamilyCentre.objects.get(name=CENTRE), actors[WRITER], timezone.now()
    for language, words in PHRASES.items():
        seen, checked = phrases_mark(centre, language), CHECKED_BY.get(language, "")
        actions.write_phrases(centre, by=by, at=now, language=language, words=words, seen=seen, checked_by=checked)
