"""Writes golden_indicators.csv: every catalogue indicator for eight regions in every period in which it can be computed."""
from __future__ import annotations

import csv
import sys
import tomllib
from pathlib import Path

from evaluate import CATALOGUE, TOKEN, Evaluator, Missing, load_facts, parse_reference

REGIONS = ("DG", "15", "15083", "15084", "16056", "16062", "16063", "03353")
CODES = {"certificate": ("without_hsa", "hsa", "msa", "fhr", "ahr"), "sex": ("female", "male"),
         "school_type": ("primary", "several_courses", "gymnasium", "comprehensive", "special_needs")}


def breakdowns(indicator: dict):
    by = indicator["default_by"]
    yield from ([{}] if not by else [{by[0]: code} for code in CODES.get(by[0], ())])
    if not by and "sex" in indicator["breakdowns"]:
        yield from ({"sex": code} for code in CODES["sex"])


def main(folder: str) -> None:
    facts = load_facts(Path(folder))
    evaluator = Evaluator(facts)
    with open(Path(__file__).with_name("golden_indicators.csv"), "w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(["indicator", "breakdown", "region", "period", "value"])
        for indicator in (item for path in sorted(CATALOGUE.glob("indicators/*.toml")) for item in tomllib.loads(path.read_text("utf-8")).get("indicator", []) if "formula" in item):
            formula = indicator["formula"]
            anchor = parse_reference(next(t for t in TOKEN.findall(formula) if t[0].isalpha() and t != "mean"))[0]
            periods = sorted({period for period, _ in facts.get(anchor, {})})
            for by in breakdowns(indicator):
                for region in REGIONS:
                    for period in periods:
                        try:
                            value = evaluator.evaluate(formula, region, period, by)
                        except (Missing, KeyError, ZeroDivisionError):
                            continue
                        text = ", ".join(f"{axis}={code}" for axis, code in by.items())
                        writer.writerow([indicator["id"], text, region, period, repr(float(value))])


if __name__ == "__main__":
    main(sys.argv[1])
