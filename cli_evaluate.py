"""The command ``setara evaluate``: the model measured on labelled files."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import click

from analyzer.cli_view.output import write_out
from analyzer.cli_view.session import Session, common_options
from analyzer.cli_view.words import SpokenCommand, ValueChoice
from analyzer.errors import UsageProblem

if TYPE_CHECKING:
    from analyzer.learn.evaluate import Evaluation


_JUDGED = 3
"""How often a document is judged: as it is, and told two agencies."""


class Form(StrEnum):
    """Forms of an evaluation."""

    TERMINAL = "terminal"
    JSON = "json"


@click.command(cls=SpokenCommand, help="help.evaluate")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "form", type=ValueChoice(Form), help="help.evaluation_format")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="help.output")
@click.option("--html", "page", type=click.Path(path_type=Path), help="help.evaluation_html")
@click.option("--force", is_flag=True, help="help.force")
@click.option("--files", "folder", type=click.Path(path_type=Path), help="help.evaluation_files")
@click.option("--corpus", type=click.Path(path_type=Path), default="corpus", help="help.corpus")
@click.option("--model", type=click.Path(path_type=str), help="help.model")
@common_options
@click.pass_obj
def evaluate(
    session: Session,
    /,
    *,
    files: tuple[Path, ...],
    form: Form | None,
    output: Path | None,
    page: Path | None,
    force: bool,
    folder: Path | None,
    corpus: Path,
    model: str | None,
) -> None:
    """Print the model beside its baselines and people; write the page where one is asked for."""
    from analyzer.files import check_target, save_text

    targets = [one for one in (output, page) if one is not None]
    for target in targets:
        if any(target.resolve() == one.resolve() for one in files):
            raise UsageProblem("output_is_input", name=str(target))
        check_target(target, force=force)
    found = _measure(session, list(files) or [corpus], corpus, folder, model)
    if found.pairs:
        session.inform("message.measured", passages=found.passages, documents=found.documents)
    if found.verdicts:
        session.inform("message.measured_verdicts", total=found.verdicts.documents)
    text = _render(found, session, form or Form.TERMINAL, on_screen=output is None)
    if output is None:
        write_out(text)
    else:
        session.inform("message.written", name=str(save_text(output, text, force=force)))
    if page is not None:
        from analyzer.learn.page import to_html

        written = save_text(page, to_html(found, lang=session.lang), force=force)
        session.inform("message.written", name=str(written))


def _measure(
    session: Session, paths: list[Path], corpus: Path, folder: Path | None, model: str | None
) -> Evaluation:
    """Measure, with files of strangers read in a worker of its own."""
    from analyzer.cli_view.progress import show_progress
    from analyzer.extract.isolate import Isolation
    from analyzer.learn.documents import Heard, hear_file
    from analyzer.learn.evaluate import evaluate as run

    settings = session.settings(model=model)
    known = corpus if corpus.is_dir() else None
    with (
        Isolation(seconds=_JUDGED * settings.seconds, memory_mb=settings.memory_mb) as worker,
        show_progress(session, 1) as step,
    ):

        def hear(path: Path, *, agency: str) -> Heard:
            heard = worker.run(hear_file, path, settings=settings, agency=agency, name=path.name)
            assert isinstance(heard, Heard)
            return heard

        return run(
            paths, model=settings.model or None, corpus=known, files=folder, hear=hear, step=step
        )


def _render(found: Evaluation, session: Session, form: Form, *, on_screen: bool) -> str:
    import io

    if form is Form.JSON:
        from analyzer.learn.record import to_record
        from analyzer.report.record import to_json

        return to_json(to_record(found))
    from analyzer.cli_view.evaluation import show_evaluation
    from analyzer.cli_view.terminal import build_console

    stream = io.StringIO()
    show_evaluation(found, session, build_console(stream, like=sys.stdout if on_screen else None))
    return stream.getvalue()
