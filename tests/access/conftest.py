"""Files of the engine go to a folder of the test."""

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(autouse=True)
def own_store(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TVAERS_CPR_KEY", raising=False)
    settings.SETTLEMENT_STORE = settings.VAR = tmp_path
