"""The pages of the overviews of adverse events, and the tabs between them."""

from __future__ import annotations

from typing import Any

from tvaers.web import case_overviews

TABS = (
    ("incidents:mine", "Mine sager"), ("incidents:plans", "Handleplaner"), ("incidents:network", "Til netværket"),
    ("incidents:report", "Årsrapport"),
)  # fmt: skip


def frame(name: str, title: str) -> dict[str, Any]:
    """The tabs and the trail of one of the pages."""
    return {**case_overviews.tabs(TABS, name, title), "tabs_title": "Utilsigtede hændelser"}
