"""What the house stands on. Nothing here knows a word about family centres."""
