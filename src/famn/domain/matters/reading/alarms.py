"""What a person should look at before believing a reading."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator

from famn.ground.search import lowered, tried_at

from .dates import find_dates, first_day, last_day
from .document import Place, Reading, Warning, WarningCode
from .text import Piece, Source, find_words

_PLACEHOLDER = re.compile(
    r"(?<![\wåäöÅÄÖ])[xX]{3,}(?:[- ][xX]{2,})?(?![\wåäöÅÄÖ])|(?<![\w])(?:XX|NN|ÅÅÅÅ|åååå|20XX|20xx|ÅÅÅÅ-MM-DD"
    r"|åååå-mm-dd|20ÅÅ)(?![\w-])(?!:)"
    r"|\[(?![\dxX ]\])(?:[^\[\]\n]{0,5}(?:namn|kommun|datum|ange|fyll|skriv|text|part|ort|belopp|nämnd|region"
    r"|titel|adress|xx)[^\[\]\n]{0,60}|[.…_]{2,}|)\](?!\()"
    r"|<(?:namn|kommun|datum|ange|part|ort)[^<>\n]{0,40}>"
    r"|(?<=[a-zåäö] )(?:[.…_]){4,}(?= [a-zåäö])",
)
# What a blank begins with and what comes next. All first characters in one class, since that is looked for fastest.
_BLANK_START = re.compile(
    r"[xXNÅå2.…_\[<](?:(?<=[xX])(?=[xX])|(?<=N)(?=N)|(?<=Å)(?=Å)|(?<=å)(?=åå)|(?<=2)(?=0[xXÅ])|(?<= [.…_])(?=[.…_])"
    r"|(?<=[\[<]))"
)
_BLANK_SIGNS = ("xxx", "XX", "NN", "ÅÅ", "åååå", "20xx", "[", "<", "....", "____", "……")
_REFERENCE = re.compile(r"\b(?:se\s+)?bilaga\s+(\d{1,2})\b", re.IGNORECASE)
_MOST = 20
_MOST_NAMES = 100
_DATED = re.compile(r"[\s,]*(?:daterad|den)?\s*\d{4}-\d\d-\d\d.*$")
_BEFORE_TITLE = re.compile(r"^[#*\s]*(?:bilaga\s*\d*[:.]?\s*)?\Z", re.MULTILINE)
_LONGEST_LABEL = 60
_A_SEARCH = 20_000  # characters that cost as much as beginning to look
_MOST_SEARCHED = 20_000_000  # characters, in which the titles of attachments are looked for


def human_place(place: Place | None) -> str:
    """The place in words, for a reader of the text."""
    return f"rad {place.line}" if place else "dokumentet"


def warnings_of(reading: Reading, source: Source, today: datetime.date, lists_end: int = 0) -> list[Warning]:
    """Every warning that the document gives on its own. ``lists_end``: where its last list of attachments ends."""
    found: list[Warning] = []
    found += _spellings(reading)
    found += _deadlines(reading, today)
    found += _order(reading)
    found += _attachments(reading, source, lists_end)
    found += _placeholders(source)
    return found


def _spellings(reading: Reading) -> Iterator[Warning]:
    people = [(f"signatories.{i}.name", one.name) for i, one in enumerate(reading.signatories)]
    people += [(f"attestations.{i}.name", one.name) for i, one in enumerate(reading.attestations)]
    people.append(("case_officer", reading.case_officer))
    firsts = {name: path for path, name in reversed(people) if name}  # every name where it stands first
    named = [(path, name) for path, name in people if name and firsts[name] == path][:_MOST_NAMES]
    for index, (path, name) in enumerate(named):
        for other_path, other in named[index + 1 :]:
            if nearly_same_name(name, other):
                where = reading.places.get(path), reading.places.get(other_path)
                yield Warning(
                    WarningCode.PERSON_SPELT_TWO_WAYS,
                    f"Samma person verkar vara skriven på två sätt: {name} och {other}.",
                    f"{human_place(where[0])} och {human_place(where[1])}",
                    (path, other_path),
                )


def nearly_same_name(one: str, other: str) -> bool:
    """Whether two names are spellings of one: all parts but one equal, and that one almost."""
    if one == other:
        return False
    left, right = one.casefold().split(), other.casefold().split()
    if len(left) != len(right):
        return False
    different = [(a, b) for a, b in zip(left, right, strict=True) if a != b]
    return len(different) == 1 and _near(*different[0])


def _near(one: str, other: str) -> bool:
    """Whether two words differ by at most two small edits, and are long enough for that to be a slip."""
    if min(len(one), len(other)) < 4 or abs(len(one) - len(other)) > 2:
        return False
    limit = 2 if min(len(one), len(other)) > 5 else 1
    return _distance(one, other) <= limit


def _distance(one: str, other: str) -> int:
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        last, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (a != b))
    return row[-1]


def _deadlines(reading: Reading, today: datetime.date) -> Iterator[Warning]:
    for index, point in enumerate(reading.decision_points):
        if point.report_back_date and last_day(point.report_back_date) < today:
            path = f"decision_points.{index}.report_back_date"
            yield Warning(
                WarningCode.DEADLINE_PAST,
                f"Tiden för återredovisning, {point.report_back_date}, har redan passerat.",
                human_place(reading.places.get(path)),
                (path,),
            )


def _order(reading: Reading) -> Iterator[Warning]:
    """Written, attested, met, reported back: each must not come before the one it follows."""
    dated = [("date", reading.date, "dokumentets datum")]
    attested = [
        (f"attestations.{i}.date", one.date, "attestdatum") for i, one in enumerate(reading.attestations) if one.date
    ]
    meeting = ("meeting_date", reading.meeting_date, "sammanträdesdatum")
    reports = [
        (f"decision_points.{i}.report_back_date", one.report_back_date, "återredovisningen")
        for i, one in enumerate(reading.decision_points)
        if one.report_back_date
    ]
    pairs = [(dated[0], meeting)] + [(one, meeting) for one in attested] + [(meeting, one) for one in reports]
    if not reading.meeting_date:
        pairs += [(dated[0], one) for one in reports]
    for (first_path, first, first_name), (second_path, second, second_name) in pairs:
        if first and second and last_day(second) < first_day(first):
            yield Warning(
                WarningCode.DATE_ORDER,
                f"{second_name.capitalize()} {second} ligger före {first_name} {first}, men borde komma efter.",
                human_place(reading.places.get(second_path)),
                (first_path, second_path),
            )


def _attachments(reading: Reading, source: Source, lists_end: int) -> Iterator[Warning]:
    own = reading.date or reading.meeting_date
    searched = 0
    for index, name in enumerate(reading.attachments):
        path = f"attachments.{index}"
        place = reading.places.get(path)
        dated = next(find_dates(name), None)
        if dated and own and first_day(dated.text) > last_day(own):
            yield Warning(
                WarningCode.ATTACHMENT_LATER,
                f"Bilagan ”{name}” är daterad {dated.text}, alltså efter dokumentet självt ({own}).",
                human_place(place),
                (path,),
            )
        after = max(lists_end, place.end if place else 0)
        searched += len(source.text) - after + _A_SEARCH
        if searched < _MOST_SEARCHED and not _enclosed(name, after, source.given_lower):
            yield Warning(
                WarningCode.ATTACHMENT_MISSING,
                f"Bilagan ”{name}” nämns men finns inte med i filen.",
                human_place(place),
                (path,),
            )
    yield from _unlisted(reading, source)


def _enclosed(name: str, after: int, lower: str) -> bool:
    """Whether the attachment's own title stands again after the list, at the start of a line.

    ``lower`` is the text as given in small letters.
    """
    title = _DATED.sub("", name).strip()
    if len(title) < 8:
        return False
    words = lowered(title).split()
    span = find_words(lower, words, after)
    while span and not _BEFORE_TITLE.search(lower, max(after, span[0] - _LONGEST_LABEL), span[0]):
        span = find_words(lower, words, span[0] + 1)
    return span is not None


def _unlisted(reading: Reading, source: Source) -> Iterator[Warning]:
    """A numbered attachment that the text refers to although the list does not reach so far."""
    if "ilaga" not in source.clean and "ILAGA" not in source.clean:
        return
    if any("bilaga" in name.casefold() for name in reading.attachments):
        return
    told: set[int] = set()
    for match in _REFERENCE.finditer(source.clean):
        number = int(match.group(1))
        line_start = source.clean.rfind("\n", 0, match.start()) + 1
        own_line = not source.clean[line_start : match.start()].strip(" #*")
        if number > len(reading.attachments) and number not in told and not own_line and len(told) < _MOST:
            told.add(number)
            yield Warning(
                WarningCode.ATTACHMENT_NOT_LISTED,
                f"Texten hänvisar till bilaga {number}, men någon sådan finns inte i listan över bilagor.",
                human_place(source.place(match.start(), match.end())),
                ("attachments",),
            )


def placeholders(source: Source) -> list[Piece]:
    """Blanks that somebody was to fill in: xxxxx, [kommun], ÅÅÅÅ-MM-DD, dots in the middle of a sentence."""
    clean = source.clean
    if not any(sign in clean for sign in _BLANK_SIGNS):
        return []
    blanks = (match.start() for match in _BLANK_START.finditer(clean))
    return [Piece(match.group(), match.start(), match.end()) for match in tried_at(_PLACEHOLDER, blanks, clean)]


def _placeholders(source: Source) -> Iterator[Warning]:
    for piece in placeholders(source)[:_MOST]:
        yield Warning(
            WarningCode.PLACEHOLDER_OPEN,
            f"Här står ”{piece.text}” i stället för en uppgift. Någon behöver fylla i den.",
            human_place(source.place(piece.start, piece.end)),
        )


def same_document(other: str) -> Warning:
    """The warning that another file holds the same document."""
    return Warning(WarningCode.SAME_DOCUMENT, f"Filen {other} innehåller samma dokument.", "hela dokumentet")


def without_missing(warnings: Iterable[Warning], paths: set[str]) -> list[Warning]:
    """The warnings but for attachments that turned out to be among the other files."""
    return [one for one in warnings if not (one.code is WarningCode.ATTACHMENT_MISSING and set(one.paths) <= paths)]
