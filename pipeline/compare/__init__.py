"""Two versions of a duty list in, what was added, taken out, moved and reworded out."""
