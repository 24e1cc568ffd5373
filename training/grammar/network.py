"""Trains the grammar's networks: a large one on all treebanks at once (the teacher), which then labels raw text, and for
each language a small one, which learns from the treebank and from what the teacher said.

  python3 network.py teach FOLDER            FOLDER/teacher.pt from FOLDER/{en,fr,es}/{train,short,syntax,raw}.jsonl
  python3 network.py label FOLDER            FOLDER/{en,fr,es}/silver.jsonl
  python3 network.py learn FOLDER LANGUAGE   FOLDER/LANGUAGE/network.{json,bin}, as pack-network.ts reads them

The folder is made by network-data.ts. One thread and fixed seeds: the same machine gives the same bytes. Needs what
requirements.txt names. A word is the sum of the vectors of its features; layers of minimal gated units (Feng et al. 2024)
run over the sentence both ways; heads are read off the last by a product of what words
seek and offer (Dozat and Manning 2017), tags off the layer before it and what the word's place in the tree adds.
src/engine/grammar/network.ts runs the small ones.
"""
import argparse
import json
import os
import random
import time
from collections import Counter

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

LANGUAGES = ['en', 'fr', 'es']
TAGS = 17
PUNCTUATION = 12
# Longer sentences are left out.
MOST = 130
# A head's distance has 15 classes on each side; the root has one of its own. See network.ts.
ROOT = 30
# Features that languages do not share in the teacher: all but the form as written and its shape.
OF_ITS_LANGUAGE = np.array([True, False] + [True] * 8 + [False] + [True] * 4)

TEACHER = dict(width=256, cells=192, layers=4, attaching=256, bilinear=True, rate=0.0025, dropout=0.3, batch=2000,
               least=4, pretraining=1.0, epochs=8, repeat={'es': 2})
# `settling` is how often at last the treebanks alone are gone through.
STUDENT = dict(width=128, cells=64, layers=4, attaching=64, bilinear=False, rate=0.003, dropout=0.12, batch=1600,
               least=4, pretraining=0, epochs=8, repeat={}, settling=5, settling_rate=0.25)
# What was chosen on dev for each language, apart from that.
OWN = {'en': dict(epochs=7), 'fr': {}, 'es': dict(epochs=6)}
# How often the treebank counts beside the teacher's labels.
GOLD = {'en': 2, 'fr': 3, 'es': 5}


def distance_class(head, dependent):
    n = abs(head - dependent)
    far = n if n < 9 else 9 if n < 11 else 10 if n < 14 else 11 if n < 18 else 12 if n < 25 else 13 if n < 40 else 14
    return (15 if head > dependent else 0) + far


DISTANCE = torch.tensor([[distance_class(h, d) for h in range(MOST)] for d in range(MOST)])


def read(file):
    return [json.loads(line) for line in open(file, encoding='utf8')] if os.path.exists(file) else []


