"""What the program says of itself: written in English, and told in the language of whoever reads it.

A message goes from where it arises to the screen as its English words with the values in them apart, so that the
catalogue of the other language is asked only where it is shown. The catalogue is gettext's:
`pipeline/locale/<language>/LC_MESSAGES/dutylist.po`.
"""

from __future__ import annotations

import gettext
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.system.language import Language, language

DOMAIN = "dutylist"
LOCALES = Path(__file__).parent.parent / "locale"
_CATALOGUES: dict[Language, str] = {"zh": "zh_CN"}


class Sentence(str):
    """A message with values: `Sentence("has {pages} pages", pages=3)`, which reads `has 3 pages`.

    Values may be sentences themselves; all others are data, and are shown as they are.
    """

    template: str
    values: dict[str, Any]

    def __new__(cls, template: str, /, **values: Any) -> Sentence:
        sentence = super().__new__(cls, template.format(**values))
        sentence.template, sentence.values = template, values
        return sentence

    def __reduce__(self) -> tuple[Any, ...]:
        return _again, (self.template, self.values)


def series(messages: Iterable[str], between: str = ", ") -> Sentence:
    """Several messages as one, apart by a mark that every language has."""
    named = {f"_{number}": message for number, message in enumerate(messages)}
    return Sentence(between.join(f"{{{name}}}" for name in named), **named)


def _again(template: str, values: dict[str, Any]) -> Sentence:
    return Sentence(template, **values)


def told(message: str, in_language: Language | None = None) -> str:
    """A message in a language: that of the person at the screen, where none is given."""
    chosen = in_language or language()
    if isinstance(message, Sentence):
        values = {
            key: told(value, chosen) if isinstance(value, Sentence) else value
            for key, value in message.values.items()
        }
        return _translated(message.template, chosen).format(**values)
    return _translated(str(message), chosen)


def _translated(words: str, chosen: Language) -> str:
    if not words or chosen not in _CATALOGUES:
        return words
    return _catalogue(_CATALOGUES[chosen]).gettext(words)


@cache
def _catalogue(name: str) -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, LOCALES, [name])
