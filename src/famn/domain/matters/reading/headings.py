"""What single lines say by their words alone: the role of a heading, the type of a document, a matter's numbers."""

from __future__ import annotations

import re

from .words import BODY_NOUN, HEADINGS, Role, normal_heading

PARAGRAPH = re.compile(r"(?:[A-ZÅÄÖ]{2,5}(?:-[A-ZÅÄÖ]{1,3})?\s*)?§\s?\d{1,4}")
# Each with what a heading of its kind holds: without that it is not tried.
_ROLE_PATTERNS = (
    (
        "förslag",
        re.compile(r"(?:beslutsförslag|förslag till beslut)\s+(?:i|för|till|från|av)\s.{3,70}"),
        Role.PROPOSAL,
    ),
    (
        "s förslag till ",
        re.compile(
            rf"[\wåäö ,-]{{3,60}}s förslag till "
            rf"(?:beslut(?: i [\wåäö ,-]{{3,50}})?|[\wåäö -]*{BODY_NOUN}[a-z]*(?: beslut)?)"
        ),
        Role.PROPOSAL,
    ),
    (
        "förslag till ",
        re.compile(rf"förslag till (?!.*\b(?:från|av|om|för|på)\b)[\wåäö -]*{BODY_NOUN}[a-z]*"),
        Role.PROPOSAL,
    ),
    (
        "s beslut",
        re.compile(rf"(?:[\wåäö,-]+ ){{0,3}}[\wåäö-]*{BODY_NOUN}[a-z]*s beslut(?: för egen del)?"),
        Role.DECISION,
    ),
    (
        "s",
        re.compile(
            r"(?:beslut|paragraf|protokoll|protokollsutdrag|utdrag)(?:et|en)?(?: (?:ska|skall))?"
            r" (?:skickas|sänds|expedieras|delges|lämnas|översänds|tillställs|meddelas)"
            r"(?: för (?:kännedom|verkställighet|åtgärd))?(?: till)?"
        ),
        Role.DISTRIBUTION,
    ),
    (
        " beslutar",
        re.compile(rf"(?!.*\bföreslå)(?:[\wåäö,-]+ ){{0,3}}[\wåäö-]*{BODY_NOUN}[a-z]* beslutar"),
        Role.DECISION,
    ),
    ("s behandling", re.compile(r"[\wåäö-]+s behandling(?: av ärendet)?"), Role.BODY),
    ("s över", re.compile(r"[\wåäö-]+s över(?:läggning|väganden)"), Role.BODY),
    ("mål", re.compile(r"mål för .{3,40}|(?:[\wåäö-]+s|övergripande|gemensamma|långsiktiga) mål"), Role.GOALS),
    (
        "dokument",
        re.compile(r"(?:detta )?dokument(?:et)? (?:har|är) .{0,30}(?:godkänts?|signera[td]s?|undertecknat?s?).{0,40}"),
        Role.ATTESTATIONS,
    ),
)
SPEECH = re.compile(
    r"(?:[Ff]öredragande\s+)?(?:borgar|kommunal|region|landstings)råde[nt].{3,70}\banför(?:\s+följande)?[.:]?"
)
_DOCUMENT_TYPE = re.compile(
    r"(?:tjänsteutlåtande|tjänsteskrivelse|tjänsteskrivning)(?:\s+till\s+nämnd(?:en)?)?"
    r"|protokollsutdrag|sammanträdes-?\s?protokoll|protokoll|beslutsunderlag till nämnd",
    re.IGNORECASE,
)


def role_of(text: str) -> Role | None:
    """The role of a heading text, or None where the text is no known heading."""
    if text[-1] in ".,;":
        return None
    key = normal_heading(text)
    if key in HEADINGS:
        return HEADINGS[key]
    for sign, pattern, role in _ROLE_PATTERNS:
        if sign in key and pattern.fullmatch(key):
            return role
    return None


REST_OF_NUMBER = re.compile(r"^[/:-]?\d*[\s.:/–-]*")
MATTER_LABEL = re.compile(
    r"(?:d(?:iarie)?(?:nr|nummer)|diariekod|ärendenummer)\b.*|[a-zåäö]{1,5}[ /-]?\d{2,4}[/:.-]\d+(?:[/-]\d+)?",
    re.IGNORECASE,
)


def says_number_only(text: str) -> bool:
    """Whether a line of a paragraph's heading holds numbers only: "§ 52/2019 Dnr 2018/0219", "Diariekod: 609"."""
    rest = PARAGRAPH.sub("", text, count=1).lstrip(" /0123456789-:.")
    return bool(MATTER_LABEL.fullmatch(rest))


def is_document_type(text: str) -> bool:
    """Whether the line only says what type of document this is."""
    return bool(_DOCUMENT_TYPE.fullmatch(text.strip(" :.")))
