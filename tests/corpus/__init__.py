"""Made-up duty lists, any number of them, each from a seed: for the tests, the damage test and the bench.

`make_list` writes a list's content, `printed` holds what stands on paper, and `text`, `docx` and `pdf`
lay it out. A generated list is clean: no rule finds anything in it.
"""
