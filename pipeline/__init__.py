"""The duty-list pipeline: read, normalise, validate, render."""
