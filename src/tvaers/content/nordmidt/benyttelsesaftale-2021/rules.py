"""Priserne i benyttelsesaftalen mellem Region Nordjylland og Region Midtjylland: one rule per clause.

Every table keeps to the same frame: what the agreement does not cover is left out, what is not finished waits, what no
clause prices is held with the full amount; then come the prices of § 3 and § 4.
"""

import ibis

from tvaers.kernel.rules import (
    Amount,
    Facts,
    Rule,
    RuleTable,
    Tables,
    Test,
    Values,
    charge,
    full,
    hold,
    leave_out,
    share,
    wait,
)


def contact_facts(t: Tables, v: Values) -> Facts:
    """One row a contact: the day whose law and tariff apply, the tariff, and whether its letter has lapsed."""
    contacts = t["contacts"]
    day = contacts.end if v.constant("tariff_year_basis") == "discharge" else contacts.start
    dated = contacts.mutate(moment=day, day=day.cast("date"), tariff_year=day.year().cast("int64"))
    tariffs = t["tariffs"].select(tariff_year="year", tariff_drg="drg", tariff="amount_oere")
    priced = dated.left_join(tariffs, [dated.tariff_year == tariffs.tariff_year, dated.drg == tariffs.tariff_drg])
    lapsed = t["lapsed_letters"]
    return priced.left_join(lapsed, priced.contact_id == lapsed.lapsed_id)


def lapsed_letters(t: Tables, v: Values) -> Facts:
    """The contacts whose letter lapsed because the citizen was treated at main level in between (BA-2.3e, A9)."""
    c = t["contacts"]
    high = c.filter(c.level == "highly_specialised", c.letter_issued.notnull())
    high = high.select(
        lapsed_id="contact_id", who="citizen_id", where="treating_region", issued="letter_issued", began="start"
    )
    main = c.filter(c.level == "main", c.home_region != c.treating_region)
    main = main.select(main_citizen="citizen_id", main_region="treating_region", main_start="start")
    changed = high.inner_join(
        main,
        [
            high.who == main.main_citizen,
            high.where == main.main_region,
            main.main_start < high.began,
            main.main_start.cast("date") > high.issued,
        ],
    )
    return changed.select("lapsed_id").distinct()


def extra_facts(t: Tables, v: Values) -> Facts:
    """One row a special service, with the facts of the contact it belongs to."""
    contact = contact_facts(t, v).drop("citizen_id")
    extras = t["extras"].rename(extra_contact="contact_id")
    return extras.inner_join(contact, extras.extra_contact == contact.contact_id)


def invoice_facts(t: Tables, v: Values) -> Facts:
    """One row an invoice from a private hospital; its day is the day of the referral."""
    return t["private_invoices"].mutate(day=t["private_invoices"].referred_on.cast("date"))


def course_facts(t: Tables, v: Values) -> Facts:
    """One row a course of expensive medicine; its day is the day it started."""
    return t["drug_courses"].mutate(day=t["drug_courses"].start.cast("date"))


def across(home: str, other: str) -> Test:
    """Both regions are parties to the agreement, and they are not the same one (BA-1.1a)."""
    return Test(
        "across",
        yes="Borgeren bor i den ene region, og den anden region behandler",
        no="Forløbet går ikke på tværs af de to regioner",
        ask=lambda f, v: f[home].isin(v.parties) & f[other].isin(v.parties) & (f[home] != f[other]),
    )


def not_later(first: ibis.Value, second: ibis.Value) -> ibis.Value:
    """`first` is no later than `second`; on the same day a moment without a clock time counts as in time."""
    same_day = first.cast("date") == second.cast("date")
    return (first <= second) | (same_day & (without_time(first) | without_time(second)))


def before(first: ibis.Value, second: ibis.Value) -> ibis.Value:
    """`first` is before `second`; on the same day both need a clock time to show it (reading A18)."""
    same_day = first.cast("date") == second.cast("date")
    earlier_day = first.cast("date") < second.cast("date")
    return earlier_day | (same_day & ~without_time(first) & (first < second))


