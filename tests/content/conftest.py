"""A small sound package that tests change, and the real ones."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tvaers.kernel.package import Package, load_all, load_package

HERE = Path(__file__).parent


@pytest.fixture
def small() -> Package:
    """The sound package of tests/content/good."""
    return load_package(HERE / "good")


@pytest.fixture
def spoiled(tmp_path: Path) -> Callable[[str], Path]:
    """Copies the sound package and lays the files of one bad case over it."""

    def make(case: str) -> Path:
        folder = tmp_path / "pakke"
        shutil.copytree(HERE / "good", folder)
        shutil.copytree(HERE / "bad" / case, folder, dirs_exist_ok=True)
        return folder

    return make


@pytest.fixture(scope="session")
def packages() -> dict[str, Package]:
    """Every package that comes with the system."""
    return load_all()
