"""Charts as pure functions: a description in, the places of its marks out; the templates in `parts/` draw the SVG.

Places across are percentages of the width and places down are pixels, both as text ready for an SVG attribute. So a
chart fits any width without its letters shrinking. Values are whole numbers (øre, basis points, counts) and may be
negative; `text` is the value as the reader sees it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count

from tvaers.web.design import danish

BAR_ROW, BAR_HEIGHT, BAR_PART = 48, 16, 60.0
PLOT_TOP, PLOT_HEIGHT = 28, 150
MOST_LABELS = 5


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One bar; `outline` draws it hollow, for what is not decided (held, questioned).

    `is_level` is for a running chart: the value is where the sum stands, not a step, so the bar starts from zero.
    """

    label: str
    value: int
    text: str
    outline: bool = False
    is_level: bool = False


@dataclass(frozen=True, kw_only=True)
class BarChart:
    """Horizontal bars. `title` says the finding, `description` what is shown; the headings are those of the table.

    A running chart is a waterfall: each bar starts where the one before it ended.
    """

    title: str
    bars: Sequence[Bar]
    description: str = ""
    label_heading: str = "Post"
    value_heading: str = "Beløb"
    is_running: bool = False


@dataclass(frozen=True, kw_only=True)
class Step:
    """A value that holds from a date until the next step; `note` is its source."""

    start: date
    value: int
    text: str
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class StepChart:
    """A parameter over time: steps in order of date, drawn until `until`."""

    title: str
    steps: Sequence[Step]
    until: date
    description: str = ""
    value_heading: str = "Værdi"


@dataclass(frozen=True, kw_only=True)
class Point:
    """One period of a line; `value` None leaves a gap."""

    label: str
    value: int | None
    text: str = danish.UNKNOWN


@dataclass(frozen=True, kw_only=True)
class LineChart:
    """A value period by period, with a goal if there is one; `axis_text` writes the numbers of the axis."""

    title: str
    points: Sequence[Point]
    goal: int | None = None
    goal_text: str = ""
    description: str = ""
    label_heading: str = "Periode"
    value_heading: str = "Værdi"
    axis_text: Callable[[int], str] = danish.whole


@dataclass(frozen=True)
class Mark:
    """A text in a chart: place, anchor (start, middle, end), and whether a narrow screen can do without it."""

    x: str
    y: str
    text: str
    anchor: str = "middle"
    minor: bool = False


@dataclass(frozen=True)
class Segment:
    """A straight line from one place to another."""

    x1: str
    y1: str
    x2: str
    y2: str


@dataclass(frozen=True)
class BarPlace:
    """Where a bar, its label and its number stand."""

    bar: Bar
    label_y: str
    y: str
    end_y: str
    text_y: str
    x: str
    width: str


@dataclass(frozen=True)
class BarPlaces:
    """All bars, the place of zero, and the height of the picture in pixels."""

    bars: tuple[BarPlace, ...]
    zero: str
    height: str
    bar_height: str = str(BAR_HEIGHT)


@dataclass(frozen=True)
class Plot:
    """A step or line chart: its lines, dots, texts, grid and the goal line if there is one."""

    lines: tuple[Segment, ...]
    dots: tuple[Mark, ...]
    texts: tuple[Mark, ...]
    ticks: tuple[Mark, ...]
    grid: tuple[Mark, ...]
    goal: Mark | None
    height: str


def place_bars(chart: BarChart) -> BarPlaces:
    """Place the bars from zero, or from where the one before ended; the numbers have the right end to themselves."""
    spans = _spans(chart)
    low = min(0, *(one for one, _ in spans)) if spans else 0
    high = max(0, *(one for _, one in spans)) if spans else 0

    def across(value: int) -> float:
        return BAR_PART * (value - low) / ((high - low) or 1)

    def place(index: int, bar: Bar) -> BarPlace:
        top, (start, end) = BAR_ROW * index, (across(one) for one in spans[index])
        width = _percent(end - start)
        return BarPlace(
            bar, f"{top + 16}", f"{top + 23}", f"{top + 23 + BAR_HEIGHT}", f"{top + 37}", _percent(start), width
        )

    bars = tuple(place(index, bar) for index, bar in enumerate(chart.bars))
    return BarPlaces(bars, _percent(across(0)), f"{BAR_ROW * len(bars)}")


def _spans(chart: BarChart) -> list[tuple[int, int]]:
    """The low and the high end of each bar."""
    spans, stands = [], 0
    for bar in chart.bars:
        begins = stands if chart.is_running and not bar.is_level else 0
        stands = begins + bar.value
        spans.append((min(begins, stands), max(begins, stands)))
    return spans


