"""Rows of a printed table before their figures are placed: label, figures in order, and what the blanks tell.

A label can take several lines with its figures on the last; figures can stand on lines of their own, even two rows
in one, column by column. A lone hyphen is an empty cell, and an empty cell can have vanished.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from tvaers.engine.budget.catalogue import Place
from tvaers.engine.budget.reading.figures import EMPTY, THOUSANDS, VALUE, figure, from_the_right
from tvaers.engine.budget.reading.lines import Line
from tvaers.engine.budget.reading.titles import joined
from tvaers.engine.budget.reading.wording import is_total

PENDING = 6
"""Lines that a label may take."""
LONGEST_LABEL = 115
"""Characters of a line without figures that can still be part of a label."""
KNOWN_LABEL = re.compile(
    r"^(?P<label>(?:Eventuelle )?etableringsudgifter(?: \(engangs\)|(?![^ ]))|Drift(?= )|Drift$)\s*(?P<rest>.*)$",
    re.IGNORECASE,
)
PAGE_NUMBER = re.compile(r"\d{1,3}")


@dataclass(frozen=True)
class RawRow:
    """`figures` as printed, at most one per column; `cells` is one per column where the blanks or the file tell;
    `is_certain` where the file itself has cells. `first` and `last` are indexes of lines."""

    label: str
    figures: tuple[str, ...]
    place: Place
    first: int
    last: int
    cells: tuple[str, ...] = ()
    is_certain: bool = False
    is_group: bool = False
    note: str = ""


@dataclass
class RawRows:
    """The rows that follow a header of `width` columns, from index `first` on; `end` is the first line after them."""

    lines: Sequence[Line]
    first: int
    width: int
    is_end: Callable[[int], bool]
    closes: Callable[[str], bool] = lambda label: False
    ends: tuple[int, ...] = ()
    is_listing: bool = False
    repeats: Callable[[int], int] = lambda at: 0
    end: int = 0
    rows: list[RawRow] = field(default_factory=list)
    _pending: list[int] = field(default_factory=list)

    def read(self) -> RawRows:
        """Take rows until something that is none; lines that wait for figures in vain are given back."""
        at = self.end = self.first
        while at < len(self.lines):
            if self.lines[at].is_furniture:
                at += 1
                continue
            if self.is_end(at):
                again = self._again(at)
                if again is None:
                    break
                at += again
            taken = self._take(at)
            if not taken:
                break
            at += taken
            if self.rows and not self._pending and self.closes(self.rows[-1].label):
                break
        return self

    def _again(self, at: int) -> int | None:
        """Where the table goes on over a page: the lines of its head that stand there again; None where it ends."""
        is_open = bool(self.rows) and not self._pending and not is_total(self.rows[-1].label)
        if not is_open or not (self.lines[at].opens or self.lines[at - 1].is_furniture):
            return None
        again = self.repeats(at)
        label, figures = self._parted(self.lines[at + again]) if at + again < len(self.lines) else ("", ())
        return again if self.width > 1 and label and len(figures) == self.width else None

    def _take(self, at: int) -> int:
        """Take the line at `at`, and those that belong to it; how many, 0 where the table ends."""
        line = self.lines[at]
        label, figures = self._parted(line)
        if not figures and not _all_blank(line, self.width):
            if len(line.text) > LONGEST_LABEL or len(self._pending) >= PENDING:
                return int(self._is_between(at))
            self._pending.append(at)
            return 1
        if not label and figures:
            is_page = not self._pending and PAGE_NUMBER.fullmatch(line.text) and self._is_between(at)
            return 1 if is_page else self._take_figures(at, figures) if self._pending else 0
        self._part_pending(label)
        self._add(at, at, label, figures)
        return 1

    def _is_between(self, at: int) -> bool:
        """Whether a sentence, or the number of a page, stands between two whole rows of the table."""
        if self.width < 2 or not self.rows or self._pending or at + 1 >= len(self.lines) or self.is_end(at + 1):
            return False
        label, figures = self._parted(self.lines[at + 1])
        return bool(label) and len(figures) == self.width

    def _parted(self, line: Line) -> tuple[str, tuple[str, ...]]:
        if len(line.cells) > self.width:
            cells = line.cells[-self.width :]
            label = " ".join(one for one in line.cells[: -self.width] if one)
            return label, tuple(one for one in cells if one.strip())
        parts = re.split(r"\s{2,}", line.raw.strip())
        if len(parts) == self.width + 1 and any(THOUSANDS.fullmatch(one) for one in parts[1:]):
            return parts[0], tuple(parts[1:])
        return from_the_right(line.text, self.width)

    def _take_figures(self, at: int, figures: tuple[str, ...]) -> int:
        """Figures on lines of their own: one row, or several rows column by column."""
        last, found = at, list(figures)
        while len(figures) < self.width and last + 1 < len(self.lines) and not self.is_end(last + 1):
            label, more = self._parted(self.lines[last + 1])
            if label or not more:
                break
            found += more
            last += 1
        labels = self._labels()
        rows, rest = divmod(len(found), self.width)
        if not rest and rows > 1 and rows == len(labels):
            for number, index in enumerate(labels):
                self._row(index[0], last, self._joined(index), tuple(found[number::rows]), ())
            self._pending.clear()
        elif len(found) <= self.width:
            self._part_labels(labels)
            self._add(at, last, "", tuple(found))
        else:
            self._part_labels(labels)
            self._add(at, at, "", figures)
            last = at
        return last + 1 - at

    def _labels(self) -> list[list[int]]:
        """The waiting lines parted into labels: a line that goes on belongs to the one before it."""
        labels: list[list[int]] = []
        for at in self._pending:
            if labels and self._goes_on(self.lines[labels[-1][-1]].text, self.lines[at].text):
                labels[-1].append(at)
            else:
                labels.append([at])
        return labels

    def _part_labels(self, labels: list[list[int]]) -> None:
        """All but the last waiting label are rows of their own."""
        for one in labels[:-1]:
            self._alone(one)
        self._pending = labels[-1] if labels else []

    def _part_pending(self, label: str) -> None:
        """Before a row with a label: what waits is its beginning where it goes on, else rows of its own."""
        labels = self._labels()
        self._part_labels(labels)
        if self._pending and not self._goes_on(self.lines[self._pending[-1]].text, label):
            self._alone(self._pending)
            self._pending = []

    @staticmethod
    def _goes_on(before: str, text: str) -> bool:
        if before.endswith(("-", ",", "/")) or before.count("(") > before.count(")"):
            return True
        return text[:1].islower() or (text[:1].isdigit() and before.split()[-1].lower() in ("fra", "i", "til", "og"))

    def _alone(self, index: Sequence[int]) -> None:
        """A label without figures: an empty row, words in place of figures, or the heading of a group."""
        text = self._joined(index)
        known = KNOWN_LABEL.match(text)
        first, last = index[0], index[-1]
        if known:
            note = known["rest"].strip(" *")
            self._row(first, last, known["label"] if note else text, (), (), note=note)
        elif any(one.label == text for one in self.rows) or (self.is_listing and self._is_in_group()):
            self._row(first, last, text, (), ())
        else:
            self.rows.append(RawRow(text, (), self.lines[first].place, first, last, is_group=True))
            self.end = last + 1

    def _is_in_group(self) -> bool:
        """Whether rows came after the last heading and its sum has not."""
        return bool(self.rows) and not self.rows[-1].is_group and not is_total(self.rows[-1].label)

    def _joined(self, index: Sequence[int]) -> str:
        return joined([self.lines[at].text for at in index])

    def _add(self, at: int, last: int, label: str, figures: tuple[str, ...]) -> None:
        first = self._pending[0] if self._pending else at
        whole = joined([self.lines[one].text for one in self._pending] + ([label] if label else []))
        self._pending = []
        line = self.lines[at]
        certain = len(line.cells) > self.width
        cells = line.cells[-self.width :] if certain else aligned(line.raw, figures, self.ends)
        certain = certain or bool(cells)
        cells = cells or blank_cells(line.raw, label, self.width)
        fits = tuple(one for one in cells if one not in EMPTY) == tuple(one for one in figures if one not in EMPTY)
        told = fits and at == last
        self._row(first, last, whole, figures, cells if told else (), certain and told)

    def _row(
        self, first: int, last: int, label: str, figures: tuple[str, ...], cells: tuple[str, ...],
        certain: bool = False, note: str = "",
    ) -> None:  # fmt: skip
        place = self.lines[first].place
        self.rows.append(RawRow(label, figures, place, first, last, cells, certain, note=note))
        self.end = last + 1


def _all_blank(line: Line, width: int) -> bool:
    """Whether a line is a label whose cells are all there and empty."""
    return len(line.cells) > width and not any(one.strip() for one in line.cells[-width:]) and bool(line.text)


def blank_cells(raw: str, label: str, width: int) -> tuple[str, ...]:
    """One string per column where each cell ends with one blank, as text from a PDF may have it; else nothing."""
    words = raw.strip("\n")
    start = _end_of(words, label)
    if start is None or not words.endswith(" "):
        return ()
    held: list[str] = []
    kept = re.sub(VALUE, lambda one: held.append(one[0].strip()) or f"\x00{len(held) - 1}\x00", words[start:])  # type: ignore[func-returns-value]
    cells = tuple(re.sub(r"\x00(\d+)\x00", lambda one: held[int(one[1])], part) for part in kept.split(" ")[:-1])
    whole = all(not one or one in EMPTY or figure(one) for one in cells)
    return cells if len(cells) == width and whole else ()


def aligned(raw: str, figures: tuple[str, ...], ends: tuple[int, ...]) -> tuple[str, ...]:
    """One string per column where the figures stand under heads that are wide apart; else nothing."""
    if not ends or not figures:
        return ()
    cells = [""] * len(ends)
    at = len(raw.rstrip())
    for one in reversed(figures):
        at = raw.rfind(one, 0, at)
        if at < 0:
            return ()
        column = min(range(len(ends)), key=lambda place: abs(ends[place] - (at + len(one))))
        if cells[column]:
            return ()
        cells[column] = one
    return tuple(cells)


def _end_of(raw: str, label: str) -> int | None:
    """Where the cells begin: after the label's last word and the blank that ends it."""
    if not label:
        return 0
    last = label.split()[-1]
    at = raw.rfind(last, 0, len(raw))
    return at + len(last) + 1 if at >= 0 else None
