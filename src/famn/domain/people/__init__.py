"""Who takes part: principals, their authorities, secrecy areas and units; people, and for whom they act."""
