"""How a finished document becomes a Word file. Knows neither Django nor the rest of Famn: it may run in a bare child.

Everybody else asks `famn.outside.word`.
"""
