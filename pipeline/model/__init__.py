"""The values that every room knows, and that know no room: sources, documents, schemas, errors.

In: nothing of a document. Out: what all others take and give.
"""
