"""Cells of papers that people open in a spreadsheet."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def safe(text: str) -> str:
    """Text that a spreadsheet does not take for a formula: a ' in front where it could."""
    return f"'{text}" if text.startswith(_FORMULA) else text
