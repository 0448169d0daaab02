"""Settings: one frozen object, read from TOML, environment and flags.

Order of precedence: flag > environment (``SETARA_<KEY>``) > ``./setara.toml`` > the user's
``setara.toml`` (in the platform's configuration folder) > default. Unknown keys are refused.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

import platformdirs

from analyzer.errors import BadSettings
from analyzer.ids import content_id


class Language(StrEnum):
    """Language of messages and reports."""

    ID = "id"
    EN = "en"


class TableMode(StrEnum):
    """Whether ruled tables are read cell by cell."""

    AUTO = "auto"
    NEVER = "never"


class OcrMode(StrEnum):
    """Whether pages are read by optical character recognition."""

    AUTO = "auto"
    NEVER = "never"
    ALWAYS = "always"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All settings. ``seconds``, ``memory_mb`` and ``max_pages`` are limits for one file."""

    lang: Language = Language.ID
    tables: TableMode = TableMode.AUTO
    ocr: OcrMode = OcrMode.AUTO
    model: str = ""
    seconds: float = 600.0
    memory_mb: int = 3000
    max_pages: int = 5000

    @property
    def id(self) -> str:
        """Short id of the settings that can change a result (not the language)."""
        values = {key: str(value) for key, value in asdict(self).items() if key != "lang"}
        return content_id(*(f"{key}={value}" for key, value in sorted(values.items())))


def load_settings(
    *, flags: Mapping[str, object] | None = None, folder: Path | None = None
) -> Settings:
    """The settings in force.

    Args:
        flags: values from the command line; None values are ignored.
        folder: where the project's ``setara.toml`` is looked for; the working directory if None.

    Raises:
        BadSettings: for an unknown key, a wrong value, or a file that is not TOML.

    """
    project = (folder or Path.cwd()) / "setara.toml"
    user = platformdirs.user_config_path("setara") / "setara.toml"
    settings = Settings()
    for path in (user, project):
        if path.is_file():
            settings = _updated(settings, _read_toml(path), origin=str(path))
    environment = {
        field.name: os.environ[f"SETARA_{field.name.upper()}"]
        for field in fields(Settings)
        if f"SETARA_{field.name.upper()}" in os.environ
    }
    settings = _updated(settings, environment, origin="environment")
    given = {key: value for key, value in (flags or {}).items() if value is not None}
    return _updated(settings, given, origin="command line")


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise BadSettings("settings_unreadable", name=str(path), detail=str(error)) from error


def _updated(settings: Settings, values: Mapping[str, object], *, origin: str) -> Settings:
    known = {field.name: type(getattr(Settings(), field.name)) for field in fields(Settings)}
    changed: dict[str, Any] = {}
    for key, value in values.items():
        if key not in known:
            raise BadSettings("settings_key", name=origin, key=key, known=", ".join(sorted(known)))
        try:
            changed[key] = known[key](value)
        except (TypeError, ValueError) as error:
            raise BadSettings("settings_value", name=origin, key=key, value=value) from error
    return replace(settings, **changed)
