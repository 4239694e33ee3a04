"""The seal of this installation, from its settings: opened when something is to be sealed, and not kept."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from famn.outside.signing.seal import Seal, SealFault, open_seal


def has_seal() -> bool:
    """Whether this installation has a seal at all; nothing is opened."""
    return bool(settings.FAMN_SEAL_FILE)


def own_seal() -> Seal | None:
    """The organisation's seal; None where the installation has none. Raises `SealFault`."""
    if not has_seal():
        return None
    try:
        content = Path(settings.FAMN_SEAL_FILE).read_bytes()
    except OSError as error:
        raise SealFault(_("Filen med stämpelns certifikat går inte att läsa.")) from error
    return open_seal(content, settings.FAMN_SEAL_PASSPHRASE)
