"""Many documents: which there are, what is due, who does it, and outputs that are whole or not there.

In: files and folders. Out: data under `parsed/`, pages under `reports/`, and what became of each document.
"""
