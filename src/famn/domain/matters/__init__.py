"""Matters (ärenden) and what comes in: files, what was read in them, documents, decision points, assignments."""
