/**
 * Makes reports and gold of a marked-up situation, for the scorer and for `selon compare`:
 * `npx tsx bench/marked-up-situation.ts bench/situations/museum.txt OUT` writes OUT.jsonl and OUT.gold.json.
 */
import { readFileSync, writeFileSync } from 'node:fs'

interface Passage {
  report: string
  in: 'text'
  text: string
  start: number
  end: number
  weak?: true
}

const [file, out] = process.argv.slice(2)
const facts = new Map<string, Passage[]>()
const reports: Record<string, string>[] = []
const pairs: [kind: string, a: string, b: string][] = []
let body: string[] = []
const close = () => {
  const report = reports.at(-1)
  if (!report) return
  let text = ''
  const marked = body.join('\n').trim()
  let at = 0
  for (const match of marked.matchAll(/\{([\w-]+)(\?)?:([^}]*)\}/g)) {
    text += marked.slice(at, match.index)
    const start = text.length
    text += match[3]
    at = match.index + match[0].length
    const passage: Passage = { report: report.id, in: 'text', text: match[3], start, end: text.length }
    if (match[2]) passage.weak = true
    const known = facts.get(match[1])
    if (known) known.push(passage)
    else facts.set(match[1], [passage])
  }
  report.text = text + marked.slice(at)
  body = []
}
for (const line of readFileSync(file, 'utf8').split('\n')) {
  const pair = /^(different|mayjoin|conflict (\w+)) (\S+) (\S+)$/.exec(line)
  if (line.startsWith('#')) continue
  if (line.startsWith('= ')) {
    close()
    const [id, language, publisher, published, title] = line.slice(2).split(' | ')
    reports.push({ id, language, publisher, published, title })
  } else if (pair) pairs.push([pair[2] ?? pair[1], pair[3], pair[4]])
  else body.push(line)
}
close()
const of = (fact: string): Passage[] => {
  const found = facts.get(fact)
  if (!found) throw new Error(`No passage of ${file} is marked "${fact}".`)
  return found
}
writeFileSync(`${out}.jsonl`, `${reports.map((report) => JSON.stringify(report)).join('\n')}\n`)
writeFileSync(
  `${out}.gold.json`,
  JSON.stringify({
    situation: file.replace(/^.*\/|\.txt$/g, ''),
    facts: [...facts].map(([id, passages]) => ({ id, passages })),
    mayJoin: pairs.flatMap(([kind, a, b]) => (kind === 'mayjoin' ? [[a, b]] : [])),
    different: pairs.flatMap(([kind, a, b]) => (kind === 'different' ? [{ a: of(a)[0], b: of(b)[0] }] : [])),
    conflicts: pairs.flatMap(([kind, a, b]) =>
      kind === 'different' || kind === 'mayjoin' ? [] : [{ kind, a: of(a), b: of(b) }],
    ),
  }),
)
