"""Rules on one list: its numbers, its sections, the names of its items."""
