"""The roles and what each may do: data, shown to the administrator and expanded in the permission matrix.

A permission is the name of an action, or a `….see` for reading. A role holds them over the scope of its grant.
"""

from dataclasses import dataclass

READING = ("parties.see", "agreements.see")


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
            *READING,
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
            "agreements.sign",
            "agreements.register_subagreement",
            "settlement.see",
            "settlement.whatif",
            "settlement.save_scenario",
        ),
        _role(
            "revisor",
            "Revisor",
            "Læser alt inden for sin part, også loggen, og ændrer intet",
            *READING,
            "settlement.see",
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
            "audit.see",
        ),
    )
}
