"""The filters, the parts and the charts, drawn without a browser; and the vendored design system."""

import re
import tarfile
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from django.template import Context, Template
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from tvaers.web.design import charts, danish, parts, vendor
from tvaers.web.design.templatetags.design import DKFDS

RELEASE = Path(vendor.__file__).parent / "static" / DKFDS
AMOUNTS = st.integers(-(10**14), 10**14)


def draw(source: str, **values: object) -> str:
    """What a template with the design tags gives."""
    return Template("{% load design %}" + source).render(Context(values))


@pytest.mark.parametrize(
    ("source", "value", "text"),
    [
        ("{{ v|kr }}", 1_234_567, "12.345,67 kr."),
        ("{{ v|kr }}", -5, "-0,05 kr."),
        ("{{ v|kr }}", 0, "0,00 kr."),
        ("{{ v|kr }}", None, "ikke oplyst"),
        ("{{ v|oere_tal }}", 1_234_567, "12.345,67"),
        ("{{ v|oere_tal }}", None, "ikke oplyst"),
        ("{{ v|tal }}", 999, "999"),
        ("{{ v|tal }}", 1_000, "1.000"),
        ("{{ v|tal }}", None, "ikke oplyst"),
        ("{{ v|dato }}", date(2022, 7, 4), "04-07-2022"),
        ("{{ v|dato }}", None, "ikke oplyst"),
        ("{{ v|tid }}", datetime(2025, 8, 22, 12, 0, tzinfo=UTC), "fredag 22. august 2025 kl. 14.00"),
        ("{{ v|tid }}", datetime(2025, 1, 22, 12, 0, tzinfo=UTC), "onsdag 22. januar 2025 kl. 13.00"),
        ("{{ v|tid }}", date(2025, 8, 22), "22-08-2025"),
        ("{{ v|tid }}", None, "ikke oplyst"),
        ("{{ v|andel }}", 9_000, "90 %"),
        ("{{ v|andel }}", 9_050, "90,5 %"),
        ("{{ v|andel }}", None, "ikke oplyst"),
        ("{{ v|ikke_oplyst }}", 0, "0"),
        ("{{ v|ikke_oplyst }}", None, "ikke oplyst"),
        ("{{ v|ikke_oplyst }}", "", "ikke oplyst"),
    ],
)
def test_filter(source: str, value: object, text: str) -> None:
    assert draw(source, v=value) == text


@given(AMOUNTS)
def test_an_amount_keeps_every_oere(oere: int) -> None:
    assert int(re.sub(r"[.,]", "", danish.oere_number(oere))) == oere


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [(1_250, "øre", "12,50 kr."), (1_250, "bp", "12,5 %"), (1_250, "dage", "1.250 dage"), ("to", "dage", "to dage")],
)
def test_a_value_is_shown_after_its_unit(value: object, unit: str, text: str) -> None:
    assert danish.with_unit(value, unit) == text


def test_status_has_a_shape_beside_the_word() -> None:
    drawn = draw('{% status "Afvist" "error" %}')
    assert "#error" in drawn and "Afvist" in drawn


def test_unknown_kind_of_status_is_refused() -> None:
    with pytest.raises(KeyError):
        draw('{% status "Afvist" "bad" %}')


def test_a_row_with_a_missing_cell_is_refused() -> None:
    columns = [parts.Column(key="a", title="A"), parts.Column(key="b", title="B")]
    table = parts.Table(caption="T", columns=columns, rows=[parts.Row(cells=[parts.Cell(text="1")])])
    with pytest.raises(ValueError):
        draw('{% include "design/table.html" %}', table=table)


def test_an_empty_table_says_what_would_stand_there() -> None:
    table = parts.Table(caption="Indsigelser", columns=[], rows=[], empty="Her kommer indsigelserne.")
    assert "Her kommer indsigelserne." in draw('{% include "design/table.html" %}', table=table)


