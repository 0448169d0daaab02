"""The sample document is what its source builds."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def test_sample_is_built_from_its_source() -> None:
    pytest.importorskip("typst", reason="the development package typst builds the sample")
    place = ROOT / "tools" / "build_sample.py"
    spec = importlib.util.spec_from_file_location("build_sample", place)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.TARGET.read_bytes() == module.build_sample()
