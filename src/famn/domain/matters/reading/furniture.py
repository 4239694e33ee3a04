"""What stands on the paper but is no part of the text: page marks, running heads, letterheads, footnotes, links."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from .text import Line, Source
from .words import HEADINGS, is_title, normal_heading

_PAGE = re.compile(
    r"(?:sid(?:a|an|nr)?\.?\s*:?\s*)?\d{1,3}\s?\(\s?\d{1,3}\s?\)|sid(?:a|an)?\.?\s*:?\s*\d{1,3}(?:\s*(?:av"
    r"|/)\s*\d{1,3})?"
    r"|[-–]\s?\d{1,3}\s?[-–]|\d{1,3}\s+av\s+\d{1,3}|sida",
    re.IGNORECASE,
)
_TRAILING_PAGE = re.compile(r"(?<=\S)\s+(?:sid(?:a|an)?\.?\s*:?\s*)?\d{1,3}\s?\(\d{1,3}\)$", re.IGNORECASE)
_NOISE = re.compile(
    r"(?:(?:juster(?:are|ande|ar)(?:nde)?s?(?:s|ns)?\s*-?sign(?:atur(?:er)?)?\.?|justerarsignaturer|utdragsbestyrkande"
    r"|ordförandens sign(?:atur)?\.?|sign(?:atur)?\.?|ordf\.|justerare(?=\s+exp)|exp\. datum|transkript|blankettnr.*"
    r"|[a-zåäö]{2,4}\d{3,5},? v\d.*|ubk\d+.*"
    r"|(?:navigera|hoppa|gå)(?: direkt)? till (?:sidans )?(?:huvud)?innehåll(?:et)?"
    r"|dela den här sidan|kopiera länk|skriv ut|no results found|citation preview"
    r"|save this pdf as:?|ladda ned?r?(?: pdf)?)[\s:._…-]*)+",
    re.IGNORECASE,
)
_NOISE_STARTS = frozenset("ju ut or si tr bl ub na ho gå de ko sk no ci sa la".split())
_NOISE_LETTERS = frozenset("JjUuOoSsTtBbNnHhGgDdKkCcLlVv")
_WORD = re.compile(r"[\wåäö]+")
_URL = re.compile(r"<?(?:https?://|www\.)\S+>?\.?")
_URL_TAIL = re.compile(r"[^\s]*[/_=%][^\s]*|\S+\.(?:pdf|html?|aspx|docx?)", re.IGNORECASE)
_BARE_NUMBER = re.compile(r"\d{1,2}")
_FOOTNOTE_START = re.compile(r"(\d{1,2})\s+(?=[A-ZÅÄÖ\"”“(])")
_TOC_LINE = re.compile(r".*?(?:\s?\.{3,}|\s*…+|\s(?:\. ){3,}|\t|\s{2,})\s*\d{1,3}")
_PROSE = re.compile(r"\s(?:är|och|nedan|mellan|att|som|har|ska)\s")
_LEADERS = re.compile(r"(?:\.{3}|…|\. \. \.)\s*\d")
_NOTE_SIGN = re.compile(r"\n[ \t]*\d{1,2}(?:[ \t]*\n|[ \t]+[A-ZÅÄÖ\"”“(])")
_ADDRESS = re.compile(
    r"\bbox\s?\d[\d ]{1,6}|^\d{3}\s?\d{2}\s+[A-ZÅÄÖ]|\bväxel\b|\bfax\b|\btelefon\b|\btfn?\b|[\w.-]+@[\w-]+\.\w"
    r"|^<?(?:https?://|www\.)"
    r"|\b(?:post|besöks|leverans|faktura)adress\b|\borg(?:anisations)?\.?\s?-?(?:nr|nummer)\b|\bbankgiro\b"
    r"|\bplusgiro\b|\be-post\b|\bwebb(?:plats)?\b"
    r"|^[\w-]+\.(?:se|nu|com|org|example)$",
    re.IGNORECASE,
)
_MAIL_OR_SITE = re.compile(r"[\w.-]+@[\w.-]+|[\w-]+\.(?:se|example)")
_STRONG = re.compile(
    r"\bbox\s?\d|\d{3}\s?\d{2}\s+[A-ZÅÄÖ]|växel|postadress|besöksadress|org\.?\s?-?nr|bankgiro", re.IGNORECASE
)
_LETTERHEAD_SIGNS = ("växel", "postadress", "besöksadress", "bankgiro", "box ", "org.nr", "org nr", "orgnr", "org.-nr")
_POST_CODE = re.compile(r"[0-9]\d\d ?\d\d\s+[A-ZÅÄÖ]")
_STREET = re.compile(r"[A-ZÅÄÖ][\wåäö]*(?:[ -][\wåäöA-ZÅÄÖ]+){0,2}\s+\d{1,3}\s?[A-F]?(?:,.*)?")
_ORGANISATION = re.compile(
    r"(?:[\wåäöÅÄÖ-]+\s){0,4}[\wåäöÅÄÖ-]*(?:förvaltning|förvaltningen|kommun|stad|kontor|kontoret|avdelning"
    r"|avdelningen|region|enhet|enheten|stab|staben|kansli|kansliet)(?: [A-ZÅÄÖ]\w+){0,2}",
    re.IGNORECASE,
)


# "Avdelningen för ekonomi och" / "styrning": a unit's name, on one line or two.
_UNIT = re.compile(
    r"(?:Avdelning|Enhet|Sektion|Stab|Sektor)(?:en|n)? för [\wåäö ,-]{3,45}|[a-zåäö]+(?: och [a-zåäö]+)?"
)


@dataclass(slots=True)
class Stripped:
    """The lines that are text, and what was taken away and may still be asked."""

    lines: list[Line]
    letterhead: list[Line] = field(default_factory=list)
    footnotes: set[str] = field(default_factory=set)
    breaks: set[int] = field(default_factory=set)


def line_width(lines: list[Line]) -> int:
    """The width at which the text was wrapped, as the length that nearly no line exceeds."""
    lengths = sorted([len(line.text) for line in lines])
    return max(30, lengths[int(len(lengths) * 0.95)]) if lengths else 30


def usual_gap(lines: list[Line]) -> int:
    """1 for a text with an empty line between every line, else 0."""
    if len(lines) < 8:
        return 0
    spaced = broken = tight = 0
    for before, line in pairwise(lines):
        tight += line.gap == 0
        if line.gap == 1 and len(before.text) > 20:
            spaced += 1
            broken += before.text[-1] not in ".!?:" and line.text[0].islower()
    if tight <= 0.03 * len(lines) and broken > 1:
        return 1  # no line follows straight on another, and sentences run on over the empty ones
    return 1 if spaced > 0.4 * len(lines) and broken > 0.3 * spaced else 0


def strip_furniture(lines: list[Line], source: Source) -> Stripped:
    """Take away what is not text. The gap that a taken line leaves goes to the next one."""
    stripped = Stripped([])
    dropped = bytearray(len(lines))
    _drop_pages(lines, dropped)
    _drop_letterheads(lines, dropped, stripped, source)
    _drop_contents(lines, dropped, source)
    _drop_footnotes(lines, dropped, stripped, source.clean)
    gap = 0
    for index, line in enumerate(lines):
        if dropped[index]:
            gap += line.gap if dropped[index] == 1 else 0
            continue
        line.gap += gap
        gap = 0
        stripped.lines.append(line)
    return stripped


def _drop_pages(lines: list[Line], dropped: bytearray) -> None:
    marks: list[int] = []
    for index, line in enumerate(lines):
        text = line.text
        if len(text) > 140:
            continue
        if len(text) < 24 and text[0] in "0123456789-–sS" and _PAGE.fullmatch(text):
            dropped[index] = 2
            marks.append(index)
        elif text[-1] == ")":
            trailing = _TRAILING_PAGE.search(text)
            if trailing:
                line.end -= len(text) - trailing.start()
                line.text = text[: trailing.start()]
                marks.append(index)
        elif text[0] in _NOISE_LETTERS and len(text) < 80 and _may_be_noise(text) and _NOISE.fullmatch(text):
            dropped[index] = 2
            if index and "sign" in text.casefold() and not lines[index - 1].text.strip(" ._…"):
                dropped[index - 1] = 2  # the line to sign on above "Sign."
    if marks:
        _drop_running_heads(lines, dropped, marks)


def _may_be_noise(text: str) -> bool:
    """Whether the line begins as noise does, with one of some words or the code of a form."""
    return text[:2].casefold() in _NOISE_STARTS or (not text[2:5].isalpha() and any(map(str.isdigit, text[2:5])))


def _drop_running_heads(lines: list[Line], dropped: bytearray, marks: list[int]) -> None:
    """Short lines beside a page mark that say again what the first page said."""
    first_words: set[str] = set()
    for line in lines[: min(25, len(lines))]:
        first_words.update(_WORD.findall(line.text.casefold()))
    seen: set[str] = set()
    for mark in marks:
        beside: set[str] = set()
        for index in range(max(0, mark - 4), min(len(lines), mark + 5)):
            line = lines[index]
            if (dropped[index] and index != mark) or len(line.text) > 120 or dropped[index] == 2:
                continue
            words = _WORD.findall(line.text.casefold())
            key = " ".join(words)
            repeated = key in seen or (
                index > 3
                and -2 < index - mark < 3
                and len(words) >= (2 if index == mark else 3)
                and first_words.issuperset(words)
                and _said_before(lines, index, key)
            )
            if repeated and normal_heading(line.text) not in HEADINGS and line.text[-1] not in ".:":
                dropped[index] = 2
            beside.add(key)
        seen |= beside  # what stands beside another mark too; two who sign may bear one title


def _said_before(lines: list[Line], index: int, key: str) -> bool:
    before = " ".join(" ".join(_WORD.findall(line.text.casefold())) for line in lines[: min(index, 25)])
    return f" {key} " in f" {before} "


def _drop_letterheads(lines: list[Line], dropped: bytearray, stripped: Stripped, source: Source) -> None:
    if not any(sign in source.lower for sign in _LETTERHEAD_SIGNS) and not _POST_CODE.search(source.clean):
        return
    index = 0
    while index < len(lines):
        if not _is_address(lines[index]):
            index += 1
            continue
        end, strong = index, 0
        while end < len(lines) and (_is_address(lines[end]) or _is_street(lines[end])) and lines[end].gap <= 2:
            strong += len(_STRONG.findall(lines[end].text))
            end += 1
        end = max(end, index + 1)
        if strong and (end - index >= 2 or len(_ADDRESS.findall(lines[index].text)) >= 2):
            begin = index
            streets = 0  # it has one: a second is the row of a table
            while begin and index - begin < 4 and _is_letterhead_name(lines[begin - 1]) and not dropped[begin - 1]:
                streets += _is_street(lines[begin - 1])
                if streets > 1:
                    break
                begin -= 1
            for at in range(begin, end):
                if not dropped[at]:
                    dropped[at] = 1
                    stripped.letterhead.append(lines[at])
        index = end


def _is_address(line: Line) -> bool:
    if (line.text[0].islower() and " " in line.text) or _PROSE.search(line.text):
        return False
    return (
        len(line.text) < 330
        and not line.level
        and bool(_ADDRESS.search(line.text))
        and not line.text[0].islower() | (line.text[-1] == "." and len(line.text) > 60)
    ) or (len(line.text) < 60 and bool(_MAIL_OR_SITE.fullmatch(line.text)))


def _is_street(line: Line) -> bool:
    return len(line.text) < 50 and bool(_STREET.fullmatch(line.text))


def _is_letterhead_name(line: Line) -> bool:
    text = line.text
    if len(text) > 60 or line.level or is_title(text):
        return False
    return _is_street(line) or bool(_ORGANISATION.fullmatch(text)) or bool(_UNIT.fullmatch(text))


def _drop_contents(lines: list[Line], dropped: bytearray, source: Source) -> None:
    """Tables of contents: lines that lead to a page number by dots or a gap."""
    clean = source.clean
    leaders = ("..." in clean or "…" in clean or ". . ." in clean) and _LEADERS.search(clean)
    if not leaders and "nnehåll" not in clean and "NNEHÅLL" not in clean:
        return
    listing = False
    for index, line in enumerate(lines):
        text = line.text
        if normal_heading(text) in ("innehåll", "innehållsförteckning"):
            listing = True
            dropped[index] = 1
        elif text[-1].isdigit() and len(text) < 160:
            raw = source.clean[line.start : line.end]
            tail = raw[-60:]
            if ((listing or "..." in tail or "…" in tail or ". . ." in tail) and _TOC_LINE.fullmatch(tail)) or (
                listing and re.search(r"\s\d{1,3}$", text)
            ):
                dropped[index] = 1
            else:
                listing = False
        else:
            listing = listing and len(text) < 60 and index + 1 < len(lines) and lines[index + 1].text[-1].isdigit()
            if listing:
                dropped[index] = 1


def _drop_footnotes(lines: list[Line], dropped: bytearray, stripped: Stripped, clean: str) -> None:
    if "http" not in clean and "www." not in clean and not _NOTE_SIGN.search(clean):
        return
    gap = usual_gap(lines)
    in_note = after_url = False
    marks: dict[int, set[str]] = {}
    previous: Line | None = None
    for index, line in enumerate(lines):
        if dropped[index]:
            continue
        text = line.text
        if (text[0] in "<hw" and _URL.fullmatch(text)) or (after_url and " " not in text and _URL_TAIL.fullmatch(text)):
            dropped[index] = 2
            after_url = True
            continue
        number = _footnote_number(lines, index, marks)
        if number:
            in_note, after_url = True, False
            stripped.footnotes.add(number)
            dropped[index] = 2
            previous = line
            continue
        if in_note and not after_url and previous is not None and _note_goes_on(previous, line, gap):
            dropped[index] = 2
            in_note = text[-1] not in ".!?"
            previous = line
            continue
        alone = len(text) < 3 and index + 1 < len(lines) and _BARE_NUMBER.fullmatch(text)
        if alone and _goes_on(previous, lines[index + 1]):
            dropped[index] = 2  # a footnote mark set on a line of its own
            stripped.footnotes.add(text)
            continue
        in_note = after_url = False
        previous = line


def _goes_on(before: Line | None, after: Line) -> bool:
    """Whether a sentence runs from one line to the other, past a mark between them."""
    if before is None or before.text[-1] in ".!?:":
        return False
    return after.text[0] in ".,;:)" or after.text[0].islower()


def _footnote_number(lines: list[Line], index: int, marks: dict[int, set[str]]) -> str | None:
    text = lines[index].text
    if not text[0].isdigit():
        return None
    if _BARE_NUMBER.fullmatch(text):
        follows = index + 1 < len(lines) and lines[index + 1].gap == 0 and lines[index + 1].text[0].isupper()
        return text if follows and _marked(lines, index, text, marks) else None
    match = _FOOTNOTE_START.match(text)
    if match and _marked(lines, index, match.group(1), marks):
        return match.group(1)
    return None


_GLUED_MARK = re.compile(r"(?:[a-zåäö.,)”\"]|(?<!\d)(?:19|20)\d\d)(\d{1,2})(?=[\s.,;:()]|$)")


def _marked(lines: list[Line], index: int, number: str, marks: dict[int, set[str]]) -> bool:
    """Whether a mark with the number stands in the text above: glued to a word or a year, or alone on its line.

    ``marks`` keeps what was found on the lines that were looked at.
    """
    for at in range(max(0, index - 90), index):
        text = lines[at].text
        if number not in text:
            continue
        if at not in marks:
            marks[at] = {text, *_GLUED_MARK.findall(text)}
        if number in marks[at]:
            return True
    return False


def _note_goes_on(previous: Line, line: Line, gap: int) -> bool:
    if line.level or normal_heading(line.text) in HEADINGS:
        return False
    if _BARE_NUMBER.fullmatch(previous.text):
        return True
    return line.gap <= gap and previous.text[-1] not in ".!?"
