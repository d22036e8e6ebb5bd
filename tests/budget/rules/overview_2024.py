"""The main overview of the 2024 catalogue as a catalogue by hand: 51 proposals with the amounts of the budget year."""

from __future__ import annotations

from tvaers.engine.budget.catalogue import Catalogue, Cell, Entry, Interval, Place, Proposal
from tvaers.kernel.budget_amounts import read_span
from tvaers.kernel.budget_types import BudgetContent
from tvaers.kernel.package import CONTENT, load_package

PLACE = Place(1)
OVERVIEW = """
1.1-01|Optimal udnyttelse af hospitalernes sengekapacitet|0,0-10,0
1.1-02|Kapacitetsudvidelse – Børn og unge med funktionelle lidelser|2,6
1.1-03|Neurorehabilitering|2,8
1.1-04|Næste fase af garantiklinik i Thisted, herunder opstart af våd AMD|3,0
1.1-05|Ældremedicinsk team og geriatrisk stuegang på tværs af hospitalet|1,4
1.1-06|Support til vagtplanlægningsprocessen|2,4
1.1-07|Øget neurologisk kapacitet|2,8
1.1-08|Senfølgeklinik efter Covid-19|0-1,6
1.2-01|Styrkelse af akutområdet|0-5
1.2-02|Nedbringelse af ventetid i skadestuerne i Region Nordjylland|1,7
1.2-03|Ressourcer til yderligere patienttransportenheder|7,1
1.2-04|Lægevagten – overtagelse af natbetjening|0-2,1
1.2-05|Behov for flere ressourcer til Sundhedsberedskabet|2,0
1.3-01|Styrkelse af kræftområdet|27,0
1.4-01|Opstart af behandling med Transkraniel Magnet Stimulation (TMS)|0,9
1.4-02|Ekstra kapacitet i Børne- og ungdomspsykiatrien|2,5
1.4-03|Etablering af STIME|0-4,9
1.4-04|Etablering af familiestøttende tilbud til familier med børn på venteliste|3,7
1.4-05|Udvidelse af §66 aftale om hurtig vurdering indenfor voksenpsykiatri|1,4
1.5-01|Oprettelse af fuldtidskapacitet i speciallægepraksis i neurologi|1,0
1.5-02|Pulje til brug for etablering af satellitpraksis i speciallægehjælp|1,3
1.5-03!|Afdækning af merforbrug på praksisområdet|25,0-50,0
1.6-01!|Vækst i medicinudgifter|19,0-35,0
1.6-02|De særlige medicinindsatser|-5,0
1.6-03|Behandlingsrådets anbefalinger vedr. sensorbaserede glukosemålere|5,0
1.6-04|Styrkelse af vederlagsfri udlevering|0,7
1.6-05|Bedre indkøb|-3,4
1.7-01|ForskningsKUBER|3,8
1.7-02|Forberedelse til fællesregional drift af Personlig Medicin|1,0
1.8-01!|IT-basisdrift ved Digitalisering og IT|14,3
1.8-02|RN’s investeringsramme til digitaliserings- og udviklingsindsatser|0,0
1.8-03|IT fra drift til anlæg|-15,0
1.8-04!|Fællesregional handleplan på det diagnostiske område|1,8
1.8-05|ApoVision opgradering – det nordjyske bidrag|1,2
1.8-06|Elektronisk kvalitetssystem på Sygehusapoteket|3,7
1.9-01|Regulering af budget til SOSU-assistentuddannelsen|-0,9
1.9-02|Udvikling i den lægelige videreuddannelse|0,9
1.9-03|Øget aktivitet indenfor ledelsesudvikling|0,6
1.10-01!|Udflytning til NAU og PNAU|19,4
1.10-02|Finansiering af fortsat drift af Byggeri og Ejendomme|0,0
1.11-01|Fødeplan|0,0
1.11-02|Pulje til nye faglige retningslinjer og nationale krav|3,0-5,0
1.12-01!|Helårsvirkninger og tekniske reguleringer|9,4
1.12-02!|Barselsrefusioner|3,0
1.12-03!|Tjenestemandspensioner|4,0
1.12-04!|Forsikringsområdet|0,0
1.12-05!|Konsekvenser af NT’s udbud af flextrafik|25,0-31,0
1.12-06!|Obligatorisk opgradering af Datawarehouse Platform|1,5
1.12-07|Administrative ressourcer til området for betaling af privathospitaler|0,6
1.12-08|Affaldssortering|3,3
1.12-09!|Reservepulje|10,0
"""


def content() -> BudgetContent:
    """What the package lays down for the budget of 2024."""
    return load_package(CONTENT / "nordjylland" / "budgetkatalog-2024").budget


def mio(printed: str) -> Interval:
    """An amount as printed in mio. kr."""
    return Interval(*read_span(f"{printed} mio."))


def catalogue() -> Catalogue:
    """The overview as a catalogue; `!` after a key is the mark of an unavoidable cost."""
    rows = [line.split("|") for line in OVERVIEW.strip().splitlines()]
    proposals = tuple(
        Proposal(key.rstrip("!"), key.split("-")[0], title, PLACE, is_unavoidable=key.endswith("!"))
        for key, title, _ in rows
    )
    entries = tuple(_entry(key.rstrip("!"), title, printed) for key, title, printed in rows)
    return Catalogue("Budgetkatalog 2024", "Region Nordjylland", 2024, ("2024", "2025", "PERM"), "2023",
                     proposals=proposals, overview=entries)  # fmt: skip


def _entry(key: str, title: str, printed: str) -> Entry:
    cell = Cell("saving" if printed.startswith("-") else "growth", mio(printed), printed, "stated", 100_000)
    growth, saving = (None, cell) if printed.startswith("-") else (cell, None)
    return Entry(key, key.split("-")[0], title, growth, saving, PLACE)
