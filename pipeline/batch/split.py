"""`dutylist split`: a file that holds the lists of several places, as one file for each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pipeline.batch.files import write_files
from pipeline.batch.hands import in_order, load_for_documents, run_here
from pipeline.batch.workers import Lost
from pipeline.model.errors import DutyListError, SourceError, attempt
from pipeline.model.sentence import Sentence, series
from pipeline.model.task import OutputFolder
from pipeline.normalise.places import PlacedTown
from pipeline.system.processes import stops_held


@dataclass(frozen=True, slots=True)
class Split:
    """The file to take apart, and the folder for its parts."""

    file: Path
    folder: Path


def split(asked: Split, timeout: float) -> list[str]:
    """Writes a file for each place; a line for each of them.

    Raises DutyListError where the file cannot be read, holds one place only, or is of a kind whose parts
    cannot be written: then it says where they are.
    """
    with closing(run_here(_done, [asked], _load, processes=1, timeout=timeout)) as results:
        [result] = in_order(results)
    if isinstance(result, Lost):
        raise DutyListError(Sentence("given up: {reason}", reason=result.reason), str(asked.file))
    if isinstance(result, DutyListError):
        raise result
    return result


def _done(asked: Split) -> list[str] | DutyListError:
    return attempt(partial(_split, asked), str(asked.file))


def _split(asked: Split) -> list[str]:
    from pipeline.normalise import places_in
    from pipeline.read import read_source

    source = read_source(asked.file)
    places = places_in(source)
    if not places:
        raise SourceError("holds the lists of one place only", str(asked.file))
    match source.format:
        case "txt":
            parts = dict(_texts(asked.file, places))
        case "pdf":
            parts = dict(_sheets(asked.file, places))
        case _:
            raise SourceError(_by_hand(places), str(asked.file))
    with stops_held():
        write_files(OutputFolder(asked.folder), parts)
    return [f"{asked.folder / name}" for name in parts]


def _by_hand(places: Sequence[PlacedTown]) -> str:
    return Sentence(
        "holds the lists of {count} places: {places}; only text files and PDFs are taken apart: "
        "save each place's part as a file of its own",
        count=len(places),
        places=series(place.told for place in places),
    )


def _texts(file: Path, places: Sequence[PlacedTown]) -> Iterator[tuple[str, bytes]]:
    from pipeline.read.text import read_lines

    lines = read_lines(file)
    for place in places:
        own = [line for first, last in place.lines for line in lines[first - 1 : last]]
        yield f"{place.town}{file.suffix}", ("\n".join(own) + "\n").encode()


def _sheets(file: Path, places: Sequence[PlacedTown]) -> Iterator[tuple[str, bytes]]:
    from pipeline.read.pdf.extract import sheets_alone

    taken: dict[int, str] = {}
    for place in places:
        sheets = [n for first, last in place.pages for n in range(first, last + 1)]
        for sheet in sheets:
            if taken.setdefault(sheet, place.town) != place.town:
                raise SourceError(
                    Sentence(
                        "the lists of {before} and {town} share page {sheet}; "
                        "save each place's part as a file of its own",
                        before=taken[sheet],
                        town=place.town,
                        sheet=sheet,
                    ),
                    str(file),
                )
        yield f"{place.town}{file.suffix}", sheets_alone(file, sheets)


def _load(asked: Sequence[Split]) -> None:
    load_for_documents(split.file for split in asked)
