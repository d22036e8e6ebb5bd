"""Minutes that never were, as TXT, DOCX and PDF from the same text; people have names made of letters and trees."""

from __future__ import annotations

import io
import re
from pathlib import Path

import typst
from docx import Document

SOURCE = Path(__file__).parents[4] / "shared" / "sources" / "referat_faelles_forretningsudvalg_nord_2025-08-22.txt"
HEADINGS = ("Resumé", "Sagsfremstilling", "Fortsat sagsbehandling", "Økonomi", "Indstilling", "Beslutning", "Bilag")
FILLING = (
    "Parterne har gennem længere tid arbejdet med en fælles vej for borgere, der flytter mellem sektorer, og arbejdet "
    "har vist, at en ensartet overlevering giver færre fejl, kortere ventetid og en bedre oplevelse for både borgere "
    "og medarbejdere. Erfaringerne samles løbende i en rapport, som alle parter kan bruge."
)
TEXT = f"""REFERAT Sundhedsaftalens Fælles Forretningsudvalg d. 12-03-2026

Mødedato Torsdag d. 12. marts 2026 kl. 13:30

Mødested Lokale Eg, Rådhuset

Indholdsfortegnelse

Mødedeltagere.....\t2
Godkendelse af dagsorden.....\t2
Godkendelse: Aftale om overlevering af borgere mellem hospital, kommune og almen prak\t3
Drøftelse: Dagsorden til Strategisk Sundhedsforum.....\t3
Eventuelt.....\t4

Punkt 1: Mødedeltagere

1-02-03-1044-26

Sagsfremstilling

Faste deltagere

Asta Ahorn, Egeby Kommune

Birk Bøg, Lindeby Kommune

Cilla Ceder, Region Skov - **mødeleder**

Dan Douglasgran, Hospital Skov, Region Skov

Eva El, PLO-Skov

Finn Fyr, Det Fælleskommunale Sundhedssekretariat (sekretariat)

Beslutning

Der var afbud fra Birk Bøg.

Punkt 2: Godkendelse af dagsorden

1-02-03-1044-26

Indstilling

Det indstilles, at Fælles Forretningsudvalg:

1. Godkender dagsordenen.

Beslutning

Fælles Forretningsudvalg godkendte dagsordenen uden bemærkninger.

Punkt 3: Godkendelse: Aftale om overlevering af borgere mellem hospital, kommune og almen praksis

1-30-72-7-26

Resumé

Der fremlægges et udkast til en aftale om overlevering. {FILLING}

Sagsfremstilling

{FILLING} {FILLING}

{FILLING}

Aftalen har tre dele:

- En fælles besked, som sendes samme dag som borgeren udskrives, og som modtageren kvitterer for inden for to hverdage.
- En kontaktperson i hver kommune.
- En årlig opfølgning.

{FILLING} Aftalen træder i kraft den 1. september, og Strategisk Sundhedsforum behandler den den 21. maj 2026.

Fortsat sagsbehandling

Aftalen fortsætter til godkendelse i Strategisk Sundhedsforum og i Sundhedssamarbejdsudvalget.

Økonomi

{FILLING} {FILLING}

Indstilling

Det indstilles, at Fælles Forretningsudvalg:

1. Godkender, at aftalen indstilles til godkendelse i Strategisk Sundhedsforum.
2. Udpeger en kontaktperson i hver kommune.
3. Beslutter, om der skal holdes en temadag om overlevering.

Beslutning

Fælles Forretningsudvalg godkendte aftalen med følgende bemærkninger:

- At afsnittet om almen praksis skrives om.
- At der udpeges en kontaktperson i hver kommune inden sommer.

Region Skov sender en ny udgave til parterne.

Bilag

Udkast til aftale om overlevering

Høringssvar

Punkt 4: Drøftelse: Dagsorden til Strategisk Sundhedsforum

1-02-03-1044-26

Sagsfremstilling

{FILLING}

Til mødet i Strategisk Sundhedsforum den 21. maj 2026 ligger følgende dagsordenspunkter i pipeline:

- Orientering: Nye lokaler (fælles)
- Orientering/drøftelse: Fælles uddannelse (fælles)
 - Med input fra en arbejdsgruppe.
- Godkendelse: Aftale om overlevering (afventer høring i almen praksis)

Fortsat sagsbehandling

Der er ikke planlagt yderligere behandling af punktet.

Indstilling

Det indstilles, at Fælles Forretningsudvalg:

1. Drøfter punkterne i pipeline.

Beslutning

Fælles Forretningsudvalg drøftede punkterne. Dan Douglasgran orienterede om en ny bygning.

Punkt 5: Eventuelt

1-02-03-1044-26

Beslutning

Intet at bemærke.
"""


def as_docx(text: str = TEXT) -> bytes:
    """The text as a Word document with headings and lists of Word's own."""
    document = Document()
    for row in filter(str.strip, text.split("\n")):
        bare = row.strip()
        if bare in HEADINGS:
            document.add_heading(bare, level=2)
        elif bare.startswith("Punkt "):
            document.add_heading(bare, level=1)
        elif bare.startswith("- "):
            document.add_paragraph(bare[2:], style="List Bullet 2" if row.startswith(" ") else "List Bullet")
        elif re.match(r"\d\. ", bare):
            document.add_paragraph(bare[3:], style="List Number")
        else:
            document.add_paragraph(bare)
    return _saved(document)


def as_pdf(text: str = TEXT, size: float = 11.0) -> bytes:
    """The text as a PDF of several pages with a header, a page number and justified, hyphenated paragraphs."""
    source = [
        '#set page(paper: "a5", numbering: "1", header: [Fælles Forretningsudvalg #h(1fr) Referat])',
        f'#set text(lang: "da", size: {size}pt)\n#set smartquote(enabled: false)\n#set par(justify: true)',
    ]
    for row in filter(str.strip, text.split("\n")):
        bare = row.strip()
        shown = re.sub(r"([\\#$*_`<>@\[\]~=+/-])", r"\\\1", bare).replace("\t", " #h(1fr) ")
        if bare in HEADINGS or bare.startswith("Punkt "):
            shown = f'#text(size: {size + 2 * bare.startswith("Punkt ")}pt, weight: "bold")[{shown}]'
        source += [f"#pad(left: 20pt)[{shown}]" if row.startswith(" ") else shown, ""]
    return bytes(typst.compile("\n".join(source).encode()))


def _saved(document: object) -> bytes:
    kept = io.BytesIO()
    document.save(kept)  # type: ignore[attr-defined]
    return kept.getvalue()
