"""Pages from Jinja templates: everything escaped, nothing undefined passed over.

Takes the name of a room with a folder ``templates``, gives the environment of its pages and the
style sheets that stand beside them.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined, Template


def load_environment(package: str) -> Environment:
    """The templates of a package such as ``analyzer.report``, to which filters may be added."""
    return Environment(
        loader=PackageLoader(package, "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


@cache
def load_template(package: str, name: str) -> Template:
    """A page's template, compiled once a process: a run may write many reports."""
    return load_environment(package).get_template(name)


@cache
def load_style(package: str, name: str) -> str:
    """A style sheet of a package."""
    return (files(package) / "templates" / name).read_text(encoding="utf-8")


def style_hash(style: str) -> str:
    """The style sheet's hash as a content security policy wants it."""
    digest = hashlib.sha256(style.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"
