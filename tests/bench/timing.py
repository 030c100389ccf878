"""Medians of things done in turn, so that what the machine does meanwhile hits all of them alike."""

import statistics
import time
from collections.abc import Callable, Mapping


def medians(rounds: int, things: Mapping[str, Callable[[int], object]]) -> dict[str, float]:
    """Seconds of each thing; every round does each of them once, told the number of the round."""
    took: dict[str, list[float]] = {name: [] for name in things}
    for number in range(rounds):
        for name, act in things.items():
            begun = time.perf_counter()
            act(number)
            took[name].append(time.perf_counter() - begun)
    return {name: statistics.median(values) for name, values in took.items()}
