"""`tvaers message read` as a script meets it: one document, exit codes, and no CPR number anywhere."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.messages.course import CITIZEN, HEART, TOWN, Course, told
from tests.messages.stay_bundle import as_json

PUBLISHED = Path(__file__).parents[3] / "shared" / "medcom"


def tvaers(*words: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tvaers.cli", "message", "read", *map(str, words)],
        env={**os.environ, "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"},
        capture_output=True,
        text=True,
    )


def document(*words: str | Path, code: int = 0) -> dict[str, Any]:
    done = tvaers(*words, "--json")
    assert done.returncode == code, done.stderr
    return dict(json.loads(done.stdout))


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A folder with an admission, a leave and a discharge."""
    for number, message in enumerate(told(Course(), "STIN", "STOR", "SLHJ")):
        (tmp_path / f"{number}.json").write_bytes(as_json(message))
    return tmp_path


def test_a_folder_is_taken_in_by_name_and_tells_the_stay(course: Path) -> None:
    found = document(course)
    assert [(one["code"], one["outcome"], one["state"]["state"]) for one in found["messages"]] == [
        ("STIN", "accepted", "admitted"),
        ("STOR", "accepted", "on-leave"),
        ("SLHJ", "accepted", "discharged"),
    ]
    (stay,) = found["stays"]
    assert (stay["state"], stay["kind"], stay["department"]["sor"]) == ("discharged", "IMP", HEART.sor)
    assert [line["code"] for line in stay["history"]] == ["STIN", "STOR", "SLHJ"]
    assert found["totals"]["accepted"] == 3


def test_the_files_are_taken_in_the_given_order(course: Path) -> None:
    found = document(course / "0.json", course / "2.json", course / "1.json")
    assert [(one["code"], one["shown"]) for one in found["messages"]] == [
        ("STIN", "current"),
        ("SLHJ", "current"),
        ("STOR", "history"),
    ]
    assert found["stays"][0]["state"] == "discharged"


def test_the_acknowledgement_is_a_message_to_the_sender(course: Path) -> None:
    answer = document(course / "0.json")["messages"][0]["acknowledgement"]
    header = next(
        one["resource"] for one in answer["bundle"]["entry"] if one["resource"]["resourceType"] == "MessageHeader"
    )
    assert (answer["code"], answer["header_id"], header["response"]["identifier"]) == ("ok", "a1", "a1")
    assert header["source"]["endpoint"].endswith(TOWN.sor)


def test_a_duplicate_gets_the_very_same_acknowledgement(course: Path) -> None:
    first, again = document(course / "0.json", course / "0.json")["messages"]
    assert (again["outcome"], again["code"], again["state"]) == ("duplicate", "STIN", first["state"])
    assert again["acknowledgement"] == first["acknowledgement"]


def test_no_cpr_number_is_shown(course: Path) -> None:
    said = tvaers(course, "--json").stdout + tvaers(course).stdout
    assert CITIZEN.reveal() not in said
    assert CITIZEN.masked in said


def test_without_a_relevant_case_nothing_of_the_content_is_told(course: Path) -> None:
    found = document(course / "0.json", course / "0.json", "--no-relevant-case")
    assert [one["outcome"] for one in found["messages"]] == ["stored-not-shown", "duplicate"]
    for message in found["messages"]:
        assert (message["acknowledgement"]["code"], message["state"], message["activity"]) == ("ok", None, "")
        assert message["code"] == ""
    assert found["stays"] == []


def test_a_faulty_message_is_rejected_with_code_six(course: Path) -> None:
    (course / "1.json").write_text("{")
    found = document(course, code=6)
    assert [one["outcome"] for one in found["messages"]] == ["accepted", "rejected", "accepted"]
    assert found["messages"][1]["acknowledgement"] is None


def test_a_rejected_message_with_a_header_is_answered(course: Path) -> None:
    tree = json.loads((course / "0.json").read_text())
    for entry in tree["entry"]:
        if entry["resource"]["resourceType"] == "Encounter":
            del entry["resource"]["class"]
    (course / "0.json").write_text(json.dumps(tree))
    answer = document(course / "0.json", code=6)["messages"][0]["acknowledgement"]
    assert answer["code"] == "fatal-error"
    assert any("class" in issue["text"] for issue in answer["issues"])


def test_the_text_says_what_became_of_each_and_where_the_citizen_is(course: Path) -> None:
    said = tvaers(course).stdout
    assert "0.json: STIN. Meddelelsen er taget ind. Kvittering: ok." in said
    assert f"{CITIZEN.masked}: udskrevet, {HEART.name}, siden 10-01-2039 kl. 10.00" in said
    assert "3 meddelelser: 3 taget ind." in said


@pytest.mark.parametrize(
    ("words", "code", "said"), [(["findes-ikke.json"], 1, "Filen findes ikke"), ([], 2, "Missing")]
)
def test_what_cannot_be_read_says_why(words: list[str], code: int, said: str) -> None:
    done = tvaers(*words)
    assert (done.returncode, done.stdout) == (code, "")
    assert said in done.stderr


def test_an_empty_folder_is_an_error(tmp_path: Path) -> None:
    done = tvaers(tmp_path)
    assert done.returncode == 1
    assert "ingen JSON- eller XML-filer" in done.stderr


@pytest.mark.skipif(not PUBLISHED.is_dir(), reason="MedCom's published messages are not beside the project")
def test_every_published_notification_is_taken_in_on_its_own() -> None:
    found = []
    for file in sorted((PUBLISHED / "hospitalnotification").glob("*.json")):
        (message,) = document(file)["messages"]
        found.append((message["code"], message["outcome"]))
    told = ["STIN", "STIN", "STIN", "STOR", "SLOR", "SLHJ", "SLHJ", "MORS", "MORS", "STAA"]
    waiting = [("RE_STIN", "stored-not-shown"), ("AN_STIN", "stored-not-shown")]
    assert sorted(found) == sorted([*((code, "accepted") for code in told), *waiting])
