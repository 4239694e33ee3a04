"""The forms of programmes and their goals. They check manners, never law."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

from famn.domain.people.reads import place_by_name
from famn.domain.programme.actions import GoalFacts, ProgrammeFacts
from famn.domain.programme.models import Programme, ProgrammeGoal
from famn.web.workspace.goals.forms import CiteForm

FIRST_YEAR, LAST_YEAR = 1990, 2100


class ProgrammeForm(forms.Form):
    """What a programme says of itself."""

    name = forms.CharField(
        label=gettext_lazy("Namn"),
        max_length=160,
        error_messages={"required": gettext_lazy("Skriv vad programmet heter.")},
    )
    place = forms.CharField(
        label=gettext_lazy("Område"),
        max_length=80,
        help_text=gettext_lazy("En stadsdel, en kommun eller ett län. Alla som arbetar där ser programmet."),
        error_messages={"required": gettext_lazy("Skriv vilket område programmet gäller.")},
    )
    from_year = forms.IntegerField(
        label=gettext_lazy("Första året"),
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        error_messages={"required": gettext_lazy("Skriv vilket år programmet börjar.")},
    )
    to_year = forms.IntegerField(
        label=gettext_lazy("Sista året"),
        required=False,
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        help_text=gettext_lazy("Lämna tomt om slutet inte är bestämt."),
    )
    about = forms.CharField(
        label=gettext_lazy("Om programmet"),
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def facts(self) -> ProgrammeFacts:
        """The same for the action: the place that has this name, if any."""
        said = self.cleaned_data
        place = place_by_name(said["place"])
        return ProgrammeFacts(said["name"], place, said["from_year"], said["to_year"], said["about"])


class ProgrammeGoalForm(forms.Form):
    """A goal of a programme."""

    text = forms.CharField(
        label=gettext_lazy("Målet"),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Skriv vad målet är.")},
    )
    target = forms.CharField(
        label=gettext_lazy("Så syns det att målet är nått"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Till exempel: minst en familjecentral i varje stadsdel."),
    )
    by_year = forms.IntegerField(
        label=gettext_lazy("Ska vara nått senast år"), required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR
    )

    def facts(self) -> GoalFacts:
        """The same for the action."""
        return GoalFacts(**self.cleaned_data)


class CiteInProgrammeForm(CiteForm):
    """A goal of a steering document, and how a goal of a programme serves it."""

    why = forms.CharField(
        label=gettext_lazy("Hur bidrar programmets mål till det här målet?"),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("En eller två meningar räcker."),
        error_messages={"required": gettext_lazy("Skriv hur programmets mål bidrar till det här målet.")},
    )


def said_of(programme: Programme) -> dict[str, object]:
    """What a programme says of itself, as the form begins. Needs `place` selected with it."""
    names = ("name", "from_year", "to_year", "about")
    return {name: getattr(programme, name) for name in names} | {"place": programme.place.short_name}


def said_of_goal(goal: ProgrammeGoal) -> dict[str, object]:
    """A goal as the form begins."""
    return {name: getattr(goal, name) for name in ("text", "target", "by_year")}
