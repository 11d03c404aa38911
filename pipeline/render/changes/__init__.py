"""A comparison of two versions as data, as a page, and as a few lines for a terminal."""
