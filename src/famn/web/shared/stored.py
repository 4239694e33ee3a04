"""Public pages that are kept ready-made until something that they show is written, or a moment comes that they name.

A page is kept in the memory of the process that made it, under the number that the database had counted to *before* its
rows were read (ground/versions.py). Each answer begins with one question, for that number: so no page is shown that is
no longer so, whoever wrote, in whichever process. Readers with a session are never shown a kept page.

A view that `asks_itself` costs one statement also when its page is made anew: it asks for its rows by `told`, and the
number comes with them. While such a page is kept its question is too, and is asked again with the number: the database
answers it only where it has counted on.
"""

from __future__ import annotations

import datetime as dt
import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from threading import Lock
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags

from famn.ground import versions
from famn.ground.versions import Counted, Question
from famn.web.shared.language import bare
from famn.web.shared.page import scheme_of

GetResponse = Callable[[HttpRequest], HttpResponse]

SHELF_BYTES: Final = 4 * 1024 * 1024  # of each process: some hundred pages, squeezed
LARGEST: Final = 2 * 1024 * 1024  # bytes before it is squeezed; more than that is made anew each time
LONGEST_ADDRESS: Final = 300  # signs; nobody's link is longer, and nobody fills the shelf with made-up ones
SMALLEST_SQUEEZED: Final = 500  # bytes; below that gzip saves nothing
UNSQUEEZED: Final = ("image/png", "image/webp", "image/jpeg", "application/pdf")  # are so already


def stored[Page: HttpResponse](response: Page, *, until: dt.datetime | None = None, every_centre: bool = False) -> Page:
    """Mark a public response as one that may be kept, at the latest until `until` and never past local midnight.

    It holds nothing of the reader: no form token, no nonce. `every_centre`: it shows more centres than the one that
    its address names, so a write of any of them ends it. An address that names none is taken to show every centre.
    """
    response.famn_kept = _Wish(until, every_centre)  # type: ignore[attr-defined]  # read by the middleware below
    return response


def bound(request: HttpRequest, *, until: dt.datetime | None, every_centre: bool) -> None:
    """Something in the frame of the page is so until then: if the page is kept, it is kept no longer than that."""
    request.famn_bound = _Wish(until, every_centre)  # type: ignore[attr-defined]  # read by the middleware below


def asks_itself[**P, R: HttpResponseBase](view: Callable[P, R]) -> Callable[P, R]:
    """Mark a view that asks by `told` for all that its page shows. It is kept only where it did."""
    view.famn_asks_itself = True  # type: ignore[attr-defined]  # read by the middleware below
    return view


def told(request: HttpRequest, question: Question) -> Any:
    """The answer to each part of a question, asked now if it was not asked with the number already."""
    before: Counted | None = getattr(request, "famn_counted", None)
    if before and before.question == question:
        return before.answer
    now = versions.answered(question)
    counted = replace(now, own=before.own, every=before.every) if before else now  # a page is as old as its oldest part
    request.famn_counted = counted  # type: ignore[attr-defined]  # read by the middleware below
    return now.answer


@dataclass(frozen=True, slots=True)
class _Wish:
    until: dt.datetime | None
    every_centre: bool

    def __and__(self, other: _Wish) -> _Wish:
        """Both at once: the sooner of the two moments, and every centre where one of them asks for it."""
        until = min((one for one in (self.until, other.until) if one), default=None)
        return _Wish(until, self.every_centre or other.every_centre)


_ALWAYS: Final = _Wish(None, every_centre=False)


@dataclass(frozen=True, slots=True)
class _Page:
    """One page on the shelf: what is sent, under which number, and how long it is true."""

    centre: str  # the code of the centre that its address names, "" for none
    counts_all: bool  # its number counts the writes of every centre, not of that one alone
    number: int
    until: dt.datetime
    body: bytes
    is_squeezed: bool  # kept so, since nearly every browser takes it so
    headers: dict[str, str]
    question: Question | None = None  # what it is made of, where the number is asked for together with that

    def holds(self, counted: Counted) -> bool:
        """Whether nothing that it shows has been written since."""
        return self.number == (counted.every if self.counts_all else counted.own)

    @property
    def size(self) -> int:
        """Bytes of memory, as good as."""
        return len(self.body) + sum(map(len, self.question.parts if self.question else ()))


@dataclass(slots=True)
class Shelf:
    """The pages that one process keeps, those used last longest. Safe to use from several threads."""

    most: int = SHELF_BYTES
    _pages: OrderedDict[str, _Page] = field(default_factory=OrderedDict)
    _size: int = 0
    _lock: Lock = field(default_factory=Lock)

    def find(self, key: str) -> _Page | None:
        """The page under `key`, whether or not it is still true."""
        with self._lock:
            if page := self._pages.get(key):
                self._pages.move_to_end(key)
            return page

    def put(self, key: str, page: _Page) -> None:
        """Keep a page, and let those go that nobody has asked for the longest."""
        with self._lock:
            self._drop(key)
            self._pages[key] = page
            self._size += page.size
            while self._size > self.most:
                self._drop(next(iter(self._pages)))

    def keys(self) -> list[str]:
        """What is kept now, the page used last at the end."""
        with self._lock:
            return list(self._pages)

    def clear(self) -> None:
        """Keep nothing."""
        with self._lock:
            self._pages.clear()
            self._size = 0

    def _drop(self, key: str) -> None:
        if page := self._pages.pop(key, None):
            self._size -= page.size


