"""Writes letters of intent: the region's template, what a letter says, what it still lacks, and the paper. Pure."""
