"""Fixtures that all tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """Real documents and labels beside the repository; the test is skipped where they are not."""
    if not SHARED.is_dir():
        pytest.skip(f"needs real documents in {SHARED}")
    return SHARED


@pytest.fixture(scope="session")
def corpus(root: Path) -> Path:
    """The corpus in the repository."""
    return root / "corpus"
