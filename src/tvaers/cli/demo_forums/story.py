"""What the demo's meetings are about: the items that were treated, and those that wait. All of it invented."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Treated:
    """An item of a meeting that is held. `outcome` "" is the usual one; `tasks` are (text, owner, party, due in weeks,
    what shows that it is done)."""

    forum: str
    weeks: int
    title: str
    kind: str = "approval"
    outcome: str = ""
    text: str = ""
    point: str = ""
    remark: str = ""
    reservation: str = ""
    words: str = ""
    to: int = 0
    route: tuple[str, ...] = ()
    tasks: tuple[tuple[str, str, str, int, str], ...] = ()


WAY = ("ffu", "ssf", "ssu")
TREATED = (
    Treated("ffu", -24, "Fælles kursus om plejeforløbsplaner", point="Godkender, at kurset bliver holdt.",
            text="Kurset varer en halv dag og bliver holdt i alle klynger.",
            tasks=(("Send datoer for kurset ud", "Koordineringsgruppen", "1081", -20, "Datoerne er sendt."),)),
    Treated("ffu", -24, "Tal for ventetid på genoptræning", "information", point="Tager tallene til efterretning.",
            outcome="noted_with_remarks", remark="Tallene skal vises for hver kommune næste gang."),
    Treated("ffu", -24, "Aftale om dosispakket medicin ved udskrivelse", outcome="deferred", to=-12,
            point="Godkender, at aftalen indstilles.", words="Tallene for udgifter mangler.", route=WAY),
    Treated("ffu", -24, "Kontaktpersoner på ortopædkirurgien", point="Godkender listen over kontaktpersoner.",
            tasks=(("Meld jeres kontaktpersoner ind", "Aalborg Kommune", "0851", -3, ""),
                   ("Saml listen over kontaktpersoner", "Sekretariatet", "1081", 3, ""))),
    Treated("ffu", -12, "Fælles indkøb af kompressionsstrømper", outcome="approved_with_reservation",
            point="Godkender, at udbuddet går i gang.",
            reservation="De juridiske hindringer skal være afklaret, inden udbuddet går i gang.",
            tasks=(("Sæt udbuddet i gang", "Udbudsgruppen", "1081", 4, ""),)),
    Treated("ffu", -12, "Samarbejde om faldforebyggelse", outcome="approved_with_remarks", route=("ffu", "ssf"),
            point="Godkender, at oplægget går videre.", remark="Skriv, hvem der betaler for hjemmebesøg."),
    Treated("ffu", -2, "Tryghedsopkald efter udskrivelse", outcome="approved_with_remarks", route=WAY,
            point="Godkender, at forsøget indstilles.", remark="Afsnittet om weekender skal gøres klarere.",
            tasks=(("Ret afsnittet om weekender", "Aalborg Kommune", "0851", -1, ""),)),
    Treated("ffu", -2, "Aftale om transport af prøver", outcome="not_approved", route=WAY,
            point="Godkender, at aftalen indstilles.", words="Parterne er uenige om, hvem der kører i weekenden."),
    Treated("ssf", -32, "Rammer for opgaveflyt", "discussion", point="Drøfter rammerne."),
    Treated("ssf", -9, "Fælles sprog om funktionsevne", point="Godkender, at arbejdet går i gang.",
            tasks=(("Udpeg deltagere til arbejdsgruppen", "Region Nordjylland", "1081", -2, ""),)),
    Treated("ssu", -28, "Årets fokus: ensomhed hos ældre", "discussion", point="Drøfter temaet."),
    Treated("ssu", -5, "Besøg på et sundhedshus", "information", point="Tager planen til efterretning."),
    Treated("sundhedsklynge-midt", -20, "Fremskudt visitation på akutmodtagelsen", point="Godkender forsøget.",
            tasks=(("Evaluér forsøget", "Jammerbugt Kommune", "0849", 6, ""),)),
)  # fmt: skip
AHEAD = (
    "Fælles standard for stomiprodukter", "Digital ventetidsoversigt", "Rehabilitering efter hjernerystelse",
    "Kompetencer i akutsygeplejen", "Kommunale senge ved spidsbelastning", "Vagttelefon for plejehjem",
    "Demensvenlige udskrivelser", "Overgang fra barn til voksen i psykiatrien", "Hjælpemidler på lån i ferier",
    "Opfølgning på utilsigtede hændelser", "Ernæring ved udskrivelse", "Pårørende som samarbejdspartnere",
)  # fmt: skip
"""The backlog of the coming meeting, beside the items that are on its agenda."""
ON_AGENDA = ("Status på akutpladser", "Fælles introduktion af nye sygeplejersker", "Budget for netværket om sår")
CLOSED = "Forhandling med en leverandør af hjælpemidler"
