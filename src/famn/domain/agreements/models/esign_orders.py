"""The table of orders at a signature service: what was sent there to be signed, and what became of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from famn.domain.agreements.models.esign import SignedFile
from famn.domain.agreements.models.signing import Signature
from famn.domain.people.models import User
from famn.ground.states import States
from famn.ground.tables import CodeField


class SigningOrder(models.Model):
    """One person is to sign one version of a letter at a service. `code` is the key by which an order is made once."""

    class State(models.TextChoices):
        STARTED = "started", _("väntar hos tjänsten")
        SIGNED = "signed", _("underskriven")
        DECLINED = "declined", _("avbruten hos tjänsten")
        REFUSED = "refused", _("filen gick inte att godta")
        CANCELLED = "cancelled", _("inte längre aktuell")

    code = CodeField()
    signature = models.ForeignKey(Signature, on_delete=models.PROTECT, related_name="orders")
    state = models.CharField(max_length=9, choices=State.choices, default=State.STARTED)
    service = models.CharField(max_length=120)
    number = models.CharField(max_length=100)  # what the service calls it
    url = models.URLField(max_length=500)  # where she signs
    sent = models.BinaryField()  # the PDF that was sent, byte for byte
    sent_sha256 = models.CharField(max_length=64)
    started_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    looked_at = models.DateTimeField(null=True)  # when the service was asked last
    settled_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300, blank=True)  # why the file was refused, in words
    signed_file = models.OneToOneField(SignedFile, null=True, on_delete=models.PROTECT, related_name="order")

    class Privacy:
        open = (
            *("code", "signature", "state", "service", "sent_sha256", "started_at", "looked_at", "settled_at"),
            *("reason", "signed_file", "sent"),
        )
        staff = ("started_by", "url")
        secret = ("number",)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["signature"], condition=Q(state="started"), name="signing_order_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(state="started", settled_at__isnull=True)
                | ~Q(state="started") & Q(settled_at__isnull=False),
                name="signing_order_settled_has_its_time",
            ),
            models.CheckConstraint(
                condition=Q(state="signed", signed_file__isnull=False)
                | ~Q(state="signed") & Q(signed_file__isnull=True),
                name="signing_order_signed_has_its_file",
            ),
        )


_S = SigningOrder.State
ORDER_STATES = States(
    name="SigningOrder",
    choices=_S,
    first=_S.STARTED,
    steps={_S.STARTED: frozenset({_S.SIGNED, _S.DECLINED, _S.REFUSED, _S.CANCELLED})},
)
