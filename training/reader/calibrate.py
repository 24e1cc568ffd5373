"""Turns the chooser's features into a confidence: python calibrate.py BUILD NAME=SCORES.pkl ..., into BUILD/confidence.json.

The confidence is the probability that an attribution and its source are right (as the scorer counts them), by logistic
regression for each set's language; the expected calibration error that is printed comes from cross-validation over
the folds (sets without folds are cut in five).
"""

from __future__ import annotations

import json
import math
import sys
from pathlib import Path

import numpy as np

from decode import Found
from matching import gold_of, match
from measure import MeasuredSet, chosen

NAMES = ("cue", "inside", "edges", "length", "source", "unsourced", "bare", "nested")


def row(found: Found) -> list[float]:
    f = found.features
    cue = min(max(f["cue"], 1e-3), 1 - 1e-3)
    return [
        math.log(cue / (1 - cue)),
        min(f["inside"], 8.0),
        min(f["starts"], 4.0) + min(f["ends"], 4.0),
        math.log(f["length"]),
        math.log1p(max(0.0, f["source"])),
        f["unsourced"],
        f["bare"],
        float(found.parent is not None),
    ]


def fit(x: np.ndarray, y: np.ndarray, ridge: float = 1.0) -> np.ndarray:
    """Weights (the last one the bias) by Newton's method."""
    x = np.hstack([x, np.ones((len(x), 1))])
    w = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ w))
        gradient = x.T @ (y - p) - ridge * w
        hessian = (x * (p * (1 - p))[:, None]).T @ x + ridge * np.eye(len(w))
        w = w + np.linalg.solve(hessian, gradient)
    return w


def predict(w: np.ndarray, x: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-(x @ w[:-1] + w[-1])))


def calibration_error(p: np.ndarray, y: np.ndarray, bins: int = 10) -> float:
    """Expected calibration error over bins of equal width."""
    which = np.minimum((p * bins).astype(int), bins - 1)
    return float(sum(abs(p[which == b].sum() - y[which == b].sum()) for b in range(bins)) / len(p))


def main(build: Path, sets: list[str]) -> None:
    rows, right, folds, of_set = [], [], [], []
    for name in sets:
        name, file = name.split("=")
        one = MeasuredSet(build, name, Path(file))
        nested = name != "en"
        for k, (record, (document, found)) in enumerate(zip(one.records, one.found(chosen(build, one.language)))):
            contents = {id(f): f.words("content") for f in found}
            kept = [f for f in found if nested or not (f.parent and contents[id(f)] <= contents[id(f.parent)])]
            matched = match(gold_of(document), kept, True)
            for f, sourced in zip(kept, matched.sourced):
                rows.append(row(f))
                right.append(sourced)
                folds.append(record.get("fold", k % 5))
                of_set.append(name)
    x, y, fold, names = np.array(rows), np.array(right, float), np.array(folds), np.array(of_set)
    crossed = np.zeros(len(y))
    for name in set(of_set):
        for k in set(folds):
            known, asked = (names == name) & (fold != k), (names == name) & (fold == k)
            crossed[asked] = predict(fit(x[known], y[known]), x[asked])
    for name in sorted(set(of_set)):
        here = names == name
        share = y[here].mean()
        print(f"{name}: {here.sum()} found, {100 * share:.1f}% right, calibration error {100 * calibration_error(crossed[here], y[here]):.1f}%")
    print(f"all: calibration error {100 * calibration_error(crossed, y):.1f}%")
    for low in (0.0, 0.5, 0.7, 0.8, 0.9):
        at = crossed >= low
        print(f"confidence of {low} and more: {at.sum()} found, {100 * y[at].mean():.1f}% right")
    weights = {}
    for name in sorted(set(of_set)):
        found_weights = fit(x[names == name], y[names == name])
        weights[name] = dict(zip((*NAMES, "bias"), (round(float(w), 5) for w in found_weights)))
    (build / "confidence.json").write_text(json.dumps(weights))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