class Data:
    """Sentences of some languages with the rows of their words' features. Forms are numbered on from language to language."""

    def __init__(self, folder, languages, settings, raw, silver, log):
        self.languages = languages
        self.train, self.raw, self.dev, features, self.form_language = [], [], {}, [], []
        for number, language in enumerate(languages):
            path = f'{folder}/{language}/'
            offset = len(self.form_language)

            def sentences(name, **more):
                found = read(path + name)
                for s in found:
                    s.update(more, language=number, w=[w + offset for w in s['w']])
                return found
            train = sentences('train.jsonl', complete=True, gold=True)
            train += sentences('syntax.jsonl', complete=False, gold=True)
            if silver:
                train = train * GOLD[language] + sentences('silver.jsonl', complete=True, gold=False)
            # Clauses cut out of the treebank. They tell nothing new of its words.
            train += sentences('short.jsonl', complete=True, gold=True, cut=True)
            self.train += train
            self.dev[language] = sentences('dev.jsonl', complete=True, gold=True)
            if raw:
                self.raw += [dict(w=[w + offset for w in ws], language=number) for ws in read(path + 'raw.jsonl')]
            own = np.array(json.load(open(path + 'features.json')), dtype=np.int64)
            if len(languages) > 1:
                own = np.where(OF_ITS_LANGUAGE, own + (number + 1) * (1 << 33), own)
            features.append(own)
            self.form_language += [number] * len(own)
        self.features = np.concatenate(features)
        self.keys = self.choose(settings['least'])
        row = {key: i + 1 for i, key in enumerate(self.keys)}
        self.table = torch.tensor([[row.get(int(k), 0) for k in word] for word in self.features])
        gold = [s for s in self.train if s['gold']]
        self.bundles = sorted({b for s in gold for b in s['b']})
        self.relations = sorted({r for s in gold for r in s['r']})
        self.bundle = {b: i for i, b in enumerate(self.bundles)}
        self.relation = {r: i for i, r in enumerate(self.relations)}
        base = {}
        self.base = torch.tensor([base.setdefault(r.split(':')[0], len(base)) for r in self.relations])
        # Which bundles a tag may carry in each language.
        self.allowed = torch.zeros(len(languages), TAGS, len(self.bundles), dtype=torch.bool)
        for s in gold:
            if s['complete']:
                for t, b in zip(s['t'], s['b']):
                    self.allowed[s['language'], t, self.bundle[b]] = True
        for l in range(len(languages)):
            self.allowed[l, ~self.allowed[l].any(1), self.bundle['_']] = True
        log(f'{len(self.train)} sentences, {len(self.raw)} raw, {len(self.keys)} features')

    def choose(self, least):
        """Features seen often enough to have a vector: twice in the treebanks, or `least` times with one of them there, or
        twice `least` times."""
        in_gold = np.zeros(len(self.features), np.int64)
        for s in self.train:
            if s['gold'] and 'cut' not in s:
                np.add.at(in_gold, s['w'], 1)
        everywhere = in_gold.copy()
        for s in self.raw + [s for s in self.train if not s['gold']]:
            np.add.at(everywhere, s['w'], 1)
        gold, all_ = Counter(), Counter()
        for i, word in enumerate(self.features):
            for key in word:
                if everywhere[i]:
                    all_[int(key)] += int(everywhere[i])
                if in_gold[i]:
                    gold[int(key)] += int(in_gold[i])
        return sorted(k for k, n in all_.items() if gold[k] >= 2 or n >= 2 * least or (gold[k] >= 1 and n >= least))


def gate(x):
    return 0.5 + 0.5 * x * torch.rsqrt(1 + x * x)


class Scan(torch.autograd.Function):
    """c[t] = a[t] c[t - 1] + b[t] along the first dimension."""

    @staticmethod
    def forward(ctx, a, b):
        c = torch.empty_like(b)
        c[0] = b[0]
        for t in range(1, b.size(0)):
            torch.addcmul(b[t], a[t], c[t - 1], out=c[t])
        ctx.save_for_backward(a, c)
        return c

    @staticmethod
    def backward(ctx, grad):
        a, c = ctx.saved_tensors
        grad = grad.clone()
        for t in range(grad.size(0) - 2, -1, -1):
            grad[t].addcmul_(a[t + 1], grad[t + 1])
        grad_a = torch.zeros_like(a)
        torch.mul(grad[1:], c[:-1], out=grad_a[1:])
        return grad_a, grad


class Layer(nn.Module):
    def __init__(self, width, cells):
        super().__init__()
        self.cells = cells
        self.inp = nn.Linear(width, 4 * cells)
        self.out = nn.Linear(2 * cells, width)
        nn.init.xavier_uniform_(self.inp.weight)
        self.inp.bias.data.zero_()
        # Some cells forget slowly from the start.
        with torch.no_grad():
            self.inp.bias[:2 * cells] = torch.linspace(-2.5, 1.0, 2 * cells)[torch.randperm(2 * cells)]
        nn.init.xavier_uniform_(self.out.weight)

    def forward(self, x, mask):
        h = self.cells
        u = self.inp(x)
        z = gate(u[..., :2 * h]) * mask
        v = u[..., 2 * h:]
        z = torch.cat([z[..., :h], z[..., h:].flip(1)], -1).transpose(0, 1).contiguous()
        v = torch.cat([v[..., :h], v[..., h:].flip(1)], -1).transpose(0, 1)
        c = Scan.apply(1 - z, z * v).transpose(0, 1)
        return torch.cat([c[..., :h], c[..., h:].flip(1)], -1)


