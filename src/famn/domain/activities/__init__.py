"""What happens at a centre: activities, their series and occurrences, rooms and terms. Knows nothing of who comes."""
