"""What the network says of a report, before anything is chosen."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch

from batches import inputs
from documents import Document, windows
from network import Reader

CORE, CONTEXT = 112, 24  # tokens that a window is asked about, and at most so many on either side: no longer than in training
LEAST = 0.1  # anchors less likely than this are not weighed


@dataclass
class Anchor:
    """token: its index in the document; links [roles, tokens of the window]: log-odds."""

    token: int
    bare: bool
    probability: float
    links: np.ndarray
    kind: np.ndarray
    act: np.ndarray


@dataclass
class WindowScores:
    """Tokens first..end were read, asked_first..asked_end asked about; cue [tokens, 3]: probabilities of O, B, I."""

    first: int
    end: int
    asked_first: int
    asked_end: int
    cue: np.ndarray
    anchors: list[Anchor]


def read_windows(document: Document, core: int, context: int) -> list[tuple[int, int, int, int]]:
    out = []
    for a, b in windows(document, core):
        first = min((x for x, _ in document.sentences if x <= a and a - x <= context), default=a)
        end = max((y for _, y in document.sentences if y >= b and y - b <= context), default=b)
        out.append((first, end, a, b))
    return out


@torch.no_grad()
def read(reader: Reader, document: Document, core: int = CORE, context: int = CONTEXT) -> list[WindowScores]:
    out = []
    for first, end, a, b in read_windows(document, core, context):
        ids, mask = inputs([(document, first, end)])
        with torch.autocast("cpu", torch.bfloat16):
            x = reader.encoder(ids, mask)
        x = reader.scaled(x)
        scores = reader.tags(x)[0, 1:-1]
        cue = scores[:, :3].softmax(-1)
        bare = scores[:, 9:].softmax(-1)[:, 1]
        asked = range(a - first, b - first)
        found = [(i, 0, float(1 - cue[i, 0])) for i in asked if 1 - cue[i, 0] > LEAST] + [(i, 1, float(bare[i])) for i in asked if bare[i] > LEAST]
        anchors: list[Anchor] = []
        if found:
            rows = torch.zeros(len(found), dtype=torch.long)
            at = torch.tensor([i + 1 for i, _, _ in found])
            links = reader.links(x, rows, at, torch.tensor([k for _, k, _ in found]))
            kinds = reader.kinds(x, rows, at, (links[:, 1] > 0).float())
            acts = reader.acts(x, rows, at)
            for n, (i, without_cue, p) in enumerate(found):
                anchors.append(Anchor(first + i, bool(without_cue), p, links[n, :, 1:-1].half().numpy(), kinds[n].numpy(), acts[n].numpy()))
        out.append(WindowScores(first, end, a, b, cue.numpy(), anchors))
    return out
