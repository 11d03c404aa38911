"""What comes of every document at hand, written down: a change that loses one of them fails.

`documents` lists them, `outcome` reads one and sets it against its truth, `outcomes.txt` has what came
of each; `python -m tests.ratchet` compares (`make ratchet`), `--update` writes the file anew.
"""
