"""Results as pictures: numbers in, a drawing out. One file for each chart; twin of `static/js/charts/`.

A kind says its chart (`Kind.chart`) and which of its measures the chart draws, in order (`Kind.drawn`):

| chart | drawn | what it is |
| --- | --- | --- |
| ticks | votes by phone, votes by hand | in each row, one stroke for one vote; a bar from 61 votes on |
| histogram | how many gave the least mark, the next …, the most | in each row, one column for each mark |
| groups | a share from 0 to 1 for each group (A, B, C …) | in each row, one bar for each group |
| scatter | across, up (both within the range of marks) | above the rows, one place for each target |

`chart_of(tally)` says how one result is drawn, `row_chart` draws one row, `whole_chart` the chart above the rows, if
there is one; `in_words` says a row's chart for who cannot see it. Pages draw from the same shape with the functions of
these names in `static/js/charts/chart_of_result.js` (`chartOf`, `rowChart`, `wholeChart`, `inWords`);
`tests/data/chart_cases.json` holds both to one drawing. A drawing carries no word but those that are given to it, and
takes its colours from the style sheet; a histogram and groups grow with the text's size.

For files, `standalone_svg` makes one SVG of titles, rows and notes that stands alone, with the colours inside; its rows
are drawn by `row_picture`, what is above them by `whole_picture`.
"""

from workshop.charts.chart_of_result import (
    Chart,
    chart_of,
    in_words,
    named_counts,
    row_chart,
    row_picture,
    whole_chart,
    whole_picture,
)

__all__ = ["Chart", "chart_of", "in_words", "named_counts", "row_chart", "row_picture", "whole_chart", "whole_picture"]