class Network(nn.Module):
    def __init__(self, data, settings):
        super().__init__()
        self.data, self.settings = data, settings
        width, attaching, relating = settings['width'], settings['attaching'], 64
        self.E = nn.Parameter(torch.randn(len(data.keys) + 1, width) * 0.1)
        self.first = nn.Parameter(torch.zeros(width))
        self.lang = nn.Parameter(torch.zeros(len(data.languages), width))
        self.bias0 = nn.Parameter(torch.zeros(width))
        # Added for treebanks with other customs than those to be learned.
        self.other = nn.Parameter(torch.zeros(len(data.languages), width))
        self.layers = nn.ModuleList([Layer(width, settings['cells']) for _ in range(settings['layers'])])
        self.t1 = nn.Linear(width, 64)
        self.t2 = nn.Linear(64, TAGS)
        self.f2 = nn.Linear(64, len(data.bundles))
        self.q = nn.Linear(width, attaching)
        self.k = nn.Linear(width, attaching)
        self.kroot = nn.Parameter(torch.randn(attaching) * .1)
        self.kb = nn.Linear(width, 1)
        self.db = nn.Parameter(torch.zeros(ROOT + 1))
        self.rd = nn.Linear(width, relating)
        self.rh = nn.Linear(width, relating)
        self.rroot = nn.Parameter(torch.zeros(relating))
        self.rdist = nn.Parameter(torch.zeros(ROOT + 1, relating))
        self.r2 = nn.Linear(relating, len(data.relations))
        # What a word's place in the tree says of its tag and features.
        self.rt = nn.Linear(relating, TAGS, bias=False)
        self.rf = nn.Linear(relating, len(data.bundles), bias=False)
        nn.init.zeros_(self.rt.weight)
        nn.init.zeros_(self.rf.weight)
        if settings['bilinear']:
            self.U = nn.Linear(attaching, attaching, bias=False)

    def drop(self, x):
        p = self.settings['dropout']
        if not self.training or p == 0:
            return x
        return x * x.new_empty(x.size(0), 1, x.size(2)).bernoulli_(1 - p) / (1 - p)

    def embed(self, w, hide, language, other):
        rows = self.data.table[w]
        if hide is not None:
            rows = rows * (~hide).unsqueeze(-1)
        if self.training:
            # Now and then a word is known by its ends, its shape and its kind alone, as new words will be.
            rows = rows.clone()
            rows[..., :2] *= (torch.rand(w.shape) > 0.2).unsqueeze(-1)
        b, n, k = rows.shape
        x = F.embedding_bag(rows.reshape(-1, k), self.E, mode='sum', padding_idx=0, sparse=True).view(b, n, -1)
        x = x + self.bias0
        if len(self.data.languages) > 1:
            x = x + self.lang[language].unsqueeze(1)
        if other is not None:
            x = x + (self.other[language] * other.unsqueeze(-1)).unsqueeze(1)
        x[:, 0] = x[:, 0] + self.first
        return F.relu(x)

    def encode(self, w, mask, language, hide=None, other=None):
        x = self.drop(self.embed(w, hide, language, other)) * mask
        early = None
        for i, layer in enumerate(self.layers):
            x = x + layer.out(self.drop(F.relu(layer(x, mask))))
            if i == max(0, len(self.layers) - 2):
                early = x
        return early, x

    def forward(self, w, mask, language, other=None):
        early, x = self.encode(w, mask.unsqueeze(-1), language, other=other)
        t = self.drop(F.relu(self.t1(self.drop(early))))
        y = self.drop(x)
        q, k = self.q(y), self.k(y)
        if self.settings['bilinear']:
            q, k = self.U(self.drop(F.leaky_relu(q, .1))), self.drop(F.leaky_relu(k, .1))
        n = w.size(1)
        arcs = q @ k.transpose(1, 2) + self.kb(y).transpose(1, 2) + self.db[DISTANCE[:n, :n]]
        arcs = torch.cat([(q @ self.kroot).unsqueeze(-1) + self.db[ROOT], arcs], 2)
        there = torch.cat([torch.ones_like(mask[:, :1]), mask], 1).bool().unsqueeze(1)
        return self.t2(t), self.f2(t), arcs.masked_fill(~there, -1e9), self.rd(y), self.rh(y)

    def relate(self, dependents, heads_offer, heads):
        """For given heads, 0 the root, otherwise the word's place and 1: scores of the relations, and what is added to those
        of tags and features."""
        b, n = heads.shape
        offers = torch.cat([self.rroot.expand(b, 1, -1), heads_offer], 1)
        offer = offers.gather(1, heads.unsqueeze(-1).expand(-1, -1, offers.size(-1)))
        dependent = torch.arange(n).expand(b, n)
        apart = torch.where(heads == 0, torch.full_like(heads, ROOT), DISTANCE[dependent, (heads - 1).clamp(min=0)])
        g = self.drop(F.relu(dependents + offer + self.rdist[apart]))
        return self.r2(g), self.rt(g), self.rf(g)


