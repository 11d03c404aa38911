"""The one way out to a screen, by what a line holds and the format that it is in."""

from __future__ import annotations

import json

import pytest

from pipeline.commands.say import as_command, in_colour
from pipeline.model.characters import visible, visible_json

# What somebody wrote, and what a screen shows.
LINES = {
    "ordinary text": ("一、党的建设（3项）: a:b #1 [x]", "一、党的建设（3项）: a:b #1 [x]"),
    "a terminal's sequence": ("\x1b]0;t\x07\x9b31m", r"\x1b]0;t\x07\x9b31m"),
    "a direction turned": ("a\u202eb\u2066c", r"a\u202eb\u2066c"),
    "a line end": ("a\nb\r\u2028\x85", r"a\nb\r\u2028\x85"),
    "bytes that are no UTF-8": ("v\udcff1", r"v\xff1"),
    "half a character": ("\ud800", r"\ud800"),
    "a GitHub command": ("::error::x", r":\x3aerror:\x3ax"),
    "one inside": ("a ::set-output name=x::y", r"a :\x3aset-output name=x:\x3ay"),
    "more colons": (":::", r":\x3a\x3a"),
    "an Azure command": ("x ##[error]y ##vso[task]z", r"x #\x23[error]y #\x23vso[task]z"),
    "a heading": ("## a [b] #a[", "## a [b] #a["),
}


@pytest.mark.parametrize(("text", "shown"), LINES.values(), ids=LINES)
def test_a_line(text: str, shown: str) -> None:
    assert visible(text) == shown
    assert visible(shown) == shown
    assert in_colour(text) == shown
    printed = visible_json(json.dumps({text: [text]}, ensure_ascii=False))
    assert json.loads(printed) == {text: [text]}
    assert visible(printed) == printed


def test_our_own_colours_and_commands_stay() -> None:
    drawn = "\x1b[1;31m错误\x1b[0m ::x \x1b[2J"
    assert in_colour(drawn) == "\x1b[1;31m错误\x1b[0m :\\x3ax \\x1b[2J"
    command = "::error file=raw/a%3A%3Ab,title=x::说明::y \x1b##[z"
    assert as_command(command) == "::error file=raw/a%3A%3Ab,title=x::说明:\\x3ay \\x1b#\\x23[z"
    assert as_command("::stop-commands::x") == ":\\x3astop-commands:\\x3ax"
