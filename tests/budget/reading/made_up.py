"""A made-up catalogue with the traps of real ones, as text the way a PDF gives it: a blank line after every line, a
page break as a line that begins with a space and follows a line directly, and every cell ended by one blank."""

from pathlib import Path

HERE = Path(__file__).parent
REAL = HERE.parents[3] / "shared" / "sources" / "budgetkatalog_nordjylland_2024.txt"
AXIS = "0,0%\n\n10,0%\n\n-\n\nM\n\nIO\n\n"
"""What is left of a chart between two tables."""


def spaced(compact: str) -> str:
    """Lines set as such a text; `#side` opens a page, `#axis` stands for a chart, an empty line for a wider gap."""
    shown = ""
    is_top = False
    for line in compact.splitlines():
        if line == "#side":
            shown, is_top = shown.rstrip("\n") + "\n" if shown else "", True
        elif line == "#axis":
            shown += AXIS
        else:
            shown += f"{' ' if is_top and shown else ''}{line} \n\n"
            is_top = False
    return shown


def made_up() -> str:
    """The whole made-up catalogue."""
    return spaced((HERE / "proevekatalog.txt").read_text(encoding="utf-8"))
