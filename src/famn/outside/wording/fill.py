"""A Word template and a paper become a document. A template may print fields, walk through lists and ask if; no more.

What else jinja can do is refused before anything runs, so that no template can loop for ever or reach into the program.
"""

from __future__ import annotations

import difflib
import enum
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

from docx.oxml.ns import qn
from docxtpl import DocxTemplate  # type: ignore[import-untyped]  # as it says
from jinja2 import StrictUndefined, TemplateError, Undefined, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from famn.outside.formats.answer import Fault
from famn.outside.formats.package import Package
from famn.outside.wording.body import put_body
from famn.outside.wording.fields import BODY, FIELDS, HEAD, cleaned, missing_fields, values_of

_LISTS: Final = frozenset({HEAD, "adress"})
_PARTS_OF_ROW: Final = frozenset({"etikett", "värde"})
_DEEPEST: Final = 2  # loops in each other
_MOST_PLACES: Final = 2_000  # fields, loops and questions in one template
_ALLOWED: Final = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.Const),
    *(nodes.For, nodes.If, nodes.Not, nodes.And, nodes.Or, nodes.Compare, nodes.Operand),
)


class Code(enum.StrEnum):
    """Every reason why a template cannot be used."""

    NO_WORD_FILE = "no_word_file"
    TOO_LARGE = "too_large"
    SYNTAX = "syntax"
    FORBIDDEN = "forbidden"
    UNKNOWN_FIELD = "unknown_field"
    NO_BODY = "no_body"
    BROKEN = "broken"
    TOO_SLOW = "too_slow"


class TemplateFault(Exception):
    """The template cannot be used: `code` says why, `detail` is what it is about, in the template's own words."""

    def __init__(self, code: Code, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}")
        self.code = code
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Inspection:
    """Which fields a template uses; those that are no fields, each with the nearest one; and those it lacks."""

    used: tuple[str, ...]
    misspelt: tuple[tuple[str, str], ...]
    missing: tuple[str, ...]


class _Template(DocxTemplate):  # type: ignore[misc]  # docxtpl is not typed
    """A template that prints no fields in what the file says about itself: we write that ourselves."""

    def render_properties(self, *args: Any, **kwargs: Any) -> None:
        """Print nothing."""


class _Environment(ImmutableSandboxedEnvironment):
    """Jinja with little allowed: it looks through all that it is given to parse, and remembers the fields."""

    def __init__(self, undefined: type[Undefined] = StrictUndefined) -> None:
        super().__init__(autoescape=True, undefined=undefined)
        self.fields: set[str] = set()
        self.places = 0
        self.globals.clear()
        self.filters.clear()

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        self._look_through(tree, frozenset(), 0)
        if self.places > _MOST_PLACES:
            raise TemplateFault(Code.TOO_LARGE)
        return tree

    def _look_through(self, node: nodes.Node, rows: frozenset[str], depth: int) -> None:
        """Refuse what is not allowed. `rows` are the names that the loops around the node give to their rows."""
        if not isinstance(node, _ALLOWED):
            raise TemplateFault(Code.FORBIDDEN, _told(node))
        self.places += isinstance(node, nodes.Name | nodes.For | nodes.If)
        match node:
            case nodes.Name(name=name, ctx="load") if name not in rows:
                self.fields.add(name)
            case nodes.Getattr(node=nodes.Name(name=name), attr=attribute) if (
                name in rows and attribute in _PARTS_OF_ROW
            ):
                return
            case nodes.Getattr():
                raise TemplateFault(Code.FORBIDDEN, _told(node))
            case nodes.For():
                self._look_through_loop(node, rows, depth + 1)
                return
        for child in node.iter_child_nodes():
            self._look_through(child, rows, depth)

    def _look_through_loop(self, loop: nodes.For, rows: frozenset[str], depth: int) -> None:
        over, each = loop.iter, loop.target
        if not isinstance(over, nodes.Name) or not isinstance(each, nodes.Name) or over.name not in _LISTS:
            raise TemplateFault(Code.FORBIDDEN, _told(over))
        if loop.recursive or loop.test or depth > _DEEPEST:
            raise TemplateFault(Code.FORBIDDEN, _told(loop))
        self.fields.add(over.name)
        for child in (*loop.body, *loop.else_):
            self._look_through(child, rows | {each.name}, depth)


