"""One call of the command: its language, how much it says, and where it says it.

Takes the arguments as typed, gives a :class:`Session` that all commands share, and the options that
may stand before or after the command's name. Messages go to standard error, results to standard
output.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import click

from analyzer.errors import MissingPart, SetaraError
from analyzer.locale import LANGUAGES, translate
from analyzer.settings import Settings, load_settings


@dataclass(slots=True)
class Session:
    """Language and loudness of a call; ``lang_given`` is True where a flag named the language."""

    lang: str = "id"
    lang_given: bool = False
    quiet: bool = False
    verbose: bool = False
    no_progress: bool = False
    pause: Callable[[], None] = lambda: None

    def say(self, key: str, /, **values: object) -> str:
        """The sentence of a key in this call's language."""
        return translate(key, self.lang, **values)

    def inform(self, key: str, /, **values: object) -> None:
        """A message on standard error, unless the call is quiet."""
        if not self.quiet:
            self.pause()
            click.echo(printable(self.say(key, **values)), err=True)

    def complain(self, error: Exception, *, name: str = "setara") -> None:
        """An error as one line on standard error; with ``-v`` after its trace."""
        self.complain_in_words(self.sentence(error, name=name))

    def sentence(self, error: Exception, *, name: str = "setara") -> str:
        """What went wrong with ``name`` and the way out."""
        known = as_setara(error, name=name)
        return self.say(f"error.{known.key}", **{"name": name, **known.values})

    def complain_in_words(self, sentence: str) -> None:
        """A finished sentence as an error."""
        self.pause()
        if self.verbose and sys.exc_info()[0] is not None:
            click.echo(printable(traceback.format_exc(), keep="\n"), err=True)
        click.echo(f"setara: {printable(sentence)}", err=True)

    def settings(self, **flags: object) -> Settings:
        """The settings in force; the session speaks their language from here on.

        Raises:
            BadSettings: for an unknown key, a wrong value, or a file that is not TOML.
        """
        found = load_settings(flags={**flags, "lang": self.lang if self.lang_given else None})
        self.lang = found.lang.value
        return found

    @property
    def shows_progress(self) -> bool:
        """True where a person watches and wants to."""
        dumb = os.environ.get("TERM") == "dumb"
        return sys.stderr.isatty() and not (self.quiet or self.no_progress or dumb)


def as_setara(error: Exception, *, name: str = "setara") -> SetaraError:
    """The error as one of Setara's own: a library that is missing is a missing part."""
    if isinstance(error, SetaraError):
        return error
    detail = f"{type(error).__name__}: {error}"
    if isinstance(error, ImportError):
        return MissingPart("part_missing", name=error.name or name, detail=detail)
    return SetaraError("unexpected", name=name, detail=detail)


def printable(text: str, *, keep: str = "") -> str:
    """The text without control characters, which could command the terminal; one line."""
    return "".join(
        one if one.isprintable() or one in keep else " " if one.isspace() else "\ufffd"
        for one in text
    )


def open_session(arguments: Sequence[str]) -> Session:
    """The session for these arguments: the language is needed before they are parsed."""
    for index, one in enumerate(arguments):
        if one == "--":
            break
        name, _, value = one.partition("=")
        if name == "--lang":
            value = value or next(iter(arguments[index + 1 :]), "")
            if value in LANGUAGES:
                return Session(lang=value)
    try:
        return Session(lang=load_settings().lang.value)
    except SetaraError:
        return Session()


def common_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that every command has; they stand before or after its name."""
    for option in reversed(_COMMON):
        command = option(command)
    return command


def _remember(context: click.Context, parameter: click.Parameter, value: object) -> None:
    """Keep an option's value in the session, whichever side of the command it stands on."""
    if value and parameter.name:
        session = context.find_object(Session)
        if session is not None:
            setattr(session, parameter.name, value)
            session.lang_given = session.lang_given or parameter.name == "lang"


def _flag(*names: str, key: str) -> Callable[..., Any]:
    return click.option(*names, is_flag=True, expose_value=False, callback=_remember, help=key)


_COMMON = (
    click.option(
        "--lang",
        type=click.Choice(LANGUAGES),
        expose_value=False,
        callback=_remember,
        help="help.lang",
    ),
    _flag("-q", "--quiet", key="help.quiet"),
    _flag("-v", "--verbose", key="help.verbose"),
    _flag("--no-progress", key="help.no_progress"),
)
