"""Letters of intent: writing them, asking people to sign, signing, and the templates they begin from."""
