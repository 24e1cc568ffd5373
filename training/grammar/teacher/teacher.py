"""The teacher of the grammar: a slow, strong tagger and parser whose analyses of raw text the fast one learns from.

A word is its vector (word2vec over raw text, then trained) and a convolution over its letters; two bidirectional LSTM
layers; heads for part of speech and features; deep biaffine attention for head and relation (Dozat and Manning 2017).

  python3 teacher.py train FOLDER MODEL [--epochs N] [--stop N] [--seed N] [--threads N]
  python3 teacher.py label FOLDER OUT MODEL... [--most N] [--every N] [--offset N]
                                                analyses raw.jsonl by the mean of the models' probabilities

FOLDER holds train.jsonl, dev.jsonl and raw.jsonl, made by sentences.ts. Needs torch, numpy and gensim.
"""
import argparse, json, math, random, sys, time
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

def read(path):
    with open(path, encoding='utf8') as f:
        return [json.loads(line) for line in f]

def norm(form):
    low = form.lower().replace('’', "'")
    return ''.join('0' if c.isdigit() else c for c in low)

class Model(nn.Module):
    def __init__(self, vocab, chars, tags, bundles, rels, hidden=220, vectors=None):
        super().__init__()
        self.word = nn.Embedding(len(vocab), 100, padding_idx=0)
        if vectors is not None:
            self.word.weight.data.copy_(vectors)
        self.char = nn.Embedding(len(chars), 32, padding_idx=0)
        self.conv3 = nn.Conv1d(32, 64, 3, padding=1)
        self.conv5 = nn.Conv1d(32, 64, 5, padding=2)
        self.lstm1 = nn.LSTM(100 + 128, hidden, bidirectional=True, batch_first=True)
        self.lstm2 = nn.LSTM(2 * hidden, hidden, bidirectional=True, batch_first=True)
        self.lstm3 = nn.LSTM(2 * hidden, hidden, bidirectional=True, batch_first=True)
        h = 2 * hidden
        self.tag1 = nn.Linear(2 * h, 150); self.tag2 = nn.Linear(150, len(tags))
        self.feat1 = nn.Linear(2 * h, 150); self.feat2 = nn.Linear(150, len(bundles))
        self.ah = nn.Linear(h, 300); self.ad = nn.Linear(h, 300)
        self.rh = nn.Linear(h, 80); self.rd = nn.Linear(h, 80)
        self.root = nn.Parameter(torch.zeros(h))
        self.U = nn.Parameter(torch.zeros(301, 300))
        self.R = nn.Parameter(torch.zeros(len(rels), 81, 81))
        nn.init.xavier_uniform_(self.U)
        self.drop = 0.33

    def dropout(self, x):
        if not self.training: return x
        mask = x.new_empty(x.size(0), 1, x.size(2)).bernoulli_(1 - self.drop) / (1 - self.drop)
        return x * mask

    def forward(self, words, chars, lengths):
        b, n = words.shape
        c = self.char(chars.view(b * n, -1)).transpose(1, 2)
        c = torch.cat([F.relu(self.conv3(c)).amax(2), F.relu(self.conv5(c)).amax(2)], 1).view(b, n, -1)
        w = self.word(words)
        if self.training:
            keep = (torch.rand(b, n, 1) > 0.2).float()
            w = w * keep
        x = self.dropout(torch.cat([w, c], 2))
        def run(lstm, x):
            p = nn.utils.rnn.pack_padded_sequence(x, lengths, batch_first=True, enforce_sorted=True)
            y, _ = lstm(p)
            return nn.utils.rnn.pad_packed_sequence(y, batch_first=True, total_length=n)[0]
        h1 = run(self.lstm1, x)
        h2 = run(self.lstm2, self.dropout(h1)) + h1
        t = self.dropout(torch.cat([h1, h2], 2))
        h3 = run(self.lstm3, self.dropout(h2)) + h2
        tag = self.tag2(F.relu(self.tag1(t)))
        feat = self.feat2(F.relu(self.feat1(t)))
        h3 = self.dropout(h3)
        hr = torch.cat([self.root.expand(b, 1, -1), h3], 1)
        ah = F.leaky_relu(self.ah(hr), 0.1); ad = F.leaky_relu(self.ad(h3), 0.1)
        ah, ad = self.dropout(ah), self.dropout(ad)
        ad = torch.cat([ad, torch.ones(b, n, 1)], 2)
        arc = ad @ self.U @ ah.transpose(1, 2)             # b, n, n + 1
        rh = self.dropout(F.leaky_relu(self.rh(hr), 0.1)); rd = self.dropout(F.leaky_relu(self.rd(h3), 0.1))
        return tag, feat, arc, rh, rd

    def relations(self, rh, rd, heads):
        b, n = heads.shape
        h = rh.gather(1, heads.unsqueeze(2).expand(-1, -1, rh.size(2)))
        one = torch.ones(b, n, 1)
        h = torch.cat([h, one], 2); d = torch.cat([rd, one], 2)
        # sum over i, j of d_i R_rij h_j
        x = torch.einsum('bni,rij->bnrj', d, self.R)
        return torch.einsum('bnrj,bnj->bnr', x, h)

