"""A PDF writer for measuring and testing: lines of Swedish text in one of the fonts that every reader has.

It is the smallest that does the job (ISO 32000-1): one font, one size, no compression unless asked for, and the oldest
kind of lock (RC4, 40 bits), which is enough to see a locked file refused.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Sequence
from typing import Final

_PADDING: Final = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
_NO_RIGHTS: Final = -4  # every permission, as a signed number
_IDENTITY: Final = b"0123456789abcdef"
_LINE: Final = 14  # points from line to line
_TOP, _LEFT = 790, 60


def write_pdf(pages: Iterable[Sequence[str]], *, password: str | None = None, packed: bool = False) -> bytes:
    """A PDF with the given lines on each page. With a password it opens for nobody who does not have it."""
    streams = [_page(lines) for lines in pages]
    return assemble(streams, password=password, packed=packed)


def assemble(streams: Sequence[bytes], *, password: str | None = None, packed: bool = False) -> bytes:
    """A PDF of pages whose drawing instructions are given as they are."""
    lock = _Lock(password) if password is not None else None
    count = len(streams)
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(count))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {count} /Kids [{kids}] >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, stream in enumerate(streams):
        content = zlib.compress(stream, 9) if packed else stream
        content = lock.locked(content, 5 + 2 * number) if lock else content
        packing = " /Filter /FlateDecode" if packed else ""
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * number} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(f"<< /Length {len(content)}{packing} >>\nstream\n".encode() + content + b"\nendstream")
    if lock:
        objects.append(lock.dictionary())
    return _file(objects, locked=lock is not None)


def _file(objects: Sequence[bytes], *, locked: bool) -> bytes:
    out = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    identity = _IDENTITY.hex().encode()
    lock = f" /Encrypt {len(objects)} 0 R".encode() if locked else b""
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R".encode() + lock
    out += b" /ID [<" + identity + b"> <" + identity + b">] >>\nstartxref\n" + str(table).encode() + b"\n%%EOF\n"
    return bytes(out)


def _page(lines: Sequence[str]) -> bytes:
    """Drawing instructions for lines of text; a line too many runs off the page but is still there to read."""
    shown = []
    for line in lines:
        letters = line.encode("windows-1252", errors="replace")
        for sign in (b"\\", b"(", b")"):
            letters = letters.replace(sign, b"\\" + sign)
        shown.append(b"(" + letters + b") Tj T*")
    return f"BT /F1 11 Tf {_LINE} TL {_LEFT} {_TOP} Td\n".encode() + b"\n".join(shown) + b"\nET"


class _Lock:
    """The standard lock, revision 2: algorithms 1 to 4 of ISO 32000-1, 7.6."""

    def __init__(self, password: str) -> None:
        padded = (password.encode("latin-1") + _PADDING)[:32]
        self._owner = rc4(hashlib.md5(padded, usedforsecurity=False).digest()[:5], padded)
        seed = padded + self._owner + _NO_RIGHTS.to_bytes(4, "little", signed=True) + _IDENTITY
        self._key = hashlib.md5(seed, usedforsecurity=False).digest()[:5]

    def dictionary(self) -> bytes:
        user = rc4(self._key, _PADDING)
        return (
            f"<< /Filter /Standard /V 1 /R 2 /P {_NO_RIGHTS} /O <{self._owner.hex()}> /U <{user.hex()}> >>"
        ).encode()

    def locked(self, content: bytes, number: int) -> bytes:
        seed = self._key + number.to_bytes(3, "little") + b"\0\0"
        return rc4(hashlib.md5(seed, usedforsecurity=False).digest()[:10], content)


def rc4(key: bytes, content: bytes) -> bytes:
    """The RC4 cipher: long broken, and here only so that a locked file can be made."""
    state = list(range(256))
    at = 0
    for index in range(256):
        at = (at + state[index] + key[index % len(key)]) % 256
        state[index], state[at] = state[at], state[index]
    out = bytearray()
    first = second = 0
    for letter in content:
        first = (first + 1) % 256
        second = (second + state[first]) % 256
        state[first], state[second] = state[second], state[first]
        out.append(letter ^ state[(state[first] + state[second]) % 256])
    return bytes(out)
