"""The words that minutes are read by: headings, forums, verbs, outcomes, organisations. Data only.

Patterns match without regard to case unless they name persons. Where order matters the first match wins.
"""

from __future__ import annotations

FORUMS: dict[str, tuple[str, ...]] = {
    "ffu": ("Sundhedsaftalens Fælles Forretningsudvalg", "Fælles Forretningsudvalg", "Fællesforretningsudvalg", "FFU"),
    "ssf": ("Strategisk Sundhedsforum", "SSF"),
    "ssu": ("Sundhedssamarbejdsudvalg", "SSU"),
    "samling": ("Sundhedspolitisk Samling",),
    "koordineringsgruppen": ("Koordineringsgruppe",),
    "kontaktudvalget": ("Kontaktudvalg",),
    "sundhedskoordinationsudvalget": ("Sundhedskoordinationsudvalg",),
}
"""Known forums and how they are written; a name may go on (a genitive, a definite form). The Samling is an event that
items are sent to."""

DOCUMENT_KINDS = {
    "referat": "referat",
    "beslutningsreferat": "referat",
    "mødereferat": "referat",
    "beslutningsprotokol": "referat",
    "protokol": "referat",
    "dagsorden": "dagsorden",
    "mødeindkaldelse": "dagsorden",
}
"""Words of a title → kind of document."""

LABELS: dict[str, tuple[str, ...]] = {
    "date": ("Mødedato", "Dato og tid", "Dato", "Mødetidspunkt", "Tidspunkt", "Mødet holdes", "Tid og sted", "Tid"),
    "place": ("Mødested", "Mødelokale", "Sted", "Lokale"),
    "forum": ("Mødeforum", "Forum", "Udvalg", "Mødegruppe"),
    "people": (
        "Mødedeltagere",
        "Faste deltagere",
        "Deltagere",
        "Til stede",
        "Tilstede",
        "Medlemmer",
        "Øvrige deltagere",
    ),
    "leader": ("Mødeleder", "Formand", "Ordstyrer"),
    "secretary": ("Referent", "Sekretær", "Sekretariat"),
    "absent": ("Afbud fra", "Afbud", "Fraværende", "Ikke til stede", "Ikke mødt"),
}
"""What stands before a value in the head."""

CONTENTS = ("Indholdsfortegnelse", "Indhold", "Oversigt over punkter", "Dagsordenspunkter", "Oversigt")
CONTENTS_OVER = (*CONTENTS, "Dagsorden", "Dagsorden for mødet", "Punkter")
"""What may stand over a bare list of the items to come."""
ITEM_HEADS = (
    r"(?:(?:lukket|åbent)\s+)?(?:dagsordens)?punkt\s+(?:nr\.?\s*)?(?P<n>(?:\d{1,3}[a-z]?|L\d{1,2}))\s*[:.)–-]?\s*",
    r"(?:(?:lukket|åben)\s+)?sag\s*(?:nr\.?)?\s*(?P<n>\d{1,3}[a-z]?)\s*[:.)–-]?\s*",
    r"pkt\.?\s*(?:nr\.?\s*)?(?P<n>\d{1,3}[a-z]?)\s*[:.)–-]?\s*",
    r"ad\.?\s*(?:punkt|pkt\.?)?\s*(?P<n>\d{1,3}[a-z]?)\s*[:.)–-]\s*",
    r"(?P<n>\d{1,3}[a-z]?)\s*[.):–-](?:\s+|$)",
)
"""How the heading of an item begins, most telling first; the last ones need more evidence (`heading.py`)."""
WEAK_HEADS = ITEM_HEADS[-2:]

JOURNAL = (
    r"(?<![\d-])\d-\d{2}-\d{2}-\d{1,5}-\d{2}(?![\d-])",
    r"(?<=sagsnr\. )\d[\w./-]*|(?<=sagsnr\.: )\d[\w./-]*|(?<=sagsnummer: )\d[\w./-]*|(?<=journalnr\.: )\d[\w./-]*",
    r"(?<=j\.nr\. )\d[\w./-]*|(?<=j\.nr\.: )\d[\w./-]*|(?<=sagsnr: )\d[\w./-]*|(?<=journalnummer: )\d[\w./-]*",
)
JOURNAL_LABEL = r"(?:sagsnr\.?|sagsnummer|journalnr\.?|journalnummer|j\.?\s?nr\.?)\s*:?\s*"
TYPES = ("Drøftelse", "Orientering", "Godkendelse", "Beslutning", "Temadrøftelse", "Status", "Gensidig orientering")
CLOSED = (
    r"^lukket\b(?:\s*(?:punkt|sag|dagsorden))?\s*(?:[:–-]\s*|$)|\s*\(\s*lukket(?:\s+(?:punkt|sag))?\s*\)"
    r"|\s+[–-]\s+lukket(?:\s+(?:punkt|sag))?$"
)
"""How a heading says that an item is closed to the public."""
STANDING = r"\(\s*fast(?:e)?\s+punkt(?:er)?\s*\)"

