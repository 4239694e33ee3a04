"""Catalogs of translations: gettext's own program (msgfmt) and files (.po, .mo)."""

from __future__ import annotations

import ast
import gettext
import io
import re
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

Key = tuple[str, str]  # context, text
_FIELD: Final = re.compile(r'^(msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?) ((?:"(?:[^"\\]|\\.)*"\s*)+)', re.MULTILINE)
_PIECE: Final = re.compile(r'"(?:[^"\\]|\\.)*"')


class ToolMissing(Exception):
    """One of gettext's programs is not installed."""


@dataclass(frozen=True, slots=True)
class Message:
    """One entry of a catalog. `comment` is what the translator wrote; `places` where the text is used."""

    key: Key
    plural: str
    translations: tuple[str, ...]
    flags: tuple[str, ...]
    comment: str
    places: tuple[str, ...]

    @property
    def is_fuzzy(self) -> bool:
        """Whether its translation is a guess that nobody has confirmed."""
        return "fuzzy" in self.flags

    @property
    def is_translated(self) -> bool:
        """Whether every form has a translation that somebody has confirmed."""
        return bool(self.translations) and all(self.translations) and not self.is_fuzzy


def read_catalog(path: Path) -> dict[Key, Message]:
    """The entries of a .po or .pot file, without its head and without what it no longer uses."""
    blocks = re.split(r"\n\s*\n", path.read_text(encoding="utf-8"))
    messages = [_message(block) for block in blocks]
    return {message.key: message for message in messages if message and message.key[1]}


def _message(block: str) -> Message | None:
    live = "\n".join(line for line in block.splitlines() if not line.startswith("#~"))
    fields = {name: "".join(map(ast.literal_eval, _PIECE.findall(text))) for name, text in _FIELD.findall(live)}
    if "msgid" not in fields:
        return None
    return Message(
        key=(fields.get("msgctxt", ""), fields["msgid"]),
        plural=fields.get("msgid_plural", ""),
        translations=tuple(text for name, text in fields.items() if name.startswith("msgstr")),
        flags=tuple(flag.strip() for line in re.findall(r"^#,(.*)$", live, re.MULTILINE) for flag in line.split(",")),
        comment="\n".join(re.findall(r"^# (.*)$", live, re.MULTILINE)),
        places=tuple(" ".join(re.findall(r"^#: (.*)$", live, re.MULTILINE)).split()),
    )


def compiled(catalog: Path) -> bytes:
    """The .mo of a .po. Raises ValueError with what msgfmt says of a faulty one, ToolMissing without msgfmt."""
    done = subprocess.run(  # noqa: S603  a program of our choice, on a file of our own
        [_tool("msgfmt"), "--check", "--output-file=-", str(catalog)], capture_output=True, check=False
    )
    if done.returncode:
        raise ValueError(done.stderr.decode().strip())
    return done.stdout


def written(head: str, messages: Iterable[Message]) -> str:
    """A .po with this head (`Language: se\\n…`), in the order of its texts: the same whenever it is written."""
    blocks = ['msgid ""\nmsgstr ""\n' + "\n".join(_quoted(f"{line}\n") for line in head.splitlines())]
    blocks += [_block(message) for message in sorted(messages, key=lambda one: (one.key[1].casefold(), one.key))]
    return "\n\n".join(blocks) + "\n"


def _block(message: Message) -> str:
    context, text = message.key
    lines = [f"# {line}" for line in message.comment.splitlines()]
    lines += [f"#: {place}" for place in message.places]
    lines += [f"#, {', '.join(message.flags)}"] if message.flags else []
    lines += [f"msgctxt {_quoted(context)}"] if context else []
    lines.append(f"msgid {_quoted(text)}")
    if message.plural:
        lines.append(f"msgid_plural {_quoted(message.plural)}")
        lines += [f"msgstr[{number}] {_quoted(form)}" for number, form in enumerate(message.translations)]
    else:
        lines.append(f"msgstr {_quoted(message.translations[0] if message.translations else '')}")
    return "\n".join(lines)


def _quoted(text: str) -> str:
    plain = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{plain}"'


def says_the_same(one: bytes, other: bytes) -> bool:
    """Whether two compiled catalogs hold the same texts, whichever version of gettext wrote them."""
    return _texts(one) == _texts(other)


def _texts(content: bytes) -> object:
    found = gettext.GNUTranslations(io.BytesIO(content))
    return vars(found)["_catalog"]


def _tool(name: str) -> str:
    path = shutil.which(name)
    if path is None:
        raise ToolMissing(f"{name} saknas. Installera paketet gettext.")
    return path
