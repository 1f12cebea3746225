"""What the keepers of a directory set: its settings, vocabularies and registers, its forge and its content policy."""
