"""Two versions of one list side by side: which duties are the same, by one assignment over all.

In: two duty lists, as documents or as `list.json`. Out: what was added, removed, moved and reworded.
"""
