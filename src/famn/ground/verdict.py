"""A permission is an answer with a reason. One function is asked three times: for the button, the page, the write."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Verdict:
    """Yes, or no with the reason in the user's own Swedish. True in a condition when it is a yes."""

    allowed: bool
    reason: str | Promise = ""

    def __bool__(self) -> bool:
        return self.allowed


YES = Verdict(allowed=True)


def no(reason: str | Promise) -> Verdict:
    """A refusal with its reason, a whole sentence."""
    return Verdict(allowed=False, reason=reason)


def first_no(*verdicts: Verdict) -> Verdict:
    """The first refusal among `verdicts`, or yes."""
    return next((verdict for verdict in verdicts if not verdict), YES)


class Denied(Exception):
    """An act was refused by a rule. The gate turns it into a page (403) that says why, and undoes the act."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(str(verdict.reason))
        self.verdict = verdict


class Refused(Exception):
    """An act that the facts do not allow just now: somebody was first, a date is wrong. Shown at the form.

    `field` names the form field that the sentence belongs to, or is None for the whole form.
    """

    def __init__(self, reason: str | Promise, *, field: str | None = None) -> None:
        super().__init__(str(reason))
        self.reason = reason
        self.field = field


def not_stale(seen: str, mark: str) -> None:
    """Refuse an act by somebody who saw an earlier state of the thing: the marks of what was seen and of what is."""
    if seen != mark:
        raise Refused(_("Någon annan ändrade uppgifterna medan du skrev. Jämför, och spara igen om dina ska gälla."))


def require(verdict: Verdict) -> None:
    """Go on only if `verdict` is a yes. Raises `Denied` with its reason."""
    if not verdict:
        raise Denied(verdict)
