"""Rules about where things may stand: one rounding, one clock, and a kernel that knows no framework."""

import re
from pathlib import Path

import pytest

SOURCES = Path(__file__).parents[2] / "src" / "tvaers"
DIVIDES_MONEY = re.compile(r"(?<!class )\bround\(|/\s*(?:100|10_?000)\b|\.quantize\(", re.IGNORECASE)
ASKS_THE_TIME = re.compile(r"datetime\.(?:now|utcnow|today)\(|date\.today\(|timezone\.(?:now|localdate|localtime)\(")
BASICS = ("errors", "money", "clock", "periods", "calendar", "calendar_table", "ids", "workflow")


def places(pattern: re.Pattern[str], *, allowed: tuple[str, ...]) -> list[str]:
    """Return file and line number of each match in src, but for the files where it belongs."""
    files = [path for suffix in ("py", "sql", "html") for path in SOURCES.rglob(f"*.{suffix}")]
    return [
        f"{path.relative_to(SOURCES)}:{number}"
        for path in files
        if path.relative_to(SOURCES).as_posix() not in allowed
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if pattern.search(line)
    ]


def test_only_the_money_module_rounds_and_divides_money() -> None:
    # Charts round places on a drawing, and the demo makes figures up: neither prices anything.
    made_up = ("engine/settlement/demo_activity.py", "engine/settlement/demo_municipal.py")
    # These count days waited, seconds to an answer and how many of a plan are done.
    counts = (
        "web/waiting/equality.py",
        "engine/messages/traffic.py",
        "content/midtjylland/sundhedsaftale-2011/case_types/adverse_event.py",
        "engine/workplans/standing.py",
    )
    # These measure letters and margins on a page of minutes.
    print_ = tuple(f"engine/forums/reading/{name}.py" for name in ("front_pdf", "front_docx", "repeated"))
    # The one makes whole numbers of the solver's floats, which are checked again; the other says how alike titles are.
    solver = ("engine/budget/choosing/solving.py", "engine/budget/reading/chapters.py")
    allowed = ("kernel/money.py", "web/design/charts.py", *made_up, *counts, *print_, *solver)
    assert places(DIVIDES_MONEY, allowed=allowed) == []


@pytest.mark.parametrize("text", ["x = round(y)", "SELECT ROUND(a)", "a.round()", "a / 100", "a // 10_000", "a/10000"])
def test_the_rule_finds_each_way_to_divide_money(text: str) -> None:
    assert DIVIDES_MONEY.search(text)


@pytest.mark.parametrize("text", ["ground(x)", "class Round(Model)", "a / 1000", "'/1081/'", "around", "a * 100"])
def test_the_rule_lets_other_text_be(text: str) -> None:
    assert not DIVIDES_MONEY.search(text)


def test_only_the_clock_asks_for_the_time() -> None:
    assert places(ASKS_THE_TIME, allowed=("kernel/clock.py",)) == []


@pytest.mark.parametrize("name", BASICS)
def test_the_basics_of_the_kernel_know_no_framework(name: str) -> None:
    assert "django" not in (SOURCES / "kernel" / f"{name}.py").read_text(encoding="utf-8")
