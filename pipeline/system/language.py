"""In which language a person is spoken to: Chinese, unless they ask for another or their system is set to one."""

from __future__ import annotations

import os
from typing import Literal

Language = Literal["zh", "en"]

ASK = "DUTYLIST_LANG"
"""The environment variable that asks for a language: en or zh."""
# The first that is set tells the language of messages (POSIX.1-2017, 8.2).
_LOCALES = ("LC_ALL", "LC_MESSAGES", "LANG")
# They name no language.
_NONE = ("", "c", "posix")


def language() -> Language:
    """The language of messages and help. Pages, workbooks, letters and findings are always Chinese."""
    asked = os.environ.get(ASK, "").lower()
    if asked:
        return "zh" if asked.startswith("zh") else "en"
    locale = next(filter(None, (os.environ.get(name, "") for name in _LOCALES)), "")
    named = locale.partition(".")[0].partition("@")[0].lower()
    return "zh" if named in _NONE or named.startswith(("zh", "chinese")) else "en"
