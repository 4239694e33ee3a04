"""A file that came in, on its way out again: byte for byte, as a download, never shown as a page of ours."""

from __future__ import annotations

import io
from typing import Final

from django.http import FileResponse

from famn.domain.matters.models import IncomingFile

MEDIA_TYPES: Final = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "txt": "text/plain; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
}


def as_download(file: IncomingFile) -> FileResponse:
    """The original with the type that its name says; the browser may neither guess another nor keep a copy."""
    return FileResponse(
        io.BytesIO(bytes(file.content)),
        as_attachment=True,
        filename=file.name,
        content_type=MEDIA_TYPES.get(file.name.rpartition(".")[2].lower(), "application/octet-stream"),
        headers={"X-Content-Type-Options": "nosniff", "Cache-Control": "private, no-store"},
    )
