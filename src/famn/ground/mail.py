"""The outbox. A letter is a row, written in the same transaction as what it tells of; a task sends it after commit.

Sent once: a sender first takes the row under a lock and marks it, so two workers never send the same letter. A send
that fails is tried again with growing pauses, for three days. The Message-ID is fixed when the row is written, so that
a letter sent just before a crash and sent again is the same letter to the receiving system.

Where nobody answers at all, it is the server that is down and not the letter that is wrong: then the other letters wait
a minute too, no try of theirs is spent, and all go as soon as one has got through.

Who wants one mail a day (`ground.digest`) has hers held back until her time of day; then they become one.
"""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import models, transaction
from django.db.models import Count, Exists, Min, OuterRef, Q
from django.db.models.functions import Lower
from django.tasks import task
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from famn.ground import digest
from famn.ground.states import States

PAUSES: Final = (60, 300, 900, 3600, *(3 * 3600 for _ in range(24)))  # seconds before each new try: three days in all
STUCK_AFTER: Final = dt.timedelta(minutes=10)
LATE_AFTER: Final = 60  # minutes after which something is wrong with the server
BREATH: Final = dt.timedelta(minutes=1)  # how long the others wait when nobody answers
NO_ANSWER: Final = frozenset(  # the classes of errors that say so
    {"ConnectionRefusedError", "ConnectionResetError", "OSError", "SMTPConnectError", "TimeoutError", "gaierror"}
)


class Letter(models.Model):
    """One letter to one address."""

    class State(models.TextChoices):
        WAITING = "waiting", _("väntar")
        SENDING = "sending", _("skickas")
        SENT = "sent", _("skickat")
        FAILED = "failed", _("gick inte att skicka")
        HELD = "held", _("väntar på dagens samlade mejl")
        GATHERED = "gathered", _("ingår i ett samlat mejl")

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
    gathered_in = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="parts")

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
            "gathered_in",
        )
        staff = ("to", "subject", "text", "html")

    class Meta:
        indexes = (models.Index(fields=["next_try_at"], condition=~Q(state="sent"), name="letters_to_send"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(state="gathered") | Q(gathered_in__isnull=True), name="letter_gathered_is_in_another"
            ),
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
        Letter.State.HELD: frozenset({Letter.State.WAITING, Letter.State.GATHERED}),
    },
)


def post(
    *,
    to: str,
    subject: str,
    template: str,
    context: dict[str, object],
    at: dt.datetime,
    holds_secret: bool = False,
    at_once: bool = False,
) -> Letter:
    """Put a letter in the outbox, in the running transaction. `template` is `mail/x`: `.txt` and `.html` beside it.

    What concerns a family never goes by e-mail: letters tell that something waits, and link to it. A letter that
    `holds_secret` loses its text once it is sent. It is never held back for a daily mail, nor is one that goes
    `at_once`: what somebody waits for to get in, or about her own account.
    """
    daily = None if holds_secret or at_once else digest.time_of(to)
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
        state=Letter.State.HELD if daily else Letter.State.WAITING,
        next_try_at=digest.next_time(daily, at) if daily else at,
    )
    if has_post_office() and not daily:
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
        _bring_forward(now)


def has_post_office() -> bool:
    """Whether there is a mail server. Without one, as in the demo, letters wait in the outbox and can be read there."""
    return "dummy" not in str(settings.MAILERS["default"]["BACKEND"])


def gather_due(now: dt.datetime) -> int:
    """Make one mail of each address's held letters whose time has come. Returns how many such mails.

    Each address is a transaction of its own: killed in the middle, its letters are held as before and the next turn
    takes them. An address that wants each mail by itself again gets what was held at the next turn, too.
    """
    held = Letter.objects.filter(state=Letter.State.HELD)
    wanted = Exists(digest.DailyMail.objects.filter(to=Lower(OuterRef("to"))))
    due = held.annotate(wanted=wanted).filter(Q(next_try_at__lte=now) | Q(wanted=False))
    addresses = list(due.order_by("to").values_list("to", flat=True).distinct())
    return sum(_gather(address, now) for address in addresses)


