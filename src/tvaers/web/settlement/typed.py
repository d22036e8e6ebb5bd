"""What a person types, as the engine reads it: numbers the Danish way, values in the unit beside the field."""

import re

from tvaers.kernel.package_values import NUMBERS

_THOUSANDS = re.compile(r"-?\d{1,3}(\.\d{3})+")


def number(text: str) -> str:
    """A number typed the Danish way, as machines write it: "1.234,50" and "1 234,5" become "1234.50" and "1234.5"."""
    bare = "".join(text.split())
    if "," in bare:
        return bare.replace(".", "").replace(",", ".")
    return bare.replace(".", "") if _THOUSANDS.fullmatch(bare) else bare


def kroner(text: str) -> str:
    """An amount in kroner, with or without its unit, for `kernel.money.parse_kroner`."""
    return number(re.sub(r"(kr\.?|kroner)\s*$", "", text.strip(), flags=re.IGNORECASE))


def parameter_value(unit: str, text: str) -> str:
    """A value of a parameter as `Package.override` reads it. A share is typed in percent: "70" and "70 %" are 70 %."""
    if unit == "share":
        return f"{number(text.strip().rstrip('%'))} %"
    if unit == "dkk":
        return kroner(text)
    if unit in NUMBERS:
        return number(text)
    return text.strip()
