import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import type { Language, Span } from '../../src/contract/analysis.ts'
import { AttributionView } from '../../src/engine/attribution/attribution-view.ts'
import { mayBeCue } from '../../src/engine/attribution/cue-features.ts'
import { cueLexicon } from '../../src/engine/attribution/cue-lexicon.ts'
import { phraseAt } from '../../src/engine/attribution/phrases.ts'
import { sourceLexicon } from '../../src/engine/attribution/source-lexicon.ts'
import type { Component } from '../../src/engine/component.ts'
import { Document } from '../../src/engine/document.ts'
import { createQuantities } from '../../src/engine/events/quantities.ts'
import { createGrammar } from '../../src/engine/grammar/grammar.ts'
import { createCoreference } from '../../src/engine/names/coreference.ts'
import { createNames } from '../../src/engine/names/names.ts'
import { createPlaces } from '../../src/engine/places/places.ts'
import { createQuotations } from '../../src/engine/text/quotations.ts'
import { createTokeniser } from '../../src/engine/text/tokeniser.ts'
import { createTimes } from '../../src/engine/times/times.ts'
import { packs } from '../../src/languages/index.ts'
import { folderResources } from '../../src/node-resources.ts'
import { foldCount, foldsOf } from './folds.ts'

export interface LabelledAttribution {
  id: string
  source: Span[] | null
  cue: Span[] | null
  content: Span[] | null
  parent?: string | null
  /** How sure the careful reader is, where it gave the label. */
  confidence?: number
}

/** A report with the attributions that somebody, or the careful reader, marked in it. */
export interface LabelledText {
  id: string
  text: string
  language: Language
  published?: string | null
  date?: string | null
  publisher?: string | null
  title?: string | null
  attributions: LabelledAttribution[]
}

/** What a text is learned from as. */
export interface Given {
  text: LabelledText
  /** How often it counts. */
  weight: number
  /** Whether people labelled it in French or Spanish: it is measured on where its fold is left out. */
  people: boolean
  /** Whether every attribution is marked, those within others too (PolNeAR marks the outermost alone). */
  complete: boolean
  fold: number
}

/** An attribution in tokens. */
export interface Labelled {
  source: Set<number>
  cue: Set<number>
  content: Set<number>
  /** The token of the cue that the reader would know it by; -1 for none. */
  head: number
  /** How sure its label is, from 0 to 1. */
  confidence: number
}

/** A text that is read and whose labels stand in tokens. */
export interface Item extends Given {
  view: AttributionView
  labelled: Labelled[]
}

const data = `${process.env.SELON_SHARED ?? '../shared'}/data`
const own = fileURLToPath(new URL('../labels', import.meta.url))

/** The objects of a file of JSON lines, unpacked where its name ends in .gz. Throws an Error where it is missing. */
export function jsonLines<Line>(path: string): Line[] {
  if (!existsSync(path))
    throw new Error(`${path} is missing: set SELON_SHARED to the folder that has data/, or make the file.`)
  const bytes = readFileSync(path)
  return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes)
    .toString('utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Line)
}

/** The articles of PolNeAR: part train or dev. */
export const polnear = (part: string): LabelledText[] =>
  jsonLines<LabelledText>(`${data}/polnear/${part}.jsonl.gz`).map((one) => ({ ...one, language: 'en' }))

/** All raw reports of a language. */
export const rawReports = (language: Language): LabelledText[] =>
  jsonLines<LabelledText>(`${data}/text/${language}.jsonl.gz`).map((one) => ({ ...one, language }))

/** The French and Spanish reports that people labelled, each with its fold. */
export function labelledReports(): { text: LabelledText; fold: number }[] {
  const reports = (['fr', 'es'] as const).flatMap((language) => {
    const texts = new Map(rawReports(language).map((one) => [one.id, one]))
    return (
      [
        ['new', `${data}/labels/attribution.${language}.jsonl.gz`],
        ['own', `${own}/attribution.${language}.jsonl`],
      ] as const
    ).flatMap(([set, path]) =>
      jsonLines<{ report: string; attributions: LabelledAttribution[] }>(path).map(
        ({ report, attributions }) => {
          const text = texts.get(report)
          if (!text) throw new Error(`${report} is not in the texts of ${language}.`)
          return { set, text: { ...text, attributions } }
        },
      ),
    )
  })
  const folds = foldsOf(reports.map(({ set, text }) => ({ id: text.id, language: text.language, set })))
  return reports.map(({ text }) => ({ text, fold: folds.get(text.id) ?? 0 }))
}

/** Reports that the careful reader labelled (`training/careful-labels.ts`), without those that people did. */
export function carefulReports(path: string): { text: LabelledText; fold: number }[] {
  const people = new Set(labelledReports().map(({ text }) => text.id))
  const texts = new Map((['fr', 'es'] as const).flatMap(rawReports).map((one) => [one.id, one]))
  return jsonLines<{ id: string; attributions: LabelledAttribution[] }>(path)
    .filter(({ id }) => !people.has(id))
    .map(({ id, attributions }, k) => {
      const text = texts.get(id)
      if (!text) throw new Error(`${id} is in no file of ${data}/text.`)
      return { text: { ...text, attributions }, fold: k % foldCount }
    })
}

const resources = folderResources()
const pipelines = new Map<Language, Component[]>()

/** A text as it stands before attributions are looked for. */
export function readText(text: LabelledText): Document {
  const { language } = text
  const pack = packs[language]
  let pipeline = pipelines.get(language)
  if (!pipeline) {
    pipeline = [
      createTokeniser(pack),
      createGrammar(pack, resources),
      createQuotations(),
      createTimes(pack),
      createQuantities(pack),
      createNames(pack, resources),
      createPlaces(pack, resources),
      createCoreference(pack),
    ]
    pipelines.set(language, pipeline)
  }
  const input = {
    id: text.id,
    text: text.text,
    published: text.published ?? text.date ?? undefined,
    publisher: text.publisher ?? undefined,
    title: text.title ?? undefined,
  }
  const document = new Document(input, pack, false)
  for (const component of pipeline) component.run(document)
  return document
}

export function itemOf(given: Given, document = readText(given.text)): Item {
  const view = new AttributionView(document, cueLexicon(document.words))
  return { ...given, view, labelled: given.text.attributions.map((one) => inTokens(view, one)) }
}

function inTokens(view: AttributionView, one: LabelledAttribution): Labelled {
  const { tokens } = view
  const wordsOf = (spans: Span[] | null): Set<number> => {
    const set = new Set<number>()
    for (const [start, end] of spans ?? [])
      for (let i = tokens.at(start); i < tokens.length && tokens.start[i] < end; i++)
        if (view.isWord[i]) set.add(i)
    return set
  }
  const cue = wordsOf(one.cue)
  const sources = sourceLexicon(view.document.words)
  let head = -1
  let rank = -1
  for (const i of cue) {
    const up = tokens.head[i]
    // A cue of the lexicon before a light verb over it: "llegó a afirmar".
    const own =
      (mayBeCue(view, i) || phraseAt(view, i, sources) ? 4 : 0) +
      (view.cues[i] ? 3 : 0) +
      (up < 0 || !cue.has(up) ? 2 : 0)
    if (own > rank) {
      rank = own
      head = i
    }
  }
  return {
    source: wordsOf(one.source),
    cue,
    content: wordsOf(one.content),
    head,
    confidence: one.confidence ?? 1,
  }
}
