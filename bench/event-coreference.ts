/**
 * Event coreference across documents on ECB+ dev, gold mentions given: `npx tsx bench/event-coreference.ts [--json]`.
 * Prints CoNLL F1 of Selon beside the lemma baseline (mentions of one head lemma in one story are one event), both
 * within the stories that Selon finds, and the baseline within gold topics. --half one|two: every other topic alone.
 */

import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { gunzipSync } from 'node:zlib'
import { Engine } from '../src/engine/engine.ts'
import { packs } from '../src/languages/index.ts'
import { folderResources } from '../src/node-resources.ts'
import { groupIntoStories } from '../src/situation/stories/group-into-stories.ts'
import { type Clusters, conll } from './coreference-scores.ts'
import { type EventMention, groupEvents } from './group-events.ts'

interface Gold {
  id: string
  topic: number
  situation: string
  text: string
  sentences: string[][]
  chains: { id: string; mentions: { type: string; tok: number[]; text: string }[] }[]
  singletons: { type: string; tok: number[]; text: string }[]
}

const { values } = parseArgs({ options: { json: { type: 'boolean' }, half: { type: 'string' } } })
const shared = process.env['SELON_SHARED'] ?? new URL('../../shared', import.meta.url).pathname
const golds = gunzipSync(readFileSync(`${shared}/data/situations/ecbplus.dev.jsonl.gz`))
  .toString('utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line) as Gold)
const engine = new Engine(folderResources(), () => undefined, packs)
const topics = [...new Set(golds.map(({ topic }) => topic))].sort((a, b) => a - b)
const inHalf = (topic: number) =>
  !values.half || topics.indexOf(topic) % 2 === (values.half === 'one' ? 0 : 1)

const analyses = golds.map(({ id, text }) => engine.analyse({ id, text, language: 'en' }))
const storyOf = new Map(
  groupIntoStories(analyses).flatMap(({ id, reports }) => reports.map((report) => [report, id])),
)
const mentions: (EventMention & { topic: number; chain: string })[] = []
for (const gold of golds) {
  if (!inHalf(gold.topic)) continue
  const document = engine.read({ id: gold.id, text: gold.text, language: 'en' })
  const { tokens } = document
  // Offsets of the corpus's tokens, found one behind the other; its quotation marks are written otherwise.
  const offsets: number[] = []
  let from = 0
  for (const token of gold.sentences.flat()) {
    const at = gold.text.indexOf(token, from)
    offsets.push(at >= 0 && at - from < 40 ? at : from)
    if (at >= 0 && at - from < 40) from = at + token.length
  }
  const add = (mention: { type: string; tok: number[]; text: string }, chain: string) => {
    if (!/ACTION/.test(mention.type)) return
    const inside = mention.tok.map((tok) => tokens.at(offsets[tok] ?? 0)).filter((k) => k < tokens.length)
    if (inside.length === 0) return
    const head = inside.find((k) => !inside.includes(tokens.head[k])) ?? inside[inside.length - 1]
    let first = head
    let last = head
    while (first > 0 && tokens.sentence[first - 1] === tokens.sentence[head]) first--
    while (last + 1 < tokens.length && tokens.sentence[last + 1] === tokens.sentence[head]) last++
    mentions.push({
      id: `${gold.id}:${mention.tok.join('-')}:${mention.type}`,
      report: gold.id,
      story: storyOf.get(gold.id) ?? '',
      language: 'en',
      lemma: tokens.lemma[head].toLowerCase(),
      words: inside.map((k) => tokens.lemma[k].toLowerCase()),
      context: Array.from({ length: last - first + 1 }, (_, k) => first + k)
        .filter((k) => k !== head && /^(NOUN|PROPN|VERB|NUM|ADJ)$/.test(tokens.tag[k]))
        .map((k) => ({
          lemma: tokens.lemma[k].toLowerCase(),
          name: tokens.tag[k] === 'PROPN',
          near: nearness(k, head),
        })),
      topic: gold.topic,
      chain: `${gold.topic} ${chain}`,
    })
    function nearness(k: number, at: number): number {
      // An argument stands below its event, or the event below what it hangs on.
      if (tokens.head[k] === at || tokens.head[at] === k) return 2
      return tokens.head[k] >= 0 && tokens.head[tokens.head[k]] === at ? 1.5 : 1
    }
  }
  for (const chain of gold.chains) for (const mention of chain.mentions) add(mention, chain.id)
  gold.singletons.forEach((mention, k) => {
    add(mention, `${gold.id} alone ${k}`)
  })
}
const unique = [...new Map(mentions.map((mention) => [mention.id, mention])).values()]
const groupBy = (keyOf: (mention: (typeof unique)[number]) => string): Clusters => {
  const groups = new Map<string, string[]>()
  for (const mention of unique)
    groups.set(keyOf(mention), [...(groups.get(keyOf(mention)) ?? []), mention.id])
  return [...groups.values()]
}
const gold = groupBy(({ chain }) => chain)
const result = {
  mentions: unique.length,
  selon: conll(gold, groupEvents(unique)),
  baseline: conll(
    gold,
    groupBy(({ story, lemma }) => `${story} ${lemma}`),
  ),
  'baseline in gold topics': conll(
    gold,
    groupBy(({ topic, lemma }) => `${topic} ${lemma}`),
  ),
  ahead: 0,
}
result.ahead = result.selon.conll - Math.max(result.baseline.conll, result['baseline in gold topics'].conll)
if (values.json) console.log(JSON.stringify(result))
else {
  for (const key of ['selon', 'baseline', 'baseline in gold topics'] as const) {
    const { muc, b3, ceafe, conll: mean } = result[key]
    const f = (x: number) => (100 * x).toFixed(1)
    console.log(
      `${key.padEnd(24)} MUC ${f(muc.precision)}/${f(muc.recall)}/${f(muc.f1)}, B3 ${f(b3.precision)}/${f(b3.recall)}/${f(b3.f1)}, CEAF-e ${f(ceafe.f1)}, CoNLL ${f(mean)}`,
    )
  }
  console.log(`ahead by ${(100 * result.ahead).toFixed(1)} points, ${result.mentions} mentions`)
}
