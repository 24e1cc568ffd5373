/**
 * Makes reports and gold of a marked-up situation, for the scorer and for `selon compare`:
 * `npx tsx bench/marked-up-situation.ts bench/situations/museum.txt OUT` writes OUT.jsonl and OUT.gold.json. The form is
 * told in bench/situations/README.md.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { GoldPassage } from './gold-situation.ts'

interface MarkedReport {
  id: string
  language: string
  publisher: string
  published: string
  title: string
  text: string
}

interface SeriesPoint extends GoldPassage {
  value?: number
  min?: number
  max?: number
}

/** A situation's reports, and its gold as score/situation.mjs reads it. */
export interface MarkedUpSituation {
  reports: MarkedReport[]
  gold: {
    situation: string
    facts: {
      id: string
      fact: string
      status: string
      passages: GoldPassage[]
      independent?: number
      independentMax?: number
      origins: { root: string; kind: string; reports: string[] }[]
    }[]
    mayJoin: [string, string][]
    different: { a: GoldPassage; b: GoldPassage }[]
    conflicts: {
      kind: string
      a: GoldPassage[]
      b: GoldPassage[]
      note: string
      optional?: true
      series?: { what: string; where: string; unit: string; points: SeriesPoint[] }
    }[]
    lostHedges: { from: GoldPassage; to: GoldPassage }[]
    copies: { a: string; b: string; kind: string }[]
    relays: { from: string; to: string; words: GoldPassage }[]
  }
}

const conflictKinds = 'figure blame denial decision certainty place time speaker quotation'.split(' ')
const copyKinds = 'exact cut rewrite translation'.split(' ')
const statuses = 'asserted disputed hearsay planned denial superseded corrected'.split(' ')
const languages = ['fr', 'en', 'es']
const isLineOfGold = /^(different|mayjoin|conflict|lost|copy|relay|origins|status|series|point)\s/

