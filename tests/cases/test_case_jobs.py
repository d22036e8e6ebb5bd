"""Mail about cases: told once, gathered, nothing lost when something breaks, and nothing about citizens."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.cases.conftest import person

from tvaers.engine.cases import actions, jobs, mailing
from tvaers.engine.cases.actions import Given, Opening
from tvaers.engine.cases.models import Case, MailLine, Notice, Turn
from tvaers.kernel.clock import COPENHAGEN, fixed

MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=COPENHAGEN)
REMINDED = datetime(2026, 11, 28, 12, 0, tzinfo=COPENHAGEN)
"""The last day to answer: the warning came the day before, and the deadline is at midnight."""


def mailed(name: str, job: str, scope: str) -> Any:
    """A person with an address."""
    user = person(name, job, scope)
    user.email = f"{name}@example.org"
    user.save(update_fields=["email"])
    return user


@pytest.fixture
def people(world: Any) -> dict[str, Any]:
    return {
        "nurse": mailed("n", "sygeplejerske", "afsnit-a"),
        "receiver": mailed("r", "visitator", "0851"),
        "other": mailed("a", "visitator", "0813"),
        "leader": mailed("l", "ledelse", "0851"),
        "all": mailed("e", "visitator", "*"),
    }


def sent(people: Any, world: Any, subject: str = "Jens Hansens seng") -> Case:
    opening = Opening(world.id, world.case_types["request"], "afsnit-a", "sender")
    with fixed(MONDAY):
        return actions.open_case(
            actor=people["nurse"], opening=opening, given=Given({"subject": subject, "to": "0851"})
        )


def waiting(task: str) -> int:
    return ProcrastinateJob.objects.filter(task_name=task, status="todo").count()


def told(user: Any) -> list[str]:
    return list(MailLine.objects.filter(user=user).order_by("pk").values_list("text", flat=True))


def remind(at: datetime) -> int:
    with fixed(at):
        return jobs.remind(timestamp=0)


@pytest.fixture
def silent(people: Any, world: Any) -> Case:
    """A case whose notice was told long ago."""
    case = sent(people, world)
    jobs.send_notice(notice=case.notices.get().pk)
    MailLine.objects.all().delete()
    return case


def test_a_notice_is_told_to_those_with_the_job_for_the_party(people: Any, world: Any) -> None:
    case = sent(people, world)
    jobs.send_notice(notice=case.notices.get().pk)
    assert [one.user for one in MailLine.objects.all()] == [people["receiver"]]


def test_a_mail_says_number_type_label_and_page_and_no_title(people: Any, world: Any) -> None:
    case = sent(people, world)
    jobs.send_notice(notice=case.notices.get().pk)
    jobs.send_digest(user=people["receiver"].pk)
    body = mail.outbox[0].body
    assert f"- Anmodning: Du har fået en anmodning\n  {case.number}: http" in body
    assert "Jens" not in body


def test_a_mail_sends_its_reader_to_the_page_of_the_case(settings: Any) -> None:
    assert settings.CASE_PAGE.format(number="ANM-1") == settings.ADDRESS + reverse("cases:case", args=["ANM-1"])


def test_a_notice_told_twice_is_one_line(people: Any, world: Any) -> None:
    notice = sent(people, world).notices.get()
    jobs.send_notice(notice=notice.pk)
    jobs.send_notice(notice=notice.pk)
    assert len(told(people["receiver"])) == 1


def test_changes_within_a_minute_are_one_mail(people: Any, world: Any) -> None:
    for subject in ("Seng", "Stol", "Lift"):
        jobs.send_notice(notice=sent(people, world, subject).notices.get().pk)
    assert waiting("cases.send_digest") == 1
    jobs.send_digest(user=people["receiver"].pk)
    assert [one.subject for one in mail.outbox] == ["Tværs: 3 nyheder til dig"]


def test_nothing_new_is_no_mail(people: Any) -> None:
    assert (jobs.send_digest(user=people["receiver"].pk), mail.outbox) == (0, [])


def test_a_mail_lists_fifty_lines_and_counts_the_rest(people: Any) -> None:
    lines = [MailLine(pk=n, user=people["receiver"], text="Nyt", case_number=f"A{n}") for n in range(51)]
    assert "Og 1 mere." in mailing.mail(people["receiver"], lines).body
    assert "mere. Se resten" not in mailing.mail(people["receiver"], lines[:50]).body


def test_a_mail_that_fails_is_sent_whole_by_the_next_try(
    people: Any, world: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    jobs.send_notice(notice=sent(people, world).notices.get().pk)
    with monkeypatch.context() as broken:
        broken.setattr("django.core.mail.EmailMessage.send", fail)
        with pytest.raises(ConnectionError):
            jobs.send_digest(user=people["receiver"].pk)
    assert jobs.send_digest(user=people["receiver"].pk) == 1
    assert len(mail.outbox) == 1


def fail(*_args: object, **_kwargs: object) -> None:
    raise ConnectionError


def test_a_lost_job_is_made_up_for(silent: Case, people: Any) -> None:
    mailing.tell([people["receiver"]], "k", silent.number, "Nyt")
    ProcrastinateJob.objects.filter(task_name="cases.send_digest").update(status="doing")
    mailing.send_waiting()
    assert waiting("cases.send_digest") == 1


def test_a_deadline_is_told_when_it_begins_to_press_and_not_before(silent: Case, people: Any) -> None:
    pressing = Turn.objects.get(case=silent).remind
    assert remind(pressing - timedelta(minutes=1)) == 0
    assert remind(pressing) == 1
    assert told(people["receiver"]) == ["Anmodning: Svar på anmodningen, senest 28-11-2026 kl. 23.59"]


def test_a_deadline_is_told_once(silent: Case, people: Any) -> None:
    remind(REMINDED)
    assert remind(REMINDED + timedelta(minutes=5)) == 0
    assert len(told(people["receiver"])) == 1


def test_a_job_that_breaks_in_the_middle_tells_once_the_next_time(
    silent: Case, people: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(mailing, "_gather", fail)
        with pytest.raises(ConnectionError):
            remind(REMINDED)
    assert told(people["receiver"]) == []
    remind(REMINDED)
    assert len(told(people["receiver"])) == 1


def test_a_new_deadline_is_told_again(silent: Case, people: Any) -> None:
    remind(REMINDED)
    Turn.objects.filter(case=silent).update(due=Turn.objects.get(case=silent).due - timedelta(hours=1))
    assert remind(REMINDED + timedelta(minutes=5)) == 1


def test_the_leader_of_the_party_is_told_after_the_deadline_and_not_at_it(silent: Case, people: Any) -> None:
    due = Turn.objects.get(case=silent).due
    remind(due)
    assert told(people["leader"]) == []
    remind(due + timedelta(minutes=1))
    remind(due + timedelta(minutes=2))
    assert told(people["leader"]) == ["Anmodning: Svar på anmodningen, fristen var 28-11-2026 kl. 23.59 hos By Kommune"]


def test_a_leader_without_a_part_in_the_cases_does_not_learn_which(silent: Case, people: Any) -> None:
    remind(Turn.objects.get(case=silent).due + timedelta(minutes=1))
    assert MailLine.objects.get(user=people["leader"]).case_number == ""


def test_what_has_been_told_stays_told_when_the_case_changes(silent: Case, people: Any) -> None:
    remind(REMINDED)
    with fixed(REMINDED):
        actions.act(actor=people["receiver"], case=silent, event="tick", given=Given({"ready": ["medicine"]}))
    assert remind(REMINDED + timedelta(minutes=5)) == 0


def test_nobody_is_told_about_a_notice_that_is_gone(people: Any, world: Any) -> None:
    gone = sent(people, world).notices.get().pk
    Notice.objects.all().delete()
    jobs.send_notice(notice=gone)
    assert not MailLine.objects.exists()
