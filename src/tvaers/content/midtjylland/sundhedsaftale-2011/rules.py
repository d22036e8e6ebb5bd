"""Three yearly settlements of the administrative agreements 2011-14, each with its facts and then a few rules:
home dialysis, the health visitor telephone and the public health fund."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import ibis

from tvaers.kernel.money import kroner, percent, portion, portion_expr
from tvaers.kernel.rules import (
    Amount,
    Facts,
    Rule,
    RuleTable,
    Tables,
    Test,
    Total,
    Values,
    charge,
    hold,
    leave_out,
)
from tvaers.kernel.rules import portion as part_of

REGION = "1082"
TELEPHONE = "Sundhedsplejersketelefonen"
FUND = "Folkesundhed i Midten"


def dialysis_facts(t: Tables, v: Values) -> Facts:
    """One row a citizen, municipality and year: days with help, and days of the year.

    A day with help counts once. On a day when two municipalities helped it is the former's: the one whose days go on
    from the latest day before (A37, A38), also when that day is before the settled period.
    """
    days = t["dialysis_days"]
    before = days.day.lag().over(group_by=[days.citizen_id, days.municipality], order_by=days.day)
    days = days.mutate(before=before, year=days.day.year().cast("int64"))
    days = days.filter(days.day.between(v.start, v.end))
    former = [days.helped.desc(), days.before.desc(nulls_first=False), days.municipality]
    place = ibis.row_number().over(group_by=[days.citizen_id, days.day], order_by=former)
    counted = days.mutate(counts=(days.helped & (place == 0)).cast("int64"))
    groups = counted.group_by("citizen_id", "municipality", "year").agg(helped_days=counted.counts.sum().cast("int64"))
    leap = ((groups.year % 4 == 0) & (groups.year % 100 != 0)) | (groups.year % 400 == 0)
    return groups.mutate(
        part=groups.municipality + "-" + groups.year.cast("string"),
        day=ibis.date(groups.year.cast("int32"), 12, 31),
        year_days=leap.ifelse(366, 365).cast("int64"),
    )


def birth_facts(t: Tables, v: Values) -> Facts:
    """One row a municipality and accounting year: the births of the year before, and of all that take part (A53)."""
    figures = t["municipal_figures"]
    figures = figures.filter(figures.births.notnull()).mutate(year=figures.year.cast("int64") + 1)
    figures = figures.mutate(day=ibis.date(figures.year.cast("int32"), 12, 31))
    figures = figures.filter(figures.day.between(v.start, v.end))
    takes_part = figures.municipality.isin(v.constant("telephone_municipalities"))
    figures = figures.mutate(takes_part=takes_part, counted=takes_part.ifelse(figures.births, 0).cast("int64"))
    return figures.mutate(
        all_births=figures.counted.sum().over(group_by=figures.year),
        part="telefon-" + figures.year.cast("string"),
    )


def telephone_years(t: Tables, v: Values) -> Facts:
    """One row an accounting year, for the region's half."""
    years = birth_facts(t, v).select("year", "day", "part").distinct()
    return years.mutate(region=ibis.literal(REGION))


def population_facts(t: Tables, v: Values) -> Facts:
    """One row a municipality and year: its population on 1 January (A63)."""
    figures = t["municipal_figures"]
    figures = figures.filter(figures.population.notnull())
    figures = figures.mutate(
        day=ibis.date(figures.year.cast("int32"), 1, 1), part="fond-" + figures.year.cast("string")
    )
    return figures.filter(figures.day.between(v.start, v.end))


def region_population(t: Tables, v: Values) -> Facts:
    """One row a year: the population of the region's municipalities, for the region's contribution."""
    figures = population_facts(t, v)
    figures = figures.filter(figures.municipality.isin(v.parties))
    years = figures.group_by("year", "day", "part").agg(population=figures.population.sum().cast("int64"))
    return years.mutate(region=ibis.literal(REGION))


def fond_afvigelse(totals: Iterable[Total], v: Values) -> Iterator[str]:
    """What a year's contributions come to beside the amount that the agreement states (SA-SF-8.1b, BREV-51)."""
    years: dict[int, int] = {}
    for total in totals:
        if total.rule in ("fond_kommune", "fond_region"):
            years[total.year] = years.get(total.year, 0) + total.amount
    for year, paid in sorted(years.items()):
        stated = v.on("fund_stated_total", date(year, 1, 1))
        if stated is None or paid == stated:
            continue
        difference = paid - stated
        sign = "+" if difference > 0 else ""
        share = percent(10 * portion(difference, 1_000, stated))
        yield (
            f"Folkesundhed i Midten {year}: bidragene er i alt {kroner(paid)} Afvigelsen fra de {kroner(stated)}, som "
            f"aftalen nævner, er {sign}{kroner(difference)} ({sign}{share})."
        )