/** The text of a line or title without its marks, and the passages marked in it. */
function unmarked(marked: string, fail: (what: string) => never) {
  let text = ''
  let open: { fact: string; weak: boolean; start: number } | undefined
  const passages: { fact: string; weak: boolean; start: number; end: number }[] = []
  for (let at = 0; at < marked.length; at++) {
    const character = marked[at]
    if (character === '{') {
      if (open) fail(`a passage of "${open.fact}" holds another "{"`)
      const [label, fact, weak] = /^\{([\w-]+)(\??):/.exec(marked.slice(at)) ?? []
      if (!label) fail(`"${marked.slice(at, at + 20)}" names no fact: write {fact:words} or {fact?:words}`)
      open = { fact, weak: weak === '?', start: text.length }
      at += label.length - 1
    } else if (character === '}') {
      if (!open) return fail(`"}" closes nothing after "${marked.slice(Math.max(0, at - 20), at)}"`)
      if (text.length === open.start) fail(`the passage of "${open.fact}" is empty`)
      passages.push({ ...open, end: text.length })
      open = undefined
    } else text += character
  }
  if (open) fail(`the passage of "${open.fact}" is not closed on its line`)
  return { text, passages }
}

/**
 * Reads a marked-up situation.
 * @param source the whole file
 * @param file its name, of which the situation's is made
 * @throws an Error that says in which line of which file what is wrong
 */
export function readMarkedUpSituation(source: string, file: string): MarkedUpSituation {
  let number = 0
  const fail: (what: string) => never = (what) => {
    throw new Error(`${file}, line ${number}: ${what}.`)
  }
  const facts = new Map<string, GoldPassage[]>()
  const note = (fact: string, passage: GoldPassage) => {
    const known = facts.get(fact)
    if (known) known.push(passage)
    else facts.set(fact, [passage])
  }
  const reports: MarkedReport[] = []
  const byId = new Map<string, MarkedReport>()
  const goldLines: { line: string; at: number }[] = []
  /** Empty lines before the next of the text: those at its end are none of it. */
  let gap = 0
  const marks = (marked: string, report: string, field: 'text' | 'title', before: number): string => {
    const { text, passages } = unmarked(marked, fail)
    for (const { fact, weak, start, end } of passages)
      note(fact, {
        report,
        in: field,
        text: text.slice(start, end),
        start: before + start,
        end: before + end,
        ...(weak ? { weak } : {}),
      })
    return text
  }
  for (const raw of source.split('\n')) {
    number++
    const line = raw.trimEnd()
    if (line.startsWith('#')) continue
    if (goldLines.length > 0 || isLineOfGold.test(line)) {
      if (line.startsWith('= ')) fail('a report stands behind the lines that say how the passages stand')
      if (line !== '') goldLines.push({ line, at: number })
      continue
    }
    if (line.startsWith('= ')) {
      const [id, language, publisher, published, ...title] = line.slice(2).split(' | ')
      if (title.length === 0) fail('a report begins with "= id | language | publisher | published | title"')
      if (!languages.includes(language)) fail(`"${language}" is none of ${languages.join(', ')}`)
      if (Number.isNaN(Date.parse(published))) fail(`"${published}" is no time of publication`)
      if (byId.has(id)) fail(`there are two reports "${id}"`)
      const report = { id, language, publisher, published, title: '', text: '' }
      report.title = marks(title.join(' | '), id, 'title', 0)
      reports.push(report)
      byId.set(id, report)
      gap = 0
      continue
    }
    const report = reports.at(-1)
    if (line === '') gap++
    else if (!report) fail('text stands before the first report')
    else {
      const before = report.text === '' ? '' : '\n'.repeat(gap + 1)
      report.text += before
      report.text += marks(
        report.text === '' ? line.trimStart() : line,
        report.id,
        'text',
        report.text.length,
      )
      gap = 0
    }
  }
  const gold: MarkedUpSituation['gold'] = {
    situation: file.replace(/^.*\/|\.txt$/g, ''),
    facts: [],
    mayJoin: [],
    different: [],
    conflicts: [],
    lostHedges: [],
    copies: [],
    relays: [],
  }
  const factOf = (id: string): GoldPassage[] => facts.get(id) ?? fail(`no passage is marked "${id}"`)
  const reportOf = (id: string): MarkedReport => byId.get(id) ?? fail(`there is no report "${id}"`)
  /** The passages of "FACT" or "FACT@report", with ".title" behind it those of its title. */
  const passagesOf = (named: string): GoldPassage[] => {
    const [fact, place] = named.split('@')
    const all = factOf(fact)
    if (place === undefined) return all
    const field = !byId.has(place) && place.endsWith('.title') ? 'title' : undefined
    const { id } = reportOf(field ? place.slice(0, -'.title'.length) : place)
    const found = all.filter((one) => one.report === id && (field === undefined || one.in === field))
    return found.length > 0 ? found : fail(`"${fact}" is not marked in ${field ?? 'report'} "${place}"`)
  }
  /** Of several the one that states it, in the text. */
  const oneOf = (named: string): GoldPassage => {
    const rank = (one: GoldPassage) => (one.in === 'title' ? 2 : 0) + (one.weak ? 1 : 0)
    return passagesOf(named).reduce((best, one) => (rank(one) < rank(best) ? one : best))
  }
  const statesOf = (named: string): GoldPassage[] => {
    const all = passagesOf(named)
    const states = all.filter((one) => !one.weak && one.in === 'text')
    return states.length > 0 ? states : all
  }
  const among = (word: string, of: readonly string[]) =>
    of.includes(word) ? word : fail(`"${word}" is none of ${of.join(', ')}`)
  const shape = (found: RegExpExecArray | null, form: string): string[] =>
    found ? [...found].slice(1) : fail(`write "${form}"`)
  const details = new Map<string, { status?: string; least?: number; most?: number }>()
  const detail = (fact: string, more: { status?: string; least?: number; most?: number }) => {
    factOf(fact)
    details.set(fact, { ...details.get(fact), ...more })
  }
  let points: SeriesPoint[] | undefined
  for (const { line, at } of goldLines) {
    number = at
    const [word] = line.split(/\s/, 1)
    if (word !== 'point') points = undefined
    if (word === 'different') {
      const [a, b] = shape(/^different (\S+) (\S+)$/.exec(line), 'different A B')
      const others = statesOf(b)
      for (const one of statesOf(a)) for (const other of others) gold.different.push({ a: one, b: other })
    } else if (word === 'mayjoin') {
      const [a, b] = shape(/^mayjoin (\S+) (\S+)$/.exec(line), 'mayjoin A B')
      const [one, other] = [a, b].map((named) => {
        passagesOf(named)
        return named.split('@')[0]
      })
      gold.mayJoin.push([one, other])
    } else if (word === 'conflict') {
      const [kind, a, b, optional] = shape(
        /^conflict (\S+) (\S+) (\S+)( optional)?$/.exec(line),
        'conflict KIND A B',
      )
      gold.conflicts.push({
        kind: among(kind, conflictKinds),
        a: passagesOf(a),
        b: passagesOf(b),
        note: `${a} / ${b}`,
        ...(optional ? { optional: true } : {}),
      })
    } else if (word === 'lost') {
      const [a, b] = shape(/^lost (\S+) (\S+)$/.exec(line), 'lost A@report B@report')
      gold.lostHedges.push({ from: oneOf(a), to: oneOf(b) })
    } else if (word === 'copy') {
      const [kind, a, b] = shape(/^copy (\S+) (\S+) (\S+)$/.exec(line), 'copy KIND report report')
      gold.copies.push({ a: reportOf(a).id, b: reportOf(b).id, kind: among(kind, copyKinds) })
    } else if (word === 'relay') {
      const [from, to, words] = shape(
        /^relay (\S+) (\S+) \| (.+)$/.exec(line),
        'relay FROM TO | words of FROM that show it',
      )
      const report = reportOf(from)
      const field = report.text.includes(words) ? 'text' : 'title'
      const start = report[field].indexOf(words)
      if (start < 0) fail(`"${words}" does not stand in report "${from}"`)
      gold.relays.push({
        from,
        to: reportOf(to).id,
        words: { report: from, in: field, text: words, start, end: start + words.length },
      })
    } else if (word === 'origins') {
      const [fact, least, most] = shape(
        /^origins (\S+) = (\d+)(?:\.\.(\d+))?$/.exec(line),
        'origins FACT = N..M',
      )
      detail(fact, { least: Number(least), most: Number(most ?? least) })
      if (most !== undefined && Number(most) < Number(least)) fail(`${least} is more than ${most}`)
    } else if (word === 'status') {
      const [fact, status] = shape(/^status (\S+) (\S+)$/.exec(line), 'status FACT WORD')
      detail(fact, { status: among(status, statuses) })
    } else if (word === 'series') {
      const [what, where, unit] = shape(
        /^series ([^|]+) \| ([^|]+) \| ([^|]+)$/.exec(line),
        'series WHAT | WHERE | UNIT',
      )
      points = []
      // What moves in time is no conflict that is asked for, nor a false one.
      gold.conflicts.push({
        kind: 'figure',
        a: points,
        b: points,
        note: `${what}, ${where}`,
        optional: true,
        series: { what, where, unit, points },
      })
    } else if (word === 'point') {
      const [low, high, named] = shape(
        /^point (\d+(?:\.\d+)?)(?:-(\d+(?:\.\d+)?))? (\S+)$/.exec(line),
        'point VALUE FACT@report',
      )
      if (!points) return fail('a point stands behind no "series"')
      points.push({
        ...oneOf(named),
        ...(high === undefined ? { value: Number(low) } : { min: Number(low), max: Number(high) }),
      })
    } else fail(`"${word}" is no word that such a line begins with`)
  }
  for (const [id, passages] of facts) {
    const { status = 'asserted', least, most } = details.get(id) ?? {}
    const of = [...new Set(passages.map(({ report }) => report))]
    const kinds = Array.from({ length: most ?? 0 }, (_, k) => (k < (least ?? 0) ? 'source' : 'unsourced'))
    gold.facts.push({
      id,
      fact: (passages.find(({ weak }) => !weak) ?? passages[0]).text,
      status,
      passages,
      ...(least === undefined ? {} : { independent: least, independentMax: most }),
      // How many there are is told, not which report rests on which: each stands for all that have the fact.
      origins: kinds.map((kind, k) => ({ root: `origin ${k + 1}`, kind, reports: of })),
    })
  }
  return { reports, gold }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [file, out] = process.argv.slice(2)
  const { reports, gold } = readMarkedUpSituation(readFileSync(file, 'utf8'), file)
  writeFileSync(`${out}.jsonl`, `${reports.map((report) => JSON.stringify(report)).join('\n')}\n`)
  writeFileSync(`${out}.gold.json`, JSON.stringify(gold))
}
