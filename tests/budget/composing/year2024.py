"""The 51 proposals of the 2024 catalogue as they are composed: the overview's amounts, and 2025 and lasting from their
own tables; in thousand kroner. Two proposals are unavoidable without the mark or by half (BUD-16, BUD-18)."""

from tvaers.engine.budget.catalogue import Interval
from tvaers.engine.budget.composing import Link, Need, Rules

PERIODS = ("2024", "2025", "PERM")
FRAME = 119_600_000
_ROWS = """
1.1-01 Sengekapacitet;0-10000;0-10000;0-10000
1.1-02 Børn og unge;2600;2600;2600
1.1-03 Neurorehabilitering;2800;2800;2800
1.1-04 Garantiklinik;3000;3000;3000
1.1-05 Ældremedicinsk team;1400;2600;2600
1.1-06 Vagtplanlægning;2400;2400;2400
1.1-07 Neurologisk kapacitet;2800;2800;2800
1.1-08 Senfølgeklinik;0-1600;0-1600;0-1600
1.2-01 Akutområdet;0-5000;0-5000;0-5000
1.2-02 Skadestuer;1700;1590;1560
1.2-03 Patienttransport;7100;7100;7100
1.2-04 Lægevagten;0-2100;;
1.2-05 Sundhedsberedskab;2000;2000;2000
1.3-01 Kræftområdet;27000;27000;27000
1.4-01 TMS;900;2150;1640
1.4-02 Børnepsykiatri;2500;2500;2500
1.4-03 STIME;0-4900;0-4700;0-4700
1.4-04 Familiestøtte;3700;6600;6600
1.4-05 Hurtig vurdering;1400;1400;1400
1.5-01 Neurologi i praksis;1000;1900;1900
1.5-02 Satellitpraksis;1300;2600;2600
1.5-03! Praksisområdet;25000-50000;25000-50000;25000-50000
1.6-01! Medicin;19000-35000;19000-35000;19000-35000
1.6-02 Medicinindsatser;-5000;-5000;-5000
1.6-03 Glukosemålere;5000;5000;10000
1.6-04 Vederlagsfri udlevering;700;1100;1100
1.6-05 Bedre indkøb;-3400;-3400;-3400
1.7-01 ForskningsKUBER;3800;5000;6300
1.7-02! Personlig medicin;1000;3000-5000;3000-5000
1.8-01! IT-basisdrift;14300;14300;14300
1.8-02 Investeringsramme;0;8600;8600
1.8-03 IT fra drift til anlæg;-15000;-15000;-15000
1.8-04½ Diagnostisk plan;1800;0;0
1.8-05 ApoVision;1200;2220;0
1.8-06 Kvalitetssystem;3700;4600;2200
1.9-01 SOSU;-900;-900;-900
1.9-02 Lægelig videreuddannelse;900;900;900
1.9-03 Ledelsesudvikling;600;600;600
1.10-01! Udflytning;19400;28400;55200
1.10-02 Byggeri;0;0;0
1.11-01 Fødeplan;0;0;0
1.11-02 Retningslinjer;3000-5000;3000-5000;3000-5000
1.12-01! Helårsvirkninger;9400;10800;10800
1.12-02! Barsel;3000;3000;3000
1.12-03! Tjenestemænd;4000;4000;4000
1.12-04! Forsikring;0;0;0
1.12-05! Flextrafik;25000-31000;25000-31000;25000-31000
1.12-06! Datawarehouse;1500;2000;
1.12-07 Privathospitaler;600;600;600
1.12-08 Affaldssortering;3300;10400;0
1.12-09! Reservepulje;10000;10000;10000
"""
SAVINGS = ("1.6-02", "1.6-05", "1.8-03", "1.9-01")


def _amount(text: str) -> Interval:
    low, _, high = text.partition("-") if not text.startswith("-") else (text, "", "")
    return Interval.of(int(low) * 1000, int(high) * 1000 if high else None)


def _need(row: str) -> Need:
    head, *amounts = row.split(";")
    key, title = head.split(" ", 1)
    unavoidable = 1000 if key.endswith("!") else 500 if key.endswith("½") else 0
    key = key.rstrip("!½")
    stated = {period: _amount(text) for period, text in zip(PERIODS, amounts, strict=True) if text}
    pot = "cancer" if key == "1.3-01" else "health"
    wide = stated["2024"].width > 0 and not unavoidable
    return Need(key, title, key.split("-")[0], (), pot, stated, unavoidable, is_divisible=wide)


NEEDS = tuple(_need(row) for row in _ROWS.strip().splitlines())
NEED = {need.key: need for need in NEEDS}


def rules(*links: Link, risk: int = 0) -> Rules:
    """The round of 2024: 119,6 mio. kr. and 27,0 mio. kr. of cancer money, no frame known for later years."""
    frames = {"health": {"2024": FRAME}, "cancer": {"2024": 27_000_000}}
    return Rules("2024", ("2025", "PERM"), frames, links, risk, {"cancer": "kræftmidlerne"})
