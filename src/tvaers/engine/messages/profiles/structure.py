"""How FHIR R4 builds the resources and data types that MedCom messages use: names in order, how many, of which type.

One line of text per type. An element is `name`, then `!` (1..1), `+` (1..*), `*` (0..*) or nothing (0..1), then either
`:type`, `:type{the codes allowed}`, or `(its own elements)`. `name[x]:a|b` is FHIR's choice of types. A type with dots
(`:Bundle.link`) is the inner structure of another element.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_ELEMENT = re.compile(
    r"(?P<name>\w+)(?P<choice>\[x\])?(?P<mark>[!+*]?)(?::(?P<types>[\w.|]+)(?:\{(?P<codes>[^}]*)\})?)?"
)
_MARKS = {"": (0, False), "!": (1, False), "*": (0, True), "+": (1, True)}


@dataclass(frozen=True)
class Element:
    """One element of a type, under its JSON name ("occurredDateTime"). `codes` is empty where any value may stand.

    `choice` is the name shared by the alternatives of a choice ("occurred"), else "".
    """

    name: str
    type: str
    low: int
    many: bool
    codes: frozenset[str] = frozenset()
    choice: str = ""


_ADMINISTRATIVE_GENDER = "{male female other unknown}"
_IDENTIFIER_USE = "{usual official temp secondary old}"

_DATATYPES = {
    "Meta": "versionId:id lastUpdated:instant source:uri profile*:canonical security*:Coding tag*:Coding",
    "Narrative": "status!:code{generated extensions additional empty} div!:xhtml",
    "Coding": "system:uri version:string code:code display:string userSelected:boolean",
    "CodeableConcept": "coding*:Coding text:string",
    "Identifier": f"use:code{_IDENTIFIER_USE} type:CodeableConcept system:uri value:string period:Period "
    "assigner:Reference",
    "Reference": "reference:string type:uri identifier:Identifier display:string",
    "Period": "start:dateTime end:dateTime",
    "HumanName": "use:code{usual official temp nickname anonymous old maiden} text:string family:string given*:string "
    "prefix*:string suffix*:string period:Period",
    "ContactPoint": "system:code{phone fax email pager url sms other} value:string "
    "use:code{home work temp old mobile} rank:positiveInt period:Period",
    "Address": "use:code{home work temp old billing} type:code{postal physical both} text:string line*:string "
    "city:string district:string state:string postalCode:string country:string period:Period",
    "Attachment": "contentType:code language:code data:base64Binary url:url size:unsignedInt hash:base64Binary "
    "title:string creation:dateTime",
    "Quantity": "value:decimal comparator:code{< <= >= >} unit:string system:uri code:code",
    "Range": "low:Quantity high:Quantity",
    "Ratio": "numerator:Quantity denominator:Quantity",
    "Duration": "value:decimal comparator:code{< <= >= >} unit:string system:uri code:code",
    "Annotation": "author[x]:Reference|string time:dateTime text!:markdown",
    "Signature": "type+:Coding when!:instant who!:Reference onBehalfOf:Reference targetFormat:code sigFormat:code "
    "data:base64Binary",
    "Extension": "url!:attribute value[x]:string|boolean|code|uri|url|canonical|id|oid|uuid|date|dateTime|instant|"
    "time|integer|decimal|positiveInt|unsignedInt|markdown|base64Binary|Coding|CodeableConcept|Identifier|Reference|"
    "Period|ContactPoint|HumanName|Address|Attachment|Quantity|Range|Ratio|Duration|Annotation",
}
_RESOURCES = {
    "Bundle": "identifier:Identifier type!:code timestamp:instant total:unsignedInt link*(relation!:string url!:uri) "
    "entry*(link*:Bundle.link fullUrl:uri resource:Resource search(mode:code score:decimal) "
    "request(method!:code url!:uri ifNoneMatch:string ifModifiedSince:instant ifMatch:string ifNoneExist:string) "
    "response(status!:string location:uri etag:string lastModified:instant outcome:Resource)) signature:Signature",
    "MessageHeader": "event[x]!:Coding|uri destination*(name:string target:Reference endpoint!:url receiver:Reference) "
    "sender:Reference enterer:Reference author:Reference "
    "source!(name:string software:string version:string contact:ContactPoint endpoint!:url) responsible:Reference "
    "reason:CodeableConcept response(identifier!:id code!:code{ok transient-error fatal-error} details:Reference) "
    "focus*:Reference definition:canonical",
    "Patient": "identifier*:Identifier active:boolean name*:HumanName telecom*:ContactPoint "
    f"gender:code{_ADMINISTRATIVE_GENDER} birthDate:date deceased[x]:boolean|dateTime address*:Address "
    "maritalStatus:CodeableConcept multipleBirth[x]:boolean|integer photo*:Attachment "
    "contact*(relationship*:CodeableConcept name:HumanName telecom*:ContactPoint address:Address "
    f"gender:code{_ADMINISTRATIVE_GENDER} organization:Reference period:Period) "
    "communication*(language!:CodeableConcept preferred:boolean) generalPractitioner*:Reference "
    "managingOrganization:Reference link*(other!:Reference type!:code{replaced-by replaces refer seealso})",
    "Encounter": "identifier*:Identifier status!:code{planned arrived triaged in-progress onleave finished cancelled "
    "entered-in-error unknown} statusHistory*(status!:code period!:Period) class!:Coding "
    "classHistory*(class!:Coding period!:Period) type*:CodeableConcept serviceType:CodeableConcept "
    "priority:CodeableConcept subject:Reference episodeOfCare*:Reference basedOn*:Reference "
    "participant*(type*:CodeableConcept period:Period individual:Reference) appointment*:Reference period:Period "
    "length:Duration reasonCode*:CodeableConcept reasonReference*:Reference "
    "diagnosis*(condition!:Reference use:CodeableConcept rank:positiveInt) account*:Reference "
    "hospitalization(preAdmissionIdentifier:Identifier origin:Reference admitSource:CodeableConcept "
    "reAdmission:CodeableConcept dietPreference*:CodeableConcept specialCourtesy*:CodeableConcept "
    "specialArrangement*:CodeableConcept destination:Reference dischargeDisposition:CodeableConcept) "
    "location*(location!:Reference status:code{planned active reserved completed} physicalType:CodeableConcept "
    "period:Period) serviceProvider:Reference partOf:Reference",
    "Organization": "identifier*:Identifier active:boolean type*:CodeableConcept name:string alias*:string "
    "telecom*:ContactPoint address*:Address partOf:Reference contact*(purpose:CodeableConcept name:HumanName "
    "telecom*:ContactPoint address:Address) endpoint*:Reference",
    "Provenance": "target+:Reference occurred[x]:Period|dateTime recorded!:instant policy*:uri location:Reference "
    "reason*:CodeableConcept activity:CodeableConcept agent+(type:CodeableConcept role*:CodeableConcept who!:Reference "
    "onBehalfOf:Reference) entity*(role!:code{derivation revision quotation source removal} what!:Reference "
    "agent*:Provenance.agent) signature*:Signature",
    "Communication": "identifier*:Identifier instantiatesCanonical*:canonical instantiatesUri*:uri basedOn*:Reference "
    "partOf*:Reference inResponseTo*:Reference status!:code{preparation in-progress not-done on-hold stopped completed "
    "entered-in-error unknown} statusReason:CodeableConcept category*:CodeableConcept "
    "priority:code{routine urgent asap stat} medium*:CodeableConcept subject:Reference topic:CodeableConcept "
    "about*:Reference encounter:Reference sent:dateTime received:dateTime recipient*:Reference sender:Reference "
    "reasonCode*:CodeableConcept reasonReference*:Reference payload*(content[x]!:string|Attachment|Reference) "
    "note*:Annotation",
    "Practitioner": "identifier*:Identifier active:boolean name*:HumanName telecom*:ContactPoint address*:Address "
    f"gender:code{_ADMINISTRATIVE_GENDER} birthDate:date photo*:Attachment qualification*(identifier*:Identifier "
    "code!:CodeableConcept period:Period issuer:Reference) communication*:CodeableConcept",
    "PractitionerRole": "identifier*:Identifier active:boolean period:Period practitioner:Reference "
    "organization:Reference code*:CodeableConcept specialty*:CodeableConcept location*:Reference "
    "healthcareService*:Reference telecom*:ContactPoint availableTime*(daysOfWeek*:code{mon tue wed thu fri sat sun} "
    "allDay:boolean availableStartTime:time availableEndTime:time) notAvailable*(description!:string during:Period) "
    "availabilityExceptions:string endpoint*:Reference",
    "CareTeam": "identifier*:Identifier status:code{proposed active suspended inactive entered-in-error} "
    "category*:CodeableConcept name:string subject:Reference encounter:Reference period:Period "
    "participant*(role*:CodeableConcept member:Reference onBehalfOf:Reference period:Period) "
    "reasonCode*:CodeableConcept reasonReference*:Reference managingOrganization*:Reference telecom*:ContactPoint "
    "note*:Annotation",
    "OperationOutcome": "issue+(severity!:code{fatal error warning information} code!:code details:CodeableConcept "
    "diagnostics:string location*:string expression*:string)",
    "Observation": "identifier*:Identifier basedOn*:Reference partOf*:Reference status!:code category*:CodeableConcept "
    "code!:CodeableConcept subject:Reference focus*:Reference encounter:Reference effective[x]:dateTime|Period|instant "
    "issued:instant performer*:Reference value[x]:Quantity|CodeableConcept|string|boolean|integer|Range|Ratio|time|"
    "dateTime|Period dataAbsentReason:CodeableConcept interpretation*:CodeableConcept note*:Annotation "
    "bodySite:CodeableConcept method:CodeableConcept specimen:Reference device:Reference "
    "referenceRange*(low:Quantity high:Quantity type:CodeableConcept appliesTo*:CodeableConcept age:Range text:string) "
    "hasMember*:Reference derivedFrom*:Reference component*(code!:CodeableConcept "
    "value[x]:Quantity|CodeableConcept|string|boolean|integer|Range|Ratio|time|dateTime|Period "
    "dataAbsentReason:CodeableConcept interpretation*:CodeableConcept referenceRange*:Observation.referenceRange)",
    "DiagnosticReport": "identifier*:Identifier basedOn*:Reference status!:code category*:CodeableConcept "
    "code!:CodeableConcept subject:Reference encounter:Reference effective[x]:dateTime|Period issued:instant "
    "performer*:Reference resultsInterpreter*:Reference specimen*:Reference result*:Reference imagingStudy*:Reference "
    "media*(comment:string link!:Reference) conclusion:string conclusionCode*:CodeableConcept "
    "presentedForm*:Attachment",
    "Media": "identifier*:Identifier basedOn*:Reference partOf*:Reference status!:code type:CodeableConcept "
    "modality:CodeableConcept view:CodeableConcept subject:Reference encounter:Reference created[x]:dateTime|Period "
    "issued:instant operator:Reference reasonCode*:CodeableConcept bodySite:CodeableConcept deviceName:string "
    "device:Reference height:positiveInt width:positiveInt frames:positiveInt duration:decimal content!:Attachment "
    "note*:Annotation",
}
_EVERY_DATATYPE = "id:attribute extension*:Extension "
_EVERY_INNER = _EVERY_DATATYPE + "modifierExtension*:Extension "
_EVERY_RESOURCE = "id:id meta:Meta implicitRules:uri language:code "
_EVERY_DOMAIN_RESOURCE = (
    _EVERY_RESOURCE + "text:Narrative contained*:Resource extension*:Extension modifierExtension*:Extension "
)


def _elements(text: str, owner: str, types: dict[str, dict[str, Element]]) -> dict[str, Element]:
    """Read one type's line into its elements, in order; the inner ones become types named `owner.name` in `types`."""
    found: dict[str, Element] = {}
    at = 0
    while match := _ELEMENT.search(text, at):
        at = match.end()
        low, many = _MARKS[match["mark"]]
        name = match["name"]
        if text[at : at + 1] == "(":
            end = _closing(text, at)
            inner = f"{owner}.{name}"
            types[inner] = _elements(_EVERY_INNER + text[at + 1 : end], inner, types)
            found[name] = Element(name, inner, low, many)
            at = end
            continue
        codes = frozenset((match["codes"] or "").split())
        for kind in match["types"].split("|"):
            label = f"{name}{kind[0].upper()}{kind[1:]}" if match["choice"] else name
            found[label] = Element(label, kind, low, many, codes, name if match["choice"] else "")
    return found


def _closing(text: str, opening: int) -> int:
    """The place of the bracket that closes the one at `opening`."""
    depth = 0
    for at in range(opening, len(text)):
        depth += (text[at] == "(") - (text[at] == ")")
        if depth == 0:
            return at
    raise ValueError(f"a bracket stays open in {text[opening : opening + 40]!r}")


def _all_types() -> dict[str, dict[str, Element]]:
    """Every type with its elements in FHIR's order."""
    types: dict[str, dict[str, Element]] = {}
    for name, text in _DATATYPES.items():
        types[name] = _elements(_EVERY_DATATYPE + text, name, types)
    for name, text in _RESOURCES.items():
        common = _EVERY_RESOURCE if name == "Bundle" else _EVERY_DOMAIN_RESOURCE
        types[name] = _elements(common + text, name, types)
    return types


TYPES = _all_types()
"""Type name (a resource, a data type, or an inner structure such as "Bundle.entry") to its elements, in order."""
RESOURCES = frozenset(_RESOURCES)