@pytest.mark.parametrize(
    ("columns", "more", "stacks"),
    [
        (3, {}, True),
        (2, {}, False),
        (3, {"align": "right"}, False),
        (3, {"sort_url": "?sorter=a"}, False),
    ],
)
def test_rows_of_words_are_stacked_on_a_phone_and_numbers_stay_in_columns(
    columns: int, more: dict[str, str], stacks: bool
) -> None:
    heads = [parts.Column(key="a", title="Frist", **more), *[parts.Column(key="b", title="Sted")] * (columns - 1)]
    table = parts.Table(caption="Møder", columns=heads, rows=[parts.Row(cells=[parts.Cell(text="Nu")] * columns)])
    page = draw('{% include "design/table.html" with table=t %}', t=table)
    assert ('data-title="Frist"' in page, 'role="table"' in page) == (stacks, stacks)


def test_a_table_may_be_given_as_dicts() -> None:
    table = {"caption": "T", "columns": [{"title": "A", "align": "right"}], "rows": [{"cells": [{"text": "7"}]}]}
    assert 'class="tv-right">7<' in draw('{% include "design/table.html" %}', table=table)


def test_why_shows_the_arithmetic_of_whole_oere() -> None:
    explanation = {"steps": [{"label": "Takst", "value": 18_743_200, "unit": "øre"}], "result": 16_868_880}
    drawn = draw("{% hvorfor e %}", e=explanation)
    assert "187.432,00 kr." in drawn and "168.688,80 kr." in drawn


def test_why_shows_a_result_of_zero() -> None:
    drawn = draw("{% hvorfor e %}", e={"steps": [{"label": "Takst", "value": 0, "unit": "øre"}], "result": 0})
    assert drawn.count("0,00 kr.") == 2


def test_why_leaves_out_what_is_not_given() -> None:
    assert "Det gjaldt ikke her" not in draw("{% hvorfor e %}", e={"sentence": "Derfor."})


def test_user_text_is_escaped() -> None:
    assert "<b>" not in draw("{% hvorfor e %}", e={"sentence": "<b>", "facts": [{"label": "<b>", "value": "<b>"}]})


@pytest.mark.parametrize("template", ["403.html", "403_csrf.html", "404.html", "500.html"])
def test_error_page_needs_no_context(template: str) -> None:
    assert "<h1>" in render_to_string(template)


def shares(places: charts.BarPlaces) -> list[tuple[float, float]]:
    """Start and end of each bar in percent of the width."""
    numbers = [(float(place.x[:-1]), float(place.width[:-1])) for place in places.bars]
    return [(start, start + width) for start, width in numbers]


@given(st.lists(AMOUNTS, min_size=1, max_size=8))
def test_bars_stay_left_of_their_numbers(values: list[int]) -> None:
    chart = charts.BarChart(title="T", bars=[charts.Bar(label="a", value=v, text="") for v in values])
    assert all(0 <= start <= end <= charts.BAR_PART + 0.02 for start, end in shares(charts.place_bars(chart)))


@given(st.lists(AMOUNTS, min_size=1, max_size=8))
def test_every_bar_begins_or_ends_at_zero(values: list[int]) -> None:
    places = charts.place_bars(
        charts.BarChart(title="T", bars=[charts.Bar(label="", value=v, text="") for v in values])
    )
    zero = float(places.zero[:-1])
    sides = [abs((end if v < 0 else start) - zero) for v, (start, end) in zip(values, shares(places), strict=True)]
    assert max(sides) <= 0.02


def test_a_running_chart_goes_on_where_it_was_and_a_level_shows_where_it_stands() -> None:
    values = [(100, False), (50, False), (-120, False), (30, True)]
    bars = [charts.Bar(label="", value=value, text="", is_level=level) for value, level in values]
    places = charts.place_bars(charts.BarChart(title="T", bars=bars, is_running=True))
    whole = charts.BAR_PART / 150
    wanted = [(0, 100), (100, 150), (30, 150), (0, 30)]
    assert [round(end, 1) for pair in shares(places) for end in pair] == [
        round(end * whole, 1) for pair in wanted for end in pair
    ]


@given(st.lists(AMOUNTS, min_size=1, max_size=8))
def test_a_running_chart_stays_left_of_its_numbers(values: list[int]) -> None:
    bars = [charts.Bar(label="a", value=value, text="") for value in values]
    places = charts.place_bars(charts.BarChart(title="T", bars=bars, is_running=True))
    assert all(-0.01 <= start <= end <= charts.BAR_PART + 0.02 for start, end in shares(places))