SHELF: Final = Shelf()


class StoredPages:
    """Answers readers without a session from the shelf, where what is there is still so; else keeps what is made."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        key = _key(request)
        if not key:
            return self.get_response(request)
        now = timezone.now()
        page = SHELF.find(key)
        if page and now >= page.until:
            page = None
        counted = _counted(request, page)  # before the rows are read: a write meanwhile ends what is made of them
        if page and counted and page.holds(counted):
            return _answer(request, page)
        request.famn_counted = counted  # type: ignore[attr-defined]  # a view that asks itself puts its own there
        response = self.get_response(request)
        counted = request.famn_counted  # type: ignore[attr-defined]  # as above
        wish: _Wish | None = getattr(response, "famn_kept", None)
        if wish is None or counted is None or not _may_be_kept(response):
            return response
        page = _made(response, wish & getattr(request, "famn_bound", _ALWAYS), counted=counted, now=now)
        SHELF.put(key, page)
        return _answer(request, page)


def _counted(request: HttpRequest, page: _Page | None) -> Counted | None:
    """How far the database has counted, for a page that may still be so or that is to be made. At most one statement.

    With the page's question, where it has one. None where none is kept and the view asks itself.
    """
    if page:
        return versions.answered(page.question, unless=page.number) if page.question else versions.numbers(page.centre)
    try:
        view, _args, named = resolve(bare(request.path_info))  # the same page in whichever language
    except Resolver404:
        return versions.numbers("")
    return None if hasattr(view, "famn_asks_itself") else versions.numbers(str(named.get("centre", "")))


def _key(request: HttpRequest) -> str:
    """What makes one kept page another than the next; empty for a request that is never answered from the shelf."""
    asked = request.META.get("QUERY_STRING", "")
    if request.method != "GET" or settings.SESSION_COOKIE_NAME in request.COOKIES or "messages" in request.COOKIES:
        return ""
    if len(request.path_info) + len(asked) > LONGEST_ADDRESS or "\x00" in request.path_info:
        return ""
    return " ".join((request.scheme or "", request.get_host(), request.path_info, asked, scheme_of(request)))


def _may_be_kept(response: HttpResponse) -> bool:
    return (response.status_code == 200 and not response.streaming and not response.cookies) and len(
        response.content
    ) <= LARGEST


def _made(response: HttpResponse, wish: _Wish, *, counted: Counted, now: dt.datetime) -> _Page:
    """The page that goes on the shelf."""
    plain = response.content
    response.headers["ETag"] = f'W/"{hashlib.sha256(plain).hexdigest()[:24]}"'
    response.headers["Cache-Control"] = "no-cache"  # may be kept by the browser, which asks each time whether it holds
    patch_vary_headers(response, ("Accept-Encoding", "Cookie"))
    response.headers.pop("Content-Length", None)
    is_squeezed = len(plain) >= SMALLEST_SQUEEZED and response.headers.get("Content-Type", "") not in UNSQUEEZED
    midnight = _next_midnight(now)
    counts_all = wish.every_centre or not counted.centre
    return _Page(
        centre=counted.centre,
        counts_all=counts_all,
        number=counted.every if counts_all else counted.own,
        until=min(wish.until, midnight) if wish.until else midnight,
        body=gzip.compress(plain, 6, mtime=0) if is_squeezed else plain,
        is_squeezed=is_squeezed,
        headers=dict(response.headers),
        question=None if counts_all else counted.question,
    )


def _next_midnight(now: dt.datetime) -> dt.datetime:
    today = timezone.localdate(now)
    return timezone.make_aware(dt.datetime.combine(today + dt.timedelta(days=1), dt.time()))


def _answer(request: HttpRequest, page: _Page) -> HttpResponse:
    """The page as this reader's browser takes it: whole, squeezed, or the word that it has it already."""
    known = request.META.get("HTTP_IF_NONE_MATCH", "")
    if known and page.headers["ETag"] in parse_etags(known):
        answer: HttpResponse = HttpResponseNotModified()
        for name in ("ETag", "Cache-Control", "Vary"):
            answer.headers[name] = page.headers[name]
        return answer
    if not page.is_squeezed:
        return HttpResponse(page.body, headers=page.headers)
    if "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", ""):
        return HttpResponse(page.body, headers=page.headers | {"Content-Encoding": "gzip"})
    return HttpResponse(gzip.decompress(page.body), headers=page.headers)
