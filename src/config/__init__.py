"""Settings, addresses and entrances: the top floor."""
