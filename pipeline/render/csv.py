"""The CSVs: RFC 4180, UTF-8, LF, safe to open in a spreadsheet that takes any of `,`, `;` and tab as separator."""

from __future__ import annotations

import csv
import io
import re

import pandas as pd

from pipeline.validate.frames import rows_of

# A cell that starts with one of these is run as a formula by spreadsheet programs (OWASP, "CSV
# Injection"); an apostrophe before it makes it text. A program that takes ";" or tab as separator, or a line
# end inside of quotes as the row's, sees cells start there too: "甲局;=1+1". Quotes before it are its own.
_FORMULA = re.compile(
    r"""(?P<before>(?:^|[;\t\r\n])["\ \u3000]*)
        (?P<marks>'*)
        (?=[=+\-@\t\r＝＋－＠])""",
    re.VERBOSE,
)


def render_csv(frame: pd.DataFrame) -> str:
    """One list's dataframe as CSV text."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(frame.columns)
    for row in rows_of(frame):
        writer.writerow(["" if value is None else neutralise(str(value)) for value in row])
    return out.getvalue()


def neutralise(text: str) -> str:
    """The text, with an apostrophe more wherever a spreadsheet would run what follows as a formula."""
    return _FORMULA.sub(r"\g<before>\g<marks>'", text)


def restored(text: str) -> str:
    """The text that `neutralise` made this of."""
    return _FORMULA.sub(lambda found: found["before"] + found["marks"][1:], text)
