"""Rules on the document as a whole: its lists, pages and contents, and words that differ between places."""
