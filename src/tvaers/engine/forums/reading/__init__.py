"""Reading of minutes and agendas (TXT, DOCX, PDF) into data. Pure: no database, no clock, no state.

`tables.py` has the words, `model.py` the result, docs/regler/referater.md the rules in prose.
"""

from tvaers.engine.forums.reading.as_data import as_data
from tvaers.engine.forums.reading.model import Minutes
from tvaers.engine.forums.reading.nameless import without_names
from tvaers.engine.forums.reading.reader import read_minutes

__all__ = ["Minutes", "as_data", "read_minutes", "without_names"]
