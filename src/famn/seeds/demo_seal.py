"""The demo's seal: a certificate that has run out, so that one sees what happens then. Made anew in each demo.

Nothing is ever sealed with it, and it proves nothing about anybody.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509.oid import NameOID

ORGANISATION: Final = "Demons stadsdelsförvaltning"
BEGAN: Final = dt.datetime(2023, 9, 1, tzinfo=dt.UTC)
ENDED: Final = dt.datetime(2026, 8, 31, tzinfo=dt.UTC)


def write(path: Path, passphrase: str) -> None:
    """Put the certificate with its key where the demo's settings look for it; one that is there stays."""
    if path.exists():
        return
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.ORGANIZATION_NAME, ORGANISATION)])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(BEGAN)
        .not_valid_after(ENDED)
        .sign(key, hashes.SHA256())
    )
    locked = BestAvailableEncryption(passphrase.encode())
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(pkcs12.serialize_key_and_certificates(b"demo", key, certificate, None, locked))
