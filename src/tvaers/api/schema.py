"""The API description as a file. After a change on purpose, `python -m tvaers.api.schema` renews it in docs/api."""

import json
import os
from pathlib import Path

FILE = Path(__file__).resolve().parents[3] / "docs" / "api" / "openapi.json"


def document() -> str:
    """The OpenAPI document as text, in a settled order so that a change can be read in a comparison."""
    from tvaers.api.root import api

    return json.dumps(api.get_openapi_schema(), ensure_ascii=False, indent=2, sort_keys=True, default=str) + "\n"


def main() -> None:
    """Write the file."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tvaers.settings")
    import django

    django.setup()
    FILE.parent.mkdir(parents=True, exist_ok=True)
    FILE.write_text(document(), encoding="utf-8")
    print(FILE)


if __name__ == "__main__":
    main()
