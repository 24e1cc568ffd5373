"""Measures the reader on a set: python measure.py BUILD SET SCORES.pkl [--fold K] [--set new] [name=value ...].

SET is fr, es, en, gold-fr or gold-es (BUILD/sets); name=value changes a field of decode.Choice from what BUILD/choice.json has. Writes the analyses
beside the scores and prints what the scorer says of them.
"""

from __future__ import annotations

import argparse
import json
import pickle
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer

from decode import Choice, Found, Offered, Words, analysis, choose
from documents import SHARED, Document, read_lines, tokenised
from export import setting
from gather import write_lines
from scores import WindowScores


class MeasuredSet:
    """Reports of a set with their scores and the grammar's boundaries, ready to be decoded in many ways."""

    def __init__(self, build: Path, name: str, scores: Path, fold: int | None = None, part: str | None = None) -> None:
        read: dict[str, list[WindowScores]] = pickle.loads(scores.read_bytes())
        tokenizer = Tokenizer.from_file(str(build / "tokenizer.json"))
        boundaries = {record["id"]: record for record in read_lines(build / f"sets/{name}.boundaries.jsonl")}
        self.records = [
            record
            for record in read_lines(build / f"sets/{name}.jsonl")
            if record["id"] in read and (fold is None or record["fold"] == fold) and (part is None or record["set"] == part)
        ]
        self.documents = [tokenised(record, "ours", tokenizer) for record in self.records]
        self.offered = [Offered.of(document, boundaries[document.record["id"]]) for document in self.documents]
        self.read = [read[record["id"]] for record in self.records]
        self.words = [[Words.of(d, window) for window in windows] for d, windows in zip(self.documents, self.read)]
        self.language = name[-2:]
        self.stem = build / f"measured-{name}-{scores.stem}"

    def found(self, choice: Choice) -> list[tuple[Document, list[Found]]]:
        each = zip(self.documents, self.read, self.words, self.offered)
        return [(document, choose(document, *rest, choice)) for document, *rest in each]

    def score(self, found: list[tuple[Document, list[Found]]]) -> dict[str, Any]:
        gold, out = self.stem.with_suffix(".gold.jsonl"), self.stem.with_suffix(".jsonl")
        write_lines(gold, self.records)
        write_lines(out, (analysis(document, ones) for document, ones in found))
        command = ["node", str(SHARED / "score/attribution.mjs"), str(gold), str(out), "--json"]
        return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def figures(result: dict[str, Any]) -> str:
    """Contents / attributions / with source / exact, precision and recall of attributions, shares of kind, via, parent."""
    f1 = [100 * result[key]["f1"] for key in ("content words", "attributions", "with source", "exact")]
    attributions = result["attributions"]
    shares = " ".join(f"{key} {100 * value:.1f}" for key, value in result.items() if isinstance(value, float))
    return " / ".join(f"{x:.1f}" for x in f1) + f"  P {100 * attributions['precision']:.1f} R {100 * attributions['recall']:.1f}  {shares}"


def chosen(build: Path, language: str) -> Choice:
    """What tune.py found for a language; the defaults where it has not run."""
    return Choice(**setting(build, "choice").get(language, {}))


def changed(choice: Choice, settings: list[str]) -> Choice:
    pairs = (setting.split("=") for setting in settings)
    return replace(choice, **{name: float(value) for name, value in pairs})


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("build", type=Path)
    parser.add_argument("name")
    parser.add_argument("scores", type=Path)
    parser.add_argument("settings", nargs="*")
    parser.add_argument("--fold", type=int)
    parser.add_argument("--set")
    given = parser.parse_args()
    measured = MeasuredSet(given.build, given.name, given.scores, given.fold, given.set)
    result = measured.score(measured.found(changed(chosen(given.build, measured.language), given.settings)))
    print(f"{given.name}, {result['articles']} reports: {figures(result)}")


if __name__ == "__main__":
    main()
