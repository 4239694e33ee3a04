"""Pictures of people: a file from anywhere in, a small picture without a past out. Nothing else of the file is kept."""

from __future__ import annotations

import io
import warnings
from typing import Final

from django.utils.translation import gettext as _

MEDIA_TYPE: Final = "image/webp"
SIDE: Final = 480  # pixels, the longest side: sharp at 240 on a good screen
QUALITY: Final = 78
MOST_BYTES: Final = 12_000_000  # of the file that comes in: a large photograph from a telephone
MOST_PIXELS: Final = 60_000_000
FORMATS: Final = ("JPEG", "PNG", "WEBP")


class NoPicture(Exception):
    """The file is no picture that we can read. Says why, in a sentence for the person who chose it."""


def portrait(content: bytes) -> bytes:
    """The picture in a file as WebP, at most 480 pixels, turned upright, without place, camera or any other note.

    Raises NoPicture for what is not JPEG, PNG or WebP, what is damaged, and what is larger than a camera makes.
    """
    if len(content) > MOST_BYTES:
        raise NoPicture(_("Filen är för stor. Välj en bild på högst 12 megabyte."))
    from PIL import Image, UnidentifiedImageError  # 5 MB of a worker's memory: only who brings a picture pays

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _small(content)
    except UnidentifiedImageError as fault:
        raise NoPicture(_("Det går inte att läsa filen som en bild. Välj en bild i JPEG, PNG eller WebP.")) from fault
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as fault:
        raise NoPicture(_("Bilden har för många bildpunkter. Välj en mindre.")) from fault
    except Exception as fault:  # whatever a damaged file makes the reader stumble on, it is the file that is wrong
        raise NoPicture(_("Bilden är skadad. Välj en annan.")) from fault


def _small(content: bytes) -> bytes:
    from PIL import Image, ImageOps  # as above

    with Image.open(io.BytesIO(content), formats=FORMATS) as picture:
        if picture.width * picture.height > MOST_PIXELS:
            raise Image.DecompressionBombError
        picture.draft("RGB", (SIDE * 2, SIDE * 2))  # a large JPEG is read at a fraction of its size
        upright = ImageOps.exif_transpose(picture)
        upright.thumbnail((SIDE, SIDE))
        plain = Image.new("RGB", upright.size, "white")
        plain.paste(upright, mask=upright.getchannel("A") if upright.mode in {"RGBA", "LA"} else None)
    out = io.BytesIO()
    plain.save(out, "WEBP", quality=QUALITY)
    return out.getvalue()
