"""Comparing versions: known edits to the published list, and what is said of them."""
