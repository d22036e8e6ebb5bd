"""Whether a notice should ask for the municipality's admission report (XDIS16). The message decides; this warns."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from tvaers.engine.messages.memory import Nearness
from tvaers.engine.messages.message import Address, Finding
from tvaers.engine.messages.notice import Notice, kind, verb
from tvaers.engine.messages.stay import picture

_PATH = "MessageHeader.extension"


def warnings(
    notice: Notice, known: Iterable[Notice], near: Callable[[Address, Address], Nearness]
) -> tuple[Finding, ...]:
    """A warning when the sender asks and should not, or should and does not; none where we cannot tell."""
    expected = _expected(notice, known, near)
    if expected is None or expected == notice.asks_for_report:
        return ()
    words = (
        "beder ikke om en indlæggelsesrapport, men skulle" if expected else "beder om en indlæggelsesrapport uden grund"
    )
    return (Finding(_PATH, f"Advis {words}. Meddelelsens eget flag gælder.", severity="warning"),)


def _expected(notice: Notice, known: Iterable[Notice], near: Callable[[Address, Address], Nearness]) -> bool | None:
    """True, False, or None where the departments' places are not known. A death and a correction never ask."""
    if notice.role != "step" or notice.deceased or verb(notice.activity) != "admit":
        return False
    if kind(notice.activity) == "EMER":
        return True
    before = picture(one for one in known if one.occurred < notice.occurred)
    if not before.in_hospital or before.department is None:
        return None if before.in_hospital else True
    place = near(before.department, notice.stay.provider)
    return None if place == "unknown" else place == "elsewhere"
