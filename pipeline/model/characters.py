"""Counting characters, and look-alike code points: what a PDF calls ⼀ or ⻔ is the ordinary 一, 门."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache

from pipeline.model.points import STYLES

# Unicode Character Database, EquivalentUnifiedIdeograph.txt: what NFKC leaves alone.
_RADICALS = (
    "⺁⺂⺃⺄⺅⺆⺇⺈⺉⺊⺋⺌⺍⺎⺏⺐⺑⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺠"
    "⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺳⺴⺵⺶⺷⺸⺹⺺⺻⺼⺽⺾"
    "⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜"
    "⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲"
)
_IDEOGRAPHS = (
    "厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵旡日月歺民"
    "氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹"
    "艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝雨青韦页风飞"
    "食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀"
)

# Chinese fonts draw the radical ⼾ and the simplified 户 with one glyph, so PDFs call one the other; the
# lists are in simplified characters, where the 戶 that NFKC gives does not occur.
_SIMPLIFIED = {0x2F3E: "户"}

# CJK and Kangxi Radicals, CJK Compatibility Ideographs and their supplement; NFKC gives the ideograph.
# Nothing else is normalised: NFKC would turn full-width punctuation into ASCII.
_COMPATIBILITY = (range(0x2E80, 0x2FD6), range(0xF900, 0xFB00), range(0x2F800, 0x2FA20))

# Most texts have none, and to search is quicker than to translate.
_LOOKALIKE = re.compile(
    "[" + "".join(f"{chr(block[0])}-{chr(block[-1])}" for block in _COMPATIBILITY) + "]"
)


@cache
def _lookalikes() -> dict[int, str]:
    table = {
        code: unicodedata.normalize("NFKC", chr(code)) for block in _COMPATIBILITY for code in block
    }
    # NFKC leaves the unified ideographs of the compatibility block (U+FA0E …) as they are.
    table = {code: char for code, char in table.items() if char != chr(code) and len(char) == 1}
    return table | dict(zip(map(ord, _RADICALS), _IDEOGRAPHS, strict=True)) | _SIMPLIFIED


def unify(text: str) -> str:
    """The text with look-alike code points replaced by the ordinary ideograph; same length."""
    return text.translate(_lookalikes()) if _LOOKALIKE.search(text) else text


# Nobody sees them, and none changes what is seen: soft hyphen, zero width space, joiners and byte order
# marks, marks of direction, variation selectors, fillers, tags. Not U+202E, which turns the text round.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202d"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff]"
)


def without_invisible(text: str) -> str:
    """The text without characters that take no place on paper."""
    return text if text.isascii() else _INVISIBLE.sub("", text)


def count(text: str) -> int:
    """How many characters of the text are not white space."""
    return sum(map(len, text.split()))


def join(head: str, tail: str) -> str:
    """Two halves of a broken paragraph: a space only between Latin words; a number or code was cut."""
    before, after = head[-1:], tail[:1]
    latin = before.isascii() and before.isalnum() and after.isascii() and after.isalnum()
    cut = before.isdigit() and after.isdigit()
    return f"{head} {tail}" if latin and not cut else head + tail


def visible(text: str) -> str:
    r"""The text on one line, with what would steer a terminal or a CI system, or hide, written as \x1b.

    Control, format (also bidirectional overrides, Unicode Technical Report 36), separator and
    unassigned characters (private use ones are only unreadable), bytes of names that are no UTF-8, and
    what makes a command of a line. Nothing is left to do for a second time.
    """
    return _rewritten(text, _escaped)


def visible_json(line: str) -> str:
    r"""A line of a JSON text, the same characters written as \u001b: a program reads the same values.

    Outside of its strings, JSON has none of them.
    """
    return _rewritten(line, _json_escaped)


def _rewritten(text: str, escaped: Callable[[str], str]) -> str:
    if not text.isprintable():
        text = "".join(
            char if char.isprintable() or _SHOWN.match(char) else escaped(char) for char in text
        )
    return _COMMAND.sub(lambda mark: escaped(mark[0]), text)


def _json_escaped(char: str) -> str:
    units = char.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))


def _escaped(char: str) -> str:
    if char.isascii() and char.isprintable():
        return f"\\x{ord(char):02x}"
    if "\udc80" <= char <= "\udcff":  # a byte that is no UTF-8 (PEP 383)
        return f"\\x{ord(char) - 0xDC00:02x}"
    return char.encode("unicode_escape").decode()


# What CI systems take for a command, at the start of a line or inside: "::error::", "##[error]",
# "##vso[task.complete]", "##teamcity[". The second mark is what is written otherwise.
_COMMAND = re.compile(r"(?<=:):|(?<=#)#(?=\w*\[)")


# The ideographic space is ordinary text here; private use characters take one cell.
_SHOWN = re.compile("[\u3000\u00a0\ue000-\uf8ff]")


# Points that run on in a paragraph: "…；2. …", "…；2." at the end of a line, "；2.…" without a space.
_POINT = STYLES["decimal"]
_LAST_NUMBER = re.compile(r"[。；;：]\s*\d{1,2}[.．]$")
_SPACED_NUMBER = re.compile(r"(?:^|[。；;：]\s*)\d{1,2}[.．]\s")
_UNSPACED_POINT = re.compile(r"[。；;]\d{1,2}[.．](?!\s*\d)")


def seam(head: str, tail: str) -> str:
    """Two lines of a paragraph in one: a space that stood at the wrap stays, no other is put in
    except between Latin words and where the paragraph's points have one."""
    # A word processor drops the space at a wrap; before a point that runs on there was one unless
    # others show that there was none, and after its number, if there is after others.
    spaced = _LAST_NUMBER.search(head) and (
        _SPACED_NUMBER.search(head) or _SPACED_NUMBER.search(tail)
    )
    point = (
        head[-1:] not in "：:"
        and _POINT.match(tail)
        and not (_UNSPACED_POINT.search(head) or _UNSPACED_POINT.search(tail))
    )
    if head[-1:].isspace() or tail[:1].isspace() or point or spaced:
        return f"{head.rstrip()} {tail.lstrip()}"
    return join(head, tail)
