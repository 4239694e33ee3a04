"""What templates need beyond Django's own: icons, the look of the four legs, dates as people write them, form controls.

Knows nothing of the database and decides nothing. Every template has these without asking (settings, builtins).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from pathlib import Path
from time import time as clock_time
from typing import Any, Final

from allauth.mfa import app_settings
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django import template
from django.conf import settings
from django.forms import BoundField
from django.template.defaultfilters import linebreaks_filter as linebreaks  # the plain one does not escape
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, get_language_bidi, gettext
from django.utils.translation import gettext_lazy as _

from famn.domain.centres.reads.phrases import IN_SWEDISH, Phrases, Word
from famn.ground.stockholm import clock_in_words, day_of
from famn.web.shared import dates
from famn.web.shared import staircase as stairs
from famn.web.shared.addresses import languages_of
from famn.web.shared.reading import reading_of

register = template.Library()

ICONS = Path(__file__).resolve().parents[2] / "static" / "famn" / "icons.svg"
# An address, a number and a code are written from left to right in every language.
COMMAS = {"ar": "، ", "fa": "، ", "ti": "፣ "}
LEFT_TO_RIGHT = {"email", "tel", "number", "url", "date", "time", "datetime-local", "password"}


@dataclass(frozen=True)
class LegLook:
    """How one of the four activities of a family centre looks: a colour, an icon and a word, never colour alone."""

    color: str
    icon: str
    word: str | Promise


LEGS = {
    "MIDWIFERY": LegLook("hallon", "bmm", _("Barnmorska")),
    "CHILD_HEALTH": LegLook("blaklint", "bvc", _("Barnhälsovård")),
    "OPEN_PRESCHOOL": LegLook("honung", "forskola", _("Öppen förskola")),
    "PREVENTIVE_SOCIAL": LegLook("mossa", "stod", _("Föräldrastöd")),
}


@cache
def icon_shapes() -> dict[str, SafeString]:
    """Read our icons once: the name of each, and the inside of its drawing."""
    symbols = re.findall(r'<symbol id="([a-z]+)"[^>]*>(.*?)</symbol>', ICONS.read_text(encoding="utf-8"))
    return {name: mark_safe(shapes) for name, shapes in symbols}  # noqa: S308 - our own file, no user's text


@register.simple_tag
def icon(name: str, turn: bool = False) -> SafeString:
    """Draw an icon beside a word; it is hidden from screen readers. `turn` mirrors it in right-to-left languages.

    Drawn in the page, since a shared file fetched by `<use>` is stopped by the strict content security policy in some
    browsers. An unknown name raises KeyError.
    """
    turned = " f-icon--turn" if turn else ""
    return format_html(
        '<svg class="f-icon{}" viewBox="0 0 24 24" aria-hidden="true">{}</svg>', turned, icon_shapes()[name]
    )


@register.simple_tag
@cache
def brand() -> SafeString:
    """The mark and the name, drawn: the same on every page, so it is written once in a process."""
    return render_to_string("shared/brand.html")


@register.simple_tag(takes_context=True)
def said(context: dict[str, Any], swedish: str | Word, whole: bool = False) -> SafeString:
    """A few words that staff wrote in Swedish: in the language of the page where `phrases` of the page has them in it.

    They say which language they are in. `whole`: they are paragraphs of their own, and no part of a sentence.
    """
    book: Phrases = context.get("phrases") or IN_SWEDISH
    word = swedish if isinstance(swedish, Word) else book.said(swedish)
    if whole:
        text = in_order(linebreaks(word.text), word.dir)
        return format_html('<div lang="{}" dir="{}">{}</div>', word.lang, word.dir, text)
    return format_html('<bdi lang="{}">{}</bdi>', word.lang, in_order(word.text, word.dir))


def in_order(text: str, direction: str) -> SafeString:
    """A text, escaped, in which telephone numbers, times and dates are in order where it goes from right to left."""
    written = conditional_escape(text)
    if direction != "rtl":
        return written
    return mark_safe(_FIGURES.sub(r'<bdi dir="ltr">\g<0></bdi>', written))  # noqa: S308 - escaped above


# Some figures with what stands between them in a telephone number, a time or a date: "08-465 004 31", "9.00–11.30".
_FIGURES: Final = re.compile(r"\+?\d(?:[ \u00a0.:\u2013-]?\d){3,}")


@register.filter
def is_spoken(name: str) -> bool:
    """Whether the public page of this name is there in the language of the present page."""
    return get_language() in languages_of(name)


@register.filter
def listed(words: Iterable[str]) -> str:
    """Write words in a row, with the comma of the page's language between them."""
    return COMMAS.get(get_language() or "", ", ").join(words)


@register.filter
def ltr(text: str) -> SafeString:
    """Keep a time, a telephone number or the like in its order where the words around it go from right to left."""
    return format_html('<bdi dir="ltr">{}</bdi>', text) if text else SafeString("")


@register.filter
def webcal(origin: str) -> str:
    """The same site by the scheme that opens the reader's own calendar, to follow what is at the address."""
    return f"webcal:{origin.partition(':')[2]}"


@register.filter
def leg_look(code: str) -> LegLook:
    """Return the colour, icon and word of a leg by its code, such as MIDWIFERY. An unknown code raises KeyError."""
    return LEGS[str(code)]


@register.filter
def staircase(steps: Iterable[stairs.Step]) -> stairs.Staircase:
    """Lay out steps as a drawing, mirrored where the language is read from right to left."""
    return stairs.draw(list(steps), rtl=get_language_bidi())


def _local(value: date | datetime) -> date | datetime:
    return timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value


