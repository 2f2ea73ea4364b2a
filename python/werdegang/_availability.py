"""Which figures of a region are there: variable x year, for people and for programs."""

from __future__ import annotations

import html

from werdegang import _core
from werdegang._core import Observations

_BEST = ("not existing", "not collected", "nil", "secret", "there")
_MARKS = {"there": "●", "secret": "○", "not collected": "·", "not existing": "-", "": " "}
_WORDS = {"there": "vorhanden", "secret": "geheim oder unbekannt", "not collected": "nicht erhoben", "not existing": "Gebiet bestand nicht"}


class Availability(dict[str, dict[str, str]]):
    """Variable -> year -> "there", "secret", "not collected" or "not existing"; shows itself as a grid."""

    @property
    def years(self) -> list[str]:
        """All years, sorted."""
        return sorted({year for states in self.values() for year in states})

    def _marked(self) -> list[tuple[str, list[str]]]:
        return [(variable, [_MARKS[states.get(year, "")] for year in self.years]) for variable, states in self.items()]

    def __repr__(self) -> str:
        width = max((len(variable) for variable in self), default=0)
        lines = [" " * width + "  " + " ".join(year[2:] for year in self.years)]
        lines += [f"{variable:{width}}  " + " ".join(f"{mark:>2}" for mark in marks).rstrip() for variable, marks in self._marked()]
        legend = ", ".join(f"{mark} {_WORDS[state]}" for state, mark in _MARKS.items() if state)
        return "\n".join([*lines, legend])

    def _repr_html_(self) -> str:
        head = "".join(f'<th scope="col">{year}</th>' for year in self.years)
        rows = "".join(
            f'<tr><th scope="row">{html.escape(variable)}</th>'
            + "".join(f'<td title="{_WORDS.get(states.get(year, ""), "")}">{_MARKS[states.get(year, "")]}</td>' for year in self.years)
            + "</tr>"
            for variable, states in self.items()
        )
        return f'<table class="werdegang"><thead><tr><th scope="col">variable</th>{head}</tr></thead><tbody>{rows}</tbody></table>'


def availability(observations: Observations, region: str) -> Availability:
    """For every variable and year of a region: "there", "secret", "not collected" or "not existing".

    Of several figures of a variable in a year the best state counts; a zero beside secret cells is no figure.
    """
    found: dict[str, dict[str, str]] = {}
    table = observations.filter(region=region).table()
    for variable, period, status in zip(table["variable"], table["period"], table["status"], strict=True):
        if _core.has_value(status):
            state = "nil" if status == "nil" else "there"
        elif status == "not_existing":
            state = "not existing"
        else:
            state = "secret" if status in ("unknown_or_secret", "suppressed") else "not collected"
        years = found.setdefault(variable, {})
        years[period[:4]] = max(years.get(period[:4], "not existing"), state, key=_BEST.index)
    shown = {variable: {year: "there" if state == "nil" else state for year, state in sorted(years.items())} for variable, years in sorted(found.items())}
    return Availability(shown)


Observations.availability = availability