SECTIONS: dict[str, tuple[str, ...]] = {
    "summary": ("Resumé", "Resume", "Kort resumé", "Sammendrag", "Kort fortalt"),
    "case": ("Sagsfremstilling", "Fremstilling", "Sagsbeskrivelse", "Beskrivelse", "Sagen"),
    "further": ("Fortsat sagsbehandling", "Videre sagsbehandling", "Videre behandling", "Videre proces",
                "Den videre proces", "Sagens videre forløb", "Det videre forløb"),
    "economy": ("Økonomi", "Økonomiske konsekvenser", "Økonomiske forhold"),
    "recommendation": ("Indstilling", "Indstillinger", "Forslag til beslutning", "Forslag", "Anbefaling",
                       "Administrationens indstilling", "Sekretariatets indstilling"),
    "decision": ("Beslutning", "Beslutninger", "Konklusion", "Udvalgets beslutning", "Referat", "Aftalt",
                 "Beslutningsreferat", "Drøftelse og beslutning", "Behandling og beslutning"),
    "attachments": ("Bilag", "Vedlagte bilag", "Bilagsliste", "Vedlagt"),
    "other": ("Baggrund", "Formål", "Lovgrundlag", "Høring", "Kommunikation", "Juridiske konsekvenser", "Lovgivning",
              "Problemstilling", "Personalemæssige konsekvenser", "Tidsplan", "Tidsperspektiv", "Inddragelse", "Miljø",
              "Opfølgning", "Konsekvenser", "Administrationens bemærkninger", "Sundhedsmæssige konsekvenser", "Effekt",
              "Deltagere", "Tidligere behandling", "Sagens tidligere behandling", "Bemærkninger"),
}  # fmt: skip
"""Headings of sections. A heading that a file marks as such and that stands here nowhere is kept as "other"."""
SECTION_TAILS = (
    r"\s+(?:(?:fra|i|af)\s+[^:.]{3,60}"
    r"|(?:[^:.]{3,60}\s+)?(?:den|d\.)\s*\d{1,2}[-./ ]{1,2}\w{1,9}[-./ ]{1,2}\d{2,4})"
)
"""What may follow the heading of a decision or recommendation: "Beslutning fra Strategisk Sundhedsforum", "Beslutning
Sundhedsudvalget den 10-03-2026"."""

SIDES = (
    ("plo", r"\bplo\b|praktiserende læge|almen praksis"),
    ("municipal", r"kommun"),
    ("regional", r"\bregion|hospital|sygehus|psykiatri|patientforløb"),
)
"""Organisation → side, first match wins."""
LEADER = r"mødeleder|formand(?!skab)|ordstyrer"
SECRETARY = r"sekretariat\b|sekretær|referent|mødesekretær"

VERBS = (
    ("note", r"(?:tage[rst]?|tog)\b.*\btil\s+(?:efterretning|orientering)|\borienteres\b"),
    ("approve", r"\b(?:godkend|tiltræd|vedtag)\w*"),
    ("discuss", r"\b(?:drøft|kvalificer|rådgiv|kommenter)\w*|\bgiver\s+input"),
    ("decide", r"\b(?:beslutt|fastlægg|fastsætt|vælge|prioriter|afgør)\w*"),
    ("appoint", r"\b(?:udpeg|nedsætt|vælger)\w*"),
    ("recommend", r"\b(?:anbefal|indstill)\w*"),
)
"""What a recommendation point asks for: the verb that stands first in the point decides."""

