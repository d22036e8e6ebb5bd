"""No reader meets an internal code: keys, choices and list members of every agreement have Danish words."""

from __future__ import annotations

import pytest

from tvaers.engine.agreements.queries import package
from tvaers.engine.agreements.wording import WORDS
from tvaers.kernel.package import Parameter, load_all


def codes(parameter: Parameter) -> set[str]:
    """The keys, the choices and the members of lists."""
    members = {one for value in parameter.values if isinstance(value.value, tuple) for one in value.value}
    return {*parameter.keys, *parameter.choices, *(members if parameter.unit == "list" else ())}


@pytest.mark.parametrize("package_id", load_all())
def test_every_code_has_a_word(package_id: str) -> None:
    parameters = package(package_id).parameters.values()
    bare = [(one.id, code) for one in parameters for code in sorted(codes(one)) if code not in {**WORDS, **one.words}]
    assert bare == []
