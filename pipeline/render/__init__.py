"""What is made of a document: each module turns it into the text of one output.

In: a document with its findings, a comparison, or the records of all lists. Out: texts and bytes; no file.
"""
