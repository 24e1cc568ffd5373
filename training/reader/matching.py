"""Matches found attributions with labelled ones as the scorer does, report by report, so that choices can be compared fast."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from decode import Found
from documents import Document, Span


@dataclass
class Gold:
    """Word indices."""

    id: str
    content: frozenset[int]
    source: frozenset[int]
    parent: str | None


@dataclass
class Matched:
    gold: int
    predicted: int
    of_gold: list[Gold | None]  # for each found attribution its partner
    sourced: list[bool]
    exact: list[bool]


def covered(document: Document, spans: list[Span]) -> frozenset[int]:
    words = document.words
    found: set[int] = set()
    for a, b in spans:
        first = bisect_right(words, a, key=lambda w: w[1])
        found.update(range(first, bisect_left(words, b, key=lambda w: w[0])))
    return frozenset(found)


def gold_of(document: Document) -> list[Gold]:
    out = []
    for label in document.record["attributions"]:
        content = covered(document, document.points(label.get("content")))
        if content:
            source = covered(document, document.points(label.get("source")))
            out.append(Gold(label["id"], content, source, label.get("parent")))
    return out


def likeness(a: frozenset[int], b: frozenset[int]) -> float:
    both = len(a & b)
    either = len(a) + len(b) - both
    return both / either if either else 1.0


def match(gold: list[Gold], found: list[Found], nested: bool) -> Matched:
    """nested: whether the labels mark attributions within others; else found ones within their parent are left out."""
    contents = {id(one): frozenset(one.words("content")) for one in found}
    ours = [
        one for one in found if nested or not (one.parent is not None and contents[id(one)] <= contents[id(one.parent)])
    ]
    sources = [frozenset(one.words("source")) for one in ours]
    pairs = []
    for i, label in enumerate(gold):
        for j, one in enumerate(ours):
            overlap = likeness(label.content, contents[id(one)])
            if overlap >= 0.5:
                pairs.append((-(overlap + likeness(label.source, sources[j]) / 100), i, j, overlap))
    partners: list[Gold | None] = [None] * len(ours)
    sourced, exact, used = [False] * len(ours), [False] * len(ours), set[int]()
    for _, i, j, overlap in sorted(pairs):
        if i in used or partners[j] is not None:
            continue
        used.add(i)
        partners[j] = gold[i]
        exact[j] = overlap == 1
        sourced[j] = likeness(gold[i].source, sources[j]) >= 0.5
    return Matched(len(gold), len(ours), partners, sourced, exact)


@dataclass
class Counts:
    gold: int = 0
    predicted: int = 0
    matched: int = 0
    sourced: int = 0
    exact: int = 0

    def add(self, one: Matched) -> None:
        self.gold += one.gold
        self.predicted += one.predicted
        self.matched += sum(partner is not None for partner in one.of_gold)
        self.sourced += sum(one.sourced)
        self.exact += sum(one.exact)

    def join(self, other: Counts) -> None:
        self.gold += other.gold
        self.predicted += other.predicted
        self.matched += other.matched
        self.sourced += other.sourced
        self.exact += other.exact

    def f1(self) -> tuple[float, float, float]:
        """Attributions, with source, exact, in percent."""
        all_ = max(1, self.gold + self.predicted)
        return 200 * self.matched / all_, 200 * self.sourced / all_, 200 * self.exact / all_
