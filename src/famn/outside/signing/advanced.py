"""Looking at a file that came back from a signature service, before anybody is told that it is signed.

Six things must hold: the file begins with the very bytes that were sent; it has one signature, set behind them; the
signed bytes are as they were; the signature covers the file to its end; the certificate leads to an issuer that this
installation trusts; and it names the person who was asked.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _

from famn.ground.text import squeeze
from famn.outside.signing.service import ServiceFault

if TYPE_CHECKING:
    from pyhanko.sign.validation import PdfSignatureStatus


class NotValid(Exception):
    """The file is not what was asked for. The reason is in Swedish."""


@dataclass(frozen=True, slots=True)
class Signed:
    """What was found: whose signature it is and who answers for it, as the certificate says; when, as the file says."""

    signer: str
    issuer: str
    signed_at: dt.datetime | None


def trusted_issuers() -> list[bytes]:
    """The certificates of the issuers that this installation trusts, PEM or DER.

    Raises `ServiceFault` where the file cannot be read: no signature is turned down for our own fault.
    """
    try:
        return [Path(settings.FAMN_ESIGN_TRUST).read_bytes()]
    except OSError as error:
        raise ServiceFault(_("Filen med betrodda utfärdare går inte att läsa."), passing=True) from error


def check_signed(content: bytes, *, sent: bytes, signer: str, trusted: Sequence[bytes]) -> Signed:
    """What a signed file says, once all six things hold. Looks nothing up on the network. Raises `NotValid`."""
    if not content.startswith(sent) or len(content) == len(sent):
        raise NotValid(_("Filen är inte den som skickades för underskrift."))
    status = _only_signature(content, trusted)
    if not (status.intact and status.valid):
        raise NotValid(_("Underskriften stämmer inte med filen. Någon har ändrat den."))
    if status.coverage is None or status.coverage.name != "ENTIRE_FILE" or not status.docmdp_ok:
        raise NotValid(_("Underskriften gäller inte hela filen."))
    if not status.trusted:
        raise NotValid(_("Underskriften är gjord med ett certifikat som Famn inte litar på."))
    found = Signed(
        signer=_name(status.signing_cert.subject.native),
        issuer=_name(status.signing_cert.issuer.native),
        signed_at=status.signer_reported_dt,
    )
    if not is_same_person(signer, found.signer):
        words = _("Filen är underskriven av %(found)s, inte av %(asked)s.")
        raise NotValid(words % {"found": found.signer, "asked": signer})
    return found


def is_same_person(asked: str, found: str) -> bool:
    """Whether every name of the one who was asked is among those of the certificate, which may hold more of them."""
    names = set(squeeze(asked).casefold().split())
    return bool(names) and names <= set(squeeze(found).casefold().split())


def _only_signature(content: bytes, trusted: Sequence[bytes]) -> PdfSignatureStatus:
    from pyhanko.keys import load_certs_from_pemder_data  # slow to load: only who checks a file pays
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    try:
        roots = [certificate for one in trusted for certificate in load_certs_from_pemder_data(one)]
        signatures = PdfFileReader(io.BytesIO(content)).embedded_signatures
        if len(signatures) != 1:
            raise NotValid(_("Filen har inte en underskrift, utan %(count)d.") % {"count": len(signatures)})
        context = ValidationContext(trust_roots=roots, allow_fetching=False)
        return validate_pdf_signature(signatures[0], context)
    except (PdfError, ValueError) as error:
        raise NotValid(_("Filen går inte att läsa. Den är skadad eller ingen PDF.")) from error


def _name(names: dict[str, object]) -> str:
    """The name of a person or an issuer, from the parts of a certificate."""
    return str(names.get("common_name") or names.get("organization_name") or "")
