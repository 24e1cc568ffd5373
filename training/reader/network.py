"""The careful reader: an encoder, tags for every token, and for each cue the tokens of its content, source and outlet."""

from __future__ import annotations

import math
from pathlib import Path

import torch
from torch import Tensor, nn

from encoder import Encoder

TAGS = 11  # cue, content, source: outside, begins, goes on; then 2: a content without a cue begins here, or not
ROLES = ("content", "source", "via", "start", "end")  # what a token is to an anchor; start and end: of a part of its content
KINDS = ("named", "anonymous", "group", "document", "media", "unstated")
ACTS = (
    "say claim confirm deny admit accuse promise threaten demand advise warn believe doubt fear hope intend decide refuse ask know show "
    "decline-comment unverified other"
).split()
FAR = 96  # distances beyond this many tokens count alike
WIDTH = 128


class Reader(nn.Module):
    """An anchor is the first token of a cue or, for a content without a cue, the content's first token."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder
        hidden = int(encoder.sizes["hidden"])
        self.tags = nn.Linear(hidden, TAGS)
        self.anchor = nn.Linear(hidden, len(ROLES) * WIDTH)
        self.without_cue = nn.Parameter(torch.zeros(len(ROLES) * WIDTH))
        self.token = nn.Linear(hidden, len(ROLES) * WIDTH)
        self.alone = nn.Linear(hidden, len(ROLES))
        self.distance = nn.Parameter(torch.zeros(len(ROLES), 2 * FAR + 1))
        self.kind = nn.Linear(2 * hidden, len(KINDS))
        self.act = nn.Linear(hidden, len(ACTS))
        self.register_buffer("middle", torch.zeros(hidden))
        self.register_buffer("scale", torch.ones(hidden))
        with torch.no_grad():
            self.alone.bias.copy_(torch.tensor([-1.0, -3.0, -5.0, -5.0, -5.0]))

    def standardise(self, batches: list[tuple[Tensor, Tensor]]) -> None:
        """The encoder's states have a large part in common; heads learn far faster on centred and scaled ones."""
        with torch.no_grad():
            states = torch.cat([self.states(ids, mask)[mask] for ids, mask in batches])
            self.middle.copy_(states.mean(0))
            self.scale.copy_(1 / (states.std(0) + 1e-4))

    def states(self, ids: Tensor, mask: Tensor) -> Tensor:
        return self.scaled(self.encoder(ids, mask))

    def scaled(self, x: Tensor) -> Tensor:
        return (x.float() - self.middle) * self.scale

    def links(self, x: Tensor, rows: Tensor, anchors: Tensor, bare: Tensor) -> Tensor:
        """For k anchors (row of the batch, token, 1 where there is no cue): scores [k, roles, l]."""
        n, length, _ = x.shape
        k = len(rows)
        asked = (self.anchor(x[rows, anchors]) + bare[:, None] * self.without_cue).view(k, len(ROLES), WIDTH)
        given = self.token(x).view(n, length, len(ROLES), WIDTH)
        scores = x.new_zeros(k, len(ROLES), length)
        for row in rows.unique().tolist():
            here = rows == row
            scores[here] = torch.einsum("kcd,lcd->kcl", asked[here], given[row])
        away = (torch.arange(length)[None] - anchors[:, None]).clamp(-FAR, FAR) + FAR
        return scores / math.sqrt(WIDTH) + self.alone(x)[rows].transpose(1, 2) + self.distance[:, away].transpose(0, 1)

    def kinds(self, x: Tensor, rows: Tensor, anchors: Tensor, sources: Tensor) -> Tensor:
        """sources [k, l]: 1 where the anchor's source stands -> scores of the kinds, from the anchor and its source's mean."""
        mean = torch.einsum("kl,klh->kh", sources, x[rows]) / sources.sum(1, keepdim=True).clamp(min=1)
        return self.kind(torch.cat([x[rows, anchors], mean], 1))

    def acts(self, x: Tensor, rows: Tensor, anchors: Tensor) -> Tensor:
        return self.act(x[rows, anchors])


def save(reader: Reader, path: Path | str) -> None:
    state = {name: value.half() for name, value in reader.state_dict().items()}
    torch.save({"sizes": reader.encoder.sizes, "state": state}, path)


def restore(path: Path | str) -> Reader:
    kept = torch.load(path, map_location="cpu", weights_only=True)
    reader = Reader(Encoder(**kept["sizes"]))
    reader.load_state_dict({name: value.float() for name, value in kept["state"].items()})
    return reader.eval()
