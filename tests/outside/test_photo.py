"""Pictures of people: whatever comes in, a small picture without a past comes out, or a sentence that says why not."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from famn.outside import photo
from tests.domain.centres.making import a_picture


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_large_picture_becomes_small_and_tells_nothing_more(kind: str) -> None:
    content = a_picture(kind)
    assert b"Kamerafabriken" in content
    small = photo.portrait(content)
    assert b"Kamerafabriken" not in small
    assert (opened(small).format, opened(small).size) == ("WEBP", (480, 320))
    assert not opened(small).getexif()


def test_a_picture_that_lies_on_its_side_is_turned_upright() -> None:
    told = Image.Exif()
    told[0x0112] = 6  # the camera was turned a quarter
    out = io.BytesIO()
    Image.new("RGB", (400, 200), "#3b7a57").save(out, "JPEG", exif=told)
    assert opened(photo.portrait(out.getvalue())).size == (200, 400)


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "L", "CMYK", "I;16", "1"])
def test_pictures_of_every_kind_come_out_as_plain_colours(mode: str) -> None:
    out = io.BytesIO()
    Image.new(mode, (60, 40)).save(out, "JPEG" if mode == "CMYK" else "PNG")
    assert opened(photo.portrait(out.getvalue())).mode == "RGB"


def a_bomb() -> bytes:
    """A small file that would be an enormous picture."""
    out = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "inte att läsa"),
        (b"%PDF-1.7 not a picture", "inte att läsa"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "inte att läsa"),
        (b"GIF89a" + bytes(40), "inte att läsa"),
        (a_picture()[:400], "skadad"),
        (a_picture("PNG")[:-60], "skadad"),
        (a_bomb(), "bildpunkter"),
        (bytes(photo.MOST_BYTES + 1), "för stor"),
    ],
    ids=["nothing", "pdf", "svg", "gif", "half a jpeg", "half a png", "a bomb", "too large"],
)
def test_what_is_no_picture_is_refused_with_the_reason(content: bytes, why: str) -> None:
    with pytest.raises(photo.NoPicture, match=why):
        photo.portrait(content)
