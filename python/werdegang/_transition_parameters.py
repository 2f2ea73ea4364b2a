"""Who joins, moves and leaves a panel of yearly states."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from werdegang import _core
from werdegang._core import InvalidArgument, TransitionParameters
from werdegang.frames import to_table

COLUMNS = ("period", "level", "group", "place", "next_group", "next_place")
PRIOR = {"pooled_cases": 0.5, "pooled_weight": 1.0, "empty_year": 0.001, "state_weight": 1.0, "place_weight": 1.0}


def transition_parameters(
    panel: Any,
    population: Any,
    states: Any,
    moves: Any = None,
    *,
    columns: Mapping[str, str] | None = None,
    count: str | None = None,
    outside: str = "outside",
    prior: Mapping[str, float] | None = None,
) -> TransitionParameters:
    """Beta and Dirichlet parameters of those who join, move and leave, by level.

    `panel` has one row a person and year: period, level (age or school year, one more each year), group (need, track)
    and place (school, setting) now, next_group and next_place a year later; `outside` is the place of those in no
    state. `columns` maps these names to others, `count` names a column of persons. `population` has period, level,
    count; `states` has group, place, first_level, last_level; `moves`, when given, place and next_place: the moves
    that happen at all.

    Every state's rate is drawn to that of its level. `prior` changes the weights, in persons: pooled_cases (0.5) on
    both sides of a level's rate, pooled_weight (1) of that rate in each state, empty_year (0.001) joiners of a year
    without any, state_weight (1) over the states of joiners, place_weight (1) over the places of movers.
    """
    names, weights = dict(columns or {}), dict(prior or {})
    for given, known, what in ((names, COLUMNS, "columns"), (weights, PRIOR, "prior")):
        for name in given:
            if name not in known:
                raise InvalidArgument(f"'{name}' in {what} of transition_parameters: expected {', '.join(known)}")
    return _core._transition_parameters(
        to_table(panel, "panel"),
        to_table(population, "population"),
        to_table(states, "states"),
        None if moves is None else to_table(moves, "moves"),
        [*(names.get(name, name) for name in COLUMNS), count or "", outside],
        [float(weights.get(name, default)) for name, default in PRIOR.items()],
    )
