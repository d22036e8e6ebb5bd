"""Names and shares for the synthetic demo activity. Every person, code and amount made from them is invented."""

from __future__ import annotations

Weighted = tuple[tuple[str, float], ...]
"""Words and how common each is; the shares sum to 1."""

NORTH, MID = "1081", "1082"
OTHER_REGIONS = ("1083", "1084", "1085")

UNITS: dict[str, Weighted] = {
    NORTH: (
        ("Aalborg Universitetshospital", 0.66),
        ("Regionshospital Nordjylland, Hjørring", 0.16),
        ("Regionshospital Nordjylland, Frederikshavn", 0.06),
        ("Aalborg Universitetshospital, Hobro", 0.06),
        ("Aalborg Universitetshospital, Thisted", 0.06),
    ),
    MID: (
        ("Aarhus Universitetshospital", 0.58),
        ("Regionshospitalet Viborg", 0.14),
        ("Regionshospitalet Randers", 0.10),
        ("Regionshospitalet Gødstrup", 0.08),
        ("Regionshospitalet Horsens", 0.06),
        ("Regionshospitalet Silkeborg", 0.04),
    ),
}
HIGH_UNITS = {NORTH: "Aalborg Universitetshospital", MID: "Aarhus Universitetshospital"}
"""Where most highly specialised treatment is given."""

SPECIALTIES: Weighted = (
    ("Ortopædkirurgi", 0.16),
    ("Kardiologi", 0.11),
    ("Onkologi", 0.10),
    ("Neurologi", 0.08),
    ("Kirurgi", 0.08),
    ("Gynækologi og obstetrik", 0.08),
    ("Pædiatri", 0.07),
    ("Øre-næse-halskirurgi", 0.07),
    ("Oftalmologi", 0.06),
    ("Reumatologi", 0.05),
    ("Hæmatologi", 0.04),
    ("Urologi", 0.04),
    ("Neurokirurgi", 0.03),
    ("Nefrologi", 0.03),
)

PRIVATE_HOSPITALS: Weighted = (
    ("Demo Privathospital Østerå", 0.40),
    ("Demo Privathospital Søbakken", 0.35),
    ("Demo Privathospital Vesterfjord", 0.25),
)
DRUGS: Weighted = (("Demo-lægemiddel A", 0.4), ("Demo-lægemiddel B", 0.3), ("Demo-lægemiddel Ø", 0.3))
COUNCIL: Weighted = (("recommended", 0.40), ("not_assessed", 0.25), ("rejected", 0.35))

MIDTJYLLAND = {
    "0615": "Horsens",
    "0657": "Herning",
    "0661": "Holstebro",
    "0665": "Lemvig",
    "0671": "Struer",
    "0706": "Syddjurs",
    "0707": "Norddjurs",
    "0710": "Favrskov",
    "0727": "Odder",
    "0730": "Randers",
    "0740": "Silkeborg",
    "0741": "Samsø",
    "0746": "Skanderborg",
    "0751": "Aarhus",
    "0756": "Ikast-Brande",
    "0760": "Ringkøbing-Skjern",
    "0766": "Hedensted",
    "0779": "Skive",
    "0791": "Viborg",
}
"""The 19 municipalities of Region Midtjylland."""
