"""Jobs of work plans: entries join the meetings that forums have planned since."""

from procrastinate.contrib.django import app

from tvaers.engine.workplans import actions
from tvaers.kernel.action import System


@app.periodic(cron="7 * * * *")
@app.task(name="workplans.join", queueing_lock="workplans.join")
def join(timestamp: int) -> int:  # noqa: ARG001
    """Let entries join their meetings; returns how many did."""
    return actions.join_meetings(actor=System())
