"""Metrics of the running server: counters and histograms, exported by `/metrics` in Prometheus format. Nothing in here
is about a person. Imports nothing of ours.

Counting happens in hot code, many thousand times a second, so it is an addition to a plain number without a lock; two
threads that count at the same instant may lose one count. prometheus-client is loaded at the first request for the
metrics.
"""

import time
from bisect import bisect_left
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from prometheus_client.core import Metric

SECONDS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)
SIZES = (1, 2, 5, 10, 20, 50, 100, 200)
WINDOW = 60.0
"""Seconds that the quantiles of recent values look back."""
MOST_REMEMBERED = 4000


class Histogram:
    """A histogram: counts values in buckets since the start, and remembers the values of the last minute."""

    def __init__(self, bounds: tuple[float, ...] = SECONDS) -> None:
        self.bounds, self.counts = bounds, [0] * (len(bounds) + 1)
        self.n, self.sum = 0, 0.0
        self._last: deque[tuple[float, float]] = deque(maxlen=MOST_REMEMBERED)

    def add(self, value: float) -> None:
        """Record one value."""
        self.counts[bisect_left(self.bounds, value)] += 1
        self.n += 1
        self.sum += value
        self._last.append((time.monotonic(), value))

    def recent(self) -> list[float]:
        """The values of the last minute (the newest 4,000 of them), ascending."""
        since = time.monotonic() - WINDOW
        return sorted(value for at, value in tuple(self._last) if at >= since)

    def buckets(self) -> Iterator[tuple[str, float]]:
        """Cumulative buckets as Prometheus defines them: upper bound, number of values up to it."""
        total = 0
        for bound, count in zip((*map(str, self.bounds), "+Inf"), self.counts, strict=True):
            total += count
            yield bound, total


class Metrics:
    """All counters. `gauges` are functions, called only when the metrics are requested: label → value ("" for a
    gauge without labels)."""

    def __init__(self) -> None:
        self.started = time.time()
        self.commands: Counter[tuple[str, str]] = Counter()
        self.batch_sizes = Histogram(SIZES)
        self.commit_seconds, self.frame_seconds, self.loop_lag_seconds = Histogram(), Histogram(), Histogram()
        self.packets_sent = self.bytes_sent = 0
        self.snapshots_sent: Counter[str] = Counter()
        self.cut_connections: Counter[str] = Counter()
        self.counts: Counter[str] = Counter()
        self.job_runs: Counter[str] = Counter()
        self.job_failures: Counter[str] = Counter()
        self.gauges: dict[str, Callable[[], dict[str, float]]] = {}

    def count_commands(self, answered: Iterable[tuple[str, str]], began: float) -> None:
        """A group of commands was executed: (verb, "ok" or the code of its refusal) of each; `began` by
        time.perf_counter."""
        group = list(answered)
        self.commands.update(group)
        self.batch_sizes.add(len(group))
        self.commit_seconds.add(time.perf_counter() - began)

    def count_packets(self, data: object, many: int) -> None:
        """A packet was handed over for `many` connections."""
        self.packets_sent += many
        if isinstance(data, str):
            self.bytes_sent += many * (len(data) if data.isascii() else len(data.encode()))
        elif isinstance(data, bytes):
            self.bytes_sent += many * len(data)

    def count_direct_packets(self, data: object, many: int) -> None:
        """A packet was written directly, past the queue, to `many` connections."""
        self.count_packets(data, many)
        self.counts["direct"] += many


metrics = Metrics()
"""The metrics of this process."""

COUNTERS = {
    "direct": "Packets written at once, past the library's queue",
    "stale": "Phones that fell behind and were marked to get the whole picture",
    "backups": "Automatic backups made",
    "backups_failed": "Automatic backups that could not be made",
    "unsaved": "Times that the disk began to refuse",
}
GAUGES = {
    "connections": ("page", "Open connections by page"),
    "writer_queue": ("", "Commands that wait for the writer"),
    "saving": ("", "1 while what people send can be saved"),
    "disk_free_bytes": ("", "Free room on the disk with the data"),
    "job_seconds": ("job", "How long a job's last run took"),
    "job_quiet_seconds": ("job", "Seconds since a job's last run ended"),
    "children": ("job", "Child processes that run"),
}


