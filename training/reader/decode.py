"""Chooses attributions out of the network's scores, among the boundaries that the grammar offers."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from documents import Document, Record, Span
from network import ACTS, KINDS, ROLES
from scores import Anchor, WindowScores

CONTENT, SOURCE, VIA, START, END = range(len(ROLES))
NEVER = -1e9


@dataclass(frozen=True)
class Choice:
    """How to choose; all found by cross-validation.

    cue, bare: least probability of an anchor; token: weight of a word's log-odds; edge: weight of the network's own edges;
    part: cost of each part of a content; offered: cost of an edge that the grammar does not offer; free: how much better
    a source must score that is none of the grammar's phrases; alike: contents that overlap by this much are one.
    """

    cue: float = 0.5
    bare: float = 0.5
    token: float = 0.2
    edge: float = 0.35
    part: float = 3.0
    offered: float = 1.0
    bias: float = -0.25
    free: float = 4.0
    source: float = 0.0
    via: float = 0.0
    alike: float = 0.7


@dataclass
class Offered:
    """The grammar's boundaries by word of the document: bits of reasons; phrases as spans of words (last included)."""

    begins: np.ndarray
    ends: np.ndarray
    phrases: list[Span]

    @classmethod
    def of(cls, document: Document, record: Record) -> Offered:
        index = {tuple(span): k for k, span in enumerate(document.units(document.words))}
        begins, ends = np.zeros(len(document.words), int), np.zeros(len(document.words), int)
        first_at, last_at = {}, {}
        for a, b, begin, end in record["words"]:
            k = index.get((a, b))
            if k is not None:
                begins[k], ends[k] = begin, end
                first_at[a], last_at[b] = k, k
        spans = document.units(document.words)
        starts = np.array([a for a, _ in spans])
        stops = np.array([b for _, b in spans])
        phrases = set()
        for a, b, _ in record["phrases"]:
            first, last = int(np.searchsorted(stops, a, "right")), int(np.searchsorted(starts, b, "left")) - 1
            if first <= last:
                phrases.add((first, last))
        return cls(begins, ends, sorted(phrases))


@dataclass
class Found:
    """Spans of words, first and last included."""

    cue: list[Span]
    content: list[Span]
    source: list[Span]
    via: list[Span]
    kind: str
    act: str
    bare: bool
    features: dict[str, float] = field(default_factory=dict)
    confidence: float = 0.0
    parent: Found | None = None

    def words(self, role: str) -> set[int]:
        return {i for a, b in getattr(self, role) for i in range(a, b + 1)}


@dataclass
class WordScores:
    """One anchor's log-odds by word of its window."""

    anchor: Anchor
    content: np.ndarray
    source: np.ndarray
    via: np.ndarray
    starts: np.ndarray
    ends: np.ndarray


@dataclass
class Words:
    """The words of one window: index of the first in the document, tokens of each (relative to the window), anchors."""

    first: int
    tokens: list[Span]
    anchors: list[WordScores]

    @classmethod
    def of(cls, document: Document, window: WindowScores) -> Words:
        start, end = document.offsets[window.first][0], document.offsets[window.end - 1][1]
        tokens: list[Span] = []
        first, i = 0, window.first
        for k in range(bisect_left(document.words, (start, 0)), len(document.words)):
            a, b = document.words[k]
            if b > end:
                break
            while i < window.end - 1 and document.offsets[i][1] <= a:
                i += 1
            j = i + 1
            while j < window.end and document.offsets[j][0] < b:
                j += 1
            first = first if tokens else k
            tokens.append((i - window.first, j - window.first))
        if not tokens:
            return cls(0, [], [])
        begins, ends = np.array([a for a, _ in tokens]), np.array([b for _, b in tokens])
        anchors = []
        for anchor in window.anchors:
            links = anchor.links.astype(np.float32)
            sums = np.concatenate([np.zeros((len(links), 1), np.float32), links.cumsum(1)], axis=1)
            means = (sums[:, ends] - sums[:, begins]) / (ends - begins)
            anchors.append(WordScores(anchor, means[CONTENT], means[SOURCE], means[VIA], links[START, begins], links[END, ends - 1]))
        return cls(first, tokens, anchors)


def best_parts(inside: list[float], begin: list[float], end: list[float]) -> tuple[list[Span], float]:
    """The stretches with the greatest sum: inside[i] for each word, begin[i] and end[j] for each stretch's edges."""
    out, within = 0.0, NEVER
    opened: list[bool] = []  # whether the best stretch with i inside begins at i
    closed = [False]  # whether the best way to stand outside behind i - 1 has a stretch end there
    for gain, opening, closing in zip(inside, begin, end):
        opened.append(out + opening > within)
        within = max(within, out + opening) + gain
        closed.append(within + closing > out)
        out = max(out, within + closing)
    parts: list[Span] = []
    i = len(inside)
    while i > 0:
        if not closed[i]:
            i -= 1
            continue
        first = i - 1
        while not opened[first]:
            first -= 1
        parts.append((first, i - 1))
        i = first
    return parts[::-1], out


