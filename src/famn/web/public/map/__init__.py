"""Our own map: boundaries of counties and municipalities, and the points of centres upon them. No foreign tiles."""
