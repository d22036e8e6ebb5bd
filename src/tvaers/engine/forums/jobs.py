"""Jobs of forums: mail about meetings."""

from procrastinate.contrib.django import app

from tvaers.engine.forums import mailing


@app.task(name="forums.tell")
def tell(person: int) -> int:
    """Send a person what there is to tell about meetings as one mail; returns of how many meetings."""
    return mailing.tell(person)


@app.periodic(cron="* * * * *")
@app.task(name="forums.look", queueing_lock="forums.look")
def look(timestamp: int) -> int:  # noqa: ARG001
    """Look for meetings that have changed since people were told; returns how many mails are on their way."""
    return mailing.look()
