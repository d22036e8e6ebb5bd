"""Jobs of cases: mail about what is new and what presses, and worklists made anew."""

from procrastinate.contrib.django import app

from tvaers.engine.cases import following, mailing, refreshing
from tvaers.kernel import clock


@app.task(name="cases.send_notice")
def send_notice(notice: int) -> None:
    """Tell the people of a notice's party by mail."""
    mailing.tell_notice(notice)


@app.task(name="cases.send_digest")
def send_digest(user: int) -> int:
    """Send what there is to tell a user as one mail; returns how many lines."""
    return mailing.send_digest(user)


@app.periodic(cron="*/5 * * * *")
@app.task(name="cases.remind", queueing_lock="cases.remind")
def remind(timestamp: int) -> int:  # noqa: ARG001
    """Tell about deadlines that press or are missed, and send what a lost job left; returns how many deadlines."""
    told = mailing.tell_deadlines(clock.now())
    mailing.send_waiting()
    return told


@app.periodic(cron="*/10 * * * *")
@app.task(name="cases.look_for_changes", queueing_lock="cases.look_for_changes")
def look_for_changes(timestamp: int) -> bool:  # noqa: ARG001
    """Ask for a refresh when the content, the calendar or the day has changed, or one was killed."""
    return refreshing.ask()


@app.task(name="cases.refresh")
def refresh() -> int:
    """Make the worklists anew; returns how many cases were done."""
    return refreshing.refresh().done


@app.task(name="cases.follow")
def follow(case: int) -> int:
    """Make the worklists anew of the cases that look a changed one up; returns how many."""
    return following.follow(case)
