"""Office files that are the same bytes whenever and wherever they are made."""

from __future__ import annotations

import datetime
import io
import shutil
import zipfile

CREATED = datetime.datetime(2000, 1, 1)
"""What office files say of when they were made."""
_ENTRY_TIME = (1980, 1, 1, 0, 0, 0)
BEGINNING = b"PK\x03\x04\x14\x00\x00\x00\x00\x00\x00\x00\x21\x00"
"""How such a file begins: an entry that is stored, with that time. What an office program saves is compressed."""


def reproducible(office_file: io.BytesIO) -> bytes:
    """A file's archive without compression, which depends on the zlib at hand, and without a clock."""
    result = io.BytesIO()
    with zipfile.ZipFile(office_file) as old, zipfile.ZipFile(result, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _ENTRY_TIME)
            entry.create_system = 0
            with old.open(name) as content, new.open(entry, "w") as copy:
                shutil.copyfileobj(content, copy)
    return result.getvalue()
