"""`make grouping-figures IDEAS=… THEMES=…`: how good the suggestions for grouping are, as one JSON object.

IDEAS is a table separated by tabs with the columns `lang`, `cluster`, `text` and perhaps `dup` (ideas with the same
mark say the same thing); THEMES has `key` (a cluster) and `title_fi`, the one title that a theme has in the program.
Ideas whose cluster is no theme are among the cards, as in a hall; they count as errors where one-tap acceptance is
offered for them.

`duplicate_top3`       share of the ideas with a duplicate that find one among their three nearest
`titles_top3`          share of the themed ideas whose theme is among the first three, from the titles alone
`three_placed_top3`    the same when three ideas a theme have been placed (mean of 20 draws)
`accept_precision`     of the one-tap offers in these draws, the share that is right; null when there was none
`accept_coverage`      share of the loose ideas with such an offer
`offer_first_precision`, `offer_precision`, `offer_coverage`
                       of what the board offers unasked in these draws: the share of right first themes, of right ones
                       among all that are offered, and the share of the loose ideas with an offer
`guess_first_precision`, `guess_precision`, `guess_coverage`
                       the same once a facilitator has asked for the guesses too
`names_of_title`       share of the themes in these draws to which a name with a word of their title is offered
`piles_ari`            adjusted Rand index of the piles (about 6, 10 or 15, whichever is nearest to the number of
                       themes), proposed on a board without themes, with the themes, over the themed ideas; the
                       uncertain pile counts as one pile
`seconds`              to compute everything once anew: duplicates, placements and piles
"""

import argparse
import csv
import json
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from msgspec import structs

from workshop.grouping.embedder import Embedder, is_installed
from workshop.grouping.hubs import without_hubs
from workshop.grouping.lexical import Lexical
from workshop.grouping.proposed_piles import NUMBERS
from workshop.grouping.semantic import Semantic
from workshop.grouping.suggester import Suggester
from workshop.grouping.suggester_interface import BackEnd, Card, PlacedTheme, Placement, Work
from workshop.grouping.words import shared, telling, words
from workshop.i18n.languages import WHOLE

DRAWS, PLACED = 20, 3


@dataclass(frozen=True)
class Ideas:
    """A set of ideas with what people know of them: the place of each one's theme (-1: none), and marks of
    duplicates."""

    work: Work
    truth: list[int]
    marks: list[str]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ideas", type=Path)
    parser.add_argument("themes", type=Path)
    wanted = parser.parse_args()
    ideas = read(wanted.ideas, wanted.themes)
    found: dict[str, object] = {"lexical": figures(ideas, Lexical()), "semantic": None}
    if is_installed():
        found["semantic"] = by_meaning(ideas)
    else:
        print("semantic is null: the extra is not installed (make suggest)", file=sys.stderr)
    print(json.dumps(found, indent=2))


def by_meaning(ideas: Ideas) -> dict[str, object] | None:
    """The figures of the semantic back end; None when its child process failed, because letters answer then."""
    embedder = Embedder()
    back_end = Semantic(embedder)
    found = figures(ideas, back_end)
    answered = back_end.among(ideas.work.cards).back_end
    embedder.close()
    if answered == "semantic":
        return found
    print("semantic is null: the child process with the model failed", file=sys.stderr)
    return None


def read(ideas: Path, themes: Path) -> Ideas:
    """The ideas of a file, with nothing placed."""
    rows, titles = table(ideas), table(themes)
    keys = [row["key"] for row in titles]
    cards = (Card(number, row["text"], _language(row)) for number, row in enumerate(rows, 1))
    named = (PlacedTheme(number, row.get("title_fi") or row["key"]) for number, row in enumerate(titles, 1))
    return Ideas(
        Work(cards=tuple(cards), themes=tuple(named)),
        [keys.index(row["cluster"]) if row.get("cluster") in keys else -1 for row in rows],
        [(row.get("dup") or "").strip() for row in rows],
    )


def _language(row: dict[str, str]) -> str:
    return row["lang"] if row.get("lang") in WHOLE else ""


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def figures(ideas: Ideas, back_end: BackEnd) -> dict[str, object]:
    """All figures of one back end."""
    suggester = Suggester(back_end)
    number = min(NUMBERS, key=lambda one: abs(one - len(ideas.work.themes)))
    began = time.monotonic()
    suggester.duplicates(ideas.work)
    alone = suggester.placements(ideas.work)
    piles = suggester.piles(structs.replace(ideas.work, themes=()), number)
    seconds = time.monotonic() - began
    labels = {card: at for at, pile in enumerate(piles.piles) for card in pile.cards}
    themed = [(theme, labels.get(card, -1)) for card, theme in enumerate(ideas.truth, 1) if theme >= 0]
    return {
        "duplicate_top3": rounded(duplicate_hits(ideas, back_end)),
        "titles_top3": rounded(theme_hits(ideas, alone)),
        **after_three(ideas, suggester),
        "piles_ari": round(adjusted_rand(themed), 3),
        "seconds": round(seconds, 2),
        "cards": len(ideas.work.cards),
    }


