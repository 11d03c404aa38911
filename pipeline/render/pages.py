"""Makes a self-contained HTML page of a template: its styles and its script inside, nothing else allowed.

The page's Content-Security-Policy names its one style sheet and its one script by their digests (CSP
Level 3, section 6.7.3), so that no text of a document can ever run or load anything.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket
from markupsafe import Markup

_TEMPLATES = Path(__file__).parent / "templates"
_COMPILED = _TEMPLATES / "__pycache__"


def render_page(name: str, **values: object) -> str:
    """The page of `templates/<name>.html`, with `style.css`, `<name>.css` and `<name>.js`."""
    return "".join(page_in_pieces(name, family="", scripts_beside=False, **values))


def page_in_pieces(
    name: str, *, family: str = "", scripts_beside: bool = False, **values: object
) -> Iterator[str]:
    """The page that `render_page` gives, piece by piece: a long one need not be in memory whole.

    Pages of a `family` share `<family>.css`. Where asked, scripts that lie beside the page may run, too: a
    page that is opened as a file can load data in no other way.
    """
    style = (
        _asset("style.css") + (_asset(f"{family}.css") if family else "") + _asset(f"{name}.css")
    )
    script = _asset(f"{name}.js")
    beside = " 'self' file:" if scripts_beside else ""
    policy = (
        "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; "
        f"style-src {_source(style)}; script-src {_source(script)}{beside}"
    )
    template = _environment().get_template(f"{name}.html")
    # Our own files, with nothing of a document in them.
    return template.generate(policy=policy, style=Markup(style), script=Markup(script), **values)


class _Compiled(jinja2.FileSystemBytecodeCache):
    """Compiled templates, kept beside them as Python keeps compiled modules; without, a page takes
    a tenth of a second more."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        if sys.dont_write_bytecode:
            return
        # Where the program's folder cannot be written, it works all the same.
        with contextlib.suppress(OSError):
            Path(self.directory).mkdir(exist_ok=True)
            super().dump_bytecode(bucket)


def _source(text: str) -> str:
    """What the policy says of an inline text: its digest, or that there is none."""
    if not text:
        return "'none'"
    # The alphabet without "/", so that no page holds what looks like an address.
    digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest())
    return f"'sha256-{digest.decode()}'"


@cache
def _asset(name: str) -> str:
    path = _TEMPLATES / name
    return path.read_text(encoding="utf-8") if path.is_file() else ""


@cache
def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        bytecode_cache=_Compiled(str(_COMPILED), "%s.cache"),
    )


if __name__ == "__main__":  # `make setup` compiles what there is
    for template in _environment().list_templates(extensions=["html"]):
        _environment().get_template(template)
