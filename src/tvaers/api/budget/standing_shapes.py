"""How a composition stands, as the API tells it."""

from __future__ import annotations

from ninja import Field, Schema

from tvaers.api.budget.parts import krone, told
from tvaers.engine.budget.composing.figures import Line, PotStand, Remark, Spread, Stand


class SpreadOut(Schema):
    """Kroner ved minimum, ved den valgte risiko og ved maksimum."""

    low: str
    at: str
    high: str


class StandLineOut(Schema):
    """Et forslag, som det står."""

    key: str
    title: str
    theme: str
    pot: str
    state: str = Field(description="unavoidable, chosen, partly eller left")
    amounts: dict[str, SpreadOut]


class PotOut(Schema):
    """En ramme i en periode."""

    pot: str
    period: str
    frame: str | None
    used: SpreadOut
    room: SpreadOut | None = Field(description="Det, der er tilbage; negativt, når rammen er overskredet")


class BudgetRemarkOut(Schema):
    """En fejl eller en advarsel."""

    code: str
    text: str
    rule: str
    needs: list[str]
    period: str
    amount: str | None


class StandOut(Schema):
    """Hvordan valgene står."""

    hard: str
    may_stand: bool
    lines: list[StandLineOut]
    pots: list[PotOut]
    faults: list[BudgetRemarkOut]
    warnings: list[BudgetRemarkOut]


def spread_out(one: Spread) -> SpreadOut:
    """Three amounts."""
    return SpreadOut(low=krone(one.low), at=krone(one.at), high=krone(one.high))


def _line(one: Line) -> StandLineOut:
    amounts = {period: spread_out(placed.whole) for period, placed in one.amounts.items()}
    return StandLineOut(key=one.key, title=one.title, theme=one.theme, pot=one.pot, state=one.state, amounts=amounts)


def _pot(one: PotStand) -> PotOut:
    return PotOut(
        pot=one.pot, period=one.period, frame=told(one.frame), used=spread_out(one.sums.used),
        room=None if one.room is None else spread_out(one.room),
    )  # fmt: skip


def remark_out(one: Remark) -> BudgetRemarkOut:
    """A fault or a warning."""
    return BudgetRemarkOut(
        code=one.code, text=one.text, rule=one.rule, needs=list(one.needs), period=one.period, amount=told(one.amount)
    )


def stand_out(one: Stand) -> StandOut:
    """How choices stand."""
    return StandOut(
        hard=one.hard, may_stand=one.may_stand, lines=[_line(each) for each in one.lines],
        pots=[_pot(each) for each in one.pots], faults=[remark_out(each) for each in one.faults],
        warnings=[remark_out(each) for each in one.warnings],
    )  # fmt: skip
