"""How text is compared and sorted. Swedish order (å ä ö last) is one small rule, the same in Python and in SQL."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import Final

from django.db.models import CharField, Func

# Letters that Swedish sorts as another: é as e, ü as y. å ä ö get the three signs after z in ASCII.
_FROM: Final = "åäöàáâãèéêëìíîïòóôõùúûüýÿçñæø"
_TO: Final = "{|}aaaaeeeeiiiioooouuuyyycn|}"
_TABLE: Final = str.maketrans(_FROM, _TO)

SORT_KEY_SQL: Final = f"""
CREATE OR REPLACE FUNCTION famn_sort_key(value text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
AS $$ SELECT translate(lower(normalize(value, NFC)), '{_FROM}{_FROM.upper()}', '{_TO}{_TO}') COLLATE "C" $$;
"""


def sort_key(value: str) -> str:
    """A string whose plain comparison gives Swedish order. The database's `famn_sort_key` is the same rule."""
    return unicodedata.normalize("NFC", value).lower().translate(_TABLE)


class SortKey(Func):
    """`queryset.order_by(SortKey("name"))`: Swedish order in the database."""

    function = "famn_sort_key"
    output_field = CharField()


def squeeze(value: str) -> str:
    """The text with every run of white space as one space and none at the ends."""
    return re.sub(r"\s+", " ", value).strip()


def checksum(content: bytes) -> str:
    """SHA-256 of the bytes, 64 hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()