def place_steps(chart: StepChart) -> Plot:
    """Place a level line for each step and an upright line between two steps."""
    if not chart.steps:
        return Plot((), (), (), (), (), None, "0")
    first, days = chart.steps[0].start, max((chart.until - chart.steps[0].start).days, 1)
    down = _scale([step.value for step in chart.steps])
    starts = [100.0 * min((step.start - first).days / days, 1.0) for step in chart.steps]
    levels = [down(step.value) for step in chart.steps]
    ends = [*starts[1:], 100.0]
    level = [_line(x1, y, x2, y) for x1, x2, y in zip(starts, ends, levels, strict=True)]
    upright = [_line(x, y1, x, y2) for x, y1, y2 in zip(starts[1:], levels, levels[1:], strict=False)]
    texts, ticks = [], []
    for index, is_minor in _labelled(len(starts)):
        x, step = starts[index], chart.steps[index]
        is_late = x > 75
        text_x, anchor = (100.0, "end") if is_late else (x, "start")
        texts.append(Mark(_percent(text_x), f"{levels[index] - 8:.0f}", step.text, anchor, is_minor))
        tick_anchor = "end" if x > 90 else "middle" if is_late else "start"
        ticks.append(Mark(_percent(x), f"{_bottom()}", danish.day(step.start), tick_anchor, is_minor))
    return Plot(tuple(level + upright), (), tuple(texts), tuple(ticks), (), None, f"{_bottom() + 10}")


def place_line(chart: LineChart) -> Plot:
    """Place the points at equal distances and join neighbours; a missing value leaves a gap."""
    known = [point.value for point in chart.points if point.value is not None]
    goal = [] if chart.goal is None else [chart.goal]
    if not known:
        return Plot((), (), (), (), (), None, "0")
    axis = axis_values(min(known + goal), max(known + goal))
    down = _scale(axis)
    gaps = max(len(chart.points) - 1, 1)
    places = [(100.0 * index / gaps, point) for index, point in enumerate(chart.points)]
    dots = tuple(Mark(_percent(x), f"{down(p.value):.1f}", p.text) for x, p in places if p.value is not None)
    lines = tuple(
        _line(x1, down(p1.value), x2, down(p2.value))
        for (x1, p1), (x2, p2) in zip(places, places[1:], strict=False)
        if p1.value is not None and p2.value is not None
    )
    ticks = tuple(
        Mark(_percent(places[i][0]), f"{_bottom()}", places[i][1].label, _anchor(places[i][0]), is_minor)
        for i, is_minor in _labelled(len(places))
    )
    grid = tuple(Mark("0", f"{down(value):.1f}", chart.axis_text(value), "end") for value in axis)
    goal_mark = Mark("100%", f"{down(chart.goal):.1f}", chart.goal_text, "end") if chart.goal is not None else None
    return Plot(lines, dots, (), ticks, grid, goal_mark, f"{_bottom() + 10}")


def axis_values(low: int, high: int) -> list[int]:
    """Two to six round numbers (1, 2 or 5 times a power of ten apart) that reach from below `low` to above `high`."""
    high = max(high, low + 1)
    steps = (lead * 10**power for power in count() for lead in (1, 2, 5))
    step = next(step for step in steps if high - low <= 4 * step)
    return list(range(low // step * step, -(-high // step) * step + step, step))


def _scale(values: Sequence[int]) -> Callable[[int], float]:
    """How far down a value stands; equal values stand in the middle."""
    low, high = min(values), max(values)

    def down(value: int) -> float:
        share = (value - low) / (high - low) if high > low else 0.5
        return PLOT_TOP + PLOT_HEIGHT * (1 - share)

    return down


def _labelled(count: int) -> list[tuple[int, bool]]:
    """Which of `count` marks get a text, and whether a narrow screen leaves it out; first and last always stay."""
    wanted = min(count, MOST_LABELS)
    picks = [round(i * (count - 1) / max(wanted - 1, 1)) for i in range(wanted)]
    return [(index, wanted > 3 and index not in (0, count - 1)) for index in picks]


def _anchor(x: float) -> str:
    return "start" if x == 0 else "end" if x == 100 else "middle"


def _bottom() -> int:
    return PLOT_TOP + PLOT_HEIGHT + 30


def _percent(x: float) -> str:
    return f"{x:.2f}%"


def _line(x1: float, y1: float, x2: float, y2: float) -> Segment:
    return Segment(_percent(x1), f"{y1:.1f}", _percent(x2), f"{y2:.1f}")
