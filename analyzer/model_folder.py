"""Where the model is and what it says of itself, without the libraries that load its weights.

``models/<name>-id-<version>/`` holds ``weights.skops``, ``meta.json`` (versions, hashes,
thresholds), ``metrics.json`` and ``CARD.md``. Takes a folder or nothing, gives the folder and its
meta data. The room ``assess`` loads the weights.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from analyzer.errors import MissingPart

WEIGHTS, META, METRICS, CARD = "weights.skops", "meta.json", "metrics.json", "CARD.md"
FORMAT = 4


def resolve_model(given: str = "") -> Path:
    """The model's folder: the one given, else the newest that travels in the package.

    Raises:
        MissingPart: if there is no model in the folder.

    """
    if given:
        folder = Path(given)
    else:
        package = Path(str(files("analyzer")))
        bundled, checkout = package / "_models", package.parent / "models"
        folder = next((one for root in (bundled, checkout) for one in _newest(root)), bundled)
    if not (folder / WEIGHTS).is_file():
        raise MissingPart("model_missing", name=str(folder))
    return folder


def read_meta(folder: Path) -> Mapping[str, Any]:
    """The meta data of a model.

    Raises:
        MissingPart: if they are missing, damaged, or of another format.

    """
    try:
        meta = json.loads((folder / META).read_text(encoding="utf-8"))
        found = meta["format"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise MissingPart("model_unreadable", name=str(folder), detail=str(error)) from error
    if found != FORMAT:
        raise MissingPart("model_format", name=str(folder), found=found, need=FORMAT)
    return dict(meta)


def model_id(meta: Mapping[str, Any]) -> str:
    """Name and version with the hash of what the model was trained on."""
    return f"{meta['name']}-{meta['version']}+{meta['hash']}"


def _newest(root: Path) -> list[Path]:
    found = [one.parent for one in root.glob(f"*/{META}")]
    return sorted(found, key=_version, reverse=True)


def _version(folder: Path) -> tuple[int, ...]:
    return tuple(int(part) for part in folder.name.rpartition("-")[2].split(".") if part.isdigit())
