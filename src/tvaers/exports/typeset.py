"""A typst template and its data as a PDF that also reads well aloud: the one place that papers are typeset in."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import typst


def typeset(template: Path, data: dict[str, Any], stamp: datetime) -> bytes:
    """The PDF (PDF/UA-1) of `template` over `data`, which it reads as one JSON document; `stamp` is the file's time.

    Fonts are those that typst brings along; nothing is fetched. The same data and stamp give the same bytes.
    """
    made = typst.compile(
        str(template),
        format="pdf",
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        pdf_standards=["ua-1"],
        ignore_system_fonts=True,
        timestamp=int(stamp.timestamp()),
    )
    return bytes(made)