def batches(items, size, shuffle, rng):
    order = sorted(range(len(items)), key=lambda i: (len(items[i]['forms']), rng.random()))
    out, cur, tokens = [], [], 0
    for i in order:
        cur.append(i); tokens += len(items[i]['forms'])
        if tokens >= size:
            out.append(cur); cur, tokens = [], 0
    if cur: out.append(cur)
    if shuffle: rng.shuffle(out)
    return out

def tensors(items, ids, vocab, chars):
    ids = sorted(ids, key=lambda i: -len(items[i]['forms']))
    n = len(items[ids[0]]['forms'])
    w = torch.zeros(len(ids), n, dtype=torch.long)
    longest = min(20, max(len(f) for i in ids for f in items[i]['forms']))
    c = torch.zeros(len(ids), n, max(5, longest), dtype=torch.long)
    for k, i in enumerate(ids):
        for j, form in enumerate(items[i]['forms']):
            w[k, j] = vocab.get(norm(form), 1)
            s = form if len(form) <= longest else form[:longest // 2] + form[-(longest - longest // 2):]
            for m, ch in enumerate(s): c[k, j, m] = chars.get(ch, 1)
    return ids, w, c, [len(items[i]['forms']) for i in ids]

def mst(scores):
    """Maximum spanning tree with one root (Chu, Liu and Edmonds); scores[d][h], both from 0, where 0 is the root."""
    n = scores.shape[0]
    best = scores[1:].argmax(1)
    if (best == 0).sum() == 1 and not cycle(best): return best
    roots = np.argsort(-scores[1:, 0])[:6]
    result, top = None, -1e18
    for r in roots:
        s = scores.copy()
        s[1:, 0] = -1e9; s[r + 1, :] = -1e9; s[r + 1, 0] = 0
        heads = edmonds(s)
        total = scores[r + 1, 0] + sum(s[d, heads[d]] for d in range(1, n) if d != r + 1)
        if total > top: top, result = total, heads[1:]
    return np.array(result)

def cycle(best):
    n = len(best)
    for i in range(n):
        seen, h = 0, i + 1
        while h != 0:
            h = best[h - 1]; seen += 1
            if seen > n: return True
    return False

def edmonds(s):
    n = s.shape[0]
    s = s.copy(); np.fill_diagonal(s, -1e9); s[0, :] = -1e9
    heads = s.argmax(1); heads[0] = -1
    state = [0] * n; found = None
    for i in range(1, n):
        path = []; v = i
        while v != 0 and v != -1 and state[v] == 0:
            state[v] = i + 1; path.append(v); v = heads[v]
        if v > 0 and state[v] == i + 1 and v in path:
            found = path[path.index(v):]; break
    if not found: return heads
    inside = set(found)
    outside = [v for v in range(n) if v not in inside]
    m = len(outside) + 1; c = m - 1
    t = np.full((m, m), -1e9)
    total = sum(s[v, heads[v]] for v in found)
    enter, leave = {}, {}
    for a, d in enumerate(outside):
        for b, h in enumerate(outside): t[a, b] = s[d, h]
        k = max(found, key=lambda v: s[d, v]); t[a, c] = s[d, k]; leave[a] = k
    for b, h in enumerate(outside):
        k = max(found, key=lambda v: s[v, h] - s[v, heads[v]])
        t[c, b] = total + s[k, h] - s[k, heads[k]]; enter[b] = k
    sub = edmonds(t)
    out = heads.copy()
    for a, d in enumerate(outside):
        if d == 0: out[0] = -1; continue
        out[d] = leave[a] if sub[a] == c else outside[sub[a]]
    k = enter[sub[c]]; out[k] = outside[sub[c]]
    return out

def analyse(models, items, vocab, chars, size=3000):
    out = [None] * len(items)
    rng = random.Random(0)
    with torch.no_grad():
        for ids in batches(items, size, False, rng):
            ids, w, c, lengths = tensors(items, ids, vocab, chars)
            tag = feat = arc = 0
            kept = []
            for m in models:
                a, f, s, rh, rd = m(w, c, lengths)
                for k, n in enumerate(lengths): s[k, :, n + 1:] = -1e4
                tag = tag + a.softmax(2); feat = feat + f.softmax(2); arc = arc + s.softmax(2)
                kept.append((rh, rd))
            arc = (arc / len(models)).clamp_min(1e-9).log().numpy()
            heads = torch.zeros(len(ids), max(lengths), dtype=torch.long)
            for k, n in enumerate(lengths):
                s = np.full((n + 1, n + 1), -1e9); s[1:, :] = arc[k, :n, :n + 1]
                heads[k, :n] = torch.tensor(mst(s))
            rel = sum(m.relations(rh, rd, heads).softmax(2) for m, (rh, rd) in zip(models, kept))
            tag, feat = tag / len(models), feat / len(models)
            for k, i in enumerate(ids):
                n = lengths[k]
                sure = float(np.mean([arc[k, d, heads[k, d]] for d in range(n)]))
                # One root alone carries the relation "root", and nothing else does.
                r = rel[k, :n].clone(); r[:, 0] = -1
                names = r.argmax(1); names[heads[k, :n] == 0] = 0
                out[i] = (tag[k, :n].argmax(1).tolist(), feat[k, :n], heads[k, :n].tolist(), names.tolist(), sure)
    return out

def main():
    p = argparse.ArgumentParser()
    p.add_argument('do'); p.add_argument('folder'); p.add_argument('out'); p.add_argument('models', nargs='*')
    p.add_argument('--epochs', type=int, default=12); p.add_argument('--seed', type=int, default=1)
    p.add_argument('--threads', type=int, default=1); p.add_argument('--hidden', type=int, default=220)
    p.add_argument('--most', type=int, default=10**9, help='only the first so many sentences of raw.jsonl')
    p.add_argument('--every', type=int, default=1, help='of those only each so many-th')
    p.add_argument('--offset', type=int, default=0, help='where in each such run the sentence stands')
    p.add_argument('--stop', type=int, default=10**9, help='stop after so many epochs of the schedule')
    o = p.parse_args()
    torch.set_num_threads(o.threads); torch.manual_seed(o.seed); random.seed(o.seed); np.random.seed(o.seed)
    if o.do == 'train': train(o)
    else: label(o)

def train(o):
    train_, dev, raw = read(o.folder + '/train.jsonl'), read(o.folder + '/dev.jsonl'), read(o.folder + '/raw.jsonl')
    from gensim.models import Word2Vec
    sentences = [[norm(f) for f in s['forms']] for s in train_] + [[norm(f) for f in s] for s in raw]
    w2v = Word2Vec(sentences, vector_size=100, window=3, sg=1, negative=8, min_count=2, epochs=8, seed=o.seed, workers=1)
    vocab = {'\0': 0, '\1': 1}
    for w in w2v.wv.index_to_key: vocab[w] = len(vocab)
    vectors = torch.zeros(len(vocab), 100)
    v = torch.tensor(w2v.wv.vectors); vectors[2:] = v / v.std() * 0.3
    counts = {}
    for s in train_:
        for f in s['forms']:
            for ch in f: counts[ch] = counts.get(ch, 0) + 1
    chars = {'\0': 0, '\1': 1}
    for ch in sorted(counts):
        if counts[ch] > 2: chars[ch] = len(chars)
    tags = list(range(17))
    bundles = sorted({b for s in train_ if s['bundles'] for b in s['bundles']})
    rels = ['root'] + sorted({r for s in train_ for r in s['relations']} - {'root'})
    bi = {b: i for i, b in enumerate(bundles)}; ri = {r: i for i, r in enumerate(rels)}
    print(len(vocab), 'words', len(bundles), 'bundles', len(rels), 'relations', flush=True)
    model = Model(vocab, chars, tags, bundles, rels, o.hidden, vectors)
    opt = torch.optim.Adam(model.parameters(), lr=2e-3, betas=(0.9, 0.9), eps=1e-12)
    rng = random.Random(o.seed)
    start, step = time.time(), 0
    total = o.epochs * len(batches(train_, 900, True, rng))
    for epoch in range(min(o.epochs, o.stop)):
        model.train(); losses = 0; n_ = 0
        for ids in batches(train_, 900, True, rng):
            ids, w, c, lengths = tensors(train_, ids, vocab, chars)
            n = w.size(1)
            gold = lambda key, index: torch.tensor([[index(x) for x in train_[i][key]] + [-1] * (n - len(train_[i]['forms'])) if train_[i][key] else [-1] * n for i in ids])
            gt = gold('tags', int); gh = gold('heads', int); gr = gold('relations', lambda r: ri[r])
            gf = gold('bundles', lambda b: bi[b])
            tag, feat, arc, rh, rd = model(w, c, lengths)
            mask = torch.arange(n + 1).view(1, 1, -1) > torch.tensor(lengths).view(-1, 1, 1)
            arc = arc.masked_fill(mask, -1e4)
            rel = model.relations(rh, rd, gh.clamp_min(0))
            ce = lambda x, y: F.cross_entropy(x.reshape(-1, x.size(-1)), y.reshape(-1), ignore_index=-1)
            loss = ce(arc, gh) + ce(rel, gr) + 0.5 * ce(tag, gt)
            if (gf >= 0).any(): loss = loss + 0.5 * ce(feat, gf)
            opt.zero_grad(); loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 5.0)
            lr = 2e-3 * min(1, (step + 1) / 100) * (0.03 + 0.97 * 0.5 * (1 + math.cos(math.pi * step / total)))
            for g in opt.param_groups: g['lr'] = lr
            opt.step(); step += 1; losses += loss.item(); n_ += 1
        model.eval()
        if epoch % 2 == 1 or epoch == o.epochs - 1:
            found = analyse([model], dev, vocab, chars)
            t = sum(len(s['forms']) for s in dev); u = f = a = l = 0
            for s, (tg, ft, hd, nm, _) in zip(dev, found):
                fb = ft.argmax(1).tolist()
                for j in range(len(s['forms'])):
                    u += tg[j] == s['tags'][j]; f += bundles[fb[j]] == s['bundles'][j]
                    ok = hd[j] == s['heads'][j]; a += ok; l += ok and rels[nm[j]] == s['relations'][j]
            print(f'epoch {epoch + 1} loss {losses / n_:.3f} UPOS {100 * u / t:.2f} feats {100 * f / t:.2f} UAS {100 * a / t:.2f} LAS {100 * l / t:.2f} {time.time() - start:.0f}s', flush=True)
        else: print(f'epoch {epoch + 1} loss {losses / n_:.3f} {time.time() - start:.0f}s', flush=True)
        torch.save({'state': model.state_dict(), 'vocab': vocab, 'chars': chars, 'bundles': bundles, 'rels': rels, 'hidden': o.hidden}, o.out)

