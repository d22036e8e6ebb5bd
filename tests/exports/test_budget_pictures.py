"""The two pictures of a catalogue: the waterfall ends where its table ends, themes show both ends of their growth."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.budget.keeping.catalogue_shapes import MIO, brick, row, small

from tvaers.engine.budget.catalogue import Interval
from tvaers.engine.budget.frame_parts import FramePart
from tvaers.exports.budget_paper import Bar, Grid, Picture
from tvaers.exports.budget_pictures import balance_blocks, theme_blocks


def frame(amount: int, **more: str) -> list[FramePart]:
    told = {"pot": "health", "kind": "agreement", "label": "Aftalen"} | more
    return [FramePart(amounts={"2024": amount * MIO}, **told)]


def waterfall(amount: int) -> tuple[Picture, Grid]:
    _, picture, grid = balance_blocks(small(), frame(amount))
    assert isinstance(picture, Picture) and isinstance(grid, Grid)
    return picture, grid


def test_each_bar_begins_where_the_last_one_ended() -> None:
    bars = waterfall(5)[0].bars
    assert [(one.start // MIO, one.end // MIO) for one in bars] == [(0, 5), (5, 7), (0, 7), (7, -9), (0, -9)]


def test_an_interval_of_savings_ends_in_the_picture_as_in_the_table() -> None:
    catalogue = small()
    *others, _ = catalogue.proposals
    saving = brick("1.2-02", "Indkøb", row("Samlet", "total", Interval(-3 * MIO, -MIO), 0, 0))
    _, picture, grid = balance_blocks(replace(catalogue, proposals=(*others, saving)), frame(5))
    assert isinstance(picture, Picture) and isinstance(grid, Grid)
    assert (picture.bars[-1].text, grid.rows[-1][1]) == ("10,0", "-1,0 til 10,0")


@pytest.mark.parametrize(
    ("amount", "told"),
    [(4, ("Mangler, hvis alt vælges", "1,0-10,0")), (5, ("Mangler, hvis alt vælges", "0,0-9,0")),
     (6, ("Mangler (minus er penge tilbage), hvis alt vælges", "-1,0 til 8,0")),
     (14, ("Tilbage, hvis alt vælges", "9,0-0,0")), (15, ("Tilbage, hvis alt vælges", "10,0-1,0"))],
)  # fmt: skip
def test_the_rest_is_told_by_its_sign(amount: int, told: tuple[str, str]) -> None:
    assert waterfall(amount)[1].rows[-1] == told


@pytest.mark.parametrize("more", [{"kind": "information"}, {"pot": "capital"}])
def test_without_a_frame_there_is_no_waterfall(more: dict[str, str]) -> None:
    assert list(balance_blocks(small(), frame(5, **more))) == []


def test_a_theme_is_one_bar_with_what_may_come_behind() -> None:
    picture = next(one for one in theme_blocks(small()) if isinstance(one, Picture))
    assert picture.bars[0] == Bar("1.1 Akut", 0, 7 * MIO, "7,0-11,0", reach=11 * MIO)
