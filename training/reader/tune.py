"""Finds how to choose in the languages of the sets given: python tune.py BUILD NAME=SCORES.pkl ... [--steps 2] [--crossed].

Goes over the fields of decode.Choice one by one and keeps what raises the mean of the three F1 (attributions, with source,
exact) over the sets; prints each set's figures and, with --crossed, those by cross-validation (each fold with what the other folds chose).
The result goes into BUILD/choice.json, for these languages alone.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict, replace
from pathlib import Path

from decode import Choice
from documents import FOLDS
from export import setting
from matching import Counts, Matched, gold_of, match
from measure import MeasuredSet, chosen

GRID: dict[str, tuple[float, ...]] = {
    "cue": (0.35, 0.4, 0.45, 0.5, 0.55, 0.6),
    "bare": (0.2, 0.3, 0.4, 0.5, 0.6, 1.0),
    "token": (0.1, 0.15, 0.2, 0.3, 0.5, 0.7),
    "edge": (0.15, 0.25, 0.35, 0.5, 0.75, 1.0),
    "part": (-1.0, 0.0, 1.0, 2.0, 3.0, 4.5, 6.0),
    "offered": (0.0, 0.5, 1.0, 2.0, 4.0, 8.0),
    "bias": (-1.0, -0.5, -0.25, 0.0, 0.25, 0.5),
    "free": (0.0, 1.0, 2.0, 4.0, 8.0),
    "source": (-0.5, 0.0, 1.0, 2.0),
    "alike": (0.5, 0.6, 0.7, 0.8),
}
ByFold = dict[int, Counts]


class Tuner:
    def __init__(self, sets: list[MeasuredSet]) -> None:
        self.sets = sets
        self.gold = [[gold_of(document) for document in one.documents] for one in sets]
        self.nested = [any(label.get("parent") for r in one.records for label in r["attributions"]) for one in sets]
        self.known: dict[Choice, list[ByFold]] = {}

    def counts(self, choice: Choice) -> list[ByFold]:
        """For each set the counts by fold."""
        if choice not in self.known:
            out: list[ByFold] = []
            for one, gold, nested in zip(self.sets, self.gold, self.nested):
                folds: ByFold = {}
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


def summed(folds: ByFold, without: int | None = None) -> Counts:
    total = Counts()
    for fold, counts in folds.items():
        if fold != without:
            total.join(counts)
    return total


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("build", type=Path)
    parser.add_argument("sets", nargs="+")
    parser.add_argument("--steps", type=int, default=2)
    parser.add_argument("--crossed", action="store_true")
    given = parser.parse_args()
    names = [name.split("=") for name in given.sets]
    tuner = Tuner([MeasuredSet(given.build, name, Path(file)) for name, file in names])
    start = chosen(given.build, tuner.sets[0].language)
    best = tuner.best(start, given.steps)
    print(json.dumps(asdict(best)))
    for (name, _), before, after in zip(names, tuner.counts(start), tuner.counts(best)):
        print(name, *(" / ".join(f"{x:.1f}" for x in summed(folds).f1()) for folds in (before, after)), sep="  ", flush=True)
    known = setting(given.build, "choice") | {one.language: asdict(best) for one in tuner.sets}
    (given.build / "choice.json").write_text(json.dumps(known))
    if given.crossed:
        by_fold = {fold: tuner.best(start, 1, fold) for fold in range(FOLDS)}
        for k, (name, _) in enumerate(names):
            total = Counts()
            for fold, choice in by_fold.items():
                part = tuner.counts(choice)[k].get(fold)
                if part:
                    total.join(part)
            print(name, "chosen on the other folds:", " / ".join(f"{x:.1f}" for x in total.f1()))


if __name__ == "__main__":
    main()