def duplicate_hits(ideas: Ideas, back_end: BackEnd) -> list[bool]:
    """For each idea with a duplicate whether one is among its three nearest."""
    off = without_hubs(back_end.among(ideas.work.cards).table).copy()
    np.fill_diagonal(off, -9)
    nearest = np.argsort(-off, 1, kind="stable")[:, :3]
    marks = ideas.marks
    twins = [at for at, mark in enumerate(marks) if mark and marks.count(mark) > 1]
    return [marks[at] in [marks[near] for near in nearest[at]] for at in twins]


def theme_hits(ideas: Ideas, placements: tuple) -> list[bool]:
    """For each loose themed idea whether its theme is suggested."""
    return [
        ideas.truth[one.card - 1] + 1 in [guess.theme for guess in one.guesses]
        for one in placements
        if ideas.truth[one.card - 1] >= 0
    ]


def after_three(ideas: Ideas, suggester: Suggester) -> dict[str, object]:
    hits: list[bool] = []
    accepted: list[list[bool]] = []
    offered: list[list[bool]] = []
    guessed: list[list[bool]] = []
    named: list[bool] = []
    loose = 0
    for work in draws(ideas):
        placements = suggester.placements(work)
        named += name_hits(work, suggester)
        hits += theme_hits(ideas, placements)
        loose += len(placements)
        accepted += [_right(ideas, one)[:1] for one in placements if one.sure]
        offered += [_right(ideas, one)[:1] for one in placements if one.offered]
        guessed += [_right(ideas, one) for one in placements if one.likely]
    return {
        "three_placed_top3": rounded(hits),
        "accept_precision": rounded(first_of(accepted)),
        "accept_coverage": _share(accepted, loose),
        "offer_first_precision": rounded(first_of(offered)),
        "offer_precision": rounded(all_of(offered)),
        "offer_coverage": _share(offered, loose),
        "guess_first_precision": rounded(first_of(guessed)),
        "guess_precision": rounded(all_of(guessed)),
        "guess_coverage": _share(guessed, loose),
        "names_of_title": rounded(named),
    }


def name_hits(work: Work, suggester: Suggester) -> list[bool]:
    """For each theme whether one of the names offered for it has a word of its title, or is a compound with one."""
    offered = {one.id: words(" ".join(one.names), "fi") for one in suggester.names(work).themes}
    return [bool(shared(telling(theme.title, "fi"), offered.get(theme.id, ()))) for theme in work.themes]


def _right(ideas: Ideas, placement: Placement) -> list[bool]:
    """Of the themes that the card of this placement may show, the first and the further likely ones, which are
    right."""
    shown = [guess for at, guess in enumerate(placement.guesses) if at == 0 or guess.likely]
    return [guess.theme == ideas.truth[placement.card - 1] + 1 for guess in shown]


def first_of(cards: list[list[bool]]) -> list[bool]:
    return [shown[0] for shown in cards]


def all_of(cards: list[list[bool]]) -> list[bool]:
    return [right for shown in cards for right in shown]


def _share(cards: list[list[bool]], loose: int) -> float | None:
    return round(len(cards) / loose, 3) if loose else None


def draws(ideas: Ideas) -> Iterator[Work]:
    """The work with three ideas placed in each theme (fewer where a theme has no more), each time others."""
    chance = np.random.default_rng(2029)
    truth = np.array(ideas.truth)
    for _ in range(DRAWS):
        themes = []
        for at, theme in enumerate(ideas.work.themes):
            inside = np.flatnonzero(truth == at)
            chosen = chance.choice(inside, min(PLACED, len(inside)), replace=False)
            themes.append(PlacedTheme(theme.id, theme.title, tuple(int(one) + 1 for one in chosen)))
        yield Work(cards=ideas.work.cards, themes=tuple(themes))


def rounded(hits: list[bool]) -> float | None:
    return round(sum(hits) / len(hits), 3) if hits else None


def adjusted_rand(labels: list[tuple[int, int]]) -> float:
    """Agreement of two partitions, given both labels of each idea, corrected for chance (Hubert and Arabie 1985): 1 for
    equal ones, 0 for chance."""
    ones, others = np.array(labels, dtype=int).reshape(-1, 2).T
    counts = np.zeros((ones.max(initial=0) + 2, others.max(initial=0) + 2))
    np.add.at(counts, (ones, others), 1)  # -1 is the last row or column
    pairs, rows, columns = (_pairs(part) for part in (counts, counts.sum(1), counts.sum(0)))
    expected = rows * columns / max(_pairs(counts.sum()), 1)
    most = (rows + columns) / 2
    return 1.0 if most == expected else float((pairs - expected) / (most - expected))


def _pairs(counts: np.ndarray) -> float:
    return float((counts * (counts - 1) / 2).sum())


if __name__ == "__main__":
    main()