OUTCOMES = (
    ("not_approved", r"\bgodkendt?es?\s+ikke|\bikke\s+(?:blive\s+)?godkend|\bafvis(?:te|t)\b|\bforkaste"
                     r"|\bafsl(?:og|ået)\b|\bikke\s+(?:tiltrådt|tiltræde|vedtaget|imødekomme)|\btiltrådte\s+ikke"
                     r"|\bikke\s+(?:anbefal|tilslut)|\banbefale[rs]\s+ikke|\bnedstemt\b|\bstemt\s+ned\b"),
    ("deferred", r"\bud(?:skød|satt?e?|skudt|skydes?|sættes?)\b|\bsend(?:es|t|te)\s+tilbage"
                 r"|\bsag(?:en)?\s+(?:blev\s+)?taget\s+af\s+dagsordenen|\btages?\s+op\s+(?:igen\s+)?på\s+(?:et\s+)?(?:næst|senere|kommende)"
                 r"|\btag(?:et|es)\s+af\s+dagsordenen|\bhjemvis(?:t|te|es)\b|\bstill(?:et|es)\s+i\s+bero\b|\bafventer\.?$"),
    ("approved", r"\bgodkendt?e?\b|\btiltr(?:åd|ådte|ådt)\b|\bvedtog\b|\bvedtaget\b|\btilslutte(?:de|t)\b|\bimødekom"
                 r"|\bindstilling(?:en|erne)\s+(?:\w+\s+)?(?:følges|fulgt|godkendes|tiltrædes|vedtages|imødekommes)"
                 r"|^(?:godkendes|tiltrædes)\.?$|\btilslutning\s+til\b|\bbakke(?:de|r)\s+op\s+om\b"),
    ("noted", r"\bt(?:og|ager|aget|ages|oges)\b.*?\btil\s+(?:efterretning|orientering)"
              r"|\btil\s+(?:efterretning|orientering)\.?$"),
    ("discussed", r"\bdrøft(?:ede|er|et|edes|es)\b|\bvendte\b|\bkvalificerede\b|\bdrøftelsen?\s+(?:gav|viste|pegede)"),
    ("decided", r"\bbeslutte(?:de|t)\b|\budpege(?:de|t)\b|\bnedsat(?:te)?\b|\bvalgt(?:e)?\b|\bfastsat|\bfastlagt"),
    ("recommended", r"\banbefale(?:de|t|r|s)\b|\bindstille(?:de|t)\b|\bindstilles\s+(?:til\s+)?(?:godkend|vedtag)"),
)  # fmt: skip
"""A sentence of a decision → its outcomes, all that match, in this order; remarks and reservations come on top."""

NOTHING = (
    r"(?:der\s+var\s+)?(?:intet|ingenting|ikke\s+noget)(?:\s+(?:at|til))?(?:\s+\w+){0,3}\.?|ingen(?:\s+(?:bemærkninger|punkter|kommentarer|emner))?(?:\s+til\s+\w+)?\.?"
    r"|(?:der\s+var\s+)?ingen\s+bemærkninger(?:\s+til\s+\w+)?\.?|-"
)
"""A whole decision that says there was nothing."""
WITH_REMARKS = (
    r"\bmed\s+(?:\w+\s+){0,2}(?:bemærkning(?:er)?|tilføjelse(?:r)?|ændring(?:er)?|rettelse(?:r)?|kommentar(?:er)?)\b"
    r"|\bidet\s+[^.,]{2,60}?\s+bemærkede\b"
)
WITH_RESERVATION = (
    r"\bmed\s+(?:\w+\s+){0,2}forbehold\b|\bunder\s+forudsætning\s+af|\bbetinget\s+af|\bpå\s+betingelse\s+af"
)
STANDS_APART = r"\bt(?:og|ager)\s+(?:\w+\s+)?forbehold\b"
"""A sentence beside that of the outcome in which somebody makes a reservation."""
PUT_ON_RECORD = r"\bstemte\s+imod\b|\bundlod\s+at\s+stemme\b|\bønske\w*\b.*\bført\s+til\s+(?:referat|protokol)"
"""A sentence that somebody wanted on record: a remark, which changes no outcome."""
WHOLE = (
    r"\bsom\s+indstillet|\bindstilling(?:en|erne|spunkterne)?\s+(?:\w+\s+){0,2}(?:godkendt|godkendes|tiltrådt|tiltrædes|følges|fulgt|vedtaget|vedtages)"
    r"|\b(?:tiltrådte|godkendte|fulgte|vedtog)\s+indstilling"
)
"""A sentence that answers every point at once."""