def batches(sentences, most, rng=None):
    """Places of sentences of like length, at most `most` words with the padding; shuffled by `rng` where given."""
    order = list(range(len(sentences)))
    if rng:
        rng.shuffle(order)
        order.sort(key=lambda i: len(sentences[i]['w']) + rng.random() * 3)
    else:
        order.sort(key=lambda i: len(sentences[i]['w']))
    out, now = [], []
    for i in order:
        n = len(sentences[i]['w'])
        if n > MOST:
            continue
        if now and (len(now) + 1) * n > most:
            out.append(now)
            now = []
        now.append(i)
    out.append(now)
    if rng:
        rng.shuffle(out)
    return out


def words_of(group):
    n = max(len(s['w']) for s in group)
    w = torch.zeros(len(group), n, dtype=torch.long)
    mask = torch.zeros(len(group), n)
    for j, s in enumerate(group):
        w[j, :len(s['w'])] = torch.tensor(s['w'])
        mask[j, :len(s['w'])] = 1
    return w, mask, torch.tensor([s['language'] for s in group])


def labels_of(group, data, shape):
    t, b, h, r = (torch.zeros(shape, dtype=torch.long) for _ in range(4))
    complete, sure = torch.zeros(shape), torch.zeros(shape)
    for j, s in enumerate(group):
        l = len(s['w'])
        t[j, :l] = torch.tensor(s['t'])
        b[j, :l] = torch.tensor([data.bundle.get(x, 0) for x in s['b']])
        h[j, :l] = torch.tensor([0 if x == l else x + 1 for x in s['h']])
        r[j, :l] = torch.tensor([data.relation.get(x, 0) for x in s['r']])
        complete[j, :l] = 1 if s['complete'] else 0
        # What the teacher was unsure of counts less.
        sure[j, :l] = torch.tensor(s['p']) if 'p' in s else 1
    return t, b, h, r, complete, sure


class Optimiser:
    """Adam; the vectors of features, of which a step touches few, by its sparse form."""

    def __init__(self, dense, vectors, rate):
        self.params, self.rate = dense, rate
        self.dense = torch.optim.Adam(dense, lr=rate, betas=(0.9, 0.98))
        self.sparse = torch.optim.SparseAdam([vectors], lr=rate, betas=(0.9, 0.98))

    def step(self, loss, factor):
        for group in self.dense.param_groups + self.sparse.param_groups:
            group['lr'] = self.rate * factor + 1e-5
        self.dense.zero_grad()
        self.sparse.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(self.params, 5.0)
        self.dense.step()
        self.sparse.step()


