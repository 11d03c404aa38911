"""What is asked for: one source with its list and version, and the folders that outputs go to."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.model.characters import visible
from pipeline.model.errors import SourceError

WAIVERS = "waivers.toml"
"""The file beside a source that holds what was accepted of it."""


@dataclass(frozen=True, slots=True)
class Task:
    """One document: list `<its folder's name>`, version `<its stem>`."""

    source: Path
    list_id: str
    version: str
    rivals: tuple[Path, ...] = ()
    """Other sources that claim the same list and version; nothing can then be processed."""

    @property
    def waivers(self) -> Path:
        """The waivers that lie beside the source."""
        return self.source.parent / WAIVERS

    def require_one_source(self) -> None:
        """Raises SourceError, which names all of them, where several sources are of this version."""
        if self.rivals:
            paths = (self.source, *self.rivals)
            names = " and ".join(path.name for path in paths)
            folders = " and ".join(dict.fromkeys(str(path.parent) for path in paths))
            told = (
                f"{names} are {'both' if len(paths) == 2 else 'all'} {self.name}; keep one of them"
            )
            raise SourceError(told, folders)

    @property
    def name(self) -> str:
        """How messages call it: xijiao/v1."""
        return visible(f"{self.list_id}/{self.version}")


@dataclass(frozen=True, slots=True)
class Folders:
    """Where outputs go."""

    parsed: Path
    reports: Path

    def of(self, task: Task) -> tuple[Path, Path]:
        """The folders of one version, under parsed and under reports."""
        return self.parsed / task.list_id / task.version, self.reports / task.list_id / task.version
