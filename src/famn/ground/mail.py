"""The outbox. A letter is a row, written in the same transaction as what it tells of; a task sends it after commit.

Sent once: a sender first takes the row under a lock and marks it, so two workers never send the same letter. A send
that fails is tried again with growing pauses. The Message-ID is fixed when the row is written, so that a letter sent
just before a crash and sent again is the same letter to the receiving system.
"""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Final

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import models, transaction
from django.db.models import Q
from django.tasks import task
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from famn.ground.states import States

PAUSES: Final = (60, 300, 900, 3600, 4 * 3600, 12 * 3600)  # seconds before each new try
STUCK_AFTER: Final = dt.timedelta(minutes=10)


class Letter(models.Model):
    """One letter to one address."""

    class State(models.TextChoices):
        WAITING = "waiting", _("väntar")
        SENDING = "sending", _("skickas")
        SENT = "sent", _("skickat")
        FAILED = "failed", _("gick inte att skicka")

    to = models.EmailField()
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField(blank=True)
    message_id = models.CharField(max_length=100, unique=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    fault = models.CharField(max_length=200, blank=True)  # the class of the last error, not its text
    written_at = models.DateTimeField()
    next_try_at = models.DateTimeField()
    holds_secret = models.BooleanField(default=False)  # a link to sign in by: the text goes when the letter has gone
    taken_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)

    class Privacy:
        open = (
            "holds_secret",
            "state",
            "tries",
            "fault",
            "written_at",
            "next_try_at",
            "taken_at",
            "sent_at",
            "message_id",
        )
        staff = ("to", "subject", "text", "html")

    class Meta:
        indexes = (models.Index(fields=["next_try_at"], condition=~Q(state="sent"), name="letters_to_send"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False) | (~Q(state="sent") & Q(sent_at__isnull=True)),
                name="letter_sent_has_its_time",
            ),
        )


LETTER_STATES: Final = States(
    name="Letter",
    choices=Letter.State,
    first=Letter.State.WAITING,
    steps={
        Letter.State.WAITING: frozenset({Letter.State.SENDING}),
        Letter.State.SENDING: frozenset({Letter.State.SENT, Letter.State.WAITING, Letter.State.FAILED}),
    },
)


def post(
    *, to: str, subject: str, template: str, context: dict[str, object], at: dt.datetime, holds_secret: bool = False
) -> Letter:
    """Put a letter in the outbox, in the running transaction. `template` is `mail/x`: `.txt` and `.html` beside it.

    What concerns a family never goes by e-mail: letters tell that something waits, and link to it. A letter that
    `holds_secret` loses its text once it is sent.
    """
    host = settings.FAMN_ORIGIN.split("//")[-1].split(":")[0]
    context = {"origin": settings.FAMN_ORIGIN, "subject": subject, "is_demo": settings.IS_DEMO, **context}
    letter = Letter.objects.create(
        to=to,
        subject=" ".join(subject.split())[:200],
        text=render_to_string(f"{template}.txt", context).strip() + "\n",
        html=render_to_string(f"{template}.html", context),
        holds_secret=holds_secret,
        message_id=f"<{uuid.uuid4()}@{host}>",
        written_at=at,
        next_try_at=at,
    )
    if has_post_office():
        send_letter.enqueue(letter.pk)
    return letter


def newest(count: int) -> models.QuerySet[Letter]:
    """The letters written last, the newest first: the demo shows them, since nothing leaves it."""
    return Letter.objects.order_by("-pk")[:count]


@task
def send_letter(letter_id: int) -> None:
    """Send one letter if it is due and nobody else is sending it."""
    now = timezone.now()
    letter = _take(letter_id, now) if has_post_office() else None
    if letter is None:
        return
    try:
        _message(letter).send()
    except Exception as error:  # any fault of a foreign server is a reason to try again
        _put_back(letter, error, now)
    else:
        gone = {"text": "", "html": ""} if letter.holds_secret else {}
        Letter.objects.filter(pk=letter.pk).update(state=Letter.State.SENT, sent_at=timezone.now(), fault="", **gone)


def has_post_office() -> bool:
    """Whether there is a mail server. Without one, as in the demo, letters wait in the outbox and can be read there."""
    return "dummy" not in str(settings.MAILERS["default"]["BACKEND"])


def send_due(now: dt.datetime) -> int:
    """Enqueue every letter whose next try is due, and those whose sender died. Returns how many."""
    if not has_post_office():
        return 0
    due = Q(state=Letter.State.WAITING, next_try_at__lte=now)
    stuck = Q(state=Letter.State.SENDING, taken_at__lt=now - STUCK_AFTER)
    numbers = list(Letter.objects.filter(due | stuck).order_by("pk").values_list("pk", flat=True)[:500])
    for number in numbers:
        send_letter.enqueue(number)
    return len(numbers)


@transaction.atomic
def _take(letter_id: int, now: dt.datetime) -> Letter | None:
    """Mark the letter as being sent. None when it is sent, not yet due, or in another sender's hands."""
    letter = Letter.objects.select_for_update(skip_locked=True).filter(pk=letter_id).first()
    if letter is None or letter.state in {Letter.State.SENT, Letter.State.FAILED} or letter.next_try_at > now:
        return None
    if letter.state == Letter.State.SENDING and letter.taken_at and letter.taken_at > now - STUCK_AFTER:
        return None
    letter.state, letter.taken_at, letter.tries = Letter.State.SENDING, now, letter.tries + 1
    letter.save(update_fields=["state", "taken_at", "tries"])
    return letter


def _put_back(letter: Letter, error: Exception, now: dt.datetime) -> None:
    """Plan the next try, or give up after the last."""
    if letter.tries > len(PAUSES):
        letter.state = Letter.State.FAILED
    else:
        letter.state = Letter.State.WAITING
        letter.next_try_at = now + dt.timedelta(seconds=PAUSES[letter.tries - 1])
    letter.fault = type(error).__name__[:200]
    letter.save(update_fields=["state", "next_try_at", "fault"])


def _message(letter: Letter) -> EmailMultiAlternatives:
    message = EmailMultiAlternatives(
        letter.subject, letter.text, to=[letter.to], headers={"Message-ID": letter.message_id}
    )
    if letter.html:
        message.attach_alternative(letter.html, "text/html")
    return message