def pretrain(net, data, settings, rng, log):
    """Learns to tell hidden words of raw text by what stands around them."""
    sentences = [s for s in data.raw if 3 < len(s['w']) < 90] + data.train
    key = data.features[:, 0]
    target = torch.full((len(key),), -100)
    heads = nn.ModuleList()
    for l in range(len(data.languages)):
        count = Counter(int(key[w]) for s in sentences if s['language'] == l for w in s['w'])
        place = {k: i for i, (k, _) in enumerate(count.most_common(7000))}
        for i in range(len(key)):
            if data.form_language[i] == l:
                target[i] = place.get(int(key[i]), -100)
        width = settings['width']
        heads.append(nn.Sequential(nn.Linear(width, width), nn.ReLU(), nn.Linear(width, len(place))))
    dense = [p for name, p in net.named_parameters() if name != 'E'] + list(heads.parameters())
    optimiser = Optimiser(dense, net.E, settings['rate'])

    def groups():
        out = []
        for l in range(len(data.languages)):
            part = [s for s in sentences if s['language'] == l]
            out += [[part[k] for k in batch] for batch in batches(part, settings['batch'], rng)]
        rng.shuffle(out)
        return out
    total = int(len(groups()) * settings['pretraining'])
    step, run = 0, 0
    net.train()
    while step < total:
        for group in groups():
            if step >= total:
                break
            w, mask, language = words_of(group)
            hide = (torch.rand(w.shape) < 0.18) & mask.bool()
            _, x = net.encode(w, mask.unsqueeze(-1), language, hide)
            loss = F.cross_entropy(heads[int(language[0])](x[hide]), target[w[hide]])
            optimiser.step(loss, min(1, (step + 1) / 200) * (1 - step / total))
            step += 1
            run = 0.99 * run + 0.01 * loss.item()
            if step % 100 == 0:
                log(f'hidden words, step {step} of {total}: {run / (1 - 0.99 ** step):.3f}')


def evaluate(net, data, sentences):
    net.eval()
    right = Counter()
    with torch.no_grad():
        for batch in batches(sentences, 4000):
            group = [sentences[i] for i in batch]
            w, mask, language = words_of(group)
            t, b, h, r, _, _ = labels_of(group, data, w.shape)
            tag, feature, arcs, rd, rh = net(w, mask, language)
            heads = arcs.argmax(-1)
            relation, more_tag, more_feature = net.relate(rd, rh, heads)
            relations, tags = relation.argmax(-1), (tag + more_tag).argmax(-1)
            allowed = data.allowed[language.unsqueeze(1), tags]
            features = (feature + more_feature).masked_fill(~allowed, -1e9).argmax(-1)
            word = mask.bool()
            counted = word & (t != PUNCTUATION)
            attached = (heads == h) & counted
            right.update(n=word.sum().item(), tags=(tags == t)[word].sum().item(),
                         features=((features == b) & (tags == t))[word].sum().item(), counted=counted.sum().item(),
                         heads=attached.sum().item(), all=(attached & (data.base[relations] == data.base[r])).sum().item())
    n, counted = right['n'] / 100, right['counted'] / 100
    return (f"tags {right['tags'] / n:.2f} with features {right['features'] / n:.2f} "
            f"heads {right['heads'] / counted:.2f} with relations {right['all'] / counted:.2f}")


def mean(losses, sure):
    return losses.mean() if sure is None else (losses * sure).sum() / sure.sum()


