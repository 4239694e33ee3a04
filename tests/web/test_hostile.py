"""What nobody types but somebody sends: public pages answer it in words, never by falling."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from famn.web.shared.addresses import PUBLIC, addresses

ODD = ("%00", "%FF", "9999-12-31", "0001-W01", "a" * 300, "%F0%9F%98%80", "1e9")
KEYS = ("namn", "lan", "kommun", "vad", "sprak", "alder", "nar", "sida", "dag", "vy", "mening", "initiativ", "next")


@pytest.mark.django_db
def test_an_address_with_a_sign_that_no_text_has_leads_nowhere() -> None:
    client, tried = Client(), 0
    for one in addresses():
        if one.who == PUBLIC and one.parameters:
            path = re.sub(r"<[^>]+>", "a%00b", one.route)
            assert client.get(path).status_code == 404, path
            tried += 1
    assert tried > 15


@pytest.mark.django_db
@pytest.mark.parametrize("odd", ODD)
def test_what_is_asked_in_a_way_that_nobody_asks_is_answered_all_the_same(odd: str) -> None:
    asked = "&".join(f"{key}={odd}" for key in KEYS)
    for path in ("/", "/familjecentraler/", "/ring/", "/utseende/", "/sprak/", "/logga-in/", "/ar/familjecentraler/"):
        assert Client().get(path, QUERY_STRING=asked).status_code == 200, path
