"""What of a duty's name tells it from other duties, whoever publishes it: its content, without place and drafting.

The content is for comparing only and is never shown: a line for each clause. 区, 县, 市 and 旗 are one in it, as are
乡, 镇 and 街道.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

# "，。、；：“”（）《》" and white space: drafting offices differ in all of them.
_NO_WORDS = re.compile(r"[\W_]+")
_CLAUSES = re.compile("[，；。！？,;（）()]+")
# 对未经批准进行临时建设的行为进行处罚, …的行政处罚, …的处罚, …予以处罚.
_PENALTY = re.compile(
    "(?:的)?(?:违法)?(?:行为)?(?:的)?(?:依法)?(?:进行|予以|给予|作出|实施)?(?:行政)?处罚"
)
# 本乡, 全镇, 我街道, 辖区内.
_OWN = re.compile(
    "(?:本|我|全|该)(?:乡镇|镇街|乡|镇|街道|辖区|行政区域)|(?:本|我)?辖区(?:范围)?内?"
)
_SAME = (
    ("监督管理", "管理"),
    ("监管", "管理"),
    ("乡镇街道", "乡"),
    ("街道", "乡"),
    ("乡镇", "乡"),
    ("镇", "乡"),
    ("私自", "擅自"),
    ("审查", "审核"),
    ("初审", "审核"),
    ("督促", "监督"),
    ("督导", "监督"),
    ("巡查", "检查"),
    ("核查", "检查"),
    ("排查", "检查"),
    ("整治", "治理"),
    ("防控", "防治"),
    ("接收", "受理"),
    ("宣教", "宣传教育"),
    ("贯彻落实", ""),
    ("法律法规", "法规"),
)
# The verbs and fillers of drafting: 组织开展 may become 负责实施, and 工作 comes and goes.
_DRAFTING = re.compile(
    "常态化|规范化|组织|开展|实施|做好|抓好|负责|承担|加强|强化|推进|推动|落实|贯彻|协助|配合|参与|统筹|"
    "依法|依规|相关|有关|工作|事项|各项|各类|日常|人员|对象|进行|予以|以及|及其|[的和与及对等]"
)
_LEVELS = str.maketrans("县市旗", "区区区")


def bare(name: str) -> str:
    """A name without white space and punctuation."""
    return _NO_WORDS.sub("", name)


def content(name: str, own: Iterable[str] = ()) -> str:
    """The content of a name, a line for each clause; `own` are the words for the place of its list.

    A name of drafting words only is its own content.
    """
    found = [_bare_of_drafting(clause, own) for clause in _CLAUSES.split(name)]
    return "\n".join(filter(None, found)) or bare(name)


def _bare_of_drafting(clause: str, own: Iterable[str]) -> str:
    text = bare(clause)
    for word in own:
        text = text.replace(word, "")
    text = _OWN.sub("", text)
    text = _PENALTY.sub("处罚", text)
    for words, by in _SAME:
        text = text.replace(words, by)
    return _DRAFTING.sub("", text).translate(_LEVELS)
