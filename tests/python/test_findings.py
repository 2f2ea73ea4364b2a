"""Findings: sentences for people, columns for programs."""

from __future__ import annotations

import pytest

import werdegang as wg


@pytest.fixture(scope="module")
def findings(districts):
    return districts.findings


def test_sequence(findings):
    assert len(findings) == len(list(findings)) > 5
    assert findings[-1] == list(findings)[-1]
    with pytest.raises(IndexError):
        findings[len(findings)]
    assert sum(findings.count(severity) for severity in ("error", "warning", "info")) == len(findings)


def test_every_sentence_is_complete(findings):
    for finding in findings:
        for lang in ("de", "en"):
            sentence = finding.message(lang)
            assert sentence.rstrip().endswith((".", ")")) and "{" not in sentence and "\x1f" not in sentence
        assert finding.message("de") != finding.message("en")
        assert finding.severity in repr(finding) and finding.code in repr(finding)


def test_columns(findings):
    columns = findings.to_dict("en")
    assert list(columns) == ["severity", "code", "message", "source", "row", "column"]
    assert columns["message"] == [finding.message("en") for finding in findings]
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    frame = findings.to_pandas()
    assert isinstance(frame, pandas.DataFrame) and frame.columns.tolist() == list(columns) and len(frame) == len(findings)
    assert str(frame["row"].dtype) == "Int64"


def test_text(findings):
    lines = findings.text("de").splitlines()
    assert len(lines) == len(set(lines)) and all(line.startswith(("Hinweis", "Warnung", "Fehler")) for line in lines)
    assert findings.text("en", limit=1).splitlines()[-1] == f"... {len(findings)} findings in all"
    assert findings.text("de", limit=2) == "\n".join([*lines[:2], f"... insgesamt {len(findings)} Befunde"])
    assert repr(wg.Observations.from_frame({"variable": [], "region": [], "period": [], "value": []}).findings) == "keine Befunde"


def test_of_a_region(findings):
    near = findings.for_region("15084")
    assert 0 < len(near) < len(findings)
    assert {finding.code for finding in near} >= {"predecessors_hold_figures", "series_break"}
    assert all("Burgenlandkreis (15084)" not in finding.message() for finding in findings.for_region("16062"))
    assert len(findings.for_region("09162")) <= len(near)
