"""After the negotiation on its pages: agreement, allocation, follow-up, and full-year effects."""

from typing import Any

import pytest
from django.urls import reverse
from tests.access.world import person
from tests.budget.keeping.budget_world import HOSPITAL, NORTH, SYSTEM, agreed, allocated
from tests.budget.keeping.catalogue_shapes import MIO
from tests.cases.conftest import PARTIES
from tests.web.budget_site import Site, officer
from tests.web.test_budget_pages import post, text

from tvaers.engine.budget import actions
from tvaers.engine.budget.actions import EffectGiven, Part
from tvaers.engine.budget.models import Agreement, Allocation, FullYearEffect, Rejection, Version
from tvaers.engine.parties import actions as parties
from tvaers.kernel import clock
from tvaers.web.budget.allocation_pages import quarters_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def regions() -> None:
    """The register of regions, by which the office's forms name them."""
    parties.load(actor=SYSTEM, folder=PARTIES)


def page_of(agreement: Agreement, name: str, *more: Any) -> str:
    """The address of a page of an agreement."""
    return reverse(f"budget:{name}", args=[agreement.catalogue_version_id, *more])


def line(agreement: Agreement, key: str) -> Any:
    return agreement.lines.get(key=key)


def described(agreement: Agreement) -> None:
    """Let a proposal name the hospital, so that the forms know the unit."""
    agreement.catalogue_version.proposals.filter(key="1.1-02").update(units=[HOSPITAL])


def test_the_chief_notes_an_agreement_on_the_joint_composition() -> None:
    site = Site()
    chief = person("chef", "budgetchef", NORTH)
    assert "Notér budgetaftalen" in text(chief, site.of_group()["runde"])
    page = post(
        chief, reverse("budget:agree", args=[site.world.joint.slug]), signed_on=clock.today().isoformat(),
        signed_by=[str(site.world.red.pk)], label_1="Indkøb", amount_1="-1,5",
    )  # fmt: skip
    held = Agreement.objects.get().lines.get(is_administrative=True)
    assert (held.title, held.amount, "Rød" in page) == ("Indkøb", -1_500_000, True)


def test_an_officer_does_not_note_an_agreement() -> None:
    site = Site()
    text(site.officer, reverse("budget:agree", args=[site.world.joint.slug]), status=403)


def test_a_name_without_an_amount_is_told_and_nothing_is_agreed() -> None:
    site = Site()
    chief = person("chef", "budgetchef", NORTH)
    page = post(chief, reverse("budget:agree", args=[site.world.joint.slug]), label_1="Indkøb")
    assert "Skriv både navn og beløb" in page and not Agreement.objects.exists()


def test_everybody_reads_the_agreement_and_not_what_was_left_out() -> None:
    page = text(None, page_of(agreed(), "agreement"))
    assert "Rød, Blå" in page and "Brik 1.1-02" in page and "Brik 1.1-01" not in page


def test_all_that_waits_is_settled_at_once_and_what_is_settled_stays() -> None:
    found = agreed()
    first = found.rejections.get()
    Rejection.objects.update(is_started=False, state="later", reason="Sagt før")
    for key in ("1.9-01", "1.9-02"):
        Rejection.objects.create(agreement=found, key=key, title=key, units=[HOSPITAL], amount=MIO)
    user = officer()
    assert "Afklar resten på én gang" in text(user, page_of(found, "agreement"))
    post(user, page_of(found, "settle_all"), state="internal", reason="Inden for rammen")
    told = list(Rejection.objects.order_by("key").values_list("key", "state", "unit"))
    assert told == [
        (first.key, "later", first.unit),
        ("1.9-01", "internal", HOSPITAL),
        ("1.9-02", "internal", HOSPITAL),
    ]


def test_nothing_is_settled_when_one_cannot_be() -> None:
    found = agreed()
    Rejection.objects.update(is_started=False, state="")
    Rejection.objects.create(agreement=found, key="1.9-01", title="Uden enhed", units=[], amount=MIO)
    page = post(officer(), page_of(found, "settle_all"), state="internal", reason="")
    assert "Enheden mangler" in page and not Rejection.objects.exclude(state="").exists()


def test_what_was_left_out_is_settled() -> None:
    found = agreed()
    Rejection.objects.update(is_started=False, state="")
    left = found.rejections.get()
    user = officer()
    assert "1 fravalgte" in text(user, page_of(found, "agreement"))
    post(user, page_of(found, "settle", left.pk), state="later", unit="", reason="Næste år")
    assert Rejection.objects.get().state == "later"


def parts(*amounts: str) -> dict[str, str]:
    """So many parts for the hospital, one a quarter."""
    given = {}
    for place, amount in enumerate(amounts):
        given |= {f"unit_{place}": HOSPITAL, f"account_{place}": "1.10", f"quarter_{place}": str(place + 1),
                  f"amount_{place}": amount}  # fmt: skip
    return given


@pytest.mark.parametrize(("amounts", "count"), [(("1", "3"), 2), (("1", "2,9"), 0)])
def test_parts_make_up_what_was_agreed_or_are_refused(amounts: tuple[str, ...], count: int) -> None:
    found = agreed()
    described(found)
    page = post(officer(), page_of(found, "allocate", line(found, "1.1-02").pk), **parts(*amounts))
    assert (Allocation.objects.count(), "Delene er tilsammen 3,9" in page) == (count, not count)


