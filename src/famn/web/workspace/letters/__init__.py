"""Letters of intent, and what agreements share with them: writing, asking people to sign, signing, templates."""
