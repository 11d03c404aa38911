"""Loaded into a worker process (`dask worker --preload`): a document may take so little that a test is
quick at taking more."""

from __future__ import annotations

from pipeline.system import memory

memory.MOST_MEMORY = 600 * 2**20
