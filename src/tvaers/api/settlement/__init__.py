"""Settlement over the API: runs, statements, lines, objections and what-ifs, a router each."""

from tvaers.api.settlement.lines import router as lines
from tvaers.api.settlement.objections import router as objections
from tvaers.api.settlement.runs import router as runs
from tvaers.api.settlement.scenarios import router as scenarios
from tvaers.api.settlement.statements import router as statements

ROUTERS = (runs, statements, lines, objections, scenarios)
