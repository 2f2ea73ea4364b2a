"""Who joins, moves and leaves: the published run of witan.send, and what a user can get wrong."""

from __future__ import annotations

import csv
import pickle

import numpy as np
import pytest

import werdegang as wg

NAMES = {"group": "need-1", "place": "setting-1", "next_group": "need-2", "next_place": "setting-2", "level": "academic-year-1", "period": "calendar-year"}
STATE = ["level", "group", "place"]


def rows_of(path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def demonstration(shared):
    """The parameters of the demonstration, and the folder of what was published."""
    folder = shared / "data/witan_send"
    steps, people, valid = (rows_of(folder / name) for name in ("transitions.csv", "population.csv", "valid-states.csv"))
    panel = {name: [row[NAMES[name]] for row in steps] for name in NAMES}
    panel["level"] = [int(level) for level in panel["level"]]
    population = {"period": [row["calendar-year"] for row in people], "level": [int(row["academic-year"]) for row in people], "count": [int(row["population"]) for row in people]}
    listed = [(need, row["setting"], int(row["min-academic-year"]), int(row["max-academic-year"])) for row in valid for need in row["needs"].split(",")]
    states = dict(zip(("group", "place", "first_level", "last_level"), map(list, zip(*listed, strict=True)), strict=True))
    pairs = [(row["setting"], target) for row in valid for target in row["setting->setting"].split(",")]
    moves = {"place": [pair[0] for pair in pairs], "next_place": [pair[1] for pair in pairs]}
    return wg.transition_parameters(panel, population, states, moves, outside="NONSEND"), folder / "expected"


@pytest.mark.parametrize(
    ("table", "file", "keys", "values"),
    [
        ("joiners", "joiner_beta_expectations.csv", {"level": "ay"}, {"alpha": "alpha", "beta": "beta", "mean": "expectation"}),
        ("joiner_states", "joiners_dirichlet_expectations.csv", {"level": "ay", "group": "need", "place": "setting"}, {"alpha": "alpha", "total": "normalisation-constant", "mean": "expectation"}),
        ("leavers", "leaver_beta_expectations.csv", {"level": "ay", "group": "need", "place": "setting"}, {"alpha": "alpha", "beta": "beta", "mean": "expectation"}),
        ("movers", "mover_beta_expectations.csv", {"level": "ay", "group": "need", "place": "setting"}, {"alpha": "alpha", "beta": "beta", "mean": "expectation"}),
        (
            "mover_states",
            "movers_dirichlet_expectations.csv",
            {"level": "ay", "group": "need", "place": "setting", "next_group": "need-destination", "next_place": "setting-destination"},
            {"alpha": "alpha", "total": "normalisation-constant", "mean": "expectation"},
        ),
    ],
)
def test_every_published_parameter(demonstration, table, file, keys, values):
    found, folder = demonstration
    own = getattr(found, table).to_dicts()
    by_key = {tuple(str(row[name]) for name in keys): row for row in own}
    expected = rows_of(folder / file)
    assert len(own) == len(by_key) == len(expected)
    for row in expected:
        mine = by_key[tuple(row[name] for name in keys.values())]
        for name, theirs in values.items():
            # Dirichlet parameters to 1e-9; Beta parameters were added up and printed in single precision.
            if "beta" in file:
                assert mine[name] == pytest.approx(float(row[theirs]), abs=1e-9, rel=float(np.finfo(np.float32).eps))
            else:
                assert mine[name] == pytest.approx(float(row[theirs]), abs=1e-9, rel=0)


def test_parameters_are_printed_and_kept(demonstration):
    found, _ = demonstration
    assert repr(found) == "TransitionParameters(23 levels, 1464 states, 17508 moves)"
    assert len(found.findings) == 0
    assert pickle.loads(pickle.dumps(found)) == found


PANEL = {"period": [2020], "level": [1], "group": ["G"], "place": ["A"], "next_group": ["G"], "next_place": ["A"]}
POPULATION = {"period": [2020], "level": [1], "count": [10]}
STATES = {"group": ["G"], "place": ["A"], "first_level": [1], "last_level": [1]}


@pytest.mark.parametrize(
    ("changes", "options", "error", "message"),
    [
        ({}, {"prior": {"weight": 1}}, wg.InvalidArgument, "'weight' in prior of transition_parameters: expected pooled_cases, "),
        ({}, {"prior": {"empty_year": -1}}, wg.InvalidArgument, "empty_year = -1 in the prior: expected a number above 0"),
        ({}, {"columns": {"age": "level"}}, wg.InvalidArgument, "'age' in columns of transition_parameters: expected period, level"),
        ({}, {"columns": {"level": "age"}}, wg.UnknownName, "unknown column 'age'"),
        ({"level": [1.5]}, {}, wg.InvalidArgument, r"'1\.5' in row 0 of panel, column level: expected a whole number"),
        ({"level": [None]}, {}, wg.InvalidArgument, "no numbers in column 'level': expected numbers"),
        ({"persons": [-1]}, {"count": "persons"}, wg.InvalidArgument, "'-1' in row 0 of panel, column persons: expected a finite number, 0 or more"),
        ({"period": [2021]}, {}, wg.InvalidArgument, "no population in level 1 in 2021: expected a row of the population table"),
    ],
)
def test_mistakes_are_named(changes, options, error, message):
    with pytest.raises(error, match=message):
        wg.transition_parameters({**PANEL, **changes}, POPULATION, STATES, **options)


def test_a_smallest_panel():
    found = wg.transition_parameters(PANEL, POPULATION, STATES)
    assert found.joiners.to_dicts() == [{"level": 1, "alpha": 0.001, "beta": 10.0, "mean": pytest.approx(0.001 / 10.001)}]
    assert len(found.mover_states) == 0
