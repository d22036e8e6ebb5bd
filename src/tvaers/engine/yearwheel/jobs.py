"""Jobs of the year wheel: items made in good time, and receivers of status forms told and reminded."""

from procrastinate.contrib.django import app

from tvaers.engine.yearwheel import actions, noticing, reminding
from tvaers.kernel import clock
from tvaers.kernel.action import System


@app.task(name="yearwheel.tell")
def tell(receiver: int) -> int:
    """Send the mail about a status form; returns to how many."""
    return reminding.tell(receiver)


@app.periodic(cron="15 4 * * *")
@app.task(name="yearwheel.daily", queueing_lock="yearwheel.daily")
def daily(timestamp: int) -> int:  # noqa: ARG001
    """Turn the wheel, remind those who have not answered, and tell what draws near.

    Returns how many items were made or moved.
    """
    for request in reminding.due_for_reminder(clock.today()):
        actions.remind(actor=System(), request=request)
    turned = actions.turn(actor=System())
    noticing.tell_all(clock.today())
    return turned
