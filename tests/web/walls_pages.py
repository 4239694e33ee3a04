"""Pages for test_walls.py alone: what a request sees behind the walls, and writes that must come to nothing."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpResponse, JsonResponse, StreamingHttpResponse
from django.template import engines
from django.template.response import SimpleTemplateResponse
from django.urls import URLPattern, URLResolver

from config import urls
from famn.domain.matters.models import IncomingFile
from famn.ground.verdict import no, require
from famn.web.shared.actor import Request
from famn.web.shared.addresses import FORM, PUBLIC, page
from tests.factories import make_incoming


def names() -> Iterator[str]:
    yield from IncomingFile.objects.order_by("name").values_list("name", flat=True)


def rows(request: Request) -> HttpResponse:
    """What this request sees."""
    return JsonResponse(list(names()), safe=False)


def late(request: Request) -> HttpResponse:
    """The same, asked for when the page is drawn, after the view has ended."""
    template = engines["django"].from_string("{% for name in names %}{{ name }}\n{% endfor %}")
    return SimpleTemplateResponse(template, {"names": names()}, content_type="text/plain")


def streamed(request: Request) -> StreamingHttpResponse:
    """The same, asked for when the transaction is long over."""
    return StreamingHttpResponse(f"{name}\n" for name in names())


def write(request: Request) -> HttpResponse:
    """Put a file in, then end as the request says."""
    make_incoming(request.actor, name="ny.txt")
    match request.GET.get("then"):
        case "fault":
            raise RuntimeError("on purpose, in a test")
        case "answer_500":
            return HttpResponse(status=500)
        case "denied":
            require(no("Det får du inte."))
    return HttpResponse(status=204)


urlpatterns: list[URLPattern | URLResolver] = [
    *urls.urlpatterns,
    page("rows/", rows, name="rows", who=PUBLIC),
    page("late/", late, name="late", who=PUBLIC),
    page("streamed/", streamed, name="streamed", who=PUBLIC),
    page("write/", write, name="write", who=PUBLIC, methods=FORM),
]
handler404 = urls.handler404