has_rate = Test(
    "has_rate",
    yes="Der er en takst for året",
    no="Der er ingen takst for året",
    ask=lambda f, v: v.at(f, "dialysis_rate").notnull(),
    uses=("dialysis_rate",),
)
member = Test(
    "member",
    yes="Kommunen er part i aftalen",
    no="Kommunen er ikke part i aftalen",
    ask=lambda f, v: f.municipality.isin(v.parties),
)
takes_part = Test(
    "takes_part",
    yes="Kommunen er med i telefonordningen",
    no="Kommunen er ikke med i telefonordningen",
    ask=lambda f, v: f.takes_part,
)
cost_known = Test(
    "cost_known",
    yes="Årets udgift er oplyst",
    no="Årets udgift er ikke oplyst",
    ask=lambda f, v: v.at(f, "telephone_cost").notnull(),
    uses=("telephone_cost",),
)
arranged = Test(
    "arranged",
    yes="Ordningen er begyndt på dagen",
    no="Ordningen er ikke begyndt på dagen",
    ask=lambda f, v: v.at(f, "region_share").notnull(),
)
has_births = Test(
    "has_births",
    yes="De deltagende kommuner har fødsler at fordele efter",
    no="De deltagende kommuner har ingen fødsler at fordele efter",
    ask=lambda f, v: f.all_births > 0,
)
in_force = Test(
    "in_force",
    yes="Aftalen er i kraft på dagen",
    no="Aftalen er ikke i kraft på dagen",
    ask=lambda f, v: f.in_force,
)

FROM_REGION: dict[str, Any] = {"payer": lambda f, v: ibis.literal(REGION), "payee": "municipality"}


def to(payer: str, payee: str) -> dict[str, Any]:
    """The sides of a contribution: a column for who pays, and the name of what is paid to."""
    return {"payer": payer, "payee": lambda f, v: ibis.literal(payee)}


def per_citizen(contribution: str) -> Amount:
    """A fixed contribution for each citizen."""
    return Amount(
        lambda f, v: v.at(f, contribution),
        lambda f, v: f.population,
        lambda f, v: 1,
        "bidrag pr. borger",
        "borgere",
        "antal",
        (contribution,),
    )


def telephone_holds(prefix: str, payer: str) -> tuple[Rule, ...]:
    """Years before the arrangement, and years whose cost nobody has given."""
    sides = to(payer, TELEPHONE)
    return (
        hold(
            f"{prefix}_ikke_begyndt",
            "SA-BU-5.1.1",
            ~arranged,
            **sides,
            reason="Ingen bestemmelse i kraft: ordningen var ikke begyndt i det år.",
            code="no clause in force",
        ),
        hold(
            f"{prefix}_uden_udgift",
            "SA-BU-5.1.2a",
            ~cost_known,
            **sides,
            reason="Årets udgift til telefonen er ikke oplyst: aftalen nævner intet beløb. Angiv telephone_cost.",
            code="cost unknown",
        ),
    )


def fund_hold(name: str, payer: str) -> Rule:
    """Years outside the agreement's period."""
    return hold(
        name,
        "SA-SF-8.1a",
        ~in_force,
        **to(payer, FUND),
        reason="Ingen bestemmelse i kraft: dagen ligger uden for aftalens periode.",
        code="no clause in force",
    )


DIALYSIS = RuleTable(
    table="dialysis_days",
    title="Hjemmedialyse",
    source="citizen_id",
    part="part",
    facts=dialysis_facts,
    keeps_period=True,
    shown={"municipality": "Kommune", "year": "År", "helped_days": "Dage med hjælp", "year_days": "Dage i året"},
    rules=(
        leave_out(
            "dialyse_uden_for",
            "SA-IU-5c",
            ~member,
            **FROM_REGION,
            reason="Kommunen er ikke part i aftalen.",
        ),
        hold(
            "dialyse_ingen_takst",
            "SA-IU-5g",
            ~has_rate,
            **FROM_REGION,
            reason="Ingen takst for året: der skal aftales en, før der kan afregnes.",
            code="no rate for the year",
            readings=("A36",),
        ),
        charge(
            "dialyse_aarlig",
            "SA-IU-5f",
            has_rate,
            amount=part_of(
                lambda f, v: v.at(f, "dialysis_rate"),
                "helped_days",
                "year_days",
                words="årlig takst",
                of="dage med hjælp",
                uses=("dialysis_rate",),
            ),
            **FROM_REGION,
            reason="Regionen betaler årets takst for de dage, hvor kommunen hjalp.",
            readings=("A36", "A37", "A38"),
        ),
    ),
)