@given(st.integers(-(10**12), 10**12), st.integers(0, 10**12))
def test_axis_reaches_around_the_values(low: int, span: int) -> None:
    axis = charts.axis_values(low, low + span)
    assert axis[0] <= low and low + span <= axis[-1] and 2 <= len(axis) <= 6


def test_steps_turn_where_the_value_changes() -> None:
    steps = [
        charts.Step(start=date(2021, 1, 1), value=1, text="1"),
        charts.Step(start=date(2021, 1, 11), value=2, text="2"),
    ]
    plot = charts.place_steps(charts.StepChart(title="T", steps=steps, until=date(2021, 1, 21)))
    assert [(line.x1, line.x2) for line in plot.lines] == [
        ("0.00%", "50.00%"),
        ("50.00%", "100.00%"),
        ("50.00%", "50.00%"),
    ]


def test_a_missing_value_leaves_a_gap_in_the_line() -> None:
    points = [charts.Point(label=str(i), value=v) for i, v in enumerate([1, 2, None, 3, 4])]
    plot = charts.place_line(charts.LineChart(title="T", points=points))
    assert [(line.x1, line.x2) for line in plot.lines] == [("0.00%", "25.00%"), ("75.00%", "100.00%")]


@pytest.mark.parametrize(
    ("tag", "chart"),
    [
        ("soejlebillede", charts.BarChart(title="T", bars=())),
        ("trappebillede", charts.StepChart(title="T", steps=(), until=date(2022, 1, 1))),
        ("linjebillede", charts.LineChart(title="T", points=[charts.Point(label="a", value=None)])),
    ],
)
def test_a_chart_without_numbers_says_so(tag: str, chart: object) -> None:
    assert "Der er ingen tal at vise endnu." in draw(f"{{% {tag} chart %}}", chart=chart)


def test_chart_shows_its_numbers_as_a_table() -> None:
    chart = charts.BarChart(title="T", bars=[charts.Bar(label="Nord", value=7, text="7 kr.")])
    assert '<th scope="row">Nord</th><td class="tv-right">7 kr.</td>' in draw("{% soejlebillede c %}", c=chart)


def test_every_file_the_style_sheet_points_at_is_here() -> None:
    used = vendor.files_used((RELEASE / vendor.CSS).read_text())
    assert [path for path in sorted(used) if not (RELEASE / path).is_file()] == []


def test_the_licence_of_the_design_system_is_here() -> None:
    assert "SIL Open Font License" in (RELEASE / "LICENSE.md").read_text()


def release(folder: Path, files: dict[str, str]) -> Path:
    """A made-up npm tarball."""
    path = folder / "dkfds-9.9.9.tgz"
    with tarfile.open(path, "w:gz") as tar:
        for name, text in files.items():
            member = tarfile.TarInfo(f"package/dist/{name}")
            member.size = len(text.encode())
            tar.addfile(member, BytesIO(text.encode()))
    return path


FACE = '@font-face{src:url(../f/a.eot),url(../f/a.woff2) format("woff2"),url(../f/a.woff) format("woff")}'
FILES = {
    vendor.CSS: f"{FACE}a{{background:url(../img/a.svg)}}\n/*# sourceMappingURL=a.map*/",
    "f/a.woff2": "font", "img/a.svg": "<svg/>", "img/unused.svg": "<svg/>",
    "js/dkfds.min.js": "run();\n//# sourceMappingURL=a.map", "img/all-svg-icons.svg": "<svg/>", "LICENSE.md": "MIT",
}  # fmt: skip


def test_only_the_used_files_of_a_release_are_taken(tmp_path: Path) -> None:
    taken = vendor.take(release(tmp_path, FILES), tmp_path / "out")
    files = {str(path.relative_to(taken)) for path in taken.rglob("*") if path.is_file()}
    assert files == set(FILES) - {"img/unused.svg"}


def test_source_maps_are_not_pointed_at(tmp_path: Path) -> None:
    taken = vendor.take(release(tmp_path, FILES), tmp_path / "out")
    assert "sourceMappingURL" not in (taken / vendor.CSS).read_text() + (taken / "js/dkfds.min.js").read_text()


def test_a_release_without_a_used_file_is_refused(tmp_path: Path) -> None:
    files = {name: text for name, text in FILES.items() if name != "img/a.svg"}
    with pytest.raises(KeyError, match="img/a.svg"):
        vendor.take(release(tmp_path, files), tmp_path / "out")
