"""Reading of budget catalogues (TXT, DOCX, PDF) into data. Pure: no database, no clock, no state.

`wording.py` has the words, `catalogue.py` one level up the result.
"""

from tvaers.engine.budget.reading.as_data import as_data
from tvaers.engine.budget.reading.reader import read_catalogue, read_text

__all__ = ["as_data", "read_catalogue", "read_text"]
