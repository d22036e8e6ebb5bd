"""The id of a line: deterministic, readable, and enough to find the line.

`BA21.contacts.20210304.k1.1` is agreement, table, day, source and revision; `~` parts the source from its part (a `~`
of the source's own is doubled), and a final `r` is the reversal of the line without it.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime

from tvaers.kernel.errors import Problem

_PATTERN = re.compile(r"([A-Z]+[0-9]*)\.([a-z_]+)\.([0-9]{8})\.((?:[^~]|~~)+)(?:~(?!~)(.+))?\.([0-9]+)(r?)", re.DOTALL)


@dataclass(frozen=True)
class LineId:
    """A line id in its parts. `day` is the day whose law applied."""

    short: str
    table: str
    day: date
    source: str
    part: str
    revision: int
    is_reversal: bool = False

    def __str__(self) -> str:
        source = self.source.replace("~", "~~") + (f"~{self.part}" if self.part else "")
        end = f"{self.revision}r" if self.is_reversal else str(self.revision)
        return f"{self.short}.{self.table}.{self.day:%Y%m%d}.{source}.{end}"


def parse_line(text: str) -> LineId:
    """A line id from its text. Raises Problem when it is not one."""
    found = _PATTERN.fullmatch(text.strip())
    if found is None:
        raise Problem(
            what=f"«{text}» er ikke et linjenummer.",
            why="Et linjenummer ser ud som BA21.contacts.20210304.k1.1.",
            do="Kopiér nummeret fra opgørelsen eller fra linjens side.",
        )
    short, table, day, source, part, revision, reversal = found.groups(default="")
    try:
        when = datetime.strptime(day, "%Y%m%d").date()
    except ValueError as error:
        raise Problem(what=f"«{text}» er ikke et linjenummer.", why=f"{day} er ikke en dato.") from error
    return LineId(short, table, when, source.replace("~~", "~"), part, int(revision), bool(reversal))


def line_id_sql(short: str) -> str:
    """The same as SQL over a row of a run: table_name, day, source, part, revision and entry."""
    return (
        f"'{short}.' || table_name || '.' || strftime(day, '%Y%m%d') || '.' || replace(source, '~', '~~') "
        "|| CASE WHEN part = '' THEN '' ELSE '~' || part END || '.' || revision "
        "|| CASE WHEN entry = -1 THEN 'r' ELSE '' END"
    )
