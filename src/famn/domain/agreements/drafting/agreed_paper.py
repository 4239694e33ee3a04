"""The term, the commitments and the costs of an agreement as tables of its paper."""

from __future__ import annotations

from collections.abc import Iterator

from famn.domain.agreements.drafting.agreed import POST, SHARE, Agreed, money_words
from famn.domain.matters.drafting import prose
from famn.domain.matters.drafting.paper import Text


def agreed_parts(agreed: Agreed) -> Iterator[Text]:
    """Each with its heading; what nobody has said yet has no table."""
    yield Text("terms", "Avtalstid", (prose.table(("Villkor", "Det här gäller"), agreed.term_rows()),))
    if agreed.pledges:
        yield Text("commitments", "Åtaganden", tuple(_commitments(agreed)))
    yield Text("costs", "Kostnader", tuple(_costs(agreed)))


def _commitments(agreed: Agreed) -> Iterator[prose.Block]:
    yield prose.table(("Part", "Vad", "Hur mycket"), agreed.pledge_rows())
    totals = agreed.sum_rows()
    if len(totals) < len(agreed.pledges):
        yield prose.Subheading(1, prose.run("Åtaganden sammanlagt"))
        yield prose.table(("Part", "Hur mycket"), totals)


def _costs(agreed: Agreed) -> Iterator[prose.Block]:
    if agreed.split not in {SHARE, POST}:
        yield prose.paragraph("Varje part står för sina egna kostnader.")
        return
    if agreed.payments:
        rows = agreed.payment_rows()
        head = ("Post", "Betalas av") if agreed.split == POST else ("Part", "Andel")
        yield prose.table((*head, "Kronor om året")[: len(rows[-1])], rows)
    if agreed.cost is not None:
        yield prose.paragraph(f"Den gemensamma kostnaden är {money_words(agreed.cost)} om året.")