def without_time(moment: ibis.Value) -> ibis.Value:
    """Midnight is how a date without a time is kept."""
    return moment == moment.truncate("D")


closed = Test(
    "closed", yes="Kontakten er afsluttet", no="Kontakten er ikke afsluttet", ask=lambda f, v: f.end.notnull()
)
in_force = Test(
    "in_force",
    yes="Aftalen er i kraft på dagen",
    no="Aftalen er ikke i kraft på dagen",
    ask=lambda f, v: f.in_force,
)
has_tariff = Test(
    "has_tariff",
    yes="DRG-gruppen har en takst i året",
    no="DRG-gruppen har ingen takst i året",
    ask=lambda f, v: f.tariff.notnull(),
)
highly = Test(
    "highly",
    yes="Behandlingen er på højt specialiseret niveau",
    no="Behandlingen er på hoved- eller regionsfunktionsniveau",
    ask=lambda f, v: f.level == "highly_specialised",
)
has_letter = Test(
    "has_letter",
    yes="Der er et meddelelsesbrev",
    no="Der er intet meddelelsesbrev",
    ask=lambda f, v: f.letter_issued.notnull(),
)
letter_began = Test(
    "letter_began",
    yes="Meddelelsesbrevet gjaldt, da kontakten begyndte",
    no="Meddelelsesbrevet er dateret efter, at kontakten begyndte",
    ask=lambda f, v: f.letter_issued <= f.start.cast("date"),
)
letter_current = Test(
    "letter_current",
    yes="Meddelelsesbrevet var ikke udløbet, da kontakten begyndte",
    no="Meddelelsesbrevet var udløbet, da kontakten begyndte",
    ask=lambda f, v: f.start.cast("date") < v.months_after(f, f.letter_issued, "letter_validity"),
    uses=("letter_validity",),
)
letter_lapsed = Test(
    "letter_lapsed",
    yes="Borgeren er siden brevet behandlet på hoved- eller regionsfunktionsniveau",
    no="Borgeren har ikke skiftet niveau siden brevet",
    ask=lambda f, v: f.lapsed_id.notnull(),
)
covered_service = Test(
    "covered_service",
    yes="Særydelsen er tolk eller medicin",
    no="Særydelsen er hverken tolk eller medicin",
    ask=lambda f, v: f.kind.isin(["interpreter", "medicine"]),
)
invoice_accepted = Test(
    "invoice_accepted",
    yes="Hjemregionen har accepteret senest ved viderevisiteringen",
    no="Hjemregionen har ikke accepteret senest ved viderevisiteringen",
    ask=lambda f, v: not_later(f.accepted_on, f.referred_on),
)
rejected = Test(
    "rejected",
    yes="Medicinrådet har afvist lægemidlet",
    no="Medicinrådet har ikke afvist lægemidlet",
    ask=lambda f, v: f.council == "rejected",
)
course_accepted = Test(
    "course_accepted",
    yes="Hjemregionen har accepteret, før behandlingen begyndte",
    no="Hjemregionen har ikke accepteret, før behandlingen begyndte",
    ask=lambda f, v: before(f.accepted_on, f.start),
)

treated_across = across("home_region", "treating_region")
referred_across = across("home_region", "referring_region")

HIGH_PRICE = share("tariff", "highly_specialised_rate", words="DRG-takst")
MAIN_PRICE = share("tariff", "main_regional_rate", words="DRG-takst")
SERVICE_PRICE = share("amount_oere", "extras_rate", words="udgift til særydelsen", key="level")
FULL_TARIFF = full("tariff", words="DRG-takst")
SERVICE_COST = full("amount_oere", words="udgift til særydelsen")
INVOICE = full("amount_oere", words="regningens beløb")
MEDICINE = full("amount_oere", words="medicinudgift")
REGIONS = {"payer": "home_region", "payee": "treating_region"}

