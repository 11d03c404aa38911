"""Which files among the sources are sources, and which of them are of one list.

What else belongs to a list stands for its sources: a hook names the files that were changed, whatever they are.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from pipeline.model.task import CORRECTIONS, RAW, WAIVERS, is_loose, list_of
from pipeline.read import SUFFIXES
from pipeline.read.companions import FOLDER_ENDINGS
from pipeline.read.formats import FORMATS

IGNORED_PREFIXES = (".", "~$")
"""How hidden files and lock files of office programs begin, which come and go and are no sources."""
# What else belongs beside sources, in lower case.
_NOTES_SUFFIX, _NOTES_STEMS = ".md", ("readme", "notes", "changelog", "license")
# Folders of outputs, as they lie beside raw/.
_OUTPUTS = ("parsed", "reports")


def is_source(path: Path) -> bool:
    """By its name. That it is a pipe or a link to nowhere is for whoever reads it to say."""
    return (
        path.suffix.lower() in SUFFIXES
        and not path.name.startswith(IGNORED_PREFIXES)
        and not _is_notes(path)
    )


def is_silent(path: Path) -> bool:
    """Whether nobody would take a file, named from the folder asked for, for a source to be read."""
    name = path.name.lower()
    return (
        path.name in (WAIVERS, CORRECTIONS)
        or any(part.startswith(IGNORED_PREFIXES) for part in path.parts)
        or _is_notes(path)
        or name.partition(".")[0] in _NOTES_STEMS
    )


def sources_of_list(source: Path) -> Iterator[Path]:
    """The sources of the list that this one is of: those in its folder, and one of its name that lies loose."""
    return _sources_of(source.parent / list_of(source) if is_loose(source) else source.parent)


def sources_of_file(path: Path) -> list[Path] | None:
    """The sources to look at where a file was changed that belongs to a list: its waivers and corrections, what
    was saved with a page, notes, outputs. None for any other: it is asked for itself."""
    if not os.path.isfile(path):
        return None
    if path.name in (WAIVERS, CORRECTIONS):
        return list(_sources_of(path.parent))
    if RAW in path.parts[:-1]:
        page = _page_of(path)
        if page is not None:
            return [page]
        return [] if is_silent(Path(path.name)) and not _may_be_meant(path) else None
    return _sources_of_output(path)


def _page_of(path: Path) -> Path | None:
    """The saved page that a file belongs to, which lies in a folder of its name."""
    pages = (
        folder.parent / f"{folder.name.removesuffix(end)}{suffix}"
        for folder in path.parents
        for end in FOLDER_ENDINGS
        if folder.name.endswith(end)
        for suffix in (".html", ".htm")
    )
    return next((page for page in pages if page.is_file()), None)


def _sources_of_output(path: Path) -> list[Path] | None:
    """The sources of the list that an output is of, `parsed/<list>/<version>/<file>`; None for no output. The page
    over all lists is of none."""
    folders = list(path.parents)
    for depth in (2, 0):
        if len(folders) > depth + 1 and folders[depth].name in _OUTPUTS:
            raw = folders[depth + 1] / RAW
            if raw.is_dir():
                return list(_sources_of(raw / folders[1].name)) if depth else []
    return None


def _sources_of(folder: Path) -> Iterator[Path]:
    """The sources in the folder of a list, and one of its name that lies loose beside it."""
    # Each by its name: there may be thousands that lie loose.
    loose = (
        folder.parent / f"{folder.name}{end}"
        for suffix in SUFFIXES
        for end in (suffix, suffix.upper())
    )
    yield from (path for path in dict.fromkeys(loose) if is_loose(path) and os.path.isfile(path))
    yield from _sources_in(folder)


def _sources_in(folder: Path) -> Iterator[Path]:
    """The sources that lie in a folder itself; none where it cannot be read."""
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return
    for path in map(folder.joinpath, names):
        if is_source(path) and not path.is_dir():
            yield path


def _may_be_meant(path: Path) -> bool:
    """Whether whoever names a file by itself may mean that it is to be read: by its name it is of some kind."""
    kinds = {suffix for kind in FORMATS for suffix in kind.suffixes}
    return path.suffix.lower() in kinds and not _is_notes(path)


def _is_notes(path: Path) -> bool:
    """Whether a file in Markdown is about the sources, and none of them."""
    return path.suffix.lower() == _NOTES_SUFFIX and path.stem.lower() in _NOTES_STEMS
