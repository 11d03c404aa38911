"""Trials: seeded edits to lists of several styles, and whether the comparison tells just them.

`make diff-trials` runs the long form and prints a table; `test_trials.py` runs a few seeds.
"""
