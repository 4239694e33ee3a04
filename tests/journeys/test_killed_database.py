"""The database dies in the middle of an upload. After it is back nothing is half-done, and the upload can be done."""

from __future__ import annotations

import os
import signal
import threading
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connections
from django.test import Client

from famn.domain.matters.models import IncomingFile
from famn.domain.people.rules import Actor
from famn.ground import sealed
from famn.ground.trail import TrailEvent
from famn.outside.database import APP, OWNER, Server, serving
from tests.databases import database
from tests.patience import PATIENCE
from tests.people import build_house, client_of

pytestmark = pytest.mark.journey
LETTER = b"Tj\xc3\xa4nsteutl\xc3\xa5tande\n\nEn familjecentral i Ekbacken\n"


def upload(client: Client, answers: list[int]) -> None:
    """Send the file as the page does; a dead database is an answer too."""
    client.raise_request_exception = False
    file = SimpleUploadedFile("utlatande.txt", LETTER)
    answers.append(client.post("/arbete/las-in/", {"file": file}).status_code)
    connections.close_all()


def kill(server: Server) -> None:
    """End the server as a power cut would: no word to anybody."""
    pid = int((server.folder / "postmaster.pid").read_text().splitlines()[0])
    children = [int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit() and parent(path) == pid]
    for one in (pid, *children):
        os.kill(one, signal.SIGKILL)


def parent(process: Path) -> int:
    """The process that started this one; 0 when it is gone."""
    try:
        return int((process / "stat").read_text().rsplit(")", 1)[1].split()[1])
    except OSError:
        return 0


def test_the_database_killed_in_the_middle_of_an_upload_leaves_nothing_half_done(
    tmp_path: Path, django_db_blocker: Any
) -> None:
    folder, answers = tmp_path / "pg", list[int]()
    with django_db_blocker.unblock(), serving(folder, say=lambda _words: None) as server:
        at = psycopg.conninfo.conninfo_to_dict(server.url(APP))
        with database("famn", HOST=str(at["host"]), USER=OWNER):
            call_command("migrate", verbosity=0)
        with database("famn", HOST=str(at["host"]), USER=APP):
            anna = build_house().anna
            client = client_of(anna)
            events = TrailEvent.objects.count()
            holder = psycopg.connect(server.url(OWNER))
            holder.execute("LOCK TABLE famn_trailevent IN ACCESS EXCLUSIVE MODE")  # the upload stops half-way
            thread = threading.Thread(target=upload, args=(client, answers))
            thread.start()
            wait_until_somebody_waits(server)
            kill(server)
            thread.join(timeout=PATIENCE)
            holder.close()
            connections.close_all()
        assert answers == [500]
        with serving(folder, say=lambda _words: None) as again:
            at = psycopg.conninfo.conninfo_to_dict(again.url(APP))
            with database("famn", HOST=str(at["host"]), USER=APP):
                assert files_of(anna) == 0
                assert TrailEvent.objects.count() == events
                upload(client, answers)
                assert answers == [500, 302]
                assert files_of(anna) == 1


def wait_until_somebody_waits(server: Server) -> None:
    """Return when a statement waits for the lock, so that the upload is in its middle."""
    with psycopg.connect(server.url(OWNER), autocommit=True) as watcher:
        for _turn in range(int(PATIENCE) * 10):
            found = watcher.execute("SELECT count(*) FROM pg_locks WHERE NOT granted").fetchone()
            if found and found[0]:
                return
            watcher.execute("SELECT pg_sleep(0.1)")
    raise AssertionError("the upload never came to its middle")


def files_of(actor: Actor) -> int:
    """How many files came in to the actor's area."""
    with sealed.acting(actor.area_id):
        return IncomingFile.objects.count()
