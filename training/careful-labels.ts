/**
 * Has the careful reader label the raw French and Spanish reports, for the fast reader to learn from:
 * `npx tsx training/careful-labels.ts OUT.jsonl [--most N]`. Reports that people labelled are left out. The order is mixed,
 * the same each time; a run that was stopped goes on where it was with the same command. About a second a report.
 */
import { appendFileSync, existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { Engine } from '../src/engine/engine.ts'
import { packs } from '../src/languages/index.ts'
import { folderResources } from '../src/node-resources.ts'
import { jsonLines, labelledReports, rawReports } from './attribution/documents.ts'
import { Dice } from './attribution/learner.ts'

const { values, positionals } = parseArgs({ allowPositionals: true, options: { most: { type: 'string' } } })
const [out] = positionals
if (!out) throw new Error('Say where the labels go: npx tsx training/careful-labels.ts OUT.jsonl')
const engine = new Engine(folderResources(), () => undefined, packs)
const done = new Set(existsSync(out) ? jsonLines<{ id: string }>(out).map(({ id }) => id) : [])
const people = new Set(labelledReports().map(({ text }) => text.id))
const reports = (['fr', 'es'] as const).flatMap(rawReports).filter(({ id }) => !people.has(id))
const order = new Dice().shuffled([...reports.keys()]).slice(0, values.most ? Number(values.most) : undefined)
for (const k of order) {
  const report = reports[k]
  if (done.has(report.id)) continue
  const { id, text, language } = report
  const { attributions } = engine.analyse(
    {
      id,
      text,
      language,
      published: report.published ?? undefined,
      publisher: report.publisher ?? undefined,
      title: report.title ?? undefined,
    },
    { reader: 'careful' },
  )
  const labels = attributions.map(({ id, source, cue, content, parent, confidence }) => ({
    id,
    source,
    cue,
    content,
    parent,
    confidence,
  }))
  appendFileSync(out, `${JSON.stringify({ id, attributions: labels })}\n`)
}
