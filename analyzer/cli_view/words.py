"""Help and usage errors of click in the language of the call.

Takes click's commands and exceptions, gives their texts from the locale: a command's ``help`` and
an option's ``help`` are keys such as ``help.analyze``.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import Any

import click

from analyzer.cli_view.session import Session
from analyzer.locale import translate

_ARGUMENTS = re.compile(r"\b(?:FILES|FILE|CORPUS|ARCHIVES|ARCHIVE|PLACES)\b")


def _say(context: click.Context, key: str, /, **values: object) -> str:
    session = context.find_object(Session)
    return translate(key, session.lang if session else "id", **values)


class ValueChoice(click.Choice[Any]):
    """A choice of an enum's values; a wrong one is refused in the language of the call."""

    def normalize_choice(self, choice: Any, ctx: click.Context | None) -> str:
        """The value as it is typed."""
        return str(choice.value) if isinstance(choice, Enum) else str(choice)

    def get_invalid_choice_message(self, value: Any, ctx: click.Context | None) -> str:
        """What was typed, and what could be."""
        choices = ", ".join(self.normalize_choice(one, ctx) for one in self.choices)
        if ctx is None:
            return choices
        return _say(ctx, "error.choice", value=value, choices=choices)


class SpokenCommand(click.Command):
    """A command whose help is read from the locale."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The line that says how to call it."""
        spoken = {
            self.options_metavar: _say(ctx, "help.metavar_options"),
            getattr(self, "subcommand_metavar", ""): _say(ctx, "help.metavar_command"),
        }
        pieces = [
            _ARGUMENTS.sub(lambda match: _say(ctx, f"help.metavar_{match[0].lower()}"), one)
            for piece in self.collect_usage_pieces(ctx)
            for one in (spoken.get(piece, piece),)
        ]
        prefix = f"{_say(ctx, 'help.usage')} "
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=prefix)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What it does."""
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(_say(ctx, self.help or ""))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Its options."""
        rows = []
        for parameter in self.get_params(ctx):
            record = parameter.get_help_record(ctx)
            if record is None or not isinstance(parameter, click.Option):
                continue
            key = parameter.help or ""
            rows.append((record[0], _say(ctx, key if key.startswith("help.") else "help.help")))
        with formatter.section(_say(ctx, "help.options")):
            formatter.write_dl(rows)


class SpokenGroup(SpokenCommand, click.Group):
    """A group whose help is read from the locale."""

    command_class = SpokenCommand

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Its options, then its commands."""
        super().format_options(ctx, formatter)
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Its commands in the order of the work."""
        rows = [
            (name, _say(ctx, self.commands[name].help or "").split(". ")[0])
            for name in self.list_commands(ctx)
        ]
        with formatter.section(_say(ctx, "help.commands")):
            formatter.write_dl(rows)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """As they were added."""
        return list(self.commands)


def usage_sentence(error: click.UsageError, session: Session) -> str:
    """What was wrong with the call, and where to read more."""
    command = error.ctx.command_path if error.ctx else "setara"
    if isinstance(error, click.NoSuchOption):
        return session.say("error.usage_option", option=error.option_name, command=command)
    if isinstance(error, click.MissingParameter):
        return session.say("error.usage_missing", name=_name(error, session), command=command)
    if isinstance(error, click.NoSuchCommand):
        return session.say("error.usage_command", name=error.command_name)
    if isinstance(error, click.BadParameter):
        name, detail = _name(error, session), error.message
        return session.say("error.usage_value", name=name, detail=detail, command=command)
    return session.say("error.usage", detail=error.format_message(), command=command)


def _name(error: click.BadParameter, session: Session) -> str:
    parameter = error.param
    if isinstance(parameter, click.Option):
        return max(parameter.opts, key=len)
    if parameter is not None and parameter.name:
        return session.say(f"help.metavar_{parameter.name}")
    return str(error.param_hint or "")
