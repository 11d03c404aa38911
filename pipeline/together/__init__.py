"""Many lists as one: which duties are the same everywhere, whose they are, and where lists contradict each other.

In: what each `list.json` holds. Out: the duties, departments and findings of them all, and what words find.
"""
