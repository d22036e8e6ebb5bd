"""An explanation as text for the terminal."""

from typing import Any


def say_explanation(found: dict[str, Any]) -> None:
    """Sentence, arithmetic, clause, values, readings, facts, and the rules that did not decide."""
    print(found["sentence"])
    for step in found["steps"]:
        print(f"  {step['label']:<32}{step['value']:>22}")
    if found["result"]:
        print(f"  {'= beløb':<32}{found['result']:>22}")
    if found["rounding"]:
        print(f"  {found['rounding']}")
    clause = found["clause"]
    print(f"\nBestemmelse {clause['id']}: {clause['heading']} ({clause['place']})\n  {clause['summary']}")
    for value in found["values"]:
        print(f"Værdi: {value['heading']} = {value['shown']} fra {value['from']} ({value['source_words']})")
    for reading in found["readings"]:
        print(f"Læsning {reading['id']}: {reading['choice']}")
    print("\nFakta")
    for fact in found["facts"]:
        print(f"  {fact['label']}: {fact['value']}")
    print("\nOpfyldt: " + ("; ".join(found["met"]) or "ingen betingelser"))
    for other in found["not_met"]:
        why = "; ".join(other["missing"]) or "reglen ovenfor går forud"
        print(f"Gjaldt ikke: {other['clause']} {other['heading']} – {why}")
    print(f"\nKvittering {found['receipt']['receipt'][:16]}, afregning nr. {found['receipt']['run']}")
