"""Files that mean harm, made up for measuring and testing: each has one thing wrong with it."""

from __future__ import annotations

import random
import zipfile
from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import chain, repeat

from famn.management.bench.simple_pdf import assemble, write_pdf

_TYPES = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
_RELATIONS = """<?xml version="1.0"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"
Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>
</Relationships>"""
_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word_file(document: str | Iterable[bytes], **parts: str) -> bytes:
    """The least that is a Word file: the given XML as its document, and more parts by path with `/` as `__`."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _RELATIONS)
        with archive.open("word/document.xml", "w") as part:
            for piece in [document.encode()] if isinstance(document, str) else document:
                part.write(piece)
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def word_body(inner: str) -> str:
    """A document's XML round the given paragraphs."""
    return f'<w:document xmlns:w="{_NAMESPACE}"><w:body>{inner}</w:body></w:document>'


def zip_bomb(megabytes: int = 200) -> bytes:
    """A Word file of some hundred kilobytes whose text is hundreds of megabytes."""
    before, after = word_body("<w:p><w:r><w:t>|</w:t></w:r></w:p>").encode().split(b"|")
    return word_file(chain([before], repeat(b"a" * 1024 * 1024, megabytes), [after]))


def lying_zip_bomb() -> bytes:
    """The same, but the list of parts at the end says that the part is small."""
    content = bytearray(zip_bomb())
    entry = content.rfind(b"word/document.xml") - 46  # where the name's entry begins
    content[entry + 24 : entry + 28] = (5000).to_bytes(4, "little")  # the size when unpacked
    return bytes(content)


def nested_word(depth: int = 200_000) -> bytes:
    """A Word file with tables in tables without end."""
    return word_file(word_body("<w:sdt>" * depth + "</w:sdt>" * depth))


def entity_word() -> bytes:
    """A Word file that asks for a file of the server, and swells by entities."""
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    head = f'<!DOCTYPE d [<!ENTITY e0 "aaaaaaaaaa"><!ENTITY x SYSTEM "file:///etc/hostname">{levels}]>'
    return word_file(head + word_body("<w:p><w:r><w:t>&x;&e9;</w:t></w:r></w:p>"))


def swelling_pdf(megabytes: int = 64) -> bytes:
    """A PDF of some hundred kilobytes whose one page draws a letter nine million times."""
    return assemble([b"BT /F1 11 Tf " + b"(a) Tj " * (megabytes * 1024 * 1024 // 7) + b"ET"], packed=True)


def noise(size: int = 1024 * 1024) -> bytes:
    """Bytes without meaning."""
    return random.Random(1).randbytes(size)  # noqa: S311  no secret


def hostile_files(max_bytes: int) -> Iterator[tuple[str, bytes]]:
    """Every kind of harm, with a name in the program's own words."""
    page = ["Nämnden beslutar att godkänna förslaget."] * 40
    pdf = write_pdf([page] * 20)
    yield "password", write_pdf([page], password="hemligt")  # noqa: S106  it locks nothing real
    yield "cut off", pdf[: len(pdf) // 2]
    yield "torn", pdf[:2000] + noise(len(pdf) // 2) + pdf[-2000:]
    yield "swelling PDF", swelling_pdf()
    yield "zip bomb", zip_bomb()
    yield "lying zip bomb", lying_zip_bomb()
    yield "nested without end", nested_word()
    yield "entities", entity_word()
    yield "noise", noise()
    yield "noise called PDF", b"%PDF-1.7\n" + noise()
    yield "noise called zip", b"PK\x03\x04" + noise()
    yield "twice the size", b"a" * (2 * max_bytes)
    yield "short lines", "Nämnd\nett\n\n".encode() * 9_000
    yield "one long line", b"ord " * 240_000