def test_a_part_without_an_account_is_told() -> None:
    found = agreed()
    described(found)
    given = {**parts("4"), "account_0": ""}
    page = post(officer(), page_of(found, "allocate", line(found, "1.1-02").pk), **given)
    assert "Skal udfyldes, når del 1 har et beløb" in page and not Allocation.objects.exists()


def test_what_is_written_is_summed_also_when_something_else_is_wrong() -> None:
    found = agreed()
    described(found)
    given = {**parts("1", "2"), "account_0": ""}
    page = post(officer(), page_of(found, "allocate", line(found, "1.1-02").pk), **given)
    assert "Delene er tilsammen 3,0 mio. kr. Der mangler 1,0 mio. kr." in page


def test_parts_beyond_what_was_agreed_are_told_as_too_much() -> None:
    found = agreed()
    described(found)
    page = post(officer(), page_of(found, "allocate", line(found, "1.1-02").pk), **parts("3", "2"))
    assert "Delene er tilsammen 5,0 mio. kr. Det er 1,0 mio. kr. for meget." in page


def test_a_quarter_that_nobody_has_told_of_is_not_zero() -> None:
    part = allocated()
    page = text(officer(), page_of(part.line.agreement, "follow"))
    assert "ikke oplyst" in page and "0,0" not in page


def test_the_whole_year_is_four_parts() -> None:
    found = agreed()
    described(found)
    given = {**parts("4"), "quarter_0": "0"}
    post(officer(), page_of(found, "allocate", line(found, "1.1-02").pk), **given)
    assert sorted(Allocation.objects.values_list("quarter", "amount")) == [(one, MIO) for one in range(1, 5)]


@pytest.mark.parametrize("amount", [10, -7, 3])
def test_the_four_parts_are_even_to_a_krone_and_make_up_the_whole(amount: int) -> None:
    amounts = [held for _, held in quarters_of("0", amount)]
    assert sum(amounts) == amount and max(amounts) - min(amounts) <= 1


def test_a_pool_waits_for_its_case() -> None:
    found = agreed()
    described(found)
    pool, user = line(found, "1.2-01"), officer()
    assert "Ingen sag endnu" in text(user, page_of(found, "allocate", pool.pk))
    post(user, page_of(found, "case", pool.pk), title="Sag 12", decided_on=clock.today().isoformat(), journal="")
    post(user, page_of(found, "allocate", pool.pk), case=str(pool.cases.get().pk), **parts("1"))
    assert Allocation.objects.get().amount == MIO


def test_the_allocation_is_finished_when_nothing_lacks() -> None:
    found = agreed()
    user = officer()
    assert "Udmøntningen er ikke færdig" in post(user, page_of(found, "finish"))
    for one in found.lines.exclude(is_pool=True):
        actions.allocate(actor=SYSTEM, line=one, parts=[Part(HOSPITAL, "1.10", 1, one.amount)])
    post(user, page_of(found, "finish"))
    assert Version.objects.get(pk=found.catalogue_version_id).state == "allocated"


def test_a_unit_follows_up_on_its_own() -> None:
    part = allocated()
    found = part.line.agreement
    user = person("leder", "enhedsleder", HOSPITAL)
    post(user, page_of(found, "realise", part.pk), amount="3,5", owner="Driften", words="")
    page = text(user, page_of(found, "follow"))
    assert (part.realised.get().amount, "-0,5" in page, "Driften" in page) == (3_500_000, True, True)


def test_another_unit_sees_no_part() -> None:
    part = allocated()
    other = person("anden", "enhedsleder", "anden-enhed")
    assert "Her står de dele" in text(other, page_of(part.line.agreement, "follow"))
    text(other, page_of(part.line.agreement, "realise", part.pk), status=404)


def test_a_late_report_is_told_until_it_is_noted() -> None:
    found = agreed(administrative={"Indkøb": -MIO})
    Agreement.objects.update(report_due="2020-12-31")
    user = officer()
    before = "skulle være sendt 31-12-2020" in text(user, page_of(found, "agreement"))
    page = post(user, page_of(found, "report"), on=clock.today().isoformat())
    assert (before, "skulle være sendt" in page) == (True, False)


def effect(version: Version) -> FullYearEffect:
    """An effect of an earlier agreement, not confirmed."""
    given = EffectGiven("Budget 2023", "Ny ambulance", {"2024": 2 * MIO})
    actions.take_effects(actor=SYSTEM, catalogue=version.catalogue, effects=[given])
    return FullYearEffect.objects.get()


def test_an_effect_is_confirmed_or_its_money_is_set_free_with_a_reason() -> None:
    site = Site()
    one, pk = effect(site.world.version), site.world.version.pk
    url = reverse("budget:confirm_effect", args=[pk, one.pk])
    assert "Begrundelsen mangler" in post(site.officer, url, state="rejected", reason="")
    post(site.officer, url, state="rejected", reason="Andet er vigtigere")
    page = text(None, reverse("budget:effects", args=[pk]))
    assert "Genprioriteres" in page and "Andet er vigtigere" in page


def test_the_effects_that_the_rules_know_are_taken() -> None:
    site = Site()
    post(site.officer, reverse("budget:take_effects", args=[site.world.version.pk]))
    assert FullYearEffect.objects.count() == 17
