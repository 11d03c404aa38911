"""Which elements of a page nobody sees: by attribute, by inline style, by the page's own style sheets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

_COMMENT = re.compile(r"/\*.*?\*/", re.S)
# "display: none !important", "visibility:hidden".
_DECLARATION = re.compile(
    r"(?:^|[;\s])(display|visibility|font-size|opacity|list-style(?:-type)?)\s*:\s*([^;]*)", re.I
)
# "screen", "all", "only screen": what a browser's window is.
_SCREEN = re.compile(r"(?:\s*(?:only\s+)?(?:screen|all)\s*,?)+", re.I)
# One step of a selector: "div.nav#top[hidden]"; ">" and white space stand between steps.
_STEP = re.compile(r"(?P<tag>[a-z][\w-]*|\*)?(?P<rest>(?:[.#][\w-]+|\[\w[\w-]*\])*)", re.I)
_PART = re.compile(r"([.#\[])([\w-]+)")
_MOST_RULES = 20_000
_NOUGHT = re.compile(r"0+(?:\.0*)?(?:px|pt|em|rem|%)?")


@dataclass(frozen=True, slots=True)
class _Rule:
    """A selector as steps from the outermost to the element itself, and whether it hides."""

    steps: tuple[tuple[str, str], ...]
    property: str
    value: str
    weight: tuple[int, int, int, int]


class Hidden:
    """Judges elements; `styles` are style sheets beside those that the page holds itself."""

    def __init__(self, root: Any, styles: Sequence[str]) -> None:
        sheets = [*styles, *(e.text or "" for e in root.iter("style") if _is_for_screen(e))]
        self._rules: dict[str, list[_Rule]] = {}
        rules = [rule for sheet in sheets for rule in _rules(sheet)][:_MOST_RULES]
        for rule in rules:
            self._rules.setdefault(_key(rule.steps[-1]), []).append(rule)

    def hides(self, element: Any) -> bool:
        """Whether nobody sees the element itself, apart from what is around it."""
        if element.get("hidden") is not None:
            return True
        if element.tag == "input" and (element.get("type") or "").lower() == "hidden":
            return True
        return any(
            _is_nothing(name, self.style(element, name))
            for name in ("display", "visibility", "font-size", "opacity")
        )

    def style(self, element: Any, name: str) -> str:
        """What an element's style or the style sheets say of a property, or nothing."""
        inline = [v for n, v in _declarations(element.get("style") or "") if n == name]
        if inline:
            return inline[-1]
        found = [
            r for r in self._candidates(element) if r.property == name and _matches(r, element)
        ]
        return max(found, key=lambda rule: rule.weight).value if found else ""

    def _candidates(self, element: Any) -> Iterator[_Rule]:
        if not self._rules:
            return
        for key in (f".{name}" for name in (element.get("class") or "").split()):
            yield from self._rules.get(key, ())
        yield from self._rules.get(f"#{element.get('id')}", ())
        yield from self._rules.get(element.tag, ())
        yield from self._rules.get("*", ())


def _is_nothing(name: str, value: str) -> bool:
    match name:
        case "display":
            return value == "none"
        case "visibility":
            return value in ("hidden", "collapse")
        case _:
            return _NOUGHT.fullmatch(value) is not None


def _declarations(text: str) -> list[tuple[str, str]]:
    found = _DECLARATION.findall(text) if text else ()
    return [
        (name.lower().removesuffix("-type"), value.lower().replace("!important", "").strip())
        for name, value in found
    ]


def _is_for_screen(style: Any) -> bool:
    media = style.get("media")
    return not media or _SCREEN.fullmatch(media) is not None


def _rules(sheet: str) -> Iterator[_Rule]:
    """The rules of a style sheet that hide or show, those for paper or small windows left out."""
    text = _COMMENT.sub("", sheet)
    order = at = 0
    while (brace := text.find("{", at)) >= 0:
        prelude = text[at:brace].rpartition("}")[2].rpartition(";")[2].strip()
        if prelude.startswith("@"):
            condition = prelude.partition(" ")[2]
            shown = prelude.lower().startswith("@media") and _SCREEN.fullmatch(condition)
            at = brace + 1 if shown else _block_end(text, brace)
            continue
        end = text.find("}", brace)
        end = len(text) if end < 0 else end
        for name, value in _declarations(text[brace + 1 : end]):
            for selector in prelude.split(","):
                steps = _steps(selector)
                if steps:
                    order += 1
                    yield _Rule(steps, name, value, (*_specificity(steps), order))
        at = end + 1


def _block_end(text: str, brace: int) -> int:
    depth = 0
    for match in re.finditer("[{}]", text[brace:]):
        depth += 1 if match[0] == "{" else -1
        if depth == 0:
            return brace + match.end()
    return len(text)


def _steps(selector: str) -> tuple[tuple[str, str], ...]:
    """The steps of a selector, or none where it has what is not understood here."""
    steps = []
    for word in selector.replace(">", " ").split():
        match = _STEP.fullmatch(word)
        if match is None:
            return ()
        steps.append(((match["tag"] or "*").lower(), match["rest"]))
    return tuple(steps)


def _specificity(steps: Sequence[tuple[str, str]]) -> tuple[int, int, int]:
    """How many identifiers, classes and tags a selector names: the more, the stronger it is."""
    rests = "".join(rest for _, rest in steps)
    return rests.count("#"), rests.count(".") + rests.count("["), sum(t != "*" for t, _ in steps)


def _key(step: tuple[str, str]) -> str:
    named = _PART.search(step[1])
    return f"{named[1]}{named[2]}" if named and named[1] != "[" else step[0]


def _matches(rule: _Rule, element: Any) -> bool:
    """Whether a rule's last step is the element and its others are around it, in order."""
    if not _is_step(rule.steps[-1], element):
        return False
    ahead = list(rule.steps[:-1])
    for above in element.iterancestors():
        if not ahead:
            break
        if _is_step(ahead[-1], above):
            ahead.pop()
    return not ahead


def _is_step(step: tuple[str, str], element: Any) -> bool:
    tag, rest = step
    if tag not in ("*", element.tag):
        return False
    classes = (element.get("class") or "").split()
    for kind, name in _PART.findall(rest):
        own = {
            ".": name in classes,
            "#": element.get("id") == name,
            "[": element.get(name) is not None,
        }
        if not own[kind]:
            return False
    return True
