"""What is asked for: one source with its list and version, and the folders that outputs go to."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from pipeline.model.characters import visible
from pipeline.model.errors import SourceError
from pipeline.model.sentence import Sentence, series
from pipeline.system.plain import MiB

WAIVERS, CORRECTIONS = "waivers.toml", "corrections.toml"
"""The files beside a source that hold what was accepted of it, and what a person read in it."""
RECORDS, INDEX, CHANGES = ".dutylist", "index.html", "changes"
"""What outputs call themselves: the folder in `parsed/` of what was done, the page in `reports/` over all
lists, the folder in `reports/<list>/` of comparisons."""
MOST_SOURCE, MOST_WAIVERS = 512 * MiB, MiB
"""Bytes; what is larger is no duty list, and is not read."""


RAW, FIRST = "raw", "v1"
"""The folder of sources, and the version that a source is which lies loose in it."""


def list_of(source: Path) -> str:
    """The list that a source is of: its own name where it lies loose in `raw/`, else that of its folder; a link's
    target has no say in it."""
    return source.stem if is_loose(source) else _folder(source) or "list"


def version_of(source: Path) -> str:
    """The version of its list that a source is: its name, and the first where it lies loose in `raw/`."""
    return FIRST if is_loose(source) else source.stem


def is_loose(source: Path) -> bool:
    """Whether a source lies in `raw/` itself, in no list's folder."""
    return _folder(source) == RAW


def _folder(source: Path) -> str:
    return Path(os.path.abspath(source)).parent.name


@dataclass(frozen=True, slots=True)
class Task:
    """One document with the list and the version that it is (`list_of`, `version_of`)."""

    source: Path
    list_id: str
    version: str
    rivals: tuple[Path, ...] = ()
    """Other sources that claim the same list and version; nothing can then be processed."""
    before: Path | None = None
    """The source of the version before, where there is one beside this one."""

    @property
    def waivers(self) -> Path:
        """The waivers of its list, which lie in the list's folder."""
        return self._folder / WAIVERS

    @property
    def corrections(self) -> Path:
        """What a person read in the scans of its list."""
        return self._folder / CORRECTIONS

    @property
    def _folder(self) -> Path:
        folder = self.source.parent
        return folder / self.list_id if is_loose(self.source) else folder

    def require_possible(self) -> None:
        """Raises SourceError where no outputs could have its names, or several sources claim them."""
        for what, name, taken in (
            ("list", self.list_id, {RECORDS, INDEX}),
            ("version", self.version, {CHANGES}),
        ):
            if _is_no_utf_8(name):
                raise SourceError(
                    Sentence("the name of the {what} is not UTF-8; rename it", what=Sentence(what)),
                    str(self.source),
                )
            if name.casefold() in taken:
                raise SourceError(
                    Sentence(
                        "a {what} cannot be called {name}, as a part of the outputs is; rename it",
                        what=Sentence(what),
                        name=name,
                    ),
                    str(self.source),
                )
        self._require_one_source()

    def _require_one_source(self) -> None:
        if self.rivals:
            paths = (self.source, *self.rivals)
            folders = " and ".join(dict.fromkeys(str(path.parent) for path in paths))
            message = Sentence(
                "{names} are both {name}; keep one of them"
                if len(paths) == 2
                else "{names} are all {name}; keep one of them",
                names=series(path.name for path in paths),
                name=self.name,
            )
            raise SourceError(message, folders)

    @property
    def name(self) -> str:
        """How messages call it: xijiao/v1."""
        return visible(f"{self.list_id}/{self.version}")


@dataclass(frozen=True, slots=True)
class OutputFolder:
    """A folder that outputs go to: the one that the user named, and which one inside of it. The user's
    may be a link; no link is followed from there on."""

    root: Path
    inside: tuple[str, ...] = ()

    @property
    def path(self) -> Path:
        """How messages call it."""
        return self.root.joinpath(*self.inside)


@dataclass(frozen=True, slots=True)
class Folders:
    """Where outputs go."""

    parsed: Path
    reports: Path

    def of(self, task: Task) -> tuple[OutputFolder, OutputFolder]:
        """The folders of one version, under parsed and under reports."""
        inside = (task.list_id, task.version)
        return OutputFolder(self.parsed, inside), OutputFolder(self.reports, inside)

    def changes(self, list_id: str) -> OutputFolder:
        """The folder of what changed from version to version of a list."""
        return OutputFolder(self.reports, (list_id, CHANGES))


def _is_no_utf_8(name: str) -> bool:
    """Whether a file system's name has bytes that stand for no character (PEP 383)."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return True
    return False
