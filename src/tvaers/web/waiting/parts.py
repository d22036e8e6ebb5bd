"""The pages of the overviews of access, and the tabs between them."""

from __future__ import annotations

from typing import Any

from tvaers.web import case_overviews

TABS = (
    ("waiting:list", "Venteliste"), ("waiting:equality", "Ens vilkår"), ("waiting:closures", "Lukninger"),
    ("waiting:spare", "Ledige pladser"), ("waiting:letters", "Meddelelsesbreve"),
)  # fmt: skip


def frame(name: str, title: str) -> dict[str, Any]:
    """The tabs and the trail of one of the pages."""
    return {**case_overviews.tabs(TABS, name, title), "tabs_title": "Adgang og ventetid"}
