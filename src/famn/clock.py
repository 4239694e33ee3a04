"""What the house does by itself, and how often. `./famn manage tick` runs it each minute."""

from __future__ import annotations