def cue_spans(window: WindowScores, least: float) -> list[Span]:
    """Runs of tokens (relative to the window) that are a cue's, by the anchors among them."""
    inside = 1 - window.cue[:, 0] > least
    begins = window.cue[:, 1] > 0.5
    spans, i, n = [], 0, len(inside)
    while i < n:
        if inside[i]:
            j = i
            while j + 1 < n and inside[j + 1] and not begins[j + 1]:
                j += 1
            spans.append((i, j))
            i = j + 1
        else:
            i += 1
    return spans


def choose_source(scores: np.ndarray, taken: list[int], first: int, offered: Offered, choice: Choice) -> tuple[list[Span], float]:
    """The grammar's phrase with the greatest sum of log-odds outside the words taken; none where no sum is positive."""
    free_scores = scores.copy()
    free_scores[taken] = -20.0
    sums = np.concatenate([[0.0], np.cumsum(free_scores)])
    best, best_sum = None, 0.0
    low = bisect_left(offered.phrases, (first, 0))
    high = bisect_left(offered.phrases, (first + len(scores), 0))
    if high > low:
        spans = np.array(offered.phrases[low:high]) - first
        spans = spans[spans[:, 1] < len(scores)]
        totals = sums[spans[:, 1] + 1] - sums[spans[:, 0]]
        if len(totals) and totals.max() > 0:
            k = int(totals.argmax())
            best, best_sum = (int(spans[k, 0]), int(spans[k, 1])), float(totals[k])
    free, free_sum = best_run(sums.tolist())
    if free is not None and free_sum - choice.free > best_sum:
        best, best_sum = free, free_sum
    return ([best] if best is not None and best_sum > choice.source else []), best_sum


def best_run(sums: list[float]) -> tuple[Span | None, float]:
    """The single run with the greatest sum, from the running sums."""
    best, total, low = None, 0.0, 0
    for k in range(1, len(sums)):
        if sums[k] - sums[low] > total:
            best, total = (low, k - 1), sums[k] - sums[low]
        if sums[k] < sums[low]:
            low = k
    return best, total


def choose(document: Document, windows: list[WindowScores], prepared: list[Words], offered: Offered, choice: Choice) -> list[Found]:
    found: list[Found] = []
    for window, words in zip(windows, prepared):
        if not words.tokens:
            continue
        word_at = {t: k for k, (a, b) in enumerate(words.tokens) for t in range(a, b)}
        here = slice(words.first, words.first + len(words.tokens))
        begin = np.where(offered.begins[here] > 0, 0.0, -choice.offered) - choice.part
        end = np.where(offered.ends[here] > 0, 0.0, -choice.offered)
        cued = {a.anchor.token - window.first: a for a in words.anchors if not a.anchor.bare}
        candidates: list[tuple[WordScores, list[int]]] = []
        for first, last in cue_spans(window, choice.cue):
            if window.asked_first <= window.first + first < window.asked_end and first in cued:
                candidates.append((cued[first], sorted({word_at[t] for t in range(first, last + 1) if t in word_at})))
        candidates += [(a, []) for a in words.anchors if a.anchor.bare and a.anchor.probability > choice.bare]
        for scores, cue in candidates:
            one = choose_one(scores, cue, words.first, begin, end, offered, choice)
            if one is not None:
                found.append(one)
    found = with_parents(without_doubles(found, choice.alike))
    carry_outlets(document, found)
    return found


def choose_one(
    scores: WordScores, cue: list[int], first: int, begin: np.ndarray, end: np.ndarray, offered: Offered, choice: Choice
) -> Found | None:
    """The content and source of one anchor; cue: its words, relative to the window, whose first word is `first`."""
    anchor = scores.anchor
    inside = choice.token * (scores.content + choice.bias)
    inside[cue] = -8.0
    parts, total = best_parts(inside.tolist(), (begin + choice.edge * scores.starts).tolist(), (end + choice.edge * scores.ends).tolist())
    if not parts:
        return None
    content = sorted({i for a, b in parts for i in range(a, b + 1)})
    source, source_sum = choose_source(scores.source, content + cue, first, offered, choice)
    via, via_sum = best_run(np.concatenate([[0.0], np.cumsum(scores.via)]).tolist())
    features = dict(
        cue=float(anchor.probability),
        inside=float(np.mean(scores.content[content])),
        total=float(total),
        length=float(len(content)),
        starts=float(max(scores.starts[a] for a, _ in parts)),
        ends=float(max(scores.ends[b] for _, b in parts)),
        source=float(source_sum),
        unsourced=float(not source),
        bare=float(anchor.bare),
    )

    def shifted(spans: list[Span]) -> list[Span]:
        return [(a + first, b + first) for a, b in spans]

    return Found(
        cue=shifted([(cue[0], cue[-1])] if cue else []),
        content=shifted(parts),
        source=shifted(source),
        via=shifted([via]) if via is not None and via_sum > choice.via else [],
        kind=KINDS[int(anchor.kind.argmax())],
        act=ACTS[int(anchor.act.argmax())],
        bare=anchor.bare,
        features=features,
    )


