"""Signing in, second factor, choosing for whom one acts."""
