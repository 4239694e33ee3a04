"""Programmes: what several strive for together over some years, the goals they set, and what those goals serve."""
