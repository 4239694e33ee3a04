"""A permission is an answer with a reason. One function is asked three times: for the button, the page, the write."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise


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


def require(verdict: Verdict) -> None:
    """Go on only if `verdict` is a yes. Raises `Denied` with its reason."""
    if not verdict:
        raise Denied(verdict)