@register.filter
def date_long(value: date | datetime | None) -> str:
    """Write a day as "24 november 2026", nothing for None."""
    return date_format(_local(value), dates.formats().long) if value else ""


@register.filter
def date_short(value: date | datetime | None) -> str:
    """Write a day as "24 nov", nothing for None. Only where the year is plain from what stands around it."""
    return date_format(_local(value), dates.formats().short) if value else ""


@register.filter
def weekday_long(value: date | datetime | None) -> str:
    """Write a day as "tisdag 24 november", nothing for None."""
    return date_format(_local(value), dates.formats().weekday) if value else ""


def moment_in_words(was: datetime, now: datetime) -> str:
    """When something was to be: the clock alone where it is the same day, else the day too."""
    if day_of(was) == day_of(now):
        return clock_in_words(was)
    return f"{weekday_long(was)} {clock_in_words(was)}"


@register.filter
def day_near(value: datetime | None) -> str:
    """Write the day of a point in time as people say it: "i dag", "i morgon", else "tisdag 24 november"."""
    if value is None:
        return ""
    day = timezone.localtime(value).date()
    near = {0: gettext("i dag"), 1: gettext("i morgon")}
    return near.get((day - timezone.localdate()).days) or weekday_long(day)


@register.filter
def clock(value: datetime | time | None) -> str:
    """Write a time of day as people do, with a dot: "9.05", "16.30". Nothing for None."""
    return clock_in_words(value) if isinstance(value, datetime | time) else ""


@register.filter
def moment(value: datetime | None) -> str:
    """Write a point in time as "20 nov kl. 15.12", with the year where it is not the present one."""
    if value is None:
        return ""
    year = "" if _local(value).year == timezone.localdate().year else date_format(_local(value), " Y")
    return gettext("%(day)s kl. %(clock)s") % {"day": date_short(value) + year, "clock": clock(value)}


@register.filter
def partial_date(value: str | None) -> str:
    """Write a date of any precision in words: "2016-11" as "november 2016".

    Text that is no date is returned as it came.
    """
    match re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", value or ""):
        case None:
            return value or ""
        case found:
            year, month, day = found.groups()
    if not month:
        return year
    try:
        whole = date(int(year), int(month), int(day or 1))
    except ValueError:
        return value or ""
    return date_format(whole, dates.formats().long if day else dates.formats().month)


@register.filter
def mail_address(address: str) -> SafeString:
    """Write an e-mail address so that a narrow column breaks it after its at sign, not inside a word."""
    name, at, host = address.partition("@")
    return format_html('<bdi dir="ltr">{}{}<wbr>{}</bdi>', name, at, host)


@register.filter
def demo_code(secret: str) -> str:
    """Tell the code that an app with this secret shows just now: in the demo, and nowhere else."""
    if not settings.IS_DEMO:
        return ""
    return str(format_hotp_value(hotp_value(secret, int(clock_time()) // app_settings.TOTP_PERIOD)))


@register.filter
def control(field: BoundField) -> SafeString:
    """Render a form field's control in our look. Django itself ties it to its help and its error by their ids."""
    widget: Any = field.field.widget
    attrs: dict[str, Any] = {"class": f"ds-input {widget.attrs.get('class', '')}".strip()}
    if getattr(widget, "input_type", "") in LEFT_TO_RIGHT or field.name in {"code", "otp"}:
        attrs["dir"] = "ltr"
    if str(widget.attrs.get("placeholder", "")).startswith(str(field.label)):
        attrs["placeholder"] = False  # it says the label once more; False leaves it out
    return field.as_widget(attrs=attrs)


@register.filter
def control_kind(field: BoundField) -> str:
    """Say how a field is laid out: "hidden", "group" (radios, checkboxes), "check" (one checkbox) or "line"."""
    if field.is_hidden:
        return "hidden"
    if field.use_fieldset:
        return "group"
    return "check" if field.widget_type == "checkbox" else "line"


@register.filter
def reading(field: BoundField) -> dict[str, Any] | None:
    """How heavy the text of a field is to read, for shared/reading.html; None where nothing is said of it."""
    return reading_of(field)


@register.filter
def styled(runs: Iterable[Any]) -> SafeString:
    """Write runs of a text (`text`, `strong`, `emphasis`) as HTML; a line end in a run is a line break."""
    return format_html_join("", "{}", ((_in_style(run),) for run in runs))


def _in_style(run: Any) -> SafeString:
    text = format_html_join(SafeString("<br>"), "{}", ((line,) for line in run.text.split("\n")))
    if run.emphasis:
        text = format_html("<em>{}</em>", text)
    return format_html("<strong>{}</strong>", text) if run.strong else text


@register.filter
def beside(cells: Iterable[Any], kinds: Iterable[Any]) -> list[tuple[Any, Any]]:
    """Pair the cells of a row with what is told of their columns."""
    return list(zip(cells, kinds, strict=False))


@register.filter
def marked(runs: Iterable[Any]) -> SafeString:
    """Write the runs of a difference (`change`, `text`): what is gone and what is new, in signs and in hidden words."""
    words = {"added": ("ins", gettext("tillagt")), "removed": ("del", gettext("borttaget"))}
    return format_html_join("", "{}", ((_in_marks(run, words),) for run in runs))


def _in_marks(run: Any, words: dict[str, tuple[str, str]]) -> SafeString:
    tag, word = words.get(str(run.change), ("", ""))
    if not tag:
        return format_html("{}", run.text)
    hidden = '<{0}><span class="ds-sr-only"> [{1}: </span>{2}<span class="ds-sr-only">] </span></{0}>'
    return format_html(hidden, tag, word, run.text)
