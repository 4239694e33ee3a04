"""Family centres: the parties that meet there, and the class a centre has under each definition."""
