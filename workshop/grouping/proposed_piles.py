"""Piles proposed for cards without a theme: "about 6, 10 or 15" of them, and one of what fits in none.

Spectral clustering (Ng, Jordan and Weiss 2002) on the graph of each card's nearest cards: k-means of the graph's first
eigenvectors. Among twelve ways that were tried on three sets of ideas it was the best or near the best on each, and
its piles are of like sizes, where linkage leaves one large pile and many single cards. It does not find the number of
piles: the facilitator chooses it. The same cards give the same piles.
"""

from collections.abc import Iterator, Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from workshop.grouping.proposed_names import NameProposals
from workshop.grouping.suggester_interface import Matrix, Measured, Pile, Piles, Work

NUMBERS = (6, 10, 15)
"""Of piles, between which a facilitator chooses."""
NEAREST = 10
UNSURE = -0.01
"""How much nearer a card may be to another pile than to its own before it is uncertain."""
STARTS, ROUNDS, SEED = 10, 30, 1
"""Of k-means: the best of ten starts is taken."""
_Vectors: TypeAlias = NDArray[np.float64]
_Labels: TypeAlias = NDArray[np.intp]


def piles(work: Work, measured: Measured, about: int, likely: frozenset[int] = frozenset()) -> Piles:
    """About this many piles of the cards that are in no theme. `measured` is of `work.cards` in their order; the cards
    that are `likely` to belong to a theme that exists, because they offer it, are left to it."""
    inside = {card for theme in work.themes for card in theme.placed}
    placed, left = likely | inside, tuple(sorted(likely - inside))
    loose = [at for at, card in enumerate(work.cards) if card.id not in placed]
    table = measured.table[np.ix_(loose, loose)]
    wanted = min(about, len(loose) // 2)
    if wanted < 2:
        return Piles((), tuple(work.cards[at].id for at in loose), left)
    labels = _clusters(table, wanted)
    fit = _fit(table, labels)
    ids = [work.cards[at].id for at in loose]
    sure = [[at for at in _members(labels, pile, fit) if fit[at] > UNSURE] for pile in range(wanted)]
    kept = sorted((pile for pile in sure if len(pile) > 1), key=lambda pile: -len(pile))
    names = NameProposals(work.cards, work.about, work.nameless)
    piled = {at for pile in kept for at in pile}
    return Piles(
        _named([[ids[at] for at in pile] for pile in kept], names),
        tuple(one for at, one in enumerate(ids) if at not in piled),
        left,
    )


def _named(piles: Sequence[Sequence[int]], names: NameProposals) -> tuple[Pile, ...]:
    """The piles with names; the largest one has the first choice of them."""
    named: list[Pile] = []
    for cards in piles:
        named.append(Pile(tuple(cards), names.of(cards, [one.name for one in named])))
    return tuple(named)


def _members(labels: _Labels, pile: int, fit: _Vectors) -> list[int]:
    """The cards of a pile, the most typical first."""
    return sorted(np.flatnonzero(labels == pile).tolist(), key=lambda at: -fit[at])


def _fit(table: Matrix, labels: _Labels) -> _Vectors:
    """How much nearer each card is, on average, to its own pile than to the next; negative where it is not."""
    means = np.full((len(labels), labels.max() + 1), -1.0)
    for pile in range(means.shape[1]):
        inside = labels == pile
        others = inside[None, :] & ~np.eye(len(labels), dtype=bool)
        counts = others.sum(1)
        means[:, pile] = np.where(counts > 0, (table * others).sum(1) / np.maximum(counts, 1), -1.0)
    own = means[np.arange(len(labels)), labels]
    means[np.arange(len(labels)), labels] = -1.0
    return np.asarray(own - means.max(1))


def _clusters(table: Matrix, wanted: int) -> _Labels:
    """A label from 0 for each row of a table of similarities."""
    graph = np.clip(table, 0, 1).astype(np.float64)
    np.fill_diagonal(graph, 0)
    nearest = -np.sort(-graph, 1)[:, min(NEAREST, len(graph) - 1) - 1 :][:, :1]
    graph = np.where((graph >= nearest) | (graph >= nearest.T), graph, 0)
    scale = 1 / np.sqrt(graph.sum(1) + 1e-3)
    _, vectors = np.linalg.eigh(scale[:, None] * graph * scale[None, :])
    first = vectors[:, -wanted:]
    first = first / np.maximum(np.linalg.norm(first, axis=1, keepdims=True), 1e-9)
    return min(_k_means(first, wanted), key=lambda found: found[0])[1]


def _k_means(points: _Vectors, wanted: int) -> Iterator[tuple[float, _Labels]]:
    """Lloyd's algorithm from ten starts of k-means++: the sum of squared distances, and the labels."""
    chance = np.random.default_rng(SEED)
    for _ in range(STARTS):
        centres = _start(points, wanted, chance)
        for _ in range(ROUNDS):
            distances = _distances(points, centres)
            labels = distances.argmin(1)
            far = points[distances.min(1).argmax()]
            moved = np.array([points[labels == one].mean(0) if (labels == one).any() else far for one in range(wanted)])
            if np.allclose(moved, centres):
                break
            centres = moved
        yield float(distances.min(1).sum()), labels


def _start(points: _Vectors, wanted: int, chance: np.random.Generator) -> _Vectors:
    centres = [points[chance.integers(len(points))]]
    while len(centres) < wanted:
        nearest = _distances(points, np.array(centres)).min(1) + 1e-12
        centres.append(points[chance.choice(len(points), p=nearest / nearest.sum())])
    return np.array(centres)


def _distances(points: _Vectors, centres: _Vectors) -> _Vectors:
    squares = (points**2).sum(1)[:, None] + (centres**2).sum(1)[None, :] - 2 * points @ centres.T
    return np.asarray(np.maximum(squares, 0))
