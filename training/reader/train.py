"""Trains the reader; every run can be stopped and started again with the same command, and gives the same weights.

python train.py english BUILD                 PolNeAR and FactAppeal                  -> BUILD/english.pt
python train.py labelled BUILD 0 1 2 3 4 all  goes on with the French and Spanish labels, mixed with PolNeAR, without fold
                                              0, 1, ... or with all                   -> BUILD/fold-0.pt, ..., reader.pt
"""

from __future__ import annotations

import argparse
import json
import os
import random
import time
from dataclasses import dataclass
from pathlib import Path

import torch
import torch.nn.functional as F
from tokenizers import Tokenizer
from torch import Tensor, nn

from batches import UNKNOWN, Targets, Window, inputs, targets
from documents import Document, factappeal, labelled_records, polnear, tokenised, windows, with_folds
from encoder import pretrained
from network import Reader, restore, save

LAYERS = 8
OTHERS = 420  # articles of PolNeAR that the labelled stage may draw on


@dataclass(frozen=True)
class Recipe:
    """rate: of the top layer, 0.9 of it for each layer below, 8 times for the heads; share: PolNeAR beside one pass over ours."""

    passes: int
    rate: float
    last: float
    batch: int
    window: int
    frozen: int
    warm: int
    seed: int
    share: float = 0.0


class FrozenLayers:
    """States above the layers that are not trained, kept for the windows seen, so that the folds can share them."""

    def __init__(self, layers: int) -> None:
        self.layers = layers
        self.kept: dict[tuple[str, int, int], Tensor] = {}

    def states(self, reader: Reader, items: list[Window], ids: Tensor, mask: Tensor, keep: bool) -> Tensor:
        keys = [(document.record["id"], a, b) for document, a, b in items]
        if all(key in self.kept for key in keys):
            out = torch.zeros(*ids.shape, int(reader.encoder.sizes["hidden"]), dtype=torch.bfloat16)
            for row, key in enumerate(keys):
                out[row, : len(self.kept[key])] = self.kept[key]
            return out
        with torch.no_grad():
            x = reader.encoder(ids, mask, self.layers).bfloat16()
        if keep:
            for row, (key, (_, a, b)) in enumerate(zip(keys, items)):
                self.kept[key] = x[row, : b - a + 2].clone()
        return x


RECIPES = {
    "english": Recipe(passes=3, rate=2e-4, last=0.15, batch=6, window=224, frozen=2, warm=100, seed=1),
    "labelled": Recipe(passes=4, rate=2e-4, last=0.02, batch=4, window=208, frozen=3, warm=30, seed=31, share=0.5),
}


def losses(reader: Reader, x: Tensor, mask: Tensor, wanted: Targets) -> dict[str, Tensor]:
    scores = reader.tags(x)
    out: dict[str, Tensor] = {}
    for channel, (name, weight) in enumerate((("cue", 2.0), ("content", 1.0), ("source", 1.0), ("bare", 2.0))):
        here = scores[..., 3 * channel : min(3 * channel + 3, scores.shape[-1])].flatten(0, 1)
        known = wanted.tags[..., channel].flatten()
        count = int((known != UNKNOWN).sum())
        if count:
            out[name] = weight * F.cross_entropy(here, known, ignore_index=UNKNOWN, reduction="sum") / count
    if len(wanted.rows) == 0:
        return out
    links = reader.links(x, wanted.rows, wanted.anchors, wanted.bare)
    each = F.binary_cross_entropy_with_logits(links, wanted.roles, reduction="none") * mask[wanted.rows][:, None]
    tokens = mask[wanted.rows].sum()
    out["links"] = 2 * each[:, :2].sum() / tokens
    out["edges"] = 0.15 * each[:, 3:].sum() / len(wanted.rows)
    if wanted.has_via.any():
        out["via"] = 0.3 * each[wanted.has_via, 2].sum() / int(wanted.has_via.sum())
    if (wanted.kinds != UNKNOWN).any():
        kinds = reader.kinds(x, wanted.rows, wanted.anchors, wanted.roles[:, 1])
        out["kind"] = 0.3 * F.cross_entropy(kinds, wanted.kinds, ignore_index=UNKNOWN)
    if (wanted.acts != UNKNOWN).any():
        acts = reader.acts(x, wanted.rows, wanted.anchors)
        out["act"] = 0.15 * F.cross_entropy(acts, wanted.acts, ignore_index=UNKNOWN)
    return out


