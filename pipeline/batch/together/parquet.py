"""The tables as Parquet files, read out of the database one after the other."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.together.values import TABLES, Table

if TYPE_CHECKING:
    import polars as pl

_ROWS, _ROWS_OF_A_GROUP = 20_000, 100_000


def write_parquet(database: Path, folder: Path) -> list[str]:
    """Writes a file for each table; their names."""
    file = sqlite3.connect(database)
    names = []
    try:
        for table in TABLES:
            name = f"{table.name}.parquet"
            _frame(file, table).write_parquet(folder / name, row_group_size=_ROWS_OF_A_GROUP)
            names.append(name)
    finally:
        file.close()
    return names


def _frame(file: sqlite3.Connection, table: Table) -> pl.DataFrame:
    """A table in memory: packed, some half a KiB an item."""
    # Imported late: a tenth of a second that no other command pays.
    import polars as pl

    kinds = {"text": pl.String, "integer": pl.Int64, "real": pl.Float64}
    schema: dict[str, Any] = {name: kinds[kind] for name, kind in table.columns.items()}
    rows = file.execute(f"SELECT * FROM {table.name} ORDER BY rowid")
    parts = [pl.DataFrame([], schema=schema, orient="row")]
    while held := rows.fetchmany(_ROWS):
        parts.append(pl.DataFrame(held, schema=schema, orient="row"))
    return pl.concat(parts, rechunk=False)
