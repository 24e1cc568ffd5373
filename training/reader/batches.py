"""Windows of documents as tensors, with what the reader should say of them."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from documents import Attribution, Document
from network import ACTS, KINDS, ROLES

START, PAD, END = 0, 1, 2
UNKNOWN = -100

Window = tuple[Document, int, int]


@dataclass
class Targets:
    tags: Tensor  # [n, l, 4], UNKNOWN where the labels do not say
    rows: Tensor
    anchors: Tensor
    bare: Tensor
    roles: Tensor  # [k, roles, l]
    has_via: Tensor  # [k] True where the labels name outlets
    kinds: Tensor
    acts: Tensor


def inputs(items: list[Window]) -> tuple[Tensor, Tensor]:
    length = max(b - a for _, a, b in items) + 2
    ids = torch.full((len(items), length), PAD)
    mask = torch.zeros(len(items), length, dtype=torch.bool)
    for row, (document, a, b) in enumerate(items):
        ids[row, : b - a + 2] = torch.tensor([START, *document.ids[a:b], END])
        mask[row, : b - a + 2] = True
    return ids, mask


def begins_and_goes_on(sets: list[set[int]], a: int, b: int) -> Tensor:
    tags = torch.zeros(b - a, dtype=torch.long)
    for tokens in sets:
        for i in sorted(tokens):
            if a <= i < b and tags[i - a] == 0:
                tags[i - a] = 2 if i - 1 in tokens else 1
    return tags


def role_tokens(attribution: Attribution, document: Document) -> tuple[set[int], ...]:
    """Tokens per role, in the order of ROLES; parts of the content are told apart by the words between them."""
    content = attribution.content
    words = sorted(i for i in content if i in document.wordlike) or sorted(content)
    starts = {i for i in words if not any(j in content for j in before(i, document))}
    ends = {i for i in words if not any(j in content for j in after(i, document))}
    return content, attribution.source, attribution.via, starts, ends


def before(i: int, document: Document) -> range:
    j = i - 1
    while j > 0 and j not in document.wordlike:
        j -= 1
    return range(max(j, 0), i)


def after(i: int, document: Document) -> range:
    j = i + 1
    while j < len(document.ids) - 1 and j not in document.wordlike:
        j += 1
    return range(i + 1, min(j + 1, len(document.ids)))


def targets(items: list[Window], length: int) -> Targets:
    tags = torch.full((len(items), length, 4), UNKNOWN)
    rows, anchors, bare, has_via, kinds, acts, roles = [], [], [], [], [], [], []
    for row, (document, a, b) in enumerate(items):
        inside = [x for x in document.attributions if any(a <= i < b for i in x.content | x.cue)]
        here = slice(1, b - a + 1)
        ours = document.scheme == "ours"
        for channel, role in enumerate(("cue", "content", "source")):
            if role != "cue" or document.scheme != "factappeal":
                tags[row, here, channel] = begins_and_goes_on([getattr(x, role) for x in inside], a, b)
        if document.scheme == "factappeal":
            continue
        groups: dict[tuple[int, int], list[Attribution]] = {}
        if ours:
            tags[row, here, 3] = 0
        for x in inside:
            cue = [i for i in x.cue if a <= i < b]
            if cue:
                groups.setdefault((min(cue), 0), []).append(x)
            elif ours and not x.cue and x.content and a <= min(x.content) < b:
                tags[row, 1 + min(x.content) - a, 3] = 1
                groups.setdefault((min(x.content), 1), []).append(x)
        for (anchor, without_cue), group in groups.items():
            wanted = torch.zeros(len(ROLES), length)
            for x in group:
                for role, tokens in enumerate(role_tokens(x, document)):
                    for i in tokens:
                        if a <= i < b:
                            wanted[role, i - a + 1] = 1
            rows.append(row)
            anchors.append(anchor - a + 1)
            bare.append(without_cue)
            has_via.append(ours)
            kind, act = group[0].kind, group[0].act
            kinds.append(KINDS.index(kind) if kind in KINDS else UNKNOWN)
            acts.append(ACTS.index(act) if act in ACTS else UNKNOWN)
            roles.append(wanted)
    stacked = torch.stack(roles) if roles else torch.zeros(0, len(ROLES), length)
    whole = lambda values: torch.tensor(values, dtype=torch.long)
    return Targets(tags, whole(rows), whole(anchors), whole(bare), stacked, torch.tensor(has_via, dtype=torch.bool), whole(kinds), whole(acts))
