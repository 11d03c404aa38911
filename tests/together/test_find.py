"""`dutylist find`: a task in a person's words, and the duty that it falls under, if any.

`tasks.txt` is the table: tasks as citizens, hotlines and assessments word them, each with the duties of the
shipped list that it may be; below them tasks that are no township's. The bound between listed and unlisted
and the words were tuned on them: what is asserted here is that nothing gets worse.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.batch.together.asking import Lists, Within
from pipeline.batch.together.collect import collect
from pipeline.together.answers import Answer
from pipeline.together.everyday import said_in, themes_in
from tests import ROOT
from tests.together import made

TABLE = ROOT / "tests/together/tasks.txt"
Task = tuple[str, tuple[str, ...]]


def tasks() -> tuple[Task, ...]:
    """Each task with the beginnings of the names of the duties that it may be."""
    rows = [
        [part.strip() for part in line.split("|")]
        for line in TABLE.read_text(encoding="utf-8").splitlines()
        if "|" in line and not line.startswith("#")
    ]
    return tuple((row[0], tuple(filter(None, row[1:]))) for row in rows)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped list and six made ones, collected."""
    folder = tmp_path_factory.mktemp("find")
    made.write(folder / "parsed", 6)
    shutil.copytree(ROOT / "parsed/xijiao", folder / "parsed/xijiao")
    collect(folder / "parsed", folder / "all")
    return folder / "all"


@pytest.fixture(scope="module")
def names(folder: Path) -> dict[str, tuple[str, ...]]:
    """The wordings of the shipped list by duty."""
    found: dict[str, tuple[str, ...]] = {}
    rows = sqlite3.connect(folder / "duties.sqlite").execute(
        "SELECT duty, item_name FROM items WHERE list = 'xijiao'"
    )
    for duty, name in rows:
        found[duty] = (*found.get(duty, ()), name)
    return found


def is_right(answer: Answer, meant: tuple[str, ...], names: dict[str, tuple[str, ...]]) -> bool:
    """Whether one of the first three is meant."""
    first = [name for match in answer.matches[:3] for name in names.get(match.duty, ())]
    return any(name.startswith(start) for name in first for start in meant)


@pytest.mark.parametrize("half", [0, 1], ids=["one half", "the other"])
def test_what_people_ask(folder: Path, names: dict[str, tuple[str, ...]], half: int) -> None:
    lists = Lists(folder)
    asked = [(*task, lists.ask(task[0])) for task in tasks()[half::2]]
    listed = [(meant, answer) for _, meant, answer in asked if meant]
    unlisted = [answer for _, meant, answer in asked if not meant]
    assert min(len(listed), len(unlisted)) >= 35
    assert sum(is_right(answer, meant, names) for meant, answer in listed) >= 0.95 * len(listed)
    assert sum(a.verdict == "listed" for _, a in listed) >= 0.9 * len(listed)
    assert sum(a.verdict == "unlisted" for a in unlisted) >= 0.9 * len(unlisted)


@pytest.mark.parametrize(
    ("task", "known"),
    [
        # Words between, and the longer one of two that stand one in the other.
        ("张三死了儿子还在领养老金", [("冒领养老金追缴",)]),
        ("种粮补贴", [("惠农补贴资金",)]),
        ("房贷", []),
    ],
)
def test_what_people_say_stands_for_words_of_the_lists(
    task: str, known: list[tuple[str, ...]]
) -> None:
    assert [said.meant for said in said_in(task)] == known


def test_several_words_of_a_theme_are_surer_than_one() -> None:
    one, two = (
        max(theme.surely for theme in themes_in(task) if "滥伐森林林木" in theme.meant)
        for task in ("看见松树", "松树让人锯了")
    )
    assert one < two < 1


def test_a_word_of_no_township_is_one_unless_a_list_has_it(folder: Path) -> None:
    lists = Lists(folder)
    assert lists.ask("残疾证换证").verdict == "listed"
    assert (
        lists.ask("残疾人的驾驶证换证").matches[0].score < lists.ask("残疾证换证").matches[0].score
    )


def test_one_list_or_one_county_can_be_asked(folder: Path) -> None:
    lists = Lists(folder)
    own = lists.ask("残疾证办理", within=Within(list_id="xijiao")).matches[0]
    assert {example.list for example in own.examples} == {"xijiao"}
    assert own.departments == ("县级残疾人联合会",)
    assert own.examples[0].page == 20
    here = lists.ask("残疾证办理", within=Within(county="丙阳县")).matches[0]
    assert {example.list[:4] for example in here.examples} == {"list"}


def told(*arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pipeline", "find", *arguments],
        input=given,
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        check=False,
    )


def test_the_json_is_as_published(folder: Path) -> None:
    lines = told("-", "--in", str(folder), "--top", "2", given="残疾证办理\n\n办理护照\n").stdout
    first, blank, last = map(json.loads, lines.splitlines())
    assert first["verdict"] == "listed"
    assert blank == {"verdict": "unlisted", "matches": []}
    assert last["verdict"] == "unlisted"
    assert len(first["matches"]) == 2
    keys = {"duty", "kind", "item_name", "score", "lists", "departments", "examples"}
    assert all(match.keys() == keys for match in first["matches"])
    assert all(
        e.keys() == {"list", "item", "page"} for m in first["matches"] for e in m["examples"]
    )
    assert first["matches"][0]["score"] > first["matches"][1]["score"]


def test_without_a_database_a_sentence_says_what_to_do(tmp_path: Path) -> None:
    done = told("低保", "--in", str(tmp_path))
    assert done.returncode == 3
    assert "run dutylist collect first" in done.stderr


def test_a_question_loads_nothing_heavy(folder: Path) -> None:
    """Nor does any other command load what only many lists need."""
    heavy = {"numpy", "scipy", "pandas", "polars", "leather", "jinja2"}
    commands = "import pipeline, pipeline.commands.cli"
    asks = (
        "from pathlib import Path; from pipeline.batch.together.asking import Lists;"
        f" Lists(Path({str(folder)!r})).ask('残疾证')"
    )
    for what, more in ((commands, {"sqlite3"}), (asks, set())):
        code = f"import sys; {what}; print(*sorted(sys.modules.keys() & {heavy | more}))"
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True
        )
        assert done.stdout == "\n"
