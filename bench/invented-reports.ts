/**
 * Invented reports, the same on every run: text drawn by Zipf's law from the samples' words and invented ones; ten reports
 * share the names and the words of one story.
 */
import { readdirSync, readFileSync } from 'node:fs'
import type { Analysis, Entity, Language, Span } from '../src/contract/analysis.ts'
import { wordsOf } from '../src/situation/words/words.ts'

let seed = 7
/** Between 0 and 1; xorshift, the same on every run. */
const random = () => {
  seed ^= seed << 13
  seed ^= seed >>> 17
  seed ^= seed << 5
  return (seed >>> 0) / 4294967296
}
export const below = (size: number) => Math.floor(random() * size)
const zipf = (size: number) => Math.floor(size ** random()) - 1

const samples = new URL('../samples/', import.meta.url)
const words: Record<Language, string[]> = { fr: [], en: [], es: [] }
for (const file of readdirSync(samples).filter((name) => name.endsWith('.json'))) {
  const { language, text } = JSON.parse(readFileSync(new URL(file, samples), 'utf8')) as {
    language: Language
    text: string
  }
  words[language].push(...wordsOf(text).map(({ folded }) => folded))
}
const syllables = [
  'ka',
  'ro',
  'mi',
  'ten',
  'sa',
  'lu',
  'vor',
  'den',
  'pa',
  'il',
  'dra',
  'mo',
  'nes',
  'ti',
  'gal',
  'eb',
]
export const invented = (number: number) => {
  let word = ''
  for (let left = number + 17; left > 0; left = Math.floor(left / syllables.length))
    word += syllables[left % syllables.length]
  return word
}
const vocabulary = Object.fromEntries(
  Object.entries(words).map(([language, found]) => {
    const counts = new Map<string, number>()
    for (const word of found) counts.set(word, (counts.get(word) ?? 0) + 1)
    const common = [...counts].sort((a, b) => b[1] - a[1]).map(([word]) => word)
    return [
      language,
      [...common, ...Array.from({ length: 40_000 }, (_, k) => `${invented(k)}${language[0]}`)],
    ]
  }),
) as Record<Language, string[]>
const capital = (word: string) => word[0].toUpperCase() + word.slice(1)

interface Topic {
  language: Language
  words: string[]
  names: string[]
  number: number
}
const open: Topic[] = []

/** The analysis of the invented report that comes next: some 250 words in 12 sentences, with findings as many as a real one has. */
export function invent(number: number): Analysis {
  // Some two hundred stories go on at a time; each gets ten reports or so.
  if (open.length < 200 || random() < 0.1) {
    const language = (['fr', 'en', 'es'] as const)[below(3)]
    const own = Array.from({ length: 30 }, () => vocabulary[language][zipf(vocabulary[language].length)])
    const names = Array.from(
      { length: 6 },
      () => `${capital(invented(below(3000)))} ${capital(invented(below(30_000)))}`,
    )
    const topic = { language, words: own, names, number: below(500) }
    if (open.length < 200) open.push(topic)
    else open[below(200)] = topic
  }
  const { language, words: own, names, number: figure } = open[below(open.length)]
  const list = vocabulary[language]
  let text = ''
  const sentences: Span[] = []
  const claims: Analysis['claims'] = []
  const attributions: Analysis['attributions'] = []
  const events: Analysis['events'] = []
  const places: Analysis['places'] = []
  const times: Analysis['times'] = []
  const entities = new Map<string, Entity>()
  for (let s = 0; s < 12; s++) {
    const start = text.length
    const source = names[below(names.length)]
    const named: Span = [start, start + source.length]
    const entity = entities.get(source) ?? {
      id: `e${entities.size + 1}`,
      type: (['person', 'organization', 'place'] as const)[names.indexOf(source) % 3],
      name: source,
      mentions: [],
    }
    entity.mentions.push({ span: named, kind: 'name' })
    entities.set(source, entity)
    text += source
    for (let w = 0; w < 20; w++)
      text += ` ${random() < 0.25 ? own[below(own.length)] : list[zipf(list.length)]}`
    text += ` ${figure + below(3)}.`
    const span: Span = [start, text.length]
    sentences.push(span)
    const first = named[1] + 1
    const word: Span = [first, text.indexOf(' ', first)]
    for (let c = 0; c < 3; c++)
      claims.push({
        id: `c${claims.length + 1}`,
        span: [start + c * 12, text.length - 1],
        predicate: word,
        chain: [{ kind: 'outlet', name: `Outlet ${number % 40}` }],
        basis: 'asserted',
        factuality: 'CT+',
        outletFactuality: 'CT+',
        marks: [],
        event: c === 0 ? `ev${s + 1}` : null,
      })
    events.push({
      id: `ev${s + 1}`,
      trigger: word,
      type: 'OTHER',
      status: 'occurred',
      actors: [{ span: named, entity: entity.id }],
      recipients: [],
      claims: [`c${s * 3 + 1}`],
      lemma: text.slice(...word),
    })
    attributions.push({
      id: `a${s + 1}`,
      source: [named],
      cue: [word],
      content: [[word[1] + 1, text.length - 1]],
      speech: 'indirect',
      sourceKind: 'named',
      sourceEntity: entity.id,
      via: null,
      parent: null,
      act: 'say',
    })
    if (s % 3 === 0) {
      places.push({ id: `p${places.length + 1}`, span: named, name: source, entity: entity.id, kind: 'city' })
      times.push({ id: `t${times.length + 1}`, span: word, type: 'DATE', value: '2026-03-11' })
    }
    text += ' '
  }
  const day = new Date(Date.UTC(2026, 0, 1) + Math.floor((number / 800) * 86_400_000))
  return {
    version: '1',
    engine: { version: '0', models: {} },
    report: {
      id: `r${number}`,
      url: `https://outlet${number % 40}.example/${number}`,
      publisher: `Outlet ${number % 40}`,
      title: text.slice(0, 60),
      published: day.toISOString(),
      language,
      text: text.trim(),
    },
    sentences,
    entities: [...entities.values()],
    attributions,
    claims,
    events,
    times,
    places,
    summary: { words: { outlet: 200, hearsay: 20, named: 40 } },
  }
}
