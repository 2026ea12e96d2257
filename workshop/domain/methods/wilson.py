"""Wilson's score interval of a share (E. B. Wilson, "Probable inference, the law of succession, and statistical
inference", JASA 22, 1927). It never leaves 0 to 1, and is not empty where one person answered or all agree, where the
usual interval (share ± 1.96 standard errors) claims to be certain."""

from math import sqrt

Z = 1.959964
"""95 % of a normal distribution lie within so many standard deviations."""


def interval(share: float, answers: float) -> tuple[float, float]:
    """The 95 % interval, from 0 to 1, of a `share` (0 to 1) of so many answers, which are more than 0."""
    spread = Z * Z / answers
    middle = (share + spread / 2) / (1 + spread)
    half = Z * sqrt(share * (1 - share) / answers + spread / (4 * answers)) / (1 + spread)
    return max(0.0, middle - half), min(1.0, middle + half)