def pass_batches(documents: list[Document], recipe: Recipe, number: int, fold: int | None) -> list[list[Window]]:
    """One pass over the documents, cut anew each time (alike for all folds), in batches of windows of like length."""
    draw = random.Random(1000 * recipe.seed + number)
    items = [
        (d, a, b)
        for d in documents
        for a, b in windows(d, recipe.window, draw.randint(40, recipe.window))
        if fold is None or d.record.get("fold") != fold
    ]
    draw.shuffle(items)
    pool = recipe.batch * 40
    batches: list[list[Window]] = []
    for at in range(0, len(items), pool):
        alike = sorted(items[at : at + pool], key=lambda item: item[2] - item[1])
        batches += [alike[i : i + recipe.batch] for i in range(0, len(alike), recipe.batch)]
    draw.shuffle(batches)
    return batches


def pass_documents(ours: list[Document], others: list[Document], recipe: Recipe, number: int) -> list[Document]:
    """All of ours; of the others as many as make up the share, going on where the last pass ended."""
    if not recipe.share:
        return ours + others
    tokens = recipe.share * sum(len(d.ids) for d in ours)
    start = int(number * tokens / (sum(len(d.ids) for d in others) / len(others)))
    chosen: list[Document] = []
    while tokens > 0:
        document = others[(start + len(chosen)) % len(others)]
        chosen.append(document)
        tokens -= len(document.ids)
    return ours + chosen


def optimiser(reader: Reader, recipe: Recipe) -> torch.optim.Optimizer:
    encoder = reader.encoder
    for still in (encoder.word, encoder.position, encoder.norm, *encoder.layers[: recipe.frozen]):
        still.requires_grad_(False)
    top = len(encoder.layers) - 1
    groups = [
        {"params": list(layer.parameters()), "base": recipe.rate * 0.9 ** (top - i)}
        for i, layer in enumerate(encoder.layers)
        if i >= recipe.frozen
    ]
    heads = [p for name, p in reader.named_parameters() if not name.startswith("encoder.")]
    groups.append({"params": heads, "base": recipe.rate * 8})
    return torch.optim.AdamW(groups, lr=recipe.rate, weight_decay=0.01, fused=True)


@dataclass(frozen=True)
class Material:
    """ours and others: what is trained on, `fold` of ours left out; lower: the states below the trained layers."""

    ours: list[Document]
    others: list[Document]
    lower: FrozenLayers
    fold: int | None = None

    def batches(self, recipe: Recipe, number: int) -> list[list[Window]]:
        return pass_batches(pass_documents(self.ours, self.others, recipe, number), recipe, number, self.fold)


