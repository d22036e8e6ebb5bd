"""How long the minutes of a long meeting take: from what was recorded to document, PDF and Word.

`PYTHONPATH=src:. DJANGO_SETTINGS_MODULE=tvaers.settings TVAERS_VAR=… python -m bench.minutes --items 40`
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from datetime import datetime

import django

django.setup()

from tvaers.engine.forums.minutes import Answered, Met, Said, Task, Treated, made  # noqa: E402
from tvaers.exports.minutes_docx import write_docx  # noqa: E402
from tvaers.exports.minutes_paper import MinutesPaper  # noqa: E402
from tvaers.exports.minutes_pdf import write_pdf  # noqa: E402
from tvaers.kernel import clock  # noqa: E402

PARAGRAPH = "Arbejdsgruppen har gennemgået aftalen og foreslår, at parterne fordeler opgaven på ny fra årsskiftet. "


def meeting(count: int) -> Met:
    """A meeting with so many items, each with four sections, two points, a remark, a follow-up and a paper."""
    return Met(
        id=1, forum="Udvalget", short="U", day="22-08-2025", time="12.00", place="Mødelokale", leader="Medlem 1",
        people=tuple((f"Medlem {number}", "", "", "present", "", number) for number in range(12)),
        items=tuple(_item(number) for number in range(1, count + 1)),
    )  # fmt: skip


def _item(number: int) -> Treated:
    text = "\n".join([PARAGRAPH * 6, "- først", "- siden", PARAGRAPH * 6])
    sections = tuple((heading, text) for heading in ("Resumé", "Sagsfremstilling", "Fortsat sagsbehandling", "Økonomi"))
    points = (Answered(1, 1, PARAGRAPH, "approved_with_remarks"), Answered(2, 2, PARAGRAPH, "approved"))
    return Treated(
        id=number, number=str(number), title=f"Revideret aftale {number}", kinds=("approval",), journal="1-01",
        sections=sections, points=points, outcome="approved_with_remarks", papers=("Aftale.pdf",),
        remarks=(Said(1, "remark", PARAGRAPH),), tasks=(Task(1, "Skriv", "Sekretariatet", "01-09-2025"),),
    )  # fmt: skip


def timed(name: str, work: Callable[[], object]) -> None:
    """Print how long something takes, by the clock and in CPU seconds."""
    clock_start, cpu_start = time.perf_counter(), time.process_time()
    work()
    print(f"{name}: {time.perf_counter() - clock_start:.2f} s, CPU {time.process_time() - cpu_start:.2f} s")


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--items", type=int, default=40)
    met = meeting(asked.parse_args().items)
    document = made(met, with_closed=True).as_json()
    paper = MinutesPaper(document, "U", "Udkast", datetime(2025, 8, 22, 14, tzinfo=clock.COPENHAGEN))
    timed("document", lambda: made(met, with_closed=True).content_hash)
    timed("PDF", lambda: write_pdf(paper))
    timed("Word", lambda: write_docx(paper))


if __name__ == "__main__":
    main()