NO_CLAUSE = "Ingen bestemmelse i kraft: dagen ligger uden for aftalens periode. Beløbet er den fulde takst."
OUTSIDE = "Uden for aftalen: den gælder kun borgere fra den ene region, som den anden region behandler."
NOT_CLOSED = "Kontakten er ikke afsluttet endnu. Den afregnes, når den er."
LETTER_HOLDS = (
    ("brev_mangler", "BA-2.3a", (~has_letter,), "Meddelelsesbrev mangler.", "letter missing"),
    (
        "brev_senere",
        "BA-2.3a",
        (~letter_began,),
        "Meddelelsesbrevet er dateret efter kontaktens start.",
        "letter later",
    ),
    ("brev_udloebet", "BA-2.3d", (~letter_current,), "Meddelelsesbrevet er udløbet.", "letter expired"),
    (
        "brev_bortfaldet",
        "BA-2.3e",
        (letter_lapsed,),
        "Meddelelsesbrevet er bortfaldet ved niveauskift.",
        "letter lapsed",
    ),
)


def no_clause(name: str, due: Amount, readings: tuple[str, ...], **sides: str) -> Rule:
    """Rows of days outside the agreement's period are held, with what the full amount would be (A4, A5)."""
    return hold(
        name, "BA-0.1a", ~in_force, due=due, **sides, reason=NO_CLAUSE, code="no clause in force", readings=readings
    )


def letter_holds(prefix: str, due: Amount, consequence: str) -> tuple[Rule, ...]:
    """Highly specialised rows without a valid letter are held, never repriced (A6); one rule for each thing amiss."""
    return tuple(
        hold(
            f"{prefix}{name}",
            clause,
            highly,
            *tests,
            due=due,
            **REGIONS,
            reason=f"{reason} {consequence}",
            code=code,
            readings=("A6", "A7"),
        )
        for name, clause, tests, reason, code in LETTER_HOLDS
    )


CONTACTS = RuleTable(
    table="contacts",
    title="Kontakter",
    source="contact_id",
    facts=contact_facts,
    shown={
        "home_region": "Hjemregion",
        "treating_region": "Behandlende region",
        "treating_unit": "Enhed",
        "specialty": "Speciale",
        "level": "Niveau",
        "drg": "DRG-gruppe",
        "start": "Begyndt",
        "end": "Afsluttet",
        "letter_issued": "Meddelelsesbrev dateret",
    },
    rules=(
        leave_out("uden_for_aftalen", "BA-1.1a", ~treated_across, reason=OUTSIDE, **REGIONS),
        wait("ikke_afsluttet", "BA-4.1a", ~closed, reason=NOT_CLOSED, **REGIONS),
        no_clause("ingen_bestemmelse", FULL_TARIFF, ("A4", "A5"), **REGIONS),
        hold(
            "ingen_takst",
            "BA-4.1a",
            ~has_tariff,
            **REGIONS,
            reason="Ingen DRG-takst for gruppen i året.",
            code="no tariff",
            readings=("A3",),
        ),
        *letter_holds("", HIGH_PRICE, "Kontakten holdes tilbage, til der er et gyldigt brev."),
        charge(
            "hoejt_specialiseret",
            "BA-4.1a",
            highly,
            amount=HIGH_PRICE,
            **REGIONS,
            reason="Højt specialiseret behandling afregnes til en andel af DRG-taksten.",
            readings=("A2", "A3"),
        ),
        charge(
            "hovedfunktion",
            "BA-4.1c",
            ~highly,
            amount=MAIN_PRICE,
            **REGIONS,
            reason="Hoved- og regionsfunktion afregnes til en andel af DRG-taksten.",
            readings=("A2", "A3"),
        ),
    ),
)