def label(o):
    models = []
    for path in o.models:
        d = torch.load(path)
        m = Model(d['vocab'], d['chars'], range(17), d['bundles'], d['rels'], d['hidden']); m.load_state_dict(d['state']); m.eval()
        models.append(m)
    raw = [{'forms': s} for s in read(o.folder + '/raw.jsonl')]
    # Features that no word of that part of speech has in the treebank are no answer.
    index = {b: k for k, b in enumerate(d['bundles'])}
    allowed = torch.zeros(17, len(index)) - 1
    for s in read(o.folder + '/train.jsonl'):
        if s['bundles']:
            for t, b in zip(s['tags'], s['bundles']): allowed[t, index[b]] = 0
    wanted = [i for i, s in enumerate(raw[:o.most]) if i % o.every == o.offset and 5 <= len(s['forms']) <= 60]
    found = analyse(models, [raw[i] for i in wanted], d['vocab'], d['chars'])
    with open(o.out, 'w', encoding='utf8') as f:
        f.write(json.dumps({'bundles': d['bundles'], 'relations': d['rels'], 'sentences': len(raw)}) + '\n')
        for i, (tg, ft, hd, nm, sure) in zip(wanted, found):
            ft = (ft + allowed[torch.tensor(tg)]).argmax(1).tolist()
            f.write(json.dumps([i, tg, ft, hd, nm, round(sure, 4)], separators=(',', ':')) + '\n')

main()
