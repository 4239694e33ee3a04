"""PAdES seals (ETSI EN 319 142, baseline B-B) of finished PDF files, by pyHanko.

A seal is the organisation's, made with its certificate: it shows who let the file out and that not one byte has changed
since. It is neither a person's signature nor an attest. The file stays as it was: the seal is added behind it.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from cryptography import x509
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from pyhanko.sign.validation import PdfSignatureStatus

FIELD: Final = "Stampel"  # the name of the field in the file; the next seal on the same file gets a number behind it
DAY: Final = "%Y-%m-%d"


class SealFault(Exception):
    """The file could not be sealed. The reason is in Swedish and names what to do."""


@dataclass(frozen=True, slots=True)
class Seal:
    """A certificate with its key, opened. The key never leaves memory and is never shown."""

    organisation: str
    valid_from: dt.datetime
    valid_to: dt.datetime
    content: bytes = field(repr=False)
    passphrase: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Finding:
    """What one seal of a file says.

    `whole`: the sealed bytes are as they were. `untouched`: nothing but more seals was added behind them either.
    `trusted`: the certificate leads to one of those that were given as trusted, and holds today.
    """

    organisation: str
    sealed_at: dt.datetime | None
    whole: bool
    untouched: bool
    trusted: bool


def open_seal(content: bytes, passphrase: str) -> Seal:
    """The organisation's certificate from the bytes of a PKCS#12 file. Raises `SealFault`."""
    secret = passphrase.encode()
    try:
        store = pkcs12.load_pkcs12(content, secret)
    except ValueError as error:
        raise SealFault(
            _("Filen med stämpelns certifikat går inte att öppna. Fel lösenord, eller fel sorts fil.")
        ) from error
    if store.cert is None or store.key is None:
        raise SealFault(_("Filen med stämpelns certifikat saknar certifikat eller nyckel."))
    certificate = store.cert.certificate
    return Seal(
        organisation=_organisation(certificate.subject),
        valid_from=certificate.not_valid_before_utc,
        valid_to=certificate.not_valid_after_utc,
        content=content,
        passphrase=secret,
    )


def seal_pdf(pdf: bytes, seal: Seal, *, at: dt.datetime, reason: str = "") -> bytes:
    """The file with a seal behind it. Takes some hundredths of a second. Raises `SealFault`.

    A certificate that does not hold at `at` seals nothing: a seal nobody can trust is worse than none.
    """
    if at >= seal.valid_to:
        words = _("Stämpelns certifikat gick ut %(day)s. Den som sköter systemet behöver förnya det.")
        raise SealFault(words % {"day": seal.valid_to.strftime(DAY)})
    if at < seal.valid_from:
        raise SealFault(_("Stämpelns certifikat gäller först från %(day)s.") % {"day": seal.valid_from.strftime(DAY)})

    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter  # slow to load: only who seals pays
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.sign import fields, signers

    signer = signers.SimpleSigner.load_pkcs12_data(seal.content, other_certs=[], passphrase=seal.passphrase)
    try:
        file = IncrementalPdfFileWriter(io.BytesIO(pdf))
        session = signers.PdfSigner(
            signers.PdfSignatureMetadata(
                field_name=_free_field(len(file.prev.embedded_signatures)),
                md_algorithm="sha256",
                subfilter=fields.SigSeedSubFilter.PADES,
                name=seal.organisation,
                reason=reason or None,
            ),
            signer=signer,
        )
        sealed: io.BytesIO = session.sign_pdf(file)
        return sealed.getvalue()
    except (PdfError, ValueError) as error:
        raise SealFault(_("Filen går inte att stämpla. Den är skadad eller låst.")) from error


def check_seals(pdf: bytes, *, trusted: Sequence[bytes] = ()) -> list[Finding]:
    """What each seal of a file says, in the order they were set. `trusted` are certificates, PEM or DER.

    Looks nothing up on the network. Raises `SealFault` where the file cannot be read.
    """
    from pyhanko.keys import load_certs_from_pemder_data  # slow to load, as in `seal_pdf`
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    roots = [certificate for one in trusted for certificate in load_certs_from_pemder_data(one)]
    try:
        seals = PdfFileReader(io.BytesIO(pdf)).embedded_signatures
        context = ValidationContext(trust_roots=roots, allow_fetching=False)
        found = [validate_pdf_signature(one, context) for one in seals]
    except (PdfError, ValueError) as error:
        raise SealFault(_("Filen går inte att läsa. Den är skadad eller ingen PDF.")) from error
    return [_finding(status, is_last=status is found[-1]) for status in found]


def _finding(status: PdfSignatureStatus, *, is_last: bool) -> Finding:
    """The last seal must reach the end of the file; behind an earlier one there may be other seals and nothing more."""
    whole = status.intact and status.valid
    reaches_end = status.coverage is not None and status.coverage.name == "ENTIRE_FILE"
    return Finding(
        organisation=status.signing_cert.subject.native.get("organization_name", ""),
        sealed_at=status.signer_reported_dt,
        whole=whole,
        untouched=whole and bool(status.docmdp_ok) and (reaches_end or not is_last),
        trusted=whole and status.trusted,
    )


def _free_field(earlier: int) -> str:
    return FIELD if not earlier else f"{FIELD}{earlier + 1}"


def _organisation(subject: x509.Name) -> str:
    """Whose certificate it is: the name of the organisation, else the common name."""
    for kind in (NameOID.ORGANIZATION_NAME, NameOID.COMMON_NAME):
        if found := subject.get_attributes_for_oid(kind):
            return str(found[0].value)
    return ""