def without_doubles(found: list[Found], alike: float) -> list[Found]:
    """Of two with nearly the same content the likelier; both where the cue of one stands in what the other reports."""
    kept: list[tuple[Found, set[int], set[int]]] = []
    for one in sorted(found, key=lambda f: -f.features["cue"]):
        content, cue = one.words("content"), one.words("cue")
        if all(
            len(content & other) < alike * len(content | other) or (cue and cue <= other) or (its_cue and its_cue <= content)
            for _, other, its_cue in kept
        ):
            kept.append((one, content, cue))
    return sorted((one for one, _, _ in kept), key=lambda f: (f.content[0][0], f.cue[:1]))


def with_parents(found: list[Found]) -> list[Found]:
    """The parent is the one with the smallest content in which the cue (or, without one, the content) stands."""
    contents = [one.words("content") for one in found]
    for k, one in enumerate(found):
        core = one.words("cue") or contents[k]
        around = [
            j for j in range(len(found)) if j != k and core <= contents[j] and len(contents[j]) > len(contents[k]) and len(contents[k] & contents[j]) >= 0.5 * len(contents[k])
        ]
        one.parent = found[min(around, key=lambda j: len(contents[j]))] if around else None
    return found


def outlet_name(document: Document, run: Span) -> Span:
    """The run of words widened to whole written words ("BFM-TV", "example.com"), without words in lower case at its ends."""
    a, b = run
    words, text = document.words, document.text
    while a > 0 and re.fullmatch(r"[-.&]", text[words[a - 1][1] : words[a][0]]):
        a -= 1
    while b + 1 < len(words) and re.fullmatch(r"[-.&]", text[words[b][1] : words[b + 1][0]]):
        b += 1
    first, last = a, b
    while first < last and text[words[first][0]].islower():
        first += 1
    while last > first and text[words[last][0]].islower():
        last -= 1
    return (a, b) if text[words[first][0]].islower() else (first, last)


def carry_outlets(document: Document, found: list[Found]) -> None:
    """What the same source (by name, or a pronoun) goes on to say reached the report through the same outlet."""
    current: Span | None = None
    known: set[str] = set()
    for one in sorted(found, key=lambda f: min(f.words("cue") or f.words("content"))):
        source = sorted(one.words("source"))
        names = {document.text[slice(*document.words[i])] for i in source if i > 0 and document.text[document.words[i][0]].isupper()}
        if one.via:
            current = outlet_name(document, one.via[0])
            known = names or known
            one.via = [current]
        elif current and (names & known or (not names and len(source) <= 2)):
            one.via = [current]
        elif names:
            current = None


def analysis(document: Document, found: list[Found]) -> dict[str, Any]:
    """In the form that the scorer reads; a word's span goes from its first letter to its last."""
    names: dict[str, str] = {}

    def spans(parts: list[Span]) -> list[list[int]]:
        return document.units([(document.words[a][0], document.words[b][1]) for a, b in parts])

    ids = {id(one): f"a{k}" for k, one in enumerate(found)}
    attributions = []
    for one in found:
        via = None
        if one.via:
            (a, b) = one.via[0]
            name = document.text[document.words[a][0] : document.words[b][1]]
            via = names.setdefault(name, f"e{len(names)}")
        attributions.append(
            dict(
                id=ids[id(one)],
                cue=spans(one.cue),
                content=spans(one.content),
                source=spans(one.source),
                sourceKind=one.kind,
                act=one.act,
                via=via,
                parent=ids[id(one.parent)] if one.parent else None,
                confidence=round(one.confidence, 3),
            )
        )
    empty: dict[str, Any] = {key: [] for key in ("claims", "times", "places", "events", "sentences")}
    entities = [dict(id=key, name=name, mentions=[]) for name, key in names.items()]
    return dict(report=dict(id=document.record["id"], text=document.text), attributions=attributions, entities=entities, **empty)
