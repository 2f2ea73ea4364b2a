"""The same cleaning in polars."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import polars as pl
from official_head import Head, measures, read_head

SIGNS = {"-": "nil", ".": "unknown_or_secret", "x": "not_meaningful", "/": "unreliable", "...": "pending", "": "missing"}


def long_table(head: Head, measure: set[str]) -> pl.DataFrame:
    names = (["period"] if head.date_first else []) + ["region", "name"] + (["category"] if head.has_category else [])
    values = [str(i) for i in range(len(head.columns))]
    wide = pl.read_csv(BytesIO(head.text.encode()), separator=";", has_header=False, infer_schema=False, new_columns=names + values).fill_null("")
    long = wide.drop("name").with_columns(pl.col("region").str.strip_chars()).unpivot(
        on=values, index=[n for n in names if n != "name"], variable_name="position", value_name="printed")
    if head.date_first:
        dotted = pl.col("period").str.contains(".", literal=True)
        turned = pl.col("period").str.slice(6, 4) + "-" + pl.col("period").str.slice(3, 2) + "-" + pl.col("period").str.slice(0, 2)
        long = long.with_columns(pl.when(dotted).then(turned).otherwise(pl.col("period")).alias("period"))
    elif head.file_period:
        long = long.with_columns(pl.lit(head.file_period).alias("period"))
    meaning = pl.DataFrame(head.columns).with_columns(pl.Series("position", values), pl.Series("is_measure", [
        c["variable"] in measure if c.get("column") is None else c["unit"] != "Anzahl" for c in head.columns]))
    long = long.join(meaning, on="position", how="left")
    if head.has_category:
        long = long.with_columns(pl.col("category").str.strip_chars().str.replace_all(r"\s+", " ").replace(head.row_codes).alias(head.row_axis or "category"))
        if head.row_axis != "category":
            long = long.drop("category")
    return resolve(long.with_columns(pl.col("printed").str.strip_chars()), head).with_columns(pl.lit(head.file).alias("source"))


def resolve(long: pl.DataFrame, head: Head) -> pl.DataFrame:
    """What every dash means: absent region, column not collected, unknown, or zero."""
    number = pl.col("printed").str.replace(",", ".", literal=True).cast(pl.Float64, strict=False)
    dash = pl.col("printed") == "-"
    long = long.with_columns(number.alias("value"), dash.alias("dash"))
    long = long.with_columns(pl.col("dash").all().over("region", "period").alias("absent"))
    present = pl.col("absent").not_()
    long = long.with_columns(
        (dash & present).sum().over("position", "period").alias("dashes"), present.sum().over("position", "period").alias("present"))
    not_collected = dash & (pl.col("dashes") == pl.col("present")) & (pl.col("present") >= 20)
    doubt = contradicted(long, head)
    status = (
        pl.when("absent").then(pl.lit("not_existing"))
        .when(not_collected).then(pl.lit("missing"))
        .when(dash & pl.col("is_measure")).then(pl.lit("unknown_or_secret"))
        .when(dash & doubt["doubt"] if doubt is not None else pl.lit(False)).then(pl.lit("unknown_or_secret"))
        .when(pl.col("is_measure") & (pl.col("value") == 0)).then(pl.lit("below_half"))
        .when(pl.col("value").is_not_null()).then(pl.lit("reported"))
        .otherwise(pl.col("printed").replace_strict(SIGNS, default="missing"))
    )
    long = long.with_columns(status.alias("status"))
    value = pl.when(pl.col("status") == "nil").then(0.0).when(pl.col("status").is_in(["reported", "below_half"])).then(pl.col("value"))
    return long.with_columns(value.alias("value")).drop("position", "printed", "dash", "absent", "dashes", "present", "is_measure")


def contradicted(long: pl.DataFrame, head: Head) -> pl.DataFrame | None:
    """Dashes of districts where most of a state show one and the rest fall short of the state's figure."""
    keys = ["position", "period"] + ([head.row_axis] if head.row_axis else [])
    suspects = long.filter(pl.col("dash") & ~pl.col("is_measure") & ~pl.col("absent") & (pl.col("region").str.len_chars() >= 5))
    if suspects.is_empty():
        return None
    district = long.filter((pl.col("region").str.len_chars() >= 5) & ~pl.col("absent")).with_columns(pl.col("region").str.slice(0, 2).alias("state"))
    sums = district.group_by("state", *keys).agg(
        pl.col("value").fill_null(0).sum().alias("parts"), pl.col("dash").sum().alias("n_dash"), pl.col("value").is_not_null().sum().alias("n_value"),
        (pl.col("value").is_null() & ~pl.col("dash")).any().alias("secret"))
    total = long.filter((pl.col("region").str.len_chars() == 2) & pl.col("value").is_not_null()).select(pl.col("region").alias("state"), *keys, pl.col("value").alias("total"))
    verdict = sums.join(total, on=["state", *keys], how="inner").filter(
        ~pl.col("secret") & (pl.col("n_dash") > pl.col("n_value")) & (pl.col("parts") < pl.col("total"))).select("state", *keys, pl.lit(True).alias("doubt"))
    return long.select(pl.col("region").str.slice(0, 2).alias("state"), *keys, pl.col("region").str.len_chars().alias("length")).join(
        verdict, on=["state", *keys], how="left", maintain_order="left").select((pl.col("doubt").fill_null(False) & (pl.col("length") >= 5)).alias("doubt"))


def read_folder(folder: Path) -> pl.DataFrame:
    measure = measures()
    heads = [head for path in sorted(folder.glob("*.csv")) if (head := read_head(path))]
    return pl.concat([long_table(head, measure) for head in heads], how="diagonal")
