"""The roles and what each may do: data, shown to the administrator and expanded in the permission matrix.

A permission is the name of an action, or a `….see` for reading. A role holds them over the scope of its grant.
"""

from dataclasses import dataclass

READING = ("parties.see", "agreements.see", "forums.see")
CASES = (*READING, "cases.see", "cases.open", "cases.act", "outreach.sign_up")
"""What those have whose job a case type names: which cases and which events the case type says."""

POST = ("messages.see", "messages.traffic.see", "messages.read", "messages.send")
"""What those have who read and write the letters of their unit."""
PARKED = ("messages.try_parked", "messages.drop_parked")
"""What those have who mend it when a message could not be taken in; they see when it came, from whom, and no more."""
REGISTERS = ("messages.traffic.see", "messages.keep_location", "messages.keep_register")
"""What those have who keep the location numbers and the plans of electronic communication; they read no letters."""


@dataclass(frozen=True)
class Role:
    """A role: its Danish title, what it is for, and its permissions."""

    id: str
    title: str
    purpose: str
    permissions: frozenset[str]


def _role(id: str, title: str, purpose: str, *permissions: str) -> Role:
    return Role(id, title, purpose, frozenset(permissions))


ROLES: dict[str, Role] = {
    role.id: role
    for role in (
        _role(
            "afregner",
            "Afregningsmedarbejder",
            "Afregner, gør indsigelse og svarer på indsigelser for sin part",
            *CASES,
            "settlement.see",
            "settlement.whatif",
            "settlement.settle",
            "settlement.object",
            "settlement.answer",
            "settlement.withdraw",
            "settlement.save_scenario",
            "settlement.send_statement",
            "settlement.dispute_statement",
        ),
        _role(
            "oekonomichef",
            "Økonomichef",
            "Godkender og betaler opgørelser for sin part",
            *READING,
            "outreach.sign_up",
            "settlement.see",
            "settlement.whatif",
            "settlement.save_scenario",
            "settlement.approve_statement",
            "settlement.pay_statement",
        ),
        _role(
            "aftaleansvarlig",
            "Aftaleansvarlig",
            "Underskriver og vedligeholder aftaler for sin part",
            *READING,
            "outreach.sign_up",
            "agreements.sign",
            "agreements.register_subagreement",
            "approvals.answer",
            "forums.progress",
            *REGISTERS,
            "settlement.see",
            "settlement.whatif",
            "settlement.save_scenario",
        ),
        _role("sygeplejerske", "Sygeplejerske på hospital", "Koordinerer indlæggelser og udskrivelser", *CASES, *POST),
        _role("laege", "Læge på hospital", "Vurderer henvisninger og melder patienter færdigbehandlet", *CASES, *POST),
        _role(
            "afdelingssekretaer",
            "Afdelingssekretær",
            "Modtager henvisninger og holder ventelisten",
            *CASES,
            *POST,
            *REGISTERS,
            *PARKED,
            "messages.handle_misdirected",
        ),
        _role(
            "visitator",
            "Kommunal visitator",
            "Forbereder borgerens hjemkomst for sin kommune",
            *CASES,
            *POST,
            *PARKED,
            "messages.handle_misdirected",
            "messages.register_relation",
        ),
        _role(
            "kommunal_sygeplejerske",
            "Kommunal sygeplejerske",
            "Plejer borgeren hjemme for sin kommune",
            *CASES,
            *POST,
            "messages.register_relation",
        ),
        _role("praktiserende_laege", "Praktiserende læge", "Henviser og følger op", *CASES, *POST),
        _role("institution", "Medarbejder på institution", "Ledsager og kender borgeren", *CASES),
        _role(
            "regional_visitator",
            "Regional visitator",
            "Svarer for regionen på breve, accepter og varsler",
            *CASES,
            *REGISTERS,
        ),
        _role("sundhedsperson", "Sundhedsperson", "Rapporterer utilsigtede hændelser", *CASES),
        _role("risikomanager", "Risikomanager", "Behandler utilsigtede hændelser for sin part", *CASES),
        _role(
            "ledelse",
            "Leder",
            "Udpeger deltagere, godkender tiltag og sætter dem i gang",
            *CASES,
            *REGISTERS,
            "forums.progress",
        ),
        _role("netvaerkssekretariat", "Sekretariat for netværket", "Formidler anonymiseret læring i netværket", *CASES),
        _role(
            "forumsekretariat",
            "Sekretariat for fora",
            "Forbereder møder, fører referat og holder forummets sager for sin enhed",
            *READING,
            "outreach.sign_up",
            "forums.edit",
            "forums.progress",
        ),
        _role(
            "udvalgsmedlem",
            "Medlem af et forum",
            "Læser dagsordener, godkender referater og følger op",
            *READING,
            "outreach.sign_up",
            "forums.progress",
        ),
        _role(
            "budgetkontor",
            "Budgetmedarbejder",
            "Fører budgetkataloget, tjekker tallene, åbner runder og udmønter aftalen for sin region",
            *READING,
            "budget.see",
            "budget.keep",
        ),
        _role(
            "budgetchef",
            "Budgetchef",
            "Udgiver budgetkataloget og fastlægger, hvad der er aftalt",
            *READING,
            "budget.see",
            "budget.keep",
            "budget.decide",
        ),
        _role(
            "enhedsleder",
            "Enhedsleder",
            "Foreslår budgetbrikker inden for enhedens ramme og følger op på det, enheden får",
            *READING,
            "budget.write",
        ),
        _role(
            "gruppemedlem",
            "Medlem af en partigruppe",
            "Sammensætter budgetter med sin gruppe, deler dem og stiller spørgsmål",
            *READING,
            "budget.compose",
        ),
        _role(
            "gruppesekretaer",
            "Gruppesekretær",
            "Sammensætter budgetter med sin gruppe og holder styr på, hvem der er med i den",
            *READING,
            "budget.compose",
            "budget.lead",
        ),
        _role(
            "revisor",
            "Revisor",
            "Læser alt inden for sin part, også loggen, og ændrer intet",
            *READING,
            "settlement.see",
            "budget.see",
            "audit.see",
        ),
        _role(
            "administrator",
            "Administrator",
            "Giver og fratager adgang og indlæser kataloger; ser ingen borgere og ingen beløb",
            *READING,
            "access.see",
            "access.create_user",
            "access.set_password",
            "access.grant",
            "access.revoke",
            "parties.load",
            "agreements.load",
            *PARKED,
            "messages.keep_broker",
            "audit.see",
        ),
    )
}
