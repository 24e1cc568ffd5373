"""Finds how to choose: python tune.py BUILD NAME=SCORES.pkl ... [--out choice.json] [--steps 2].

Goes over the fields of decode.Choice one by one and keeps what raises the mean of the three F1 (attributions, with source,
exact) over the sets; prints each set's figures, and those by cross-validation (each fold with what the other folds chose).
"""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict, replace
from pathlib import Path

from decode import Choice
from matching import Counts, Matched, gold_of, match
from measure import MeasuredSet

GRID: dict[str, tuple[float, ...]] = {
    "cue": (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6),
    "bare": (0.2, 0.3, 0.4, 0.5, 0.6),
    "token": (0.2, 0.3, 0.5, 0.7, 1.0),
    "edge": (0.25, 0.5, 0.75, 1.0, 1.5),
    "part": (-4.0, -2.0, -1.0, 0.0, 1.0, 2.0, 3.0),
    "offered": (0.0, 0.5, 1.0, 2.0, 4.0, 8.0),
    "bias": (-0.5, -0.25, 0.0, 0.25, 0.5, 1.0),
    "free": (0.0, 1.0, 2.0, 4.0, 8.0),
    "source": (-0.5, 0.0, 1.0, 2.0),
    "alike": (0.6, 0.7, 0.8, 0.9),
}
FOLD = dict[int, Counts]


class Tuner:
    def __init__(self, sets: list[MeasuredSet]) -> None:
        self.sets = sets
        self.gold = [[gold_of(document) for document in one.documents] for one in sets]
        self.nested = [any(label.get("parent") for r in one.records for label in r["attributions"]) for one in sets]
        self.known: dict[Choice, list[FOLD]] = {}

    def counts(self, choice: Choice) -> list[FOLD]:
        """For each set the counts by fold."""
        if choice not in self.known:
            out: list[FOLD] = []
            for one, gold, nested in zip(self.sets, self.gold, self.nested):
                folds: FOLD = {}
                for record, labels, (_, found) in zip(one.records, gold, one.found(choice)):
                    matched: Matched = match(labels, found, nested)
                    folds.setdefault(record.get("fold", -1), Counts()).add(matched)
                out.append(folds)
            self.known[choice] = out
        return self.known[choice]

    def value(self, choice: Choice, without: int | None) -> float:
        values = []
        for folds in self.counts(choice):
            total = summed(folds, without)
            values.append(sum(total.f1()) / 3)
        return sum(values) / len(values)

    def best(self, start: Choice, steps: int, without: int | None = None) -> Choice:
        best, value = start, self.value(start, without)
        for _ in range(steps):
            before = best
            for name, options in GRID.items():
                for option in options:
                    tried = replace(best, **{name: option})
                    if self.value(tried, without) > value + 1e-9:
                        best, value = tried, self.value(tried, without)
            if best == before:
                break
        return best


def summed(folds: FOLD, without: int | None = None) -> Counts:
    total = Counts()
    for fold, counts in folds.items():
        if fold != without:
            for name in ("gold", "predicted", "matched", "sourced", "exact"):
                setattr(total, name, getattr(total, name) + getattr(counts, name))
    return total


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("build", type=Path)
    parser.add_argument("sets", nargs="+")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--start", type=Path)
    parser.add_argument("--steps", type=int, default=2)
    parser.add_argument("--crossed", action="store_true")
    given = parser.parse_args()
    names = [name.split("=") for name in given.sets]
    tuner = Tuner([MeasuredSet(given.build, name, Path(file)) for name, file in names])
    start = Choice(**json.loads(given.start.read_text())) if given.start else Choice()
    best = tuner.best(start, given.steps)
    print(json.dumps(asdict(best)))
    for (name, _), before, after in zip(names, tuner.counts(start), tuner.counts(best)):
        print(name, *(" / ".join(f"{x:.1f}" for x in summed(folds).f1()) for folds in (before, after)), sep="  ", flush=True)
    if given.out:
        given.out.write_text(json.dumps(asdict(best)))
    if given.crossed:
        chosen = {fold: tuner.best(start, 1, fold) for fold in range(5)}
        for k, (name, _) in enumerate(names):
            total = Counts()
            for fold, choice in chosen.items():
                part = tuner.counts(choice)[k].get(fold)
                if part:
                    for field_name in ("gold", "predicted", "matched", "sourced", "exact"):
                        setattr(total, field_name, getattr(total, field_name) + getattr(part, field_name))
            print(name, "chosen on the other folds:", " / ".join(f"{x:.1f}" for x in total.f1()))


if __name__ == "__main__":
    main()
