"""The same cleaning in pandas."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import numpy as np
import pandas as pd
from official_head import Head, measures, read_head
from official_polars import SIGNS


def long_table(head: Head, measure: set[str]) -> pd.DataFrame:
    names = (["period"] if head.date_first else []) + ["region", "name"] + (["category"] if head.has_category else [])
    values = [str(i) for i in range(len(head.columns))]
    wide = pd.read_csv(StringIO(head.text), sep=";", header=None, names=names + values, dtype=str, keep_default_na=False)
    wide["region"] = wide["region"].str.strip()
    if head.date_first:
        dotted = wide["period"].str.contains(".", regex=False)
        turned = wide["period"].str.slice(6, 10) + "-" + wide["period"].str.slice(3, 5) + "-" + wide["period"].str.slice(0, 2)
        wide["period"] = turned.where(dotted, wide["period"])
    elif head.file_period:
        wide["period"] = head.file_period
    if head.has_category:
        wide[head.row_axis] = wide["category"].str.strip().str.replace(r"\s+", " ", regex=True).replace(head.row_codes)
    keys = [n for n in ("period", "region", head.row_axis) if n in wide.columns]
    long = wide.melt(id_vars=keys, value_vars=values, var_name="position", value_name="printed")
    meaning = pd.DataFrame(head.columns)
    meaning["position"] = values
    meaning["is_measure"] = [c["variable"] in measure if c.get("column") is None else c["unit"] != "Anzahl" for c in head.columns]
    long = long.merge(meaning, on="position", how="left")
    long["printed"] = long["printed"].str.strip()
    long = resolve(long, head)
    long["source"] = head.file
    return long


def resolve(long: pd.DataFrame, head: Head) -> pd.DataFrame:
    long["value"] = pd.to_numeric(long["printed"].str.replace(",", ".", regex=False), errors="coerce")
    long["dash"] = long["printed"] == "-"
    long["absent"] = long.groupby(["region", "period"])["dash"].transform("all")
    present = ~long["absent"]
    group = [long["position"], long["period"]]
    dashes = (long["dash"] & present).groupby(group).transform("sum")
    count = present.groupby(group).transform("sum")
    not_collected = long["dash"] & (dashes == count) & (count >= 20)
    conditions = [
        long["absent"],
        not_collected,
        long["dash"] & long["is_measure"],
        long["dash"] & contradicted(long, head),
        long["is_measure"] & (long["value"] == 0),
        long["value"].notna(),
    ]
    choices = ["not_existing", "missing", "unknown_or_secret", "unknown_or_secret", "below_half", "reported"]
    long["status"] = np.select(conditions, choices, default=long["printed"].map(SIGNS).fillna("missing"))
    has_value = long["status"].isin(["reported", "below_half", "nil"])
    long["value"] = long["value"].where(long["status"] != "nil", 0.0).where(has_value)
    return long.drop(columns=["position", "printed", "dash", "absent", "is_measure"])


def contradicted(long: pd.DataFrame, head: Head) -> pd.Series:
    keys = ["position", "period"] + ([head.row_axis] if head.row_axis else [])
    length = long["region"].str.len()
    state = long["region"].str.slice(0, 2)
    suspects = long["dash"] & ~long["is_measure"] & ~long["absent"] & (length >= 5)
    if not suspects.any():
        return pd.Series(False, index=long.index)
    district = long[(length >= 5) & ~long["absent"]].assign(state=state)
    district["secret"] = district["value"].isna() & ~district["dash"]
    district["known"] = district["value"].notna()
    sums = district.groupby(["state", *keys]).agg(parts=("value", "sum"), n_dash=("dash", "sum"), n_value=("known", "sum"), secret=("secret", "any")).reset_index()
    total = long[(length == 2) & long["value"].notna()].assign(state=state)[["state", *keys, "value"]].rename(columns={"value": "total"})
    verdict = sums.merge(total, on=["state", *keys])
    verdict = verdict[~verdict["secret"] & (verdict["n_dash"] > verdict["n_value"]) & (verdict["parts"] < verdict["total"])][["state", *keys]]
    marked = long.assign(state=state)[["state", *keys]].merge(verdict.assign(doubt=True), on=["state", *keys], how="left")["doubt"]
    return pd.Series(marked.eq(True).to_numpy() & (length >= 5).to_numpy(), index=long.index)


def read_folder(folder: Path) -> pd.DataFrame:
    measure = measures()
    heads = [head for path in sorted(folder.glob("*.csv")) if (head := read_head(path))]
    return pd.concat([long_table(head, measure) for head in heads], ignore_index=True)
