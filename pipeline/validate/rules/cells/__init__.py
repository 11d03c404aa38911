"""Rules on one cell: its characters, its punctuation, its points."""
