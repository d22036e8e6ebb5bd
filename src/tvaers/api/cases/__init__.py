"""Cases over the API: case types, cases with their events, and what waits for the user, a router each."""

from tvaers.api.cases.desk import router as desk
from tvaers.api.cases.kinds import router as kinds
from tvaers.api.cases.papers import router as papers
from tvaers.api.cases.rows import router as rows
from tvaers.api.cases.writes import router as writes

ROUTERS = (kinds, desk, rows, writes, papers)