def fill(template: bytes, paper: Mapping[str, Any]) -> bytes:
    """The paper (`Paper.as_json`) in the template's form. Raises `TemplateFault`."""
    document, environment = _open(template), _Environment()
    paper = cleaned(paper)
    marker = f"innehåll-{secrets.token_hex(12)}"
    _render(document, environment, {**values_of(paper), BODY: marker})
    _put_body(document, marker, paper["parts"])
    _tell_about(document, paper)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def inspect(template: bytes) -> Inspection:
    """What the template asks for, seen by filling it with nothing in particular. Raises `TemplateFault`."""
    document, environment = _open(template), _Environment(Undefined)
    anything = {name: name for name in FIELDS} | {HEAD: [{"etikett": "a", "värde": "b"}], "adress": ["a"]}
    _render(document, environment, anything)
    used = frozenset(environment.fields)
    if BODY in used:
        _place_of_body(document, BODY)
    return Inspection(
        used=tuple(sorted(used & FIELDS)),
        misspelt=tuple((name, nearest(name)) for name in sorted(used - FIELDS)),
        missing=missing_fields(used),
    )


def nearest(name: str) -> str:
    """The field that a misspelt one most likely means; empty where none is near."""
    return next(iter(difflib.get_close_matches(name.casefold(), FIELDS, n=1, cutoff=0.6)), "")


def _open(template: bytes) -> DocxTemplate:
    """The template, once it is seen to be a Word file that does not swell when it is unpacked."""
    try:
        package = Package(template)
        package.refuse_swelling()
        package.main_part()
        document = _Template(BytesIO(template))
        document.init_docx()
    except Fault as fault:
        raise TemplateFault(Code.TOO_LARGE if fault.code in ("bomb", "too_large") else Code.NO_WORD_FILE) from fault
    except Exception as error:  # python-docx names no exceptions of its own for a file that is not what it says
        raise TemplateFault(Code.NO_WORD_FILE, type(error).__name__) from error
    _forget_about(document)
    return document


def _render(document: DocxTemplate, environment: _Environment, values: Mapping[str, Any]) -> None:
    try:
        document.render(values, environment, autoescape=True)
    except TemplateFault:
        raise
    except TemplateError as error:
        unknown = environment.fields - FIELDS
        if unknown:
            raise TemplateFault(Code.UNKNOWN_FIELD, min(unknown)) from error
        raise TemplateFault(Code.SYNTAX, str(error.message or "")) from error
    except Exception as error:  # a field that stands where Word's own code must be: any part of lxml may say so
        raise TemplateFault(Code.BROKEN, type(error).__name__) from error


def _put_body(document: DocxTemplate, marker: str, parts: list[dict[str, Any]]) -> None:
    put_body(document.docx, _place_of_body(document, marker), parts)


def _place_of_body(document: DocxTemplate, marker: str) -> Any:
    """The one paragraph that holds the marker and nothing else. Raises `TemplateFault` where there is none."""
    found = [one for one in _paragraphs(document.docx.element.body) if _words(one) == marker]
    if len(found) != 1:
        raise TemplateFault(Code.NO_BODY)
    return found[0]


def _paragraphs(body: Any) -> Iterator[Any]:
    return body.iter(qn("w:p"))  # type: ignore[no-any-return]  # lxml is not typed


def _words(paragraph: Any) -> str:
    return "".join(one.text or "" for one in paragraph.iter(qn("w:t"))).strip()


def _forget_about(document: DocxTemplate) -> None:
    """Take away what the template says about itself: it is not about the document, and may hold fields too."""
    about = document.docx.core_properties
    for name in ("author", "category", "comments", "content_status", "identifier", "keywords", "language"):
        setattr(about, name, "")
    for name in ("last_modified_by", "subject", "title", "version"):
        setattr(about, name, "")


def _tell_about(document: DocxTemplate, paper: Mapping[str, Any]) -> None:
    about = document.docx.core_properties
    about.title = paper["title"][:250]
    about.author = paper["letterhead"]["sender"][:250]
    about.language = "sv-SE"


def _told(node: nodes.Node) -> str:
    """The word of the template that is not allowed, as well as it can be told."""
    name = getattr(node, "attr", None) or getattr(node, "name", None) or type(node).__name__.lower()
    return str(name)
