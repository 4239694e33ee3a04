"""What a form asks of a closing that somebody has decided. The same of some days and of the whole centre."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class DecidedForm(forms.Form):
    """Why it is closed, who has decided it, and where the decision can be found."""

    note = forms.CharField(
        label=gettext_lazy("Med egna ord"),
        max_length=300,
        required=False,
        help_text=gettext_lazy(
            "Alla får läsa det. Till exempel: Vi öppnar igen den 17 augusti. Måste fyllas i när det är stängt efter "
            "beslut."
        ),
    )
    decided_by = forms.CharField(
        label=gettext_lazy("Vilka har bestämt det?"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Måste fyllas i när det är stängt efter beslut. Skriv nämnderna så som de heter."),
    )
    reference = forms.CharField(label=gettext_lazy("Diarienummer och paragraf"), max_length=80, required=False)

    def demand_decision(self) -> None:
        """Ask for who decided and why, whatever the reason: always so of a whole centre."""
        self.fields["note"].label = _("Varför")
        self.fields["note"].widget = forms.Textarea(attrs={"rows": 3})
        note = _("Alla får läsa det. Till exempel: En vattenskada i huset lagas.")
        boards = _("Skriv nämnderna så som de heter. Alla får läsa det.")
        empty = {
            "note": _("Skriv varför. Alla får läsa det."),
            "decided_by": _("Skriv vilka som har bestämt det, till exempel socialnämnden."),
        }
        for name, help_text in (("note", note), ("decided_by", boards)):
            field = self.fields[name]
            field.help_text, field.required = help_text, True
            field.error_messages["required"] = empty[name]
