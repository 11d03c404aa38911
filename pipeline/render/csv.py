"""The CSVs: RFC 4180, UTF-8, LF, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io

import pandas as pd

from pipeline.validate.frames import rows_of

# A cell that starts with one of these is run as a formula by spreadsheet programs (OWASP,
# "CSV Injection"); a leading apostrophe makes it text.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def render_csv(frame: pd.DataFrame) -> str:
    """One list's dataframe as CSV text."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(frame.columns)
    for row in rows_of(frame):
        writer.writerow(["" if value is None else neutralise(str(value)) for value in row])
    return out.getvalue()


def neutralise(text: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet would run it as a formula."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
