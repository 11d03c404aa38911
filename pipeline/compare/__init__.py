"""Comparing two versions of a duty list: what was added, taken out, moved, reworded."""
