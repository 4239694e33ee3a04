"""How the text of each kind of file is got at. Knows neither Django nor the rest of Famn: it runs in a bare child.

Everybody else asks `famn.outside.extract`.
"""
