"""The types that pandera holds the columns of a list's table to."""

from __future__ import annotations

import pandas as pd
from pandera import dtypes
from pandera.engines import pandas_engine

NUMBER = pd.Int64Dtype()


@pandas_engine.Engine.register_dtype
@dtypes.immutable
class Text(pandas_engine.DataType):
    """A column of text. pandera's own type `string` looks at each cell, and words a message for each
    column even where all is well, which takes twice as long as all else that it checks."""

    type = pandas_engine.Engine.dtype("string").type
