"""Hubs: texts that are near to everything, such as short or general ones, and would come first everywhere.

Half of how much nearer than usual a text is to its ten nearest is taken away from its similarities (cross-domain
similarity local scaling, Conneau et al. 2018, "Word translation without parallel data").
"""

import numpy as np

from workshop.grouping.suggester_interface import Matrix

PART, NEIGHBOURS = 0.5, 10


def without_hubs(table: Matrix) -> Matrix:
    """An n × n table with less similarity for hubs; the same one where there are too few texts to tell."""
    if len(table) <= NEIGHBOURS:
        return table
    off = table.copy()
    np.fill_diagonal(off, -1)
    near = -np.sort(-off, 1)[:, :NEIGHBOURS].mean(1)
    lead = PART * (near - near.mean())
    less: Matrix = (table - lead[:, None] - lead[None, :]).astype(np.float32)
    return less
