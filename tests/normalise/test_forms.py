"""The forms of other places: each kind alone, and drawn at random together, read back from every format."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from pipeline.normalise import normalise
from pipeline.read import read_source
from tests.corpus.files import WRITERS
from tests.corpus.forms import FORMS, Form, Formed, formed, random_forms
from tests.corpus.make import make_list
from tests.corpus.readback import differences

# `make form-trials` sets more.
TRIALS = int(os.environ.get("TRIALS", "20"))
EACH = [(form, name) for form in FORMS for name in form.formats]


def _read_back(printed: Formed, format_: str, seed: int, folder: Path) -> list[str]:
    path = folder / f"v1.{format_}"
    path.write_bytes(WRITERS[format_](printed.document, seed))
    return differences(printed, normalise(read_source(path), "made-up", "v1"))


@pytest.mark.parametrize(("form", "format_"), EACH, ids=lambda x: getattr(x, "name", x))
def test_a_form_is_read_back(form: Form, format_: str, tmp_path: Path) -> None:
    rng = random.Random(form.name)
    printed = formed(make_list(11, 0.3), [form], rng)
    assert _read_back(printed, format_, 11, tmp_path) == []


@pytest.mark.parametrize("format_", WRITERS)
@pytest.mark.parametrize("seed", range(1, 1 + TRIALS))
def test_random_forms_are_read_back(seed: int, format_: str, tmp_path: Path) -> None:
    rng = random.Random(seed)
    printed = formed(make_list(seed, 0.3), random_forms(rng, format_), rng)
    assert _read_back(printed, format_, seed, tmp_path) == []
