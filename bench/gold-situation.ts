/** Situations with gold, as the scorers of what stands above a report read them. */

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import type { Analysis, Language, Span } from '../src/contract/analysis.ts'
import { Engine } from '../src/engine/engine.ts'
import { packs } from '../src/languages/index.ts'
import { folderResources } from '../src/node-resources.ts'

export interface GoldPassage {
  report: string
  in: 'text' | 'title'
  text: string
  start: number
  end: number
  weak?: boolean
}

export interface GoldFact {
  id: string
  fact: string
  status: string
  passages: GoldPassage[]
  independent: number
  independentMax: number
  origins: { root: string; kind: string; reports: string[] }[]
}

export interface GoldSituation {
  situation: string
  facts: GoldFact[]
  conflicts: {
    kind: string
    a: GoldPassage[]
    b: GoldPassage[]
    optional?: boolean
    series?: {
      unit: string
      points: {
        report: string
        text: string
        start?: number
        end?: number
        value?: number
        min?: number
        max?: number
        asOf?: string
      }[]
    }
  }[]
  lostHedges: { from: GoldPassage; to: GoldPassage }[]
  leftOut: { report: string; facts: string[] }[]
  brief: { line: string; facts: string[] }[]
}

const engine = new Engine(folderResources(), () => undefined, packs)

/**
 * A situation's gold and the Analyses of its reports: those of NAME.jsonl beside NAME.gold.json, or of samples/. Where
 * SELON_ANALYSES is a folder, Analyses are taken from NAME.analysis.jsonl in it (bench/analyse.ts writes them).
 */
export function readSituation(goldFile: string): { gold: GoldSituation; analyses: Analysis[] } {
  const gold = JSON.parse(readFileSync(goldFile, 'utf8')) as GoldSituation
  const analysed = process.env['SELON_ANALYSES']
  const cached = analysed ? `${analysed}/${gold.situation}.analysis.jsonl` : undefined
  const beside = goldFile.replace(/\.gold\.json$/, '.jsonl')
  const file = cached && existsSync(cached) ? cached : beside
  const samples = new URL('../samples/', import.meta.url)
  const lines = existsSync(file)
    ? readFileSync(file, 'utf8').split('\n').filter(Boolean)
    : readdirSync(samples)
        .filter((name) => name.endsWith('.json'))
        .sort()
        .map((name) => readFileSync(new URL(name, samples), 'utf8'))
  const analyses = lines.map((line) => {
    const item = JSON.parse(line) as Analysis & { language: Language; text: string; id: string }
    return item.report ? item : engine.analyse(item)
  })
  return { gold, analyses }
}

/** Whether two passages are one: they overlap by half of the shorter. */
export function meets(report: string, [start, end]: Span, gold: GoldPassage, field = 'text'): boolean {
  if (report !== gold.report || field !== gold.in || end <= start) return false
  const common = Math.min(end, gold.end) - Math.max(start, gold.start)
  return 2 * common >= Math.min(end - start, gold.end - gold.start)
}