@transaction.atomic
def _gather(address: str, now: dt.datetime) -> int:
    """Put the held letters of one address into one; one alone goes as it is. 0 where another clock has them."""
    held = Letter.objects.select_for_update(skip_locked=True).filter(to=address, state=Letter.State.HELD)
    wanted = digest.time_of(address) is not None
    letters = list((held.filter(next_try_at__lte=now) if wanted else held).order_by("pk"))
    if not letters:
        return 0
    if len(letters) == 1:
        Letter.objects.filter(pk=letters[0].pk).update(state=Letter.State.WAITING, next_try_at=now)
        if has_post_office():
            send_letter.enqueue(letters[0].pk)
        return 1
    parts = [{"subject": one.subject, "links": links_in(one.text)} for one in letters]
    words = ngettext("%(count)d nyhet från Famn", "%(count)d nyheter från Famn", len(parts)) % {"count": len(parts)}
    whole = post(to=address, subject=words, template="mail/digest", context={"parts": parts}, at=now, at_once=True)
    Letter.objects.filter(pk__in=[one.pk for one in letters]).update(state=Letter.State.GATHERED, gathered_in=whole)
    return 1


def links_in(text: str) -> list[str]:
    """The links to this site that stand in a letter, each once, in order."""
    words = (word for word in text.split() if word.startswith(f"{settings.FAMN_ORIGIN}/"))
    return list(dict.fromkeys(words))


@dataclass(frozen=True)
class Outbox:
    """How the outbox stands: what waits, since when, what is held for a daily mail, and what was given up."""

    waiting: int
    oldest: dt.datetime | None
    tried: int  # of those waiting, how many a server has refused or not answered
    faults: list[tuple[str, int]]  # the class of the last error of those -> how many
    held: int
    failed: int


def outbox() -> Outbox:
    """How the outbox stands now: three queries."""
    state = Letter.State
    open_ = Letter.objects.filter(state__in=[state.WAITING, state.SENDING])
    count = open_.aggregate(count=Count("pk"), oldest=Min("written_at"), tried=Count("pk", filter=~Q(fault="")))
    faults = open_.exclude(fault="").values_list("fault").annotate(count=Count("pk")).order_by("-count", "fault")
    other = Letter.objects.aggregate(
        held=Count("pk", filter=Q(state=state.HELD)), failed=Count("pk", filter=Q(state=state.FAILED))
    )
    return Outbox(count["count"], count["oldest"], count["tried"], list(faults), other["held"], other["failed"])


@transaction.atomic
def try_again(now: dt.datetime) -> int:
    """Let every letter that waits, or was given up, be tried from now on: the server is back. Returns how many."""
    state = Letter.State
    rows = Letter.objects.filter(Q(state=state.FAILED) | Q(state=state.WAITING, next_try_at__gt=now))
    return rows.update(state=state.WAITING, tries=0, next_try_at=now)


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
    open_ = {Letter.State.WAITING, Letter.State.SENDING}
    if letter is None or letter.state not in open_ or letter.next_try_at > now:
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
    if letter.fault in NO_ANSWER:
        others = Letter.objects.filter(state=Letter.State.WAITING, next_try_at__lt=now + BREATH)
        others.update(next_try_at=now + BREATH)


def _bring_forward(now: dt.datetime) -> None:
    """The server answers: what waited because nobody did need not wait longer. The clock's next turn takes it."""
    waits = Letter.objects.filter(state=Letter.State.WAITING, fault__in=NO_ANSWER, next_try_at__gt=now)
    waits.update(next_try_at=now)


def _message(letter: Letter) -> EmailMultiAlternatives:
    message = EmailMultiAlternatives(
        letter.subject, letter.text, to=[letter.to], headers={"Message-ID": letter.message_id}
    )
    if letter.html:
        message.attach_alternative(letter.html, "text/html")
    return message
