"""Whatever lies in a working folder costs itself only: one table of kinds, which every format and command joins."""
