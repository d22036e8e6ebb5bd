"""Jobs of what reaches out from forums: letters sent, and what cases give rise to sent on."""

from procrastinate.contrib.django import app

from tvaers.engine.outreach import actions, mailing
from tvaers.kernel.action import System


@app.task(name="outreach.send")
def send(letter: int) -> bool:
    """Send a letter; returns whether a mail went out."""
    return mailing.send(letter)


@app.periodic(cron="*/5 * * * *")
@app.task(name="outreach.look", queueing_lock="outreach.look")
def look(timestamp: int) -> int:  # noqa: ARG001
    """Send on what cases give rise to; returns how many items were made or placed."""
    return actions.feed(actor=System())
