"""Sugar for findings: lines for people, columns for dataframes."""

from __future__ import annotations

import html
from typing import Any

from werdegang._core import Findings
from werdegang._text import pick

SHOWN = 20
_SEVERITY = {"error": ("Fehler", "error"), "warning": ("Warnung", "warning"), "info": ("Hinweis", "note")}


def to_dict(findings: Findings, lang: str = "de") -> dict[str, list[Any]]:
    """Columns severity, code, message, source, row, column; row and column are None when they concern the whole."""
    items = list(findings)
    return {
        "severity": [item.severity for item in items],
        "code": [item.code for item in items],
        "message": [item.message(lang) for item in items],
        "source": [findings.source(item) for item in items],
        "row": [item.row if item.row >= 0 else None for item in items],
        "column": [item.column if item.column >= 0 else None for item in items],
    }


def to_pandas(findings: Findings, lang: str = "de") -> Any:
    """Findings as a pandas DataFrame: severity, code, message, source, row, column."""
    from werdegang.frames import _require

    pandas = _require("pandas", "pandas")
    frame = pandas.DataFrame(to_dict(findings, lang))
    return frame.astype({"row": "Int64", "column": "Int64"})


def _lines(findings: Findings, lang: str, limit: int | None) -> list[tuple[str, str]]:
    """Severity and sentence of each; the same sentence about two editions of a table stands once."""
    lines: dict[tuple[str, str], None] = {}
    for item in findings:
        lines.setdefault((item.severity, item.message(lang)))
        if limit is not None and len(lines) > limit:
            break
    return list(lines)[:limit]


def text(findings: Findings, lang: str = "de", limit: int | None = None) -> str:
    """One line for each finding, each sentence once: `print(obs.findings.for_region("15084").text())`."""
    width = max(len(pick(lang, *words)) for words in _SEVERITY.values())
    lines = [f"{pick(lang, *_SEVERITY[severity]):{width}}  {sentence}" for severity, sentence in _lines(findings, lang, limit)]
    if limit is not None and len(findings) > limit:
        lines.append(pick(lang, f"... insgesamt {len(findings)} Befunde", f"... {len(findings)} findings in all"))
    return "\n".join(lines) if lines else pick(lang, "keine Befunde", "no findings")


def _repr(findings: Findings) -> str:
    return text(findings, "de", SHOWN)


def _repr_html(findings: Findings) -> str:
    rows = "".join(
        f'<tr><td>{severity}</td><td style="text-align:left">{html.escape(sentence)}</td></tr>'
        for severity, sentence in _lines(findings, "de", SHOWN)
    )
    head = '<thead><tr><th scope="col">severity</th><th scope="col">message</th></tr></thead>'
    return f'<table class="werdegang"><caption>{len(findings):,} findings</caption>{head}<tbody>{rows}</tbody></table>'


Findings.to_pandas = to_pandas
Findings.to_dict = to_dict
Findings.text = text
Findings.__repr__ = _repr
Findings._repr_html_ = _repr_html
