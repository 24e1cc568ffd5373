/**
 * The fast reader on French and Spanish reports that its models have not seen: `npx tsx bench/attribution-crossed.ts [--json]`.
 * Five folds over whole reports, those of training/reader: the models learn from what people labelled in four of them and
 * read the fifth. With `--polnear 0.12` and `--careful FILE` (of `training/careful-labels.ts`) PolNeAR and what the careful
 * reader labelled are learned from too, as for the models that are shipped: that takes half an hour. With `--ablation` each
 * rule but those that ask the models is left out in turn (English by its shipped model on PolNeAR's dev articles), and what
 * F1 gains or loses is shown.
 */
import { parseArgs } from 'node:util'
import type { Entity, Language } from '../src/contract/analysis.ts'
import { AttributionView } from '../src/engine/attribution/attribution-view.ts'
import { toAttributions } from '../src/engine/attribution/attributions.ts'
import { cueLexicon } from '../src/engine/attribution/cue-lexicon.ts'
import { readDrafts } from '../src/engine/attribution/drafts.ts'
import { type AttributionModel, readAttributionModel } from '../src/engine/attribution/linear.ts'
import { sourceLexicon } from '../src/engine/attribution/source-lexicon.ts'
import { indexEntities } from '../src/engine/names/entity-index.ts'
import { packs } from '../src/languages/index.ts'
import { folderResources } from '../src/node-resources.ts'
import { type Item, itemOf, polnear } from '../training/attribution/documents.ts'
import { foldCount } from '../training/attribution/folds.ts'
import { givenTexts } from '../training/attribution/given.ts'
import { learn } from '../training/attribution/learn.ts'

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    ablation: { type: 'boolean', default: false },
    polnear: { type: 'string', default: '0' },
    careful: { type: 'string' },
  },
})

type Rules = (typeof packs)['fr']['rules']['attribution']
type Figure = { f1: number }
type Scores = Record<'content words' | 'attributions' | 'with source' | 'exact', Figure>
interface Read {
  item: Item
  model: AttributionModel
  /** Its entities before outlets were added. */
  entities: string
}

const say = (text: string): void => console.error(text)
const { score } = (await import(
  `${process.env.SELON_SHARED ?? `${process.cwd()}/../shared`}/score/attribution.mjs`
)) as { score: (gold: unknown[], analyses: unknown[]) => Scores }

/** What the reader finds in the texts with these rules, scored. */
function scored(reads: readonly Read[], rules: Rules): Scores {
  const gold: unknown[] = []
  const analyses: unknown[] = []
  reads.forEach(({ item, model, entities }, k) => {
    const { document } = item.view
    Object.assign(document, { entities: JSON.parse(entities) as Entity[] })
    Object.assign(document.entityIndex, indexEntities(document))
    const view = new AttributionView(document, cueLexicon(document.words))
    const drafts = readDrafts(view, model, sourceLexicon(document.words), rules)
    const attributions = toAttributions(view, drafts)
    const nothing = { claims: [], times: [], places: [], events: [] }
    const report = { id: k, text: item.text.text }
    gold.push({ ...item.text, id: k })
    analyses.push({ report, attributions, entities: document.entities, ...nothing })
  })
  return score(gold, analyses)
}

const read = (item: Item, model: AttributionModel): Read => ({
  item,
  model,
  entities: JSON.stringify(item.view.document.entities),
})

const items = givenTexts({ polnear: Number(values.polnear), labels: 1, careful: values.careful }).map((one) =>
  itemOf(one),
)
const reads: Record<string, Read[]> = { fr: [], es: [] }
for (let fold = 0; fold < foldCount; fold++) {
  const model = learn(
    items.filter((item) => item.fold !== fold),
    { epochs: 4, threshold: -0.4, say },
  )
  for (const item of items)
    if (item.fold === fold && item.people) reads[item.text.language].push(read(item, model))
}
if (values.ablation) {
  const english = readAttributionModel(folderResources().bytes('attribution'))
  reads.en = polnear('dev').map((text) =>
    read(itemOf({ text, weight: 1, complete: false, people: true, fold: -1 }), english),
  )
}
const figures = ['content words', 'attributions', 'with source', 'exact'] as const
const results: Record<string, Scores> = {}
for (const [language, list] of Object.entries(reads)) {
  const rules = packs[language as Language].rules.attribution
  const all = scored(list, rules)
  results[language] = all
  if (values.json && !values.ablation) continue
  console.log(
    `${language}: ${figures.map((name) => `${name} ${(100 * all[name].f1).toFixed(1)}`).join(', ')}`,
  )
  if (!values.ablation) continue
  for (const { name } of [...rules.cues, ...rules.attributions]) {
    if (name.startsWith('scored')) continue
    const without = scored(list, {
      cues: rules.cues.filter((rule) => rule.name !== name),
      attributions: rules.attributions.filter((rule) => rule.name !== name),
    })
    const changes = figures.map((figure) => {
      const change = 100 * (without[figure].f1 - all[figure].f1)
      return `${figure} ${change > 0 ? '+' : ''}${change.toFixed(2)}`
    })
    console.log(`  without ${name}: ${changes.join(', ')}`)
  }
}
if (values.json) console.log(JSON.stringify(results))
