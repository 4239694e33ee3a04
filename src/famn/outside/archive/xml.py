"""XML that is the same each time: elements by namespace, no sign that XML does not take."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final
from xml.etree import ElementTree as ET

METS: Final = "http://www.loc.gov/METS/"
CSIP: Final = "https://DILCIS.eu/XML/METS/CSIPExtensionMETS"
XLINK: Final = "http://www.w3.org/1999/xlink"
XSI: Final = "http://www.w3.org/2001/XMLSchema-instance"
ERMS: Final = "https://DILCIS.eu/XML/ERMS"
PREMIS: Final = "http://www.loc.gov/premis/v3"
for _prefix, _space in (
    ("mets", METS),
    ("csip", CSIP),
    ("xlink", XLINK),
    ("xsi", XSI),
    ("erms", ERMS),
    ("premis", PREMIS),
):
    ET.register_namespace(_prefix, _space)
_REFUSED: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Maker:
    """Makes the elements of one namespace."""

    def __init__(self, space: str) -> None:
        self.space = space

    def root(self, name: str, attributes: dict[str, str] | None = None) -> ET.Element:
        """The outermost element."""
        return ET.Element(f"{{{self.space}}}{name}", _clean_all(attributes))

    def add(
        self, parent: ET.Element, name: str, text: str = "", attributes: dict[str, str] | None = None
    ) -> ET.Element:
        """An element last in `parent`."""
        element = ET.SubElement(parent, f"{{{self.space}}}{name}", _clean_all(attributes))
        if text:
            element.text = clean(text)
        return element

    def add_if(self, parent: ET.Element, name: str, text: str) -> None:
        """An element that there is only with words in it."""
        if text:
            self.add(parent, name, text)


def clean(text: str) -> str:
    """The text with a mark for each sign that XML 1.0 cannot hold."""
    return _REFUSED.sub("�", text)


def moment(at: dt.datetime) -> str:
    """A moment in UTC, as `xs:dateTime` has it."""
    return f"{at.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}"


def as_bytes(root: ET.Element) -> bytes:
    """The whole file, indented."""
    ET.indent(root)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _clean_all(attributes: dict[str, str] | None) -> dict[str, str]:
    return {name: clean(value) for name, value in (attributes or {}).items()}
