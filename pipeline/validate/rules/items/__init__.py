"""Rules on one item: what it must hold, and which departments it names."""