EXTRAS = RuleTable(
    table="extras",
    title="Særydelser",
    source="extra_id",
    facts=extra_facts,
    shown={"contact_id": "Kontakt", "kind": "Særydelse", **CONTACTS.shown},
    rules=(
        leave_out("saerydelse_uden_for_aftalen", "BA-1.1a", ~treated_across, reason=OUTSIDE, **REGIONS),
        wait("saerydelse_ikke_afsluttet", "BA-4.1b", ~closed, reason=NOT_CLOSED, **REGIONS),
        no_clause("saerydelse_ingen_bestemmelse", SERVICE_COST, ("A4", "A5"), **REGIONS),
        hold(
            "saerydelse_uden_pris",
            "BA-4.1b",
            ~covered_service,
            due=SERVICE_COST,
            **REGIONS,
            reason="Ingen bestemmelse om særydelsen: aftalen nævner kun tolk og medicin.",
            code="no clause",
        ),
        *letter_holds("saerydelse_", SERVICE_PRICE, "Særydelsen følger kontakten og holdes tilbage med den."),
        charge(
            "saerydelse",
            "BA-4.1b",
            covered_service,
            amount=SERVICE_PRICE,
            **REGIONS,
            reason="Tolk og medicin afregnes ud over DRG-taksten.",
            readings=("A1", "A2"),
        ),
    ),
)

INVOICES = RuleTable(
    table="private_invoices",
    title="Regninger fra privathospitaler",
    source="invoice_id",
    facts=invoice_facts,
    shown={
        "home_region": "Hjemregion",
        "referring_region": "Viderevisiterende region",
        "hospital": "Privathospital",
        "referred_on": "Viderevisiteret",
        "accepted_on": "Accepteret af hjemregionen",
    },
    rules=(
        leave_out(
            "regning_uden_for_aftalen",
            "BA-1.1a",
            ~referred_across,
            reason=OUTSIDE,
            payer="home_region",
            payee="referring_region",
        ),
        no_clause("regning_ingen_bestemmelse", INVOICE, ("A5",), payee="hospital"),
        charge(
            "privathospital_accepteret",
            "BA-4.1e",
            invoice_accepted,
            amount=INVOICE,
            payer="home_region",
            payee="hospital",
            reason="Hjemregionen accepterede senest ved viderevisiteringen og betaler regningen.",
            readings=("A21",),
        ),
        charge(
            "privathospital_uden_accept",
            "BA-4.1e",
            ~invoice_accepted,
            amount=INVOICE,
            payer="referring_region",
            payee="hospital",
            reason="Uden accept betaler den region, der viderevisiterede.",
            readings=("A21",),
        ),
    ),
)

COURSES = RuleTable(
    table="drug_courses",
    title="Dyr medicin",
    source="course_id",
    facts=course_facts,
    shown={
        "home_region": "Hjemregion",
        "treating_region": "Behandlende region",
        "drug": "Lægemiddel",
        "council": "Medicinrådet",
        "start": "Begyndt",
        "accepted_on": "Accepteret af hjemregionen",
    },
    rules=(
        leave_out("medicin_uden_for_aftalen", "BA-1.1a", ~treated_across, reason=OUTSIDE, **REGIONS),
        no_clause("medicin_ingen_bestemmelse", MEDICINE, ("A5",), **REGIONS),
        charge(
            "afvist_medicin_accepteret",
            "BA-3.8c",
            rejected,
            course_accepted,
            amount=MEDICINE,
            **REGIONS,
            reason="Hjemregionen accepterede, før behandlingen begyndte, og betaler.",
            readings=("A17", "A18"),
        ),
        charge(
            "afvist_medicin_uden_accept",
            "BA-3.8c",
            rejected,
            ~course_accepted,
            amount=MEDICINE,
            payer="treating_region",
            payee="treating_region",
            reason="Uden accept før start bærer den behandlende region selv udgiften.",
            readings=("A17", "A18", "A19", "A20"),
        ),
        charge(
            "ny_dyr_medicin",
            "BA-3.7d",
            ~rejected,
            amount=MEDICINE,
            **REGIONS,
            reason="Hjemregionen betaler for dyr medicin, som Medicinrådet ikke har afvist.",
            readings=("A16",),
        ),
    ),
)

PREPARED = {"lapsed_letters": lapsed_letters}
TABLES = (CONTACTS, EXTRAS, INVOICES, COURSES)
