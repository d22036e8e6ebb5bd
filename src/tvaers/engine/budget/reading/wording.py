"""Words that catalogues use, read from captions and labels: units, price levels, periods, kinds of rows, sections."""

from __future__ import annotations

import re

from tvaers.engine.budget.catalogue import PERMANENT, Column, RowKind, Unit

THOUSANDS = re.compile(r"1\.?000\s*(?:\.|kr)|\bt\.\s?kr|\btusinde? kr|\btkr\b", re.IGNORECASE)
MILLIONS = re.compile(r"\bmio\b", re.IGNORECASE)
BILLIONS = re.compile(r"\bmia\b", re.IGNORECASE)
KRONER = re.compile(r"\bkr\b|\bkroner\b", re.IGNORECASE)
SHARES = re.compile(r"\bpct\b|procent|%", re.IGNORECASE)
COUNTS = re.compile(r"\bantal\b|patienter|henvisninger|borgere|stillinger|pladser|\bstk\b", re.IGNORECASE)
LEVEL = re.compile(
    r"\bP\s?[/-]?\s?L[\s-]{0,3}(?:niveau\s)?(20\d\d)|\b(20\d\d)[\s-]{0,2}p\s?[/-]?\s?l\b|(20\d\d)[- ]pris|"
    r"(20\d\d) pris- og l", re.IGNORECASE
)  # fmt: skip
PERIOD = re.compile(
    r"(?:(?:B|R|BO|BF|F|O)\s?|(?:Budget|Overslag|Budgetoverslag|Budgetforslag|Regnskab)\s)?(20\d\d)\*{0,2}|(Permanent|Varigt?|Perm\.?|Helårs?effekt)\*{0,2}",
    re.IGNORECASE,
)
_HEADER = re.compile(rf"^(?P<words>.*?)(?P<periods>(?:(?:^|\s)(?:{PERIOD.pattern}))+)\s*$", re.IGNORECASE)
BEFORE = re.compile(r"(?P<words>.*?)(?:^|\s)(?P<total>I alt|Total|Sum|Samlet)$", re.IGNORECASE)
EXTRA = re.compile(r"(?P<words>.*?)\s*(?P<total>I alt|Total|Sum|Samlet)\s*$", re.IGNORECASE)
TOTAL = re.compile(r"^\W{0,3}(samlet|samlede|i alt|total|sum|ialt)\b|\bi alt\b\W*(\(|$)|\btotal\W*$|"
                   r"^\W{0,3}netto(?:udgift(?:er)?|virkning|effekt)?\W*$", re.IGNORECASE)  # fmt: skip
FLAG = re.compile(r"^\s*\(\s*!\s*\)\s*")
KINDS: tuple[tuple[RowKind, str], ...] = (
    ("note", r"^\W*(?:heraf|hvoraf)\b"),
    ("pool", r"^pulje|puljereservation"),
    ("one_off", r"etableringsudg|engangs"),
    ("price", r"p/?l-?\s?(regulering|fradrag)|pris- og lønregulering"),
    ("capital", r"\banlæg(?!s?rammen)"),
    ("administration", r"administrat"),
    ("pool", r"pulje"),
    ("saving", r"besparelse|effektivisering"),
    ("income", r"indtægt|tilskud fra"),
    ("running", r"drift"),
)
_SECTION_WORD = (
    r"Baggrund|Status|Initiativ(?:er)?|Udgiftsreducerende tiltag|Økonomiske? konsekvens(?:er)?|"
    r"Samlet økonomisk konsekvens|Økonomi|Forslag|Formål|Indsats|Finansiering|Konsekvens(?:er)?|Beskrivelse"
)  # fmt: skip
SECTION = re.compile(
    rf"^(?P<head>(?:{_SECTION_WORD})(?:\s?(?:/|og)\s?(?:{_SECTION_WORD}))*)\s*(?::\s*(?P<rest>.*)|$)", re.IGNORECASE
)
UNIT_LINE = re.compile(r"^(?:Virksomhed(?:\s?/\s?Afdeling)?|Afdeling|Enhed|Område)\s*:\s*(?P<who>\S.*)$", re.IGNORECASE)
CAPTION = re.compile(r"^(?:Tabel\s*\d*\s*[:.]?\s*)?Økonomiske? konsekvens(?:er)? af ", re.IGNORECASE)
NUMBERED = re.compile(r"^(?:Tabel|Figur)\s*\.?\s*\d*\s*[:.–-]", re.IGNORECASE)


def unit_in(text: str) -> Unit:
    """The unit that a caption or heading names, "" where it names none."""
    if MILLIONS.search(text):
        return "mio. kr."
    if BILLIONS.search(text):
        return "mia. kr."
    if THOUSANDS.search(text):
        return "1.000 kr."
    if KRONER.search(text):
        return "kr."
    return "pct." if SHARES.search(text) else "antal" if COUNTS.search(text) else ""


def price_level_in(text: str) -> str:
    """The year of the price level that a text names, "" where it names none."""
    found = LEVEL.search(text)
    return next((one for one in found.groups() if one), "") if found else ""


def period_columns(text: str) -> tuple[str, tuple[Column, ...]] | None:
    """The words before, and the columns of a line that heads periods: at least two, years in order; else None."""
    after = EXTRA.match(text)
    found = _HEADER.match(after["words"] if after else text)
    if not found:
        return None
    columns = tuple(_column(one.group(0).strip(), one) for one in PERIOD.finditer(found["periods"]))
    years = [int(one.key) for one in columns if one.key != PERMANENT]
    if len(columns) < 2 or years != sorted(set(years)) or len(found["words"].split()) > 9:
        return None
    words = found["words"].strip(" :;")
    total = (Column("total", "total", after["total"]),) if after else ()
    before = BEFORE.match(words) if not after else None
    if before:
        return before["words"].strip(" :;"), (Column("total", "total", before["total"]), *columns)
    return words, columns + total


def _column(printed: str, found: re.Match[str]) -> Column:
    return Column(found[1] or PERMANENT, "period", printed)


def is_total(label: str) -> bool:
    """Whether a label says that its row is a sum."""
    return bool(TOTAL.search(label))


def kind_of(label: str) -> RowKind:
    """The kind of a row by its label; "part" where the label tells none."""
    if is_total(label):
        return "total"
    return next((kind for kind, words in KINDS if re.search(words, label, re.IGNORECASE)), "part")


def is_flagged(text: str) -> bool:
    """Whether a title carries the mark of the unavoidable."""
    return bool(FLAG.match(text))


def without_flag(text: str) -> str:
    return FLAG.sub("", text).strip()
