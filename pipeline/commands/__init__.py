"""The command line: one file a command. The only room that prints and exits.

In: words. Out: lines for a person or a program, and an exit status.
"""