TELEPHONE_REGION = RuleTable(
    table="municipal_figures",
    name="telephone_region",
    title="Sundhedsplejersketelefonen, regionens del",
    source="region",
    part="part",
    facts=telephone_years,
    keeps_period=True,
    shown={"year": "År"},
    rules=(
        *telephone_holds("telefon_region", "region"),
        charge(
            "telefon_region",
            "SA-BU-5.1.2a",
            cost_known,
            amount=Amount(
                lambda f, v: v.at(f, "telephone_cost"),
                lambda f, v: v.at(f, "region_share"),
                lambda f, v: 10_000,
                "årets udgift",
                "regionens andel",
                "basispoint",
                ("telephone_cost", "region_share"),
            ),
            **to("region", TELEPHONE),
            reason="Regionen betaler sin andel af udgiften; en skæv øre er regionens.",
            readings=("A53",),
        ),
    ),
)

TELEPHONE_MUNICIPAL = RuleTable(
    table="municipal_figures",
    name="telephone",
    title="Sundhedsplejersketelefonen, kommunernes del",
    source="municipality",
    part="part",
    facts=birth_facts,
    keeps_period=True,
    splits="telefon_kommune",
    shown={"municipality": "Kommune", "year": "År", "births": "Fødsler året før"},
    rules=(
        leave_out(
            "telefon_uden_for",
            "SA-BU-5.1e",
            ~takes_part,
            payer="municipality",
            reason="Kommunen er ikke med i ordningen, og dens fødsler tæller ikke med.",
        ),
        *telephone_holds("telefon", "municipality"),
        hold(
            "telefon_uden_foedsler",
            "SA-BU-5.1.2b",
            ~has_births,
            **to("municipality", TELEPHONE),
            reason="De deltagende kommuner har ingen fødsler at fordele udgiften efter.",
            code="no births",
        ),
        charge(
            "telefon_kommune",
            "SA-BU-5.1.2b",
            takes_part,
            amount=part_of(
                lambda f, v: (
                    v.at(f, "telephone_cost") - portion_expr(v.at(f, "telephone_cost"), v.at(f, "region_share"), 10_000)
                ),
                "counted",
                "all_births",
                words="kommunernes del af udgiften",
                of="fødsler året før",
                uses=("telephone_cost", "region_share"),
            ),
            **to("municipality", TELEPHONE),
            reason="Kommunerne deler deres halvdel efter fødselstallet året før.",
            readings=("A53",),
        ),
    ),
)

FUND_MUNICIPAL = RuleTable(
    table="municipal_figures",
    name="fund",
    title="Folkesundhed i Midten, kommunernes bidrag",
    source="municipality",
    part="part",
    facts=population_facts,
    keeps_period=True,
    shown={"municipality": "Kommune", "year": "År", "population": "Borgere 1. januar"},
    rules=(
        leave_out(
            "fond_uden_for",
            "SA-SF-8.1a",
            ~member,
            payer="municipality",
            reason="Kommunen er ikke part i aftalen.",
        ),
        fund_hold("fond_ingen_bestemmelse", "municipality"),
        charge(
            "fond_kommune",
            "SA-SF-8.1a",
            member,
            amount=per_citizen("municipal_contribution"),
            **to("municipality", FUND),
            reason="Kommunen bidrager med et fast beløb for hver borger.",
            readings=("A63",),
        ),
    ),
)

FUND_REGION = RuleTable(
    table="municipal_figures",
    name="fund_region",
    title="Folkesundhed i Midten, regionens bidrag",
    source="region",
    part="part",
    facts=region_population,
    keeps_period=True,
    shown={"year": "År", "population": "Borgere 1. januar"},
    rules=(
        fund_hold("fond_region_ingen_bestemmelse", "region"),
        charge(
            "fond_region",
            "SA-SF-8.1a",
            in_force,
            amount=per_citizen("regional_contribution"),
            **to("region", FUND),
            reason="Regionen bidrager med et fast beløb for hver borger i kommunerne.",
            readings=("A63",),
        ),
    ),
)

TABLES = (DIALYSIS, TELEPHONE_REGION, TELEPHONE_MUNICIPAL, FUND_MUNICIPAL, FUND_REGION)
REMARKS = (fond_afvigelse,)