ANSWERED_BY = {
    "approve": ("approved", "not_approved", "deferred"),
    "note": ("noted",),
    "discuss": ("discussed", "deferred"),
    "decide": ("decided", "deferred"),
    "appoint": ("decided", "deferred"),
    "recommend": ("recommended", "approved", "not_approved", "deferred"),
    "other": ("approved", "noted", "discussed", "decided", "recommended", "not_approved", "deferred"),
}
"""What a recommendation asks for → the outcomes that answer it."""
FULFILLED = {"approve": "approved", "note": "noted", "discuss": "discussed", "decide": "decided", "appoint": "decided",
             "recommend": "recommended", "other": "approved"}  # fmt: skip
"""What a point's outcome is when the recommendation as a whole was followed."""

OUTCOME_WORDS = {
    "approved": "godkendt",
    "approved_with_remarks": "godkendt med bemærkninger",
    "approved_with_reservation": "godkendt med forbehold",
    "not_approved": "ikke godkendt",
    "noted": "taget til efterretning",
    "noted_with_remarks": "taget til efterretning med bemærkninger",
    "noted_implicitly": "drøftet uden formelt svar på indstillingen",
    "discussed": "drøftet",
    "discussed_with_remarks": "drøftet med bemærkninger",
    "decided": "besluttet",
    "decided_with_remarks": "besluttet med bemærkninger",
    "recommended": "anbefalet",
    "recommended_with_remarks": "anbefalet med bemærkninger",
    "deferred": "udskudt",
    "nothing_to_note": "intet at bemærke",
    "recorded": "refereret uden indstilling",
    "not_recorded": "ikke besvaret",
    "none": "ingen beslutning endnu",
}
"""Every outcome in Danish."""

DUTIES = (
    r"\b(?:udsender|sender|udarbejder|indkalder|inviterer|igangsætter|følger\s+op|vender\s+tilbage|undersøger|afklarer|orienterer"
    r"|fremlægger|tager\s+kontakt|retter|tilretter|koordinerer|udpeger|indhenter|arrangerer|sørger|indarbejder|planlægger)\b"
    r"|\b(?:udsendes|sendes|udarbejdes|laves|gives|orienteres|indkaldes|tilføjes|indarbejdes|fjernes|dagsordens+ættes|udpeges"
    r"|igangsættes|tilrettes|undersøges|afklares|fremlægges|udvides)\b"
    r"|\bskal\s+(?:\w+\s+){0,5}\w+e?s\b|\bskal\s+have\s+en\b|\bvil\s+(?:\w+\s+){1,5}(?:afklare|sende|udarbejde|orientere|indkalde)\b"
    r"|\bblev\s+(?:desuden\s+|det\s+)?aftalt\b|\bdet\s+aftaltes\b"
)
"""What a sentence of a decision has when someone is to do something after the meeting."""
TOLD = r"\borienteringspunkt|\bblev\s+der\s+(?:drøftet|orienteret)|\barbejdes\b"
PUT_OFF = (
    r"\bud(?:skydes?|skudt|sættes?|sat|skød)\b|\bførst\s+dagsordens+ættes|\bdagsordens+ættes\s+i\s+første\s+omgang"
    r"|\bafventer\b"
)

NO_FURTHER = r"ikke\s+planlagt\s+yderligere|ingen\s+yderligere\s+(?:sags)?behandling|ikke\s+yderligere\s+behandling"
PIPELINE_LEAD = r"\bpipeline\b|dagsorden\w*\s+.*(?:består\s+af|følgende\s+punkter)|følgende\s+(?:dagsordens)?punkter"
NO_THEME = r"\b(?:ikke|intet|ingen)\b.{0,30}\btema\b"
CLOSED_LEVELS = {"adm": "Adm", "pol": "Pol"}

MONTHS = {
    "januar": 1, "jan": 1, "februar": 2, "feb": 2, "febr": 2, "marts": 3, "mar": 3, "april": 4, "apr": 4, "maj": 5,
    "juni": 6, "jun": 6, "juli": 7, "jul": 7, "august": 8, "aug": 8, "september": 9, "sept": 9, "sep": 9,
    "oktober": 10, "okt": 10, "november": 11, "nov": 11, "december": 12, "dec": 12,
}  # fmt: skip
WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
SHORT_NAMES = {known: next((one for one in aliases if one.isupper()), aliases[0]) for known, aliases in FORUMS.items()}
"""Forum id → what a finding calls it."""
