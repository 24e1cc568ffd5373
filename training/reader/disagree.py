"""Lists the reports on which the reader and the fast one disagree most: python disagree.py BUILD LANGUAGE SCORES.pkl FAST.jsonl [N].

SCORES.pkl: read.py's on unlabelled reports, of which BUILD/sets/text-LANGUAGE.jsonl and its boundaries tell the texts;
FAST.jsonl: the fast reader's analyses of them. Prints the ids of N reports, those with most attributions for their length
that only one of the two has (or whose sources differ) first. Only reports of 1,200 to 4,500 characters are listed.
"""

from __future__ import annotations

import sys
from pathlib import Path

from documents import read_lines
from matching import gold_of, match
from measure import MeasuredSet, chosen


def main(build: Path, language: str, scores: Path, fast_file: Path, most: int) -> None:
    fast = {analysis["report"]["id"]: analysis["attributions"] for analysis in read_lines(fast_file) if "report" in analysis}
    one = MeasuredSet(build, f"text-{language}", scores)
    listed: list[tuple[float, str]] = []
    for document, found in one.found(chosen(build, language)):
        report = document.record["id"]
        if report not in fast or not 1200 <= len(document.text) <= 4500:
            continue
        document.record["attributions"] = fast[report]
        gold = gold_of(document)
        agreed = sum(match(gold, found, True).sourced)
        apart = len(gold) + len(found) - 2 * agreed
        listed.append((apart / (4 + len(gold) + len(found)) + apart / len(document.words), report))
    for _, report in sorted(listed, reverse=True)[:most]:
        print(report)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]), Path(sys.argv[4]), int(sys.argv[5]) if len(sys.argv) > 5 else 100)
