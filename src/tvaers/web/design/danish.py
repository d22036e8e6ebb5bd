"""Numbers, dates and times as text, the Danish way. A missing value is "ikke oplyst", never 0."""

from datetime import date, datetime

from tvaers.kernel import money
from tvaers.kernel.clock import COPENHAGEN
from tvaers.kernel.danish_days import day_in_words

UNKNOWN = "ikke oplyst"


def whole(number: int | None) -> str:
    """12345 as "12.345"."""
    return UNKNOWN if number is None else f"{number:,}".replace(",", ".")


def oere_number(oere: int | None) -> str:
    """Whole øre as kroner without the unit: 1234567 as "12.345,67"."""
    return UNKNOWN if oere is None else money.kroner(oere).removesuffix(" kr.")


def kroner(oere: int | None) -> str:
    """Whole øre as an amount: 1234567 as "12.345,67 kr."."""
    return UNKNOWN if oere is None else money.kroner(oere)


def percent(basis_points: int | None) -> str:
    """Whole basis points as a percentage with the decimals it needs: 9000 as "90 %", 9050 as "90,5 %"."""
    return UNKNOWN if basis_points is None else money.percent(basis_points)


def day(value: date | None) -> str:
    """A date as DD-MM-YYYY."""
    return UNKNOWN if value is None else f"{value:%d-%m-%Y}"


def moment(value: datetime | None) -> str:
    """A time in words: "fredag 22. august 2025 kl. 14.00". A time with a zone is shown in Danish time."""
    if value is None:
        return UNKNOWN
    local = value.astimezone(COPENHAGEN) if value.tzinfo else value
    return f"{day_in_words(local.date())} kl. {local:%H.%M}"


def with_unit(value: object, unit: str = "") -> str:
    """A value of an explanation as text.

    Text is shown as it is, with the unit after it. An int is formatted after its unit: "øre" as kroner, "bp" as a
    percentage, anything else as a whole number followed by the unit. A date becomes DD-MM-YYYY.
    """
    if value is None or value == "":
        return UNKNOWN
    if isinstance(value, date):
        return moment(value) if isinstance(value, datetime) else day(value)
    if isinstance(value, int) and not isinstance(value, bool):
        if unit == "øre":
            return kroner(value)
        if unit == "bp":
            return percent(value)
        return f"{whole(value)} {unit}".rstrip()
    return f"{value} {unit}".rstrip()
