"""Famn: the open platform for Swedish family centres."""
