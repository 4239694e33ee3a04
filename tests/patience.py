"""How long the tests wait for what always happens, unless something is wrong.

A green run never waits so long. The computer may be several times slower than a developer's own and have other work
to do, so no test tells a slow start from a fault by a shorter time of its own.
"""

from __future__ import annotations

from typing import Final

PATIENCE: Final = 300.0  # seconds, for programs that start and end, locks, answers of a server
AT_A_PAGE: Final = 30.0  # seconds, for what is to be seen in a browser: as long as its driver waits for a click
