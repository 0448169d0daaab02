"""What analyses a file: the pipeline, or a stand-in of the same shape.

A worker gets the engine's name, loads it once and warms it. The name is a constant of the program,
never a setting or a value from a file. An engine gives the record of the JSON contract.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol, cast

from analyzer.model_folder import model_id, read_meta, resolve_model
from analyzer.provenance import provenance
from analyzer.settings import Settings

PIPELINE = "analyzer.archive.engine:PipelineEngine"


class Engine(Protocol):
    """Analyses one file."""

    def versions(self, settings: Settings) -> str:
        """What would change a result: program, lexicon, model and settings, in one line."""

    def check(self, settings: Settings) -> None:
        """See that the model can be loaded, once there is work for it.

        Raises:
            MissingPart: if it cannot.

        """

    def warm(self, settings: Settings) -> None:
        """Load the model."""

    def analyze(self, path: Path, settings: Settings) -> Mapping[str, Any]:
        """The record of a file.

        Raises:
            SetaraError: if the file cannot be analysed.

        """

    def analyze_member(
        self, data: bytes, path: Path, member: str, settings: Settings
    ) -> Mapping[str, Any]:
        """The record of a document in a ZIP, from its bytes.

        Raises:
            SetaraError: if the document cannot be analysed.

        """


def load_engine(name: str = PIPELINE) -> Engine:
    """The engine of a name ``module:class``."""
    module, _, attribute = name.partition(":")
    return cast(Engine, getattr(importlib.import_module(module), attribute)())


class PipelineEngine:
    """The real thing: the pipeline and its JSON record, imported when first used."""

    def versions(self, settings: Settings) -> str:
        """Versions of program, lexicon, model and of the settings that can change a result."""
        model = model_id(read_meta(resolve_model(settings.model)))
        found = provenance(model, _without_limits(settings))
        engines = " ".join(f"{name}={version}" for name, version in sorted(found.engines))
        return (
            f"setara={found.setara} lexicon={found.lexicon} model={found.model} "
            f"settings={found.settings} {engines}"
        ).strip()

    def check(self, settings: Settings) -> None:
        """Load the model in this process, so that a damaged one is told before workers start."""
        from analyzer.assess import load_model

        load_model(resolve_model(settings.model))

    def warm(self, settings: Settings) -> None:
        """Load lexicon, tagger and model by judging one sentence; OCR takes one thread."""
        from analyzer.extract.ocr_engine import limit_threads
        from analyzer.pipeline import tag_text

        limit_threads(1)
        tag_text("Perempuan mendapat akses.", model=settings.model)

    def analyze(self, path: Path, settings: Settings) -> Mapping[str, Any]:
        """The record of a file in the contract's form."""
        from analyzer.pipeline import analyze
        from analyzer.report.record import to_record

        return to_record(analyze(path, settings=settings), lang=settings.lang)

    def analyze_member(
        self, data: bytes, path: Path, member: str, settings: Settings
    ) -> Mapping[str, Any]:
        """The record of a document in a ZIP in the contract's form."""
        from analyzer.extract import extract_bytes
        from analyzer.pipeline import analyze_document
        from analyzer.report.record import to_record

        document = extract_bytes(data, path.name, member=member, settings=settings)
        return to_record(analyze_document(document, settings=settings), lang=settings.lang)


def _without_limits(settings: Settings) -> Settings:
    """The settings with the limits of time and memory at their defaults: a result that came to be
    does not depend on them, so raising them for some files must not redo all.
    """
    default = Settings()
    return replace(settings, seconds=default.seconds, memory_mb=default.memory_mb)
