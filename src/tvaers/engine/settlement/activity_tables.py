"""The activity tables as data: what a settlement is computed from, column by column.

docs and forms may read this; `activity_types` turns it into SQL and `activity_check` into checks. Stored order matters:
readers find a range of dates in few row groups, and the content hash is taken over the rows in that order.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "text", "citizen", "region", "municipality", "choice", "timestamp", "date", "year", "integer", "oere", "bool"
]

STORED: dict[Kind, str] = {
    "text": "VARCHAR",
    "citizen": "VARCHAR",
    "region": "VARCHAR",
    "municipality": "VARCHAR",
    "choice": "VARCHAR",
    "timestamp": "TIMESTAMP",
    "date": "DATE",
    "year": "BIGINT",
    "integer": "BIGINT",
    "oere": "BIGINT",
    "bool": "BOOLEAN",
}
"""The SQL type that each kind of column is stored as. A timestamp is local time; an amount is whole øre."""


@dataclass(frozen=True)
class Column:
    """One column. `optional` means that it may be missing or empty; a `choice` lists its words in `choices`."""

    name: str
    kind: Kind
    label: str
    optional: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class ActivityTable:
    """One table. `key` names the columns that tell rows apart; `order` is the SQL order in which they are stored."""

    name: str
    label: str
    key: tuple[str, ...]
    order: str
    columns: tuple[Column, ...]

    def column(self, name: str) -> Column:
        """The column with a name; KeyError if there is none."""
        return {column.name: column for column in self.columns}[name]

    @property
    def names(self) -> tuple[str, ...]:
        """The columns' names, in stored order."""
        return tuple(column.name for column in self.columns)


CONTACTS = ActivityTable(
    name="contacts",
    label="Kontakter",
    key=("contact_id",),
    order='"end"::DATE NULLS LAST, contact_id',
    columns=(
        Column("contact_id", "text", "Kontakt"),
        Column("citizen_id", "citizen", "Borger (pseudonym)"),
        Column("home_region", "region", "Hjemregion"),
        Column("treating_region", "region", "Behandlende region"),
        Column("treating_unit", "text", "Behandlende enhed", optional=True),
        Column("specialty", "text", "Speciale", optional=True),
        Column("level", "choice", "Niveau", choices=("highly_specialised", "main")),
        Column("drg", "text", "DRG-gruppe"),
        Column("start", "timestamp", "Begyndt"),
        Column("end", "timestamp", "Afsluttet", optional=True),
        Column("letter_issued", "date", "Meddelelsesbrev dateret", optional=True),
    ),
)
EXTRAS = ActivityTable(
    name="extras",
    label="Særydelser",
    key=("extra_id",),
    order="extra_id",
    columns=(
        Column("extra_id", "text", "Særydelse"),
        Column("contact_id", "text", "Kontakt"),
        Column("kind", "choice", "Slags", choices=("interpreter", "medicine", "other")),
        Column("amount_oere", "oere", "Beløb i øre"),
    ),
)
PRIVATE_INVOICES = ActivityTable(
    name="private_invoices",
    label="Regninger fra privathospitaler",
    key=("invoice_id",),
    order="referred_on::DATE, invoice_id",
    columns=(
        Column("invoice_id", "text", "Regning"),
        Column("citizen_id", "citizen", "Borger (pseudonym)"),
        Column("home_region", "region", "Hjemregion"),
        Column("referring_region", "region", "Viderevisiterende region"),
        Column("hospital", "text", "Privathospital"),
        Column("referred_on", "timestamp", "Viderevisiteret"),
        Column("accepted_on", "timestamp", "Accepteret af hjemregionen", optional=True),
        Column("amount_oere", "oere", "Beløb i øre"),
    ),
)
DRUG_COURSES = ActivityTable(
    name="drug_courses",
    label="Forløb med dyr medicin",
    key=("course_id",),
    order="start::DATE, course_id",
    columns=(
        Column("course_id", "text", "Forløb"),
        Column("citizen_id", "citizen", "Borger (pseudonym)"),
        Column("home_region", "region", "Hjemregion"),
        Column("treating_region", "region", "Behandlende region"),
        Column("drug", "text", "Lægemiddel"),
        Column("council", "choice", "Medicinrådet", choices=("recommended", "not_assessed", "rejected")),
        Column("start", "timestamp", "Begyndt"),
        Column("accepted_on", "timestamp", "Accepteret af hjemregionen", optional=True),
        Column("amount_oere", "oere", "Beløb i øre"),
    ),
)
DIALYSIS_DAYS = ActivityTable(
    name="dialysis_days",
    label="Dage med hjemmedialyse",
    key=("citizen_id", "municipality", "day"),
    order="day, municipality, citizen_id",
    columns=(
        Column("citizen_id", "citizen", "Borger (pseudonym)"),
        Column("municipality", "municipality", "Kommune"),
        Column("day", "date", "Dag"),
        Column("helped", "bool", "Fik hjælp"),
    ),
)
TARIFFS = ActivityTable(
    name="tariffs",
    label="DRG-takster",
    key=("year", "drg"),
    order="year, drg",
    columns=(
        Column("year", "year", "År"),
        Column("drg", "text", "DRG-gruppe"),
        Column("amount_oere", "oere", "Takst i øre"),
    ),
)
MUNICIPAL_FIGURES = ActivityTable(
    name="municipal_figures",
    label="Kommunernes nøgletal",
    key=("municipality", "year"),
    order="year, municipality",
    columns=(
        Column("municipality", "municipality", "Kommune"),
        Column("year", "year", "År"),
        Column("births", "integer", "Fødsler", optional=True),
        Column("population", "integer", "Indbyggere", optional=True),
    ),
)

TABLES: dict[str, ActivityTable] = {
    table.name: table
    for table in (CONTACTS, EXTRAS, PRIVATE_INVOICES, DRUG_COURSES, DIALYSIS_DAYS, TARIFFS, MUNICIPAL_FIGURES)
}
"""Every table, by name."""

NEEDED_TOGETHER = ("contacts", "extras", "tariffs")
"""If a folder has one of these, it must have `contacts` and `tariffs`."""
