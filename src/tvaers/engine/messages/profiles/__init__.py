"""What the standards ask of a message, as tables: FHIR's own structure, and MedCom's profiles over it."""
