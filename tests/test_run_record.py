"""run.json: what a run read, did and wrote."""

import hashlib
import json
from pathlib import Path

import pytest

from kpi_xl.files.saving.run_record import (
    FileSeen,
    RunRecord,
    file_hash,
    made_with,
    read_record,
    relative,
    write_record,
)

RECORD = RunRecord(
    when="2022-10-14T09:30:00",
    period="2022/23 Q2",
    rulebook=FileSeen("rulebook.xlsx", "aa"),
    inputs=(FileSeen("submissions/AS & Co.xlsx", "bb", "AS", "accepted"),),
    outputs=(FileSeen("master.xlsx", "cc"),),
    counts={"total": 77, "rated": 70},
    made_with={"python": "3.11.7"},
    look="dd",
)


def test_a_record_reads_back_as_it_was_written(tmp_path: Path):
    write_record(tmp_path / "run.json", RECORD)
    assert read_record(tmp_path / "run.json") == RECORD


def test_a_record_is_plain_json(tmp_path: Path):
    write_record(tmp_path / "run.json", RECORD)
    found = json.loads((tmp_path / "run.json").read_text(encoding="utf-8"))
    assert found["inputs"] == [{"path": "submissions/AS & Co.xlsx", "sha256": "bb", "unit": "AS", "status": "accepted"}]
    assert found["counts"] == {"total": 77, "rated": 70}


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"when": 1}', '{"inputs": 3, "outputs": []}', "\x00"])
def test_a_record_that_makes_no_sense_is_no_record(tmp_path: Path, text: str):
    (tmp_path / "run.json").write_text(text)
    assert read_record(tmp_path / "run.json") is None


def test_there_is_no_record_before_the_first_run(tmp_path: Path):
    assert read_record(tmp_path / "run.json") is None


def test_an_output_is_found_by_its_path():
    assert RECORD.output("master.xlsx") == FileSeen("master.xlsx", "cc")
    assert RECORD.output("other.xlsx") is None


def test_hashes_are_of_the_bytes(tmp_path: Path):
    (tmp_path / "a").write_bytes(b"council")
    assert file_hash(tmp_path / "a") == hashlib.sha256(b"council").hexdigest()
    assert file_hash(tmp_path / "not there") == ""


def test_paths_are_told_from_the_workspace(tmp_path: Path):
    assert relative(tmp_path / "submissions" / "AS.xlsx", tmp_path) == "submissions/AS.xlsx"
    outside = tmp_path.parent / "other.xlsx"
    assert relative(outside, tmp_path) == str(outside)


def test_versions_name_what_was_used():
    import numpy

    versions = made_with()
    assert {"python", "kpi_xl"} <= set(versions)
    assert versions["numpy"] == numpy.__version__
