"""Messages between hospitals, municipalities and practices: MedCom FHIR in and out, and never one lost or doubled."""
