"""The lives of statements and objections (BA-4.1d): states, events, and whose move each is."""

from tvaers.kernel.workflow import Event, State, Workflow

STATEMENT = Workflow(
    initial="draft",
    states=(
        State("draft", "Kladde"),
        State("sent", "Sendt"),
        State("disputed", "Bestridt"),
        State("approved", "Godkendt"),
        State("paid", "Betalt", final=True),
    ),
    events=(
        Event("send", ("draft",), "sent", "payee", "Send til betaleren"),
        Event("dispute", ("sent",), "disputed", "payer", "Gør indsigelse"),
        Event("settle_dispute", ("disputed",), "sent", "", "Indsigelserne er afgjort"),
        Event("approve", ("sent", "disputed"), "approved", "payer", "Godkend"),
        Event("pay", ("approved",), "paid", "payer", "Registrér betaling"),
    ),
)
"""A disputed statement can be approved: then the disputed lines are left out of the approved total."""

OBJECTION = Workflow(
    initial="raised",
    states=(
        State("raised", "Afventer svar"),
        State("accepted", "Imødekommet"),
        State("corrected", "Rettet", final=True),
        State("rejected", "Afvist", final=True),
        State("withdrawn", "Trukket tilbage", final=True),
    ),
    events=(
        Event("accept", ("raised",), "accepted", "payee", "Imødekom"),
        Event("reject", ("raised",), "rejected", "payee", "Afvis"),
        Event("withdraw", ("raised",), "withdrawn", "payer", "Træk tilbage"),
        Event("correct", ("accepted",), "corrected", "", "Rettet i en afregning"),
    ),
)


def state_label(workflow: Workflow, name: str) -> str:
    """The Danish name of a state."""
    return next(state.label for state in workflow.states if state.name == name)
