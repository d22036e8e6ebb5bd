"""`python -m tvaers.cli`: what the script `tvaers` runs."""

from tvaers.cli import agreements, app, audit, budget, budget_check, message, minutes, scenario, settlement, testing, up  # noqa: F401  (each adds its commands)

if __name__ == "__main__":
    app(prog_name="tvaers")
