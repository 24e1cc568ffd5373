/** What is shown of an article on its own page, made of its analysis: the desk's margin as plain words and places. */
import type { Analysis, Language } from '../../src/contract/analysis.ts'
import { desk } from '../desk.svelte.ts'
import { legendWords } from '../reading/legend-words.ts'
import { type PassageWords, passageWords } from '../reading/passage-words.ts'
import { type Clause, isClause, paragraphsOf, sentencesOf } from '../reading/units.ts'
import type { Mark, MarkedArticle } from './protocol.ts'

/** The margin of an analysis in a language. `id` is by which the article can be kept. */
export function markedArticle(analysis: Analysis, id: string, language: Language): MarkedArticle {
  desk.language = language
  const { report, claims } = analysis
  const marks: Mark[] = []
  const words: MarkedArticle['words'] = []
  const notes: PassageWords[] = []
  const noteOf = new Map<unknown, number>()
  const stops: number[] = []
  const add = ({ unit, start, end, parts }: Clause, inserted: boolean) => {
    if (unit.speaks) {
      const about = unit.claim ?? unit.attribution ?? unit
      let note = noteOf.get(about)
      if (note === undefined) {
        note = notes.push(passageWords(analysis, unit)) - 1
        noteOf.set(about, note)
        if (unit.claim) stops.push(marks.length)
      }
      const { voice, sure, negated, claim } = unit
      marks.push({ start, end, voice, sure, negated, inserted, ...(claim ? { claim: claim.id } : {}), note })
    }
    for (const part of parts)
      if (isClause(part)) add(part, unit.speaks && unit.voice !== 'outlet')
      else if (part.mark) words.push([part.start, part.end])
  }
  const paragraphs = paragraphsOf(analysis)
  for (const paragraph of paragraphs)
    for (const sentence of sentencesOf(paragraph, analysis.sentences))
      for (const clause of sentence.clauses) add(clause, false)
  const told = new Set(stops.map((stop) => marks[stop].claim))
  return {
    id,
    language: report.language,
    text: report.text,
    paragraphs: paragraphs.map(({ start, end }) => [start, end]),
    sentences: analysis.sentences,
    marks,
    words,
    notes,
    stops,
    counts: {
      statements: told.size,
      ofOthers: claims.filter((claim) => told.has(claim.id) && claim.chain.length > 1).length,
    },
    legend: legendWords(),
  }
}