def as_prometheus_text() -> bytes:
    """All metrics in Prometheus' text format."""
    from prometheus_client import CollectorRegistry, ProcessCollector, generate_latest

    registry = CollectorRegistry()
    registry.register(_Collector(metrics))
    ProcessCollector(registry=registry)  # CPU seconds, resident memory, open files
    return generate_latest(registry)


class _Collector:
    """Converts the plain numbers into Prometheus' metric families."""

    def __init__(self, of: Metrics) -> None:
        self._metrics = of

    def collect(self) -> "Iterator[Metric]":
        from prometheus_client.core import CounterMetricFamily

        found = self._metrics
        yield _counter("frames_sent", "Packets handed over for connections", found.packets_sent)
        yield _counter("bytes_sent", "Bytes of these packets, before websocket framing", found.bytes_sent)
        yield _labelled("cuts", "Connections cut by us", "reason", found.cut_connections)
        yield _labelled("snapshots", "Whole pictures sent", "page", found.snapshots_sent)
        yield _labelled("job_runs", "Runs of the jobs beside requests", "job", found.job_runs)
        yield _labelled("job_failures", "Runs of these that failed", "job", found.job_failures)
        for name, about in COUNTERS.items():
            yield _counter(name, about, found.counts[name])
        commands = CounterMetricFamily("workshop_commands", "Commands answered", labels=["verb", "outcome"])
        for (verb, outcome), n in sorted(found.commands.copy().items()):
            commands.add_metric([verb, outcome], n)
        yield commands
        yield from self._spreads()
        yield from self._gauges()

    def _spreads(self) -> "Iterator[Metric]":
        from prometheus_client.core import GaugeMetricFamily, HistogramMetricFamily

        for name, about, spread in (
            ("group_commands", "Commands in one commit", self._metrics.batch_sizes),
            ("commit_seconds", "One group: tried, committed, synced", self._metrics.commit_seconds),
            ("tick_seconds", "One beat of the tick: read, encoded, handed over", self._metrics.frame_seconds),
            ("loop_lag_seconds", "How late the event loop was", self._metrics.loop_lag_seconds),
        ):
            yield HistogramMetricFamily(f"workshop_{name}", about, buckets=list(spread.buckets()), sum_value=spread.sum)
            recent = GaugeMetricFamily(f"workshop_{name}_last_minute", f"{about}: the last minute", labels=["quantile"])
            for label, value in quantiles(spread.recent()).items():
                recent.add_metric([label], value)
            yield recent

    def _gauges(self) -> "Iterator[Metric]":
        from prometheus_client.core import GaugeMetricFamily

        for name, (label, about) in GAUGES.items():
            family = GaugeMetricFamily(f"workshop_{name}", about, labels=[label] if label else [])
            for value, n in self._metrics.gauges.get(name, dict)().items():
                family.add_metric([value] if label else [], n)
            yield family


def quantiles(values: list[float]) -> dict[str, float]:
    """p50, p99 and maximum of ascending values, under the labels that Prometheus uses ("1" is the maximum); empty for
    none."""
    if not values:
        return {}
    return {
        "0.5": values[len(values) // 2],
        "0.99": values[min(len(values) - 1, int(len(values) * 0.99))],
        "1": values[-1],
    }


def _counter(name: str, about: str, n: float) -> "Metric":
    from prometheus_client.core import CounterMetricFamily

    return CounterMetricFamily(f"workshop_{name}", about, value=n)


def _labelled(name: str, about: str, label: str, counts: Counter[str]) -> "Metric":
    from prometheus_client.core import CounterMetricFamily

    family = CounterMetricFamily(f"workshop_{name}", about, labels=[label])
    for value, n in sorted(counts.copy().items()):
        family.add_metric([value], n)
    return family
