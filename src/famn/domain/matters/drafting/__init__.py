"""Writes decision documents: from what a report says to the finished paper, whatever it is printed in. Pure.

`content` is what a report says at one version, `layouts` how an authority wants it set out, `paper` the finished
document in order, and `prose`, `diff` and `gaps` help those who write. See docs/writing.md.
"""
