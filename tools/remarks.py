"""Weighs the words that mail readers doubt: `python -m tools.remarks` writes remarks.json from tests/mails/remarks.

Logistic regression in full passes over the sentences, from zero and in one order: the same sentences give the same file.
"""

import json
import math
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from booking_console.adapters.parsing.verdict.likeness import classes_of, features

ROOT = Path(__file__).resolve().parent.parent
SENTENCES = ROOT / "tests" / "mails" / "remarks"
WEIGHTS = ROOT / "booking_console" / "adapters" / "parsing" / "verdict" / "remarks.json"

#: From this score on a sentence is doubted; docs/decisions/0020 says what that costs.
LIMIT = 0.2
_DOUBTFUL = 2.0  # how much more a doubtful sentence counts than a harmless one
_SMOOTH = 0.1
_STEPS = 300
_RATE = 0.5
_LEAST = 0.04  # weights nearer to zero are left out

Numbers = NDArray[np.float64]


def sentences() -> Iterator[tuple[str, str, bool]]:
    """Each sentence, where it stands (B or C: its mail books or cancels, then the place in it), whether it is doubtful."""
    for name, is_doubtful in (("harmless.jsonl", False), ("doubtful.jsonl", True)):
        for line in (SENTENCES / name).read_text(encoding="utf-8").splitlines():
            kept = json.loads(line)
            yield kept["said"], kept["around"], is_doubtful


def weighed(rows: Sequence[set[str]], doubtful: Sequence[bool]) -> tuple[float, dict[str, float]]:
    """The bias and the weight of each feature."""
    names = sorted({name for row in rows for name in row})
    place = {name: index for index, name in enumerate(names)}
    row = np.repeat(np.arange(len(rows)), [len(one) for one in rows])
    column = np.array([place[name] for one in rows for name in sorted(one)])
    value = 1 / np.sqrt(np.array([max(len(one), 1) for one in rows], dtype=float))[row]
    truth = np.array(doubtful, dtype=float)
    importance = np.where(truth > 0, _DOUBTFUL, 1.0)
    theta, bias = np.zeros(len(names)), 0.0
    seen, bias_seen = np.full(len(names), 1e-8), 1e-8
    for _ in range(_STEPS):
        score = np.bincount(row, value * theta[column], len(rows)) + bias
        error = (1 / (1 + np.exp(-score)) - truth) * importance
        slope: Numbers = np.bincount(column, value * error[row], len(names)) + _SMOOTH * theta
        seen += slope * slope
        bias_seen += float(error.sum()) ** 2
        theta = theta - _RATE * slope / np.sqrt(seen)
        bias -= _RATE * float(error.sum()) / math.sqrt(bias_seen)
    return bias, dict(zip(names, theta.tolist(), strict=True))


def written(classes: Mapping[str, str]) -> str:
    table = classes_of(classes)
    told = list(sentences())
    bias, weights = weighed(
        [features(said, table, around) for said, around, _ in told], [doubtful for _, _, doubtful in told]
    )
    kept = {name: round(weight, 2) for name, weight in weights.items() if abs(weight) >= _LEAST}
    body = {"classes": classes, "bias": round(bias, 3), "limit": LIMIT, "weights": kept}
    return json.dumps(body, ensure_ascii=False, indent=0) + "\n"


def main() -> int:
    classes = json.loads((SENTENCES / "classes.json").read_text(encoding="utf-8"))
    text = written(classes)
    WEIGHTS.write_text(text, encoding="utf-8")
    counted = Counter(doubtful for _, _, doubtful in sentences())
    sys.stdout.write(f"{counted[False]} harmless, {counted[True]} doubtful sentences, {len(text) // 1024} KB\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
