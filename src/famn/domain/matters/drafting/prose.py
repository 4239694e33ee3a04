"""Light markup in running text: paragraphs, lists, tables, sub-headings, strong and emphasised words.

It is the part of CommonMark that a report needs. All else is text as it was typed: no HTML, no pictures, no links.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Final

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

_RULES: Final = ("paragraph", "heading", "list", "table", "emphasis", "newline", "escape")
_BREAKS: Final = re.compile(r"[ \t\r\n]+")
_MARKUP: Final = MarkdownIt("zero").enable(_RULES)


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one style. A `\\n` in the text is a line break that the writer asked for."""

    text: str
    strong: bool = False
    emphasis: bool = False


type Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    runs: Runs
    kind: ClassVar[str] = "paragraph"


@dataclass(frozen=True, slots=True)
class Subheading:
    """A heading inside a section. `level` is 1, or 2 for one inside another."""

    level: int
    runs: Runs
    kind: ClassVar[str] = "subheading"


@dataclass(frozen=True, slots=True)
class Listing:
    """A list. Each item is blocks: a paragraph, and perhaps more paragraphs and lists. `start` counts numbered ones."""

    ordered: bool
    items: tuple[tuple[Block, ...], ...]
    start: int = 1
    kind: ClassVar[str] = "list"


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a row of headings; every row has as many cells. `numeric` tells the columns that hold figures."""

    head: tuple[Runs, ...]
    rows: tuple[tuple[Runs, ...], ...]
    kind: ClassVar[str] = "table"

    @property
    def numeric(self) -> tuple[bool, ...]:
        """For each column whether all its cells are figures, so that it may be set to the right."""
        columns = zip(*self.rows, strict=True) if self.rows else ((),) * len(self.head)
        return tuple(_is_figures([runs_text(cell) for cell in column]) for column in columns)


type Block = Paragraph | Subheading | Listing | Table


def run(text: str) -> Runs:
    """Words without markup, in one line. A space that holds a figure together stays what it is."""
    return (Run(_BREAKS.sub(" ", text).strip(" ")),)


def paragraph(text: str) -> Paragraph:
    """A paragraph of words without markup."""
    return Paragraph(run(text))


def listing(texts: Iterable[str]) -> Listing:
    """A list without numbers, each item a line of words without markup."""
    return Listing(ordered=False, items=tuple((paragraph(text),) for text in texts))


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> Table:
    """A table whose cells are words without markup."""
    return Table(tuple(map(run, head)), tuple(tuple(map(run, row)) for row in rows))


def parse(text: str) -> tuple[Block, ...]:
    """The blocks of a text with light markup. Never fails: what is no markup is text."""
    tree = SyntaxTreeNode(_MARKUP.parse(text.replace("\r\n", "\n").replace("\r", "\n")))
    return tuple(_blocks(tree.children))


def plain(blocks: Sequence[Block]) -> str:
    """The words of the blocks without their markup: as they are counted, searched and read aloud."""
    return "\n\n".join(filter(None, map(_plain_block, blocks)))


def plain_text(text: str) -> str:
    """The words of a text with light markup."""
    return plain(parse(text))


def runs_text(runs: Runs) -> str:
    """The words of the runs."""
    return "".join(run.text for run in runs)


def blocks_as_json(blocks: Sequence[Block]) -> list[dict[str, Any]]:
    """The blocks as plain JSON values: `kind` and the fields of each."""
    return [_block_as_json(block) for block in blocks]


def _block_as_json(block: Block) -> dict[str, Any]:
    match block:
        case Paragraph(runs):
            return {"kind": block.kind, "runs": _runs_as_json(runs)}
        case Subheading(level, runs):
            return {"kind": block.kind, "level": level, "runs": _runs_as_json(runs)}
        case Listing(ordered, items, start):
            listed = [blocks_as_json(item) for item in items]
            return {"kind": block.kind, "ordered": ordered, "start": start, "items": listed}
        case Table(head, rows):
            return {
                "kind": block.kind,
                "head": [_runs_as_json(cell) for cell in head],
                "rows": [[_runs_as_json(cell) for cell in row] for row in rows],
                "numeric": list(block.numeric),
            }


def _runs_as_json(runs: Runs) -> list[dict[str, Any]]:
    return [{"text": run.text, "strong": run.strong, "emphasis": run.emphasis} for run in runs]


def _plain_block(block: Block) -> str:
    match block:
        case Paragraph(runs) | Subheading(_, runs):
            return runs_text(runs)
        case Listing(ordered, items, start):
            marks = (f"{number}. " if ordered else "- " for number in range(start, start + len(items)))
            return "\n".join(mark + plain(item).replace("\n\n", "\n") for mark, item in zip(marks, items, strict=False))
        case Table(head, rows):
            return "\n".join("\t".join(map(runs_text, row)) for row in (head, *rows))


def _blocks(nodes: Sequence[SyntaxTreeNode]) -> Iterator[Block]:
    for node in nodes:
        match node.type:
            case "paragraph":
                yield from _paragraph(_runs(node))
            case "heading":
                yield Subheading(1 if node.tag <= "h3" else 2, _runs(node))
            case "bullet_list" | "ordered_list":
                yield _listing(node)
            case "table":
                yield _table(node)


def _paragraph(runs: Runs) -> Iterator[Paragraph]:
    if runs_text(runs).strip():
        yield Paragraph(runs)


def _listing(node: SyntaxTreeNode) -> Listing:
    items = tuple(tuple(_blocks(item.children)) for item in node.children)
    return Listing(node.type == "ordered_list", items, int(node.attrs.get("start", 1)))


def _table(node: SyntaxTreeNode) -> Table:
    rows = [tuple(_runs(cell) for cell in row.children) for part in node.children for row in part.children]
    return Table(rows[0], tuple(rows[1:]))


def _runs(node: SyntaxTreeNode) -> Runs:
    """The runs of the inline text under a node; neighbours of one style are one run."""
    joined: list[Run] = []
    for run in _inline(node.children, strong=False, emphasis=False):
        before = joined[-1] if joined else None
        if before and (before.strong, before.emphasis) == (run.strong, run.emphasis):
            joined[-1] = Run(before.text + run.text, run.strong, run.emphasis)
        elif run.text:
            joined.append(run)
    return tuple(joined)


def _inline(nodes: Sequence[SyntaxTreeNode], *, strong: bool, emphasis: bool) -> Iterator[Run]:
    for node in nodes:
        match node.type:
            case "inline":
                yield from _inline(node.children, strong=strong, emphasis=emphasis)
            case "strong":
                yield from _inline(node.children, strong=True, emphasis=emphasis)
            case "em":
                yield from _inline(node.children, strong=strong, emphasis=True)
            case "softbreak":
                yield Run(" ", strong, emphasis)
            case "hardbreak":
                yield Run("\n", strong, emphasis)
            case _:
                yield Run(node.content, strong, emphasis)


def _is_figures(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell.strip(" –-")]
    return bool(filled) and all(_is_figure(cell) for cell in filled)


def _is_figure(text: str) -> bool:
    bare = text.strip().removesuffix("%").removesuffix("kronor").removesuffix("kr").strip(" +–-")
    return bool(bare) and all(letter.isdigit() or letter in "., \N{NO-BREAK SPACE}" for letter in bare)
