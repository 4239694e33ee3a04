"""Dates as people write them, icons, and the parts of a form: what templates get beyond Django's own."""

import datetime as dt

import pytest
import time_machine
from django import forms
from django.template import Context, Template
from django_cotton.compiler_regex import CottonCompiler

from famn.ground.stockholm import STOCKHOLM
from famn.web.shared import tags as words


def test_dates_are_written_in_words() -> None:
    day = dt.date(2026, 11, 24)
    assert words.date_long(day) == "24 november 2026"
    assert words.weekday_long(day) == "tisdag 24 november"
    assert words.date_short(day) == "24 nov"
    assert words.date_long(None) == words.date_short(None) == words.weekday_long(None) == ""


def test_the_clock_has_a_dot_and_stockholm_s_time() -> None:
    assert words.clock(dt.datetime(2026, 11, 20, 14, 5, tzinfo=dt.UTC)) == "15.05"
    assert words.clock(dt.time(9, 0)) == "9.00"
    assert words.clock(None) == ""


def test_a_moment_names_the_year_only_where_it_is_another() -> None:
    at = dt.datetime(2026, 11, 20, 15, 12, tzinfo=STOCKHOLM)
    with time_machine.travel(dt.datetime(2026, 12, 1, tzinfo=STOCKHOLM)):
        assert words.moment(at) == "20 nov kl. 15.12"
    with time_machine.travel(dt.datetime(2027, 1, 1, 0, 30, tzinfo=STOCKHOLM)):
        assert words.moment(at) == "20 nov 2026 kl. 15.12"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2016", "2016"),
        ("2016-11", "november 2016"),
        ("2016-11-24", "24 november 2016"),
        ("2016-13", "2016-13"),
        ("hösten 2016", "hösten 2016"),
        ("", ""),
        (None, ""),
    ],
)
def test_a_date_of_less_precision_is_written_with_no_more(written: str | None, read: str) -> None:
    assert words.partial_date(written) == read


def test_an_icon_is_hidden_from_screen_readers_and_only_arrows_turn() -> None:
    assert 'aria-hidden="true"' in words.icon("bmm")
    assert "f-icon--turn" not in words.icon("pil")
    assert "f-icon--turn" in words.icon("pil", turn=True)
    with pytest.raises(KeyError):
        words.icon("finnsinte")


def test_every_leg_has_a_colour_an_icon_and_a_word_of_its_own() -> None:
    looks = [words.leg_look(code) for code in words.LEGS]
    assert len({look.color for look in looks}) == len({look.icon for look in looks}) == len(looks) == 4
    assert all(look.icon in words.icon_shapes() for look in looks)
    assert [str(look.word) for look in looks] == ["Barnmorska", "Barnhälsovård", "Öppen förskola", "Föräldrastöd"]


class Form(forms.Form):
    email = forms.EmailField(label="E-post", help_text="Den du har på jobbet.")
    note = forms.CharField(label="Anteckning", required=False)
    way = forms.ChoiceField(label="Sätt", choices=[("a", "Ett"), ("b", "Två")], widget=forms.RadioSelect)
    sure = forms.BooleanField(label="Säker")


def cotton(source: str) -> Template:
    """A template as the loader would give it, with its components compiled."""
    return Template(CottonCompiler().process(source))


def shown(form: Form, name: str) -> str:
    return cotton('<c-field :field="field" />').render(Context({"field": form[name]}))


def test_a_field_ties_its_help_and_its_error_to_the_control() -> None:
    html = shown(Form({"email": "nej"}), "email")
    assert 'aria-describedby="id_email_helptext id_email_error"' in html
    assert 'id="id_email_helptext"' in html
    assert 'id="id_email_error"' in html
    assert 'dir="ltr"' in html


def test_only_what_may_be_left_out_says_so() -> None:
    assert "(frivilligt)" in shown(Form(), "note")
    assert "(frivilligt)" not in shown(Form(), "email")


def test_choices_stand_in_a_fieldset_with_a_legend() -> None:
    html = shown(Form(), "way")
    assert html.count('type="radio"') == 2
    assert "<legend" in html


def test_the_error_summary_links_to_each_field_and_is_silent_without_errors() -> None:
    summary = cotton('<c-form-errors :form="form" />')
    html = summary.render(Context({"form": Form({"email": "nej"})}))
    assert all(f'href="#{target}"' in html for target in ("id_email", "id_way", "id_sure"))
    assert summary.render(Context({"form": Form()})).strip() == ""
