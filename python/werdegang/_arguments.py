"""Arguments of the wrong type, named in a sentence."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from werdegang._core import InvalidArgument


def expect_name(value: Any, name: str, place: str, *, optional: bool = True) -> None:
    if not isinstance(value, str) and not (optional and value is None):
        raise TypeError(f"{name}={value!r} in {place}: expected a name as text" + (" or None" if optional else ""))


def expect_whole(value: Any, name: str, place: str, *, least: int | None = None) -> None:
    if isinstance(value, (bool, np.bool_)) or not isinstance(value, (int, np.integer)):
        raise TypeError(f"{name}={value!r} in {place}: expected a whole number")
    if not -(2**63) <= value < 2**63 or (least is not None and value < least):
        raise InvalidArgument(f"{name} = {value} in {place}: expected a whole number" + ("" if least is None else f", {least} or more") + (", below 2^63" if value >= 2**63 else ""))


def expect_threads(value: Any) -> None:
    if isinstance(value, (bool, np.bool_)) or not isinstance(value, (int, np.integer)):
        raise TypeError(f"threads={value!r}: expected a whole number, 0 for all")


def expect_number(value: Any, name: str, place: str, *, least: float | None = None) -> None:
    if isinstance(value, (bool, np.bool_)) or not isinstance(value, (int, float, np.integer, np.floating)):
        raise TypeError(f"{name}={value!r} in {place}: expected a number")
    if least is not None and (not value >= least or math.isinf(value)):
        raise InvalidArgument(f"{name} = {value} in {place}: expected a finite number, {least} or more")


def expect_numbers(values: Any, name: str, place: str) -> list[float]:
    """The values as numbers; what is none is named with its position."""
    if isinstance(values, (str, Mapping)) or not isinstance(values, Iterable):
        raise TypeError(f"{name}={values!r} in {place}: expected a list of numbers")
    numbers = []
    for position, value in enumerate(values):
        try:
            if isinstance(value, str):
                raise TypeError
            numbers.append(float(value))
        except (TypeError, ValueError):
            raise TypeError(f"{value!r} at position {position} of {name} in {place}: expected a number") from None
    return numbers


def expect_steps(steps: Any) -> list[tuple[str, str]]:
    """Pairs of stages; a text of two letters is none."""
    if isinstance(steps, str) or not isinstance(steps, Iterable):
        raise TypeError(f"steps={steps!r} in ratio_matrix: expected pairs of stages, such as [('1', '2')]")
    pairs = list(steps)
    for pair in pairs:
        if isinstance(pair, str) or not isinstance(pair, Iterable) or len(list(pair)) != 2:
            raise TypeError(f"{pair!r} in the steps of ratio_matrix: expected pairs of stages, such as ('1', '2')")
    return [(str(origin), str(destination)) for origin, destination in pairs]