def train(net, data, settings, rng, log, checkpoint=None):
    """Learns tags, features, heads and relations together; keeps a moving average of all weights."""
    for language, times in settings['repeat'].items():
        data.train += [s for s in data.train if s['language'] == LANGUAGES.index(language)] * (times - 1)
    average = {k: v.clone() for k, v in net.state_dict().items()}
    optimiser = Optimiser([p for name, p in net.named_parameters() if name != 'E'], net.E, settings['rate'])
    total = settings['epochs'] * len(batches(data.train, settings['batch'], rng))
    step = 0
    for epoch in range(settings['epochs']):
        net.train()
        for batch in batches(data.train, settings['batch'], rng):
            group = [data.train[i] for i in batch]
            w, mask, language = words_of(group)
            t, b, h, r, complete, sure = labels_of(group, data, w.shape)
            other = torch.tensor([float(s.get('other', 0)) for s in group])
            tag, feature, arcs, rd, rh = net(w, mask, language, other)
            relation, more_tag, more_feature = net.relate(rd, rh, h)
            tag, feature = tag + more_tag, feature + more_feature
            allowed = data.allowed[language.unsqueeze(1), t]
            word = mask.bool()
            told = complete.bool() & allowed.gather(2, b.unsqueeze(-1)).squeeze(-1)
            sure = sure[word] if any('p' in s for s in group) else None
            loss = F.cross_entropy(tag[word], t[word])
            if told.any():
                loss = loss + F.cross_entropy(feature.masked_fill(~allowed, -1e9)[told], b[told])
            loss = loss + mean(F.cross_entropy(arcs[word], h[word], reduction='none'), sure)
            loss = loss + mean(F.cross_entropy(relation[word], r[word], reduction='none'), sure)
            optimiser.step(loss, min(1, (step + 1) / 100) * max(0.0, 1 - step / total) ** 0.75)
            step += 1
            if step % 8 == 0:
                keep = min(0.999, step / (step + 100)) ** 8
                with torch.no_grad():
                    for k, v in net.state_dict().items():
                        average[k].mul_(keep).add_(v, alpha=1 - keep)
        if epoch % 2 == 1 or epoch == settings['epochs'] - 1:
            now = {k: v.clone() for k, v in net.state_dict().items()}
            net.load_state_dict(average)
            for language, sentences in data.dev.items():
                log(f'epoch {epoch + 1} {language}: {evaluate(net, data, sentences)}')
            if checkpoint:
                torch.save(net.state_dict(), checkpoint)
            net.load_state_dict(now)
        else:
            log(f'epoch {epoch + 1}')
    net.load_state_dict(average)


def label(net, data, folder, log):
    """What the teacher says of raw text, and how sure it is of each head."""
    net.eval()
    for l, language in enumerate(data.languages):
        offset = data.form_language.index(l)
        sentences = [s for s in data.raw if s['language'] == l and 4 <= len(s['w']) < 90]
        out = [''] * len(sentences)
        with torch.no_grad():
            for batch in batches(sentences, 4000):
                group = [sentences[i] for i in batch]
                w, mask, numbers = words_of(group)
                tag, feature, arcs, rd, rh = net(w, mask, numbers)
                sure, heads = arcs.softmax(-1).max(-1)
                relation, more_tag, more_feature = net.relate(rd, rh, heads)
                relations, tags = relation.argmax(-1), (tag + more_tag).argmax(-1)
                features = (feature + more_feature).masked_fill(~data.allowed[l][tags], -1e9).argmax(-1)
                for j, i in enumerate(batch):
                    n = len(sentences[i]['w'])
                    out[i] = json.dumps(dict(
                        w=[x - offset for x in sentences[i]['w']], t=tags[j, :n].tolist(),
                        b=[data.bundles[x] for x in features[j, :n].tolist()],
                        h=[x - 1 if x else n for x in heads[j, :n].tolist()],
                        r=[data.relations[x] for x in relations[j, :n].tolist()],
                        p=[round(x, 2) for x in sure[j, :n].tolist()]))
        with open(f'{folder}/{language}/silver.jsonl', 'w', encoding='utf8') as file:
            file.write('\n'.join(out))
        log(f'{language}: {len(out)} sentences labelled')


