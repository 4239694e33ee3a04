"""What forms share: an action's no goes back to the field that it is about."""

from __future__ import annotations

from django import forms

from famn.ground.verdict import Refused


def add_refusal(form: forms.Form, refused: Refused) -> None:
    """Put an action's no beside the field that it names, or at the top of the form."""
    form.add_error(refused.field if refused.field in form.fields else None, str(refused.reason))
