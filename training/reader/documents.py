"""Reports with their attributions, cut into the encoder's tokens and into sentences; the data sets and the five folds."""

from __future__ import annotations

import gzip
import json
import os
import random
import re
from bisect import bisect_right
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer

SHARED = Path(os.environ.get("SELON_SHARED", "../shared"))
DATA = SHARED / "data"
OWN_LABELS = Path(__file__).parent.parent / "labels"
FOLDS = 5
LONGEST_SENTENCE = 180  # tokens; what is longer is cut there

WORD = re.compile(r"[^\W_]+")
SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”»’)\]]*\s+(?=[«“\"‘(\[¿¡\-–—]?\s*[A-ZÀ-Þ0-9])|\n+")

Span = tuple[int, int]
Record = dict[str, Any]


def read_lines(path: Path | str) -> list[Record]:
    opened = gzip.open(path, "rt", encoding="utf8") if str(path).endswith(".gz") else open(path, encoding="utf8")
    with opened as lines:
        return [json.loads(line) for line in lines if line.strip()]


def code_points(text: str) -> list[int] | None:
    """For each code point its offset in UTF-16, or None where the two are the same."""
    if all(ord(c) < 0x10000 for c in text):
        return None
    offsets = [0]
    for c in text:
        offsets.append(offsets[-1] + (2 if ord(c) > 0xFFFF else 1))
    return offsets


def sentence_spans(text: str) -> list[Span]:
    spans, start = [], 0
    for end in SENTENCE_END.finditer(text):
        if text[start : end.start()].strip():
            spans.append((start, end.start()))
        start = end.end()
    if text[start:].strip():
        spans.append((start, len(text)))
    return spans


@dataclass
class Attribution:
    """Sets of token indices, and what the labels say of the source."""

    cue: set[int]
    content: set[int]
    source: set[int]
    via: set[int]
    kind: str | None = None
    act: str | None = None
    parent: str | None = None
    id: str = ""


@dataclass
class Document:
    """scheme: ours (all attributions, nested ones too), polnear (outermost ones), factappeal (contents and sources, no cue)."""

    record: Record
    scheme: str
    ids: list[int] = field(default_factory=list)
    offsets: list[Span] = field(default_factory=list)  # code points
    sentences: list[Span] = field(default_factory=list)  # tokens
    words: list[Span] = field(default_factory=list)  # code points
    wordlike: set[int] = field(default_factory=set)  # tokens with a letter or digit
    attributions: list[Attribution] = field(default_factory=list)

    @property
    def text(self) -> str:
        return self.record["text"]

    def __post_init__(self) -> None:
        self.utf16 = code_points(self.text)
        self._back = None if self.utf16 is None else {u: i for i, u in enumerate(self.utf16)}

    def points(self, spans: list[list[int]] | None) -> list[Span]:
        """UTF-16 spans as spans of code points."""
        return [(a, b) if self._back is None else (self._back[a], self._back[b]) for a, b in spans or []]

    def units(self, spans: list[Span]) -> list[list[int]]:
        """Spans of code points as UTF-16 spans."""
        return [[a, b] if self.utf16 is None else [self.utf16[a], self.utf16[b]] for a, b in spans]

    def tokens(self, spans: list[Span]) -> set[int]:
        """Tokens that stand in the spans, without the signs at their edges that belong to no word."""
        found: set[int] = set()
        for a, b in spans:
            i = bisect_right(self.offsets, a, key=lambda offset: offset[1])
            while i < len(self.offsets) and self.offsets[i][0] < b:
                if self.offsets[i][0] < self.offsets[i][1]:
                    found.add(i)
                i += 1
        trimmed = set(found)
        for i in sorted(found):
            if i - 1 not in trimmed and i not in self.wordlike:
                trimmed.discard(i)
        for i in sorted(found, reverse=True):
            if i + 1 not in trimmed and i not in self.wordlike:
                trimmed.discard(i)
        return trimmed or found


def tokenised(record: Record, scheme: str, tokenizer: Tokenizer) -> Document:
    document = Document(record, scheme)
    text = document.text
    spans = sentence_spans(text)
    for (a, b), encoding in zip(spans, tokenizer.encode_batch([text[a:b] for a, b in spans], add_special_tokens=False)):
        first = len(document.ids)
        for piece, (x, y) in zip(encoding.ids[:LONGEST_SENTENCE], encoding.offsets):
            while x < y and text[a + x].isspace():
                x += 1
            document.ids.append(piece)
            document.offsets.append((a + x, a + y))
        document.sentences.append((first, len(document.ids)))
    document.words = [m.span() for m in WORD.finditer(text)]
    document.wordlike = {i for i, (x, y) in enumerate(document.offsets) if WORD.search(text, x, y)}
    for label in record.get("attributions", []):
        content = document.points(label.get("content"))
        sets = {role: document.tokens(document.points(label.get(role))) for role in ("cue", "source", "content")}
        document.attributions.append(
            Attribution(
                **sets,
                via=document.tokens(nearest_name(text, label.get("via"), content)),
                kind=label.get("sourceKind"),
                act=label.get("act"),
                parent=label.get("parent"),
                id=label.get("id", ""),
            )
        )
    return document


def nearest_name(text: str, name: str | None, content: list[Span]) -> list[Span]:
    """Where the outlet's name stands nearest to the content, as the labels give the name alone."""
    if not name or not content:
        return []
    found = [(m.start(), m.end()) for m in re.finditer(re.escape(name), text)]
    first, last = content[0][0], content[-1][1]
    return sorted(found, key=lambda s: (max(0, s[0] - last, first - s[1]), s))[:1]


def labelled_records() -> list[Record]:
    """French and Spanish reports with all their attributions; `set` tells the newer, larger labels (new) from our older ones."""
    records = []
    for language in ("fr", "es"):
        texts = {record["id"]: record["text"] for record in read_lines(DATA / f"text/{language}.jsonl.gz")}
        for name, path in (("new", DATA / f"labels/attribution.{language}.jsonl.gz"), ("own", OWN_LABELS / f"attribution.{language}.jsonl")):
            for label in read_lines(path):
                report = label["report"]
                records.append(dict(id=report, language=language, set=name, text=texts[report], attributions=label["attributions"]))
    return records


def with_folds(records: list[Record]) -> list[Record]:
    """Gives each report a fold, evenly by language and set; a report labelled twice stays in one fold."""
    groups: dict[tuple[str, str], list[str]] = {}
    fold_of: dict[str, int] = {}
    for record in records:
        groups.setdefault((record["language"], record["set"]), []).append(record["id"])
    for key in sorted(groups):
        ids = sorted(set(groups[key]) - set(fold_of))
        random.Random(5).shuffle(ids)
        fold_of.update({report: i % FOLDS for i, report in enumerate(ids)})
    return [dict(record, fold=fold_of[record["id"]]) for record in records]


def polnear(part: str) -> list[Record]:
    return read_lines(DATA / f"polnear/{part}.jsonl.gz")


def factappeal() -> list[Record]:
    return [record for record in read_lines(DATA / "factappeal/train.jsonl.gz") if record["attributions"]]


def windows(document: Document, size: int, first: int | None = None) -> list[Span]:
    """Runs of whole sentences of at most `size` tokens (the first of at most `first`), as token spans."""
    out: list[Span] = []
    start, end, limit = None, 0, first or size
    for a, b in document.sentences:
        if start is None:
            start = a
        elif b - start > limit:
            out.append((start, end))
            start, limit = a, size
        end = b
    if start is not None:
        out.append((start, end))
    return out
