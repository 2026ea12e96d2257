"""Hubs: texts that are near to everything, such as short or general ones, and would come first everywhere.

Half of how much nearer than usual a text is to its ten nearest is taken away from its similarities (cross-domain
similarity local scaling, Conneau et al. 2018, "Word translation without parallel data").
"""

import numpy as np
from numpy.typing import NDArray

from workshop.grouping.suggester_interface import Matrix

PART, NEIGHBOURS = 0.5, 10


def without_hubs(table: Matrix, usual: NDArray[np.bool_] | None = None) -> Matrix:
    """An n × n table with less similarity for hubs; the same one where there are too few texts to tell.

    Only texts marked in `usual` (n marks, without it all are marked) count as neighbours and say what is usual. Others
    may resemble each other without being near to anything else."""
    usual = np.ones(len(table), dtype=bool) if usual is None else usual
    if usual.sum() <= NEIGHBOURS:
        return table
    off = table.copy()
    np.fill_diagonal(off, -1)
    near = -np.sort(-off[:, usual], 1)[:, :NEIGHBOURS].mean(1)
    lead = PART * (near - near[usual].mean())
    less: Matrix = (table - lead[:, None] - lead[None, :]).astype(np.float32)
    return less