def write(net, data, settings, path):
    """Weights as pack-network.ts reads them: arrays in order, then the vectors of features."""
    s = net.state_dict()
    # The root has no bias as a head: what all others have in common goes to it with the other sign.
    s['db'][ROOT] -= s['kb.bias'][0]

    def flat(name):
        return s[name].t().contiguous() if s[name].dim() == 2 and name.endswith('weight') else s[name]
    arrays = [('first', s['first']), ('bias', s['bias0'])]
    for i in range(settings['layers']):
        arrays += [(f'in{i}', flat(f'layers.{i}.inp.weight')), (f'inBias{i}', s[f'layers.{i}.inp.bias']),
                   (f'out{i}', flat(f'layers.{i}.out.weight')), (f'outBias{i}', s[f'layers.{i}.out.bias'])]
    for name, own in [('tagging', 't1'), ('tags', 't2'), ('bundles', 'f2'), ('query', 'q'), ('key', 'k'),
                      ('dependent', 'rd'), ('head', 'rh'), ('relations', 'r2')]:
        arrays += [(name, flat(f'{own}.weight')), (f'{name}Bias', s[f'{own}.bias'])]
    arrays += [('treeTags', flat('rt.weight')), ('treeBundles', flat('rf.weight'))]
    arrays += [('keyRoot', s['kroot']), ('headiness', s['kb.weight'][0]), ('distance', s['db']),
               ('headRoot', s['rroot']), ('relationDistance', s['rdist'])]
    shape = dict(width=settings['width'], cells=settings['cells'], layers=settings['layers'], tagging=64,
                 attaching=settings['attaching'], relating=64, tags=TAGS, bundles=len(data.bundles),
                 relations=len(data.relations), features=len(data.keys))
    with open(path + '.json', 'w', encoding='utf8') as file:
        json.dump(dict(shape=shape, bundles=data.bundles, relations=data.relations, keys=data.keys,
                       arrays=[[name, array.numel()] for name, array in arrays]), file)
    np.concatenate([array.numpy().astype('<f4').ravel() for _, array in arrays]
                   + [s['E'][1:].numpy().astype('<f4').ravel()]).tofile(path + '.bin')


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('command', choices=['teach', 'label', 'learn'])
    parser.add_argument('folder')
    parser.add_argument('language', nargs='?', choices=LANGUAGES)
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--epochs', type=int)
    parser.add_argument('--out')
    parser.add_argument('--set', action='append', default=[], help='NAME=NUMBER of the settings, to try')
    args = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    started = time.time()

    def log(text):
        print(f'{time.time() - started:.0f}s {text}', flush=True)
    student = args.command == 'learn'
    settings = dict(STUDENT, **OWN[args.language]) if student else dict(TEACHER)
    for setting in args.set:
        name, value = setting.split('=')
        settings[name] = float(value) if '.' in value else int(value)
    if args.epochs:
        settings['epochs'] = args.epochs
    if student:
        data = Data(args.folder, [args.language], settings, False, True, log)
        net = Network(data, settings)
        # What it learned of both is kept; then it settles on what people labelled alone, by small steps.
        kept = f'{args.folder}/{args.language}/mixed.pt'
        if not os.path.exists(kept):
            train(net, data, settings, rng, log)
            torch.save(net.state_dict(), kept)
        net.load_state_dict(torch.load(kept))
        log(f'mixed: {evaluate(net, data, data.dev[args.language])}')
        torch.manual_seed(args.seed + 1)
        seen = set()
        data.train = [s for s in data.train if s['gold'] and not (id(s) in seen or seen.add(id(s)))]
        settings.update(rate=settings['rate'] * settings['settling_rate'], epochs=settings['settling'])
        train(net, data, settings, random.Random(args.seed + 1), log)
        write(net, data, settings, args.out or f'{args.folder}/{args.language}/network')
        return
    data = Data(args.folder, LANGUAGES, settings, True, False, log)
    net = Network(data, settings)
    file = f'{args.folder}/teacher.pt'
    if args.command == 'teach':
        # What the first part learned is kept, and the second draws its chances anew, so that it may begin there.
        kept = f'{args.folder}/pretrained.pt'
        if not os.path.exists(kept):
            pretrain(net, data, settings, rng, log)
            torch.save(net.state_dict(), kept)
        net.load_state_dict(torch.load(kept))
        torch.manual_seed(args.seed + 1)
        train(net, data, settings, random.Random(args.seed + 1), log, f'{file}.part')
        torch.save(net.state_dict(), file)
    else:
        net.load_state_dict(torch.load(file))
        label(net, data, args.folder, log)


if __name__ == '__main__':
    main()
