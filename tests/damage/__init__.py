"""The damage test: clean lists with one thing broken, and whether the rules find it, where it is.

Every kind of damage is a function on a printed list (or on what was rendered) that returns the broken
list and what a data officer has to be told: the rule, and the place. `python -m tests.damage` prints
the table; `test_damage.py` holds a smaller one to it.
"""
