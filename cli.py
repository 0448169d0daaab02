"""The command ``setara``: parses, calls, prints.

Takes arguments, gives results on standard output, messages on standard error and an exit code of
``analyzer.errors``. It decides nothing about texts; heavy libraries are imported by the command
that needs them, so that ``--help`` answers at once.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from analyzer.cli_view.output import STANDARD, Format, Output, open_output, write_out
from analyzer.cli_view.session import Session, as_setara, common_options, open_session
from analyzer.cli_view.standard import iter_lines, standard_input
from analyzer.cli_view.words import SpokenGroup, ValueChoice, usage_sentence
from analyzer.errors import BatchFailures, ExitCode, SetaraError, UsageProblem
from analyzer.schema import DocumentKind
from analyzer.settings import OcrMode, TableMode
from cli_archive import archive
from cli_evaluate import evaluate
from cli_tables import tables

if TYPE_CHECKING:
    from analyzer.schema import Analysis

FILES = click.argument("files", nargs=-1, required=True, type=click.Path(path_type=str))
MODEL = click.option("--model", type=click.Path(path_type=str), help="help.model")
OUTPUT = click.option("-o", "--output", type=click.Path(path_type=Path), help="help.output")
FORCE = click.option("--force", is_flag=True, help="help.force")


@click.group(cls=SpokenGroup, invoke_without_command=True, help="help.setara")
@common_options
@click.option("--version", "show_version", is_flag=True, help="help.version")
@click.pass_context
def setara(context: click.Context, *, show_version: bool) -> None:
    """The group; without a command it shows its help."""
    if show_version:
        from analyzer import __version__

        write_out(f"setara {__version__}\n")
        context.exit()
    if context.invoked_subcommand is None:
        write_out(context.get_help() + "\n")


@setara.command(help="help.analyze")
@FILES
@click.option("--format", "form", type=ValueChoice(Format), help="help.format")
@OUTPUT
@FORCE
@click.option("--kind", type=ValueChoice(DocumentKind), help="help.document_kind")
@click.option("--tables", type=ValueChoice(TableMode), help="help.tables")
@click.option("--ocr", type=ValueChoice(OcrMode), help="help.ocr")
@MODEL
@common_options
@click.pass_obj
def analyze(
    session: Session,
    /,
    *,
    files: tuple[str, ...],
    form: Format | None,
    output: Path | None,
    force: bool,
    kind: DocumentKind | None,
    **flags: Any,
) -> None:
    """Analyse files one after another; a bad one never stops the others."""
    settings = session.settings(**flags)
    if files.count(STANDARD) > 1:
        raise UsageProblem("stdin_twice")
    place = open_output(form or Format.TERMINAL, output, inputs=files, force=force)

    from analyzer.cli_view.isolated import Analyst

    with Analyst(settings, kind) as analyst:

        def work(name: str) -> None:
            with standard_input(name) as path:
                for analysis in analyst.iter_analyses(path, complain=tell):
                    _put(session, analysis, place)

        def tell(error: SetaraError, name: str) -> None:
            session.complain(error, name=name)

        failures = _each(session, files, work)
    written = place.close()
    if written:
        session.inform("message.written", name=str(written))
    _raise_failures(failures, len(files))


@setara.command(help="help.tag")
@click.argument("file", type=click.Path(path_type=str))
@MODEL
@common_options
@click.pass_obj
def tag(session: Session, /, *, file: str, model: str | None) -> None:
    """Tag one passage a line; a bad line gives its error and the exit code says so."""
    from analyzer import tag_text
    from analyzer.report.record import to_json_line, to_tag_record

    chosen = session.settings(model=model).model or None
    total = failed = 0
    for identifier, text, problem in iter_lines(file, session):
        total += 1
        if text is None:
            failed += 1
            write_out(to_json_line({"id": identifier, "error": problem}))
            continue
        try:
            found = tag_text(text, model=chosen)
        except SetaraError as error:
            failed += 1
            write_out(to_json_line({"id": identifier, "error": session.sentence(error)}))
            continue
        write_out(to_json_line(to_tag_record(identifier, found.assessments[0], found.mentions)))
    if failed:
        raise BatchFailures("batch_failures", failed=failed, total=total)


setara.add_command(evaluate)


@setara.command(help="help.train")
@click.argument("corpus", type=click.Path(path_type=Path), default="corpus")
@click.option("--into", type=click.Path(path_type=Path), default="models", help="help.into")
@common_options
@click.pass_obj
def train(session: Session, /, *, corpus: Path, into: Path) -> None:
    """Build a model from the corpus alone."""
    from analyzer.learn.train import train as run

    session.inform("message.model_written", name=str(run(corpus, into)))


@setara.command(help="help.demo")
@OUTPUT
@FORCE
@common_options
@click.pass_obj
def demo(session: Session, /, *, output: Path | None, force: bool) -> None:
    """Analyse the sample document, print its verdict and the path of its report."""
    from analyzer import analyze as run
    from analyzer.cli_view.demo import sample_document, save_demo

    with sample_document() as path:
        session.inform("message.demo_intro", name=path.name)
        analysis = run(path, settings=session.settings())
    _put(session, analysis, Output(Format.TERMINAL, None, None, force))
    saved = save_demo(analysis, session, target=output, force=force)
    write_out(session.say("message.written", name=str(saved)) + "\n")


@setara.command(help="help.doctor")
@MODEL
@common_options
@click.pass_obj
def doctor(session: Session, /, *, model: str | None) -> None:
    """Check the parts; exit code 4 where one is missing."""
    from analyzer.cli_view.doctor import Grade, run_checks
    from analyzer.cli_view.tables import show_checks
    from analyzer.cli_view.terminal import build_console

    checks = run_checks(session, model=session.settings(model=model).model)
    show_checks(checks, session, build_console(sys.stdout))
    if any(one.grade is Grade.BAD for one in checks):
        raise click.exceptions.Exit(ExitCode.MISSING_PART)


def _put(session: Session, analysis: Analysis, place: Output) -> None:
    """Write one analysis in the form asked for."""
    source = analysis.document.source
    text = _render(session, analysis, place)
    session.pause()
    path = place.put(text, name=source.name, identifier=source.id)
    if path is not None:
        session.inform("message.written", name=str(path))


def _render(session: Session, analysis: Analysis, place: Output) -> str:
    from analyzer.report import record

    match place.form:
        case Format.JSON:
            return record.to_json(record.to_record(analysis, lang=session.lang))
        case Format.JSONL:
            return record.to_json_line(record.to_record(analysis, lang=session.lang))
        case Format.HTML:
            from analyzer.report.html import to_html

            return to_html(analysis, lang=session.lang)
        case Format.TERMINAL:
            from analyzer.cli_view.terminal import render_view
            from analyzer.report.view import build_view

            on_screen = place.target is None and place.folder is None
            view = build_view(analysis, lang=session.lang)
            return render_view(view, like=sys.stdout if on_screen else None)


def _each(session: Session, names: Sequence[str], work: Callable[[str], None]) -> list[SetaraError]:
    """Do the work for each name; gives what went wrong, already said on standard error."""
    from analyzer.cli_view.progress import show_progress

    failures: list[SetaraError] = []
    with show_progress(session, len(names)) as step:
        for name in names:
            step(name)
            try:
                work(name)
            except (click.exceptions.Exit, click.Abort):
                raise
            except Exception as error:
                failures.append(as_setara(error, name=name))
                session.complain(error, name=name)
    return failures


def _raise_failures(failures: Sequence[SetaraError], total: int) -> None:
    """End with the exit code of the only file, or of a batch with failures.

    Raises:
        BatchFailures: if one of several files failed.

    """
    if failures and total > 1:
        raise BatchFailures("batch_failures", failed=len(failures), total=total)
    if failures:
        raise click.exceptions.Exit(failures[0].exit_code)


setara.add_command(archive)
setara.add_command(tables)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; gives its exit code.

    Args:
        arguments: what was typed after ``setara``; the process's own if None.

    """
    typed = list(sys.argv[1:] if arguments is None else arguments)
    session = open_session(typed)
    try:
        code = setara.main(typed, prog_name="setara", standalone_mode=False, obj=session)
    except click.UsageError as error:
        session.complain_in_words(usage_sentence(error, session))
        return ExitCode.USAGE
    except click.Abort:
        session.complain_in_words(session.say("error.interrupted"))
        return ExitCode.INTERRUPTED
    except Exception as error:
        session.complain(error)
        return as_setara(error).exit_code
    return code if isinstance(code, int) else ExitCode.OK


if __name__ == "__main__":
    sys.exit(main())
