"""Who joins, moves and leaves a panel of yearly states."""

from .findings import Findings
from .table import Table

class TransitionParameters:
    """Who joins, moves and leaves, by level: tables of Beta and Dirichlet parameters."""

    @property
    def joiners(self) -> Table:
        """level, alpha, beta, mean: of the population outside."""
    @property
    def joiner_states(self) -> Table:
        """level, group, place, alpha, total, mean: where joiners go."""
    @property
    def leavers(self) -> Table:
        """level, group, place, alpha, beta, mean: the chance to leave."""
    @property
    def movers(self) -> Table:
        """The same: of those who stay, the chance to change the place."""
    @property
    def mover_states(self) -> Table:
        """level, group, place, next_group, next_place, alpha, total, mean: where movers go."""
    @property
    def findings(self) -> Findings: ...

def _transition_parameters(
    panel: Table, population: Table, states: Table, moves: Table | None, names: list[str], weights: list[float]
) -> TransitionParameters: ...
