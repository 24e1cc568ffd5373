"""Writes the sets to measure on, as the scorer and boundaries.ts read them: python gather.py BUILD.

BUILD/sets/{fr,es}.jsonl: all labelled reports of a language, each with its fold and set; en.jsonl: PolNeAR's dev articles;
gold-{fr,es}.jsonl: the gold reports, for measuring only; text-{fr,es}.jsonl: reports without labels.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path

from documents import DATA, Record, labelled_records, polnear, read_lines, with_folds


def write_lines(path: Path, records: Iterable[Record]) -> None:
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), "utf8")


def main(build: Path) -> None:
    sets = build / "sets"
    sets.mkdir(parents=True, exist_ok=True)
    labelled = with_folds(labelled_records())
    for language in ("fr", "es"):
        write_lines(sets / f"{language}.jsonl", (record for record in labelled if record["language"] == language))
        gold = read_lines(DATA / f"gold/{language}.dev.jsonl.gz")
        known = {record["id"] for record in labelled}
        text = (record for record in read_lines(DATA / f"text/{language}.jsonl.gz") if record["id"] not in known)
        write_lines(sets / f"text-{language}.jsonl", (dict(record, language=language) for record in text))
        write_lines(sets / f"gold-{language}.jsonl", (dict(record, language=language) for record in gold))
    write_lines(sets / "en.jsonl", (dict(record, language="en") for record in polnear("dev")))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
