"""Cooperation agreements: the register, what they hold besides words, and what happens once they are signed."""
