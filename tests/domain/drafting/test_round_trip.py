"""Every document that Famn writes, Famn reads back with every field right, from what is visible alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from famn.domain.matters.drafting.layouts import Layout
from famn.seeds.layouts import LAYOUTS
from tests.domain.drafting.reading_back import expected, found, from_docx, from_pdf
from tests.domain.drafting.reports import Report, reports

# The same reports each time, since a paper's lines break where they may: a new case that fails is made an example
# of the reader's, and does not stop somebody else's work by chance.
EACH = settings(
    max_examples=12, deadline=None, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
)


@pytest.mark.parametrize("written", [from_pdf, from_docx])
@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.key)
def test_what_is_written_is_read_back(layout: Layout, written: Callable[[Report], str]) -> None:
    @seed(1)
    @EACH
    @given(reports([layout]))
    def check(report: Report) -> None:
        assert found(written(report)) == expected(report)

    check()


@EACH
@given(reports(), st.data())
def test_a_report_says_the_same_in_both_files(report: Report, data: st.DataObject) -> None:
    one, other = found(from_pdf(report)), found(from_docx(report))
    field = data.draw(st.sampled_from(sorted(one)))
    assert one[field] == other[field]