def train(reader: Reader, material: Material, recipe: Recipe, out: Path, keep_every: float) -> None:
    """Trains and saves; keeps everything needed to go on in OUT.going every `keep_every` seconds."""
    torch.set_num_threads(1)
    torch.manual_seed(recipe.seed)
    total, step = sum(len(material.batches(recipe, n)) for n in range(recipe.passes)), 0
    opt = optimiser(reader, recipe)
    going = out.with_suffix(".going")
    done = 0
    if going.exists():
        kept = torch.load(going, weights_only=False)
        reader.load_state_dict(kept["reader"])
        opt.load_state_dict(kept["optimiser"])
        torch.set_rng_state(kept["random"])
        done = kept["step"]
        print(f"goes on after step {done}", flush=True)
    reader.train()
    started = said = saved = time.time()
    cpu, tokens, seen, sums = time.process_time(), 0, 0, dict[str, float]()
    for number in range(recipe.passes):
        for items in material.batches(recipe, number):
            step += 1
            if step <= done:
                continue
            part = step / total
            for group in opt.param_groups:
                group["lr"] = group["base"] * min(1, step / recipe.warm) * (1 - (1 - recipe.last) * part)
            ids, mask = inputs(items)
            wanted = targets(items, ids.shape[1])
            with torch.autocast("cpu", torch.bfloat16):
                x = material.lower.states(reader, items, ids, mask, keep=recipe.share > 0)
                x = reader.encoder.above(x, mask, recipe.frozen, dropout=0.1)
            parts = losses(reader, reader.scaled(x), mask, wanted)
            opt.zero_grad()
            torch.stack(list(parts.values())).sum().backward()
            nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
            opt.step()
            tokens += int(mask.sum())
            seen += 1
            for name, value in parts.items():
                sums[name] = sums.get(name, 0.0) + float(value.detach())
            if time.time() - said > 60:
                speed = f"{tokens / (time.time() - started):.0f} tokens/s, {tokens / (time.process_time() - cpu):.0f} per CPU second"
                print(f"step {step} of {total}, {speed}; " + " ".join(f"{k} {v / seen:.4f}" for k, v in sums.items()), flush=True)
                said, seen, sums = time.time(), 0, {}
            if time.time() - saved > keep_every:
                state = dict(reader=reader.state_dict(), optimiser=opt.state_dict(), random=torch.get_rng_state(), step=step)
                torch.save(state, str(going) + ".new")
                os.replace(str(going) + ".new", going)
                saved = time.time()
    save(reader, out)
    going.unlink(missing_ok=True)
    print(f"{total} steps, {tokens} tokens in {time.time() - started:.0f} s -> {out}")


def english(build: Path, keep_every: float) -> None:
    recipe = RECIPES["english"]
    tokenizer = Tokenizer.from_file(str(build / "tokenizer.json"))
    documents = [tokenised(r, "polnear", tokenizer) for r in polnear("train")]
    documents += [tokenised(r, "factappeal", tokenizer) for r in factappeal()]
    torch.manual_seed(recipe.seed)
    reader = Reader(pretrained(build / "e5-small-q4.bin", LAYERS, json.loads((build / "kept.json").read_text())))
    some = [(d, *w) for d in documents[:20] for w in windows(d, recipe.window)[:2]]
    reader.standardise([inputs(some[i : i + 8]) for i in range(0, len(some), 8)])
    train(reader, Material(documents, [], FrozenLayers(recipe.frozen)), recipe, build / "english.pt", keep_every)


def labelled(build: Path, runs: list[str], keep_every: float) -> None:
    recipe = RECIPES["labelled"]
    tokenizer = Tokenizer.from_file(str(build / "tokenizer.json"))
    ours = [tokenised(r, "ours", tokenizer) for r in with_folds(labelled_records())]
    records = polnear("train")
    random.Random(recipe.seed).shuffle(records)
    others = [tokenised(r, "polnear", tokenizer) for r in records[:OTHERS]]
    lower = FrozenLayers(recipe.frozen)
    for run in runs:
        out = build / ("reader.pt" if run == "all" else f"fold-{run}.pt")
        if out.exists():
            continue
        fold = None if run == "all" else int(run)
        train(restore(build / "english.pt"), Material(ours, others, lower, fold), recipe, out, keep_every)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("stage", choices=("english", "labelled"))
    parser.add_argument("build", type=Path)
    parser.add_argument("runs", nargs="*", default=["all"], help="folds to leave out, or all")
    parser.add_argument("--keep-every", type=float, default=120, help="seconds between checkpoints")
    given = parser.parse_args()
    if given.stage == "english":
        english(given.build, given.keep_every)
    else:
        labelled(given.build, given.runs, given.keep_every)
