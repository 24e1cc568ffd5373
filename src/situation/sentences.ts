import type { Analysis, Span } from '../contract/analysis.ts'
import type { Passage, Situation } from '../contract/situation.ts'
import { everyPredicate } from './words/every-predicate.ts'

/** Between a subject that is put in and an infinitive ("The presidency — to have approved a plan"): no whole sentence. */
const halfSentence = ' — '

/**
 * The claim around a place of a report as a sentence that can be read without it: the narrowest one that has a finite verb
 * of its own. Undefined where no claim of a reader stands there.
 */
type SentenceAt = (report: string, at: number) => string | undefined

const placeOf = ({ report, span }: Passage): string => `${report} ${span[0]} ${span[1]}`

function sentencesOf({ report, claims }: Analysis): (string | undefined)[] {
  const at = new Array<string | undefined>(report.text.length)
  const wide = ([start, end]: Span) => end - start
  const readable = claims
    .filter(({ rank, sentence }) => rank !== 'nominal' && sentence && !sentence.includes(halfSentence))
    .sort((a, b) => wide(b.span) - wide(a.span))
  for (const { sentence, span } of readable) at.fill(sentence, ...span)
  return at
}

/**
 * Gives each claim and figure that a situation shows the sentence by which a person reads it, where its own words do not
 * say the same: a nominal or infinitive claim gets the clause around it. Pure: the one given is left as it is.
 */
export function withSentences(situation: Situation, analyses: readonly Analysis[]): Situation {
  const byReport = new Map<string, (string | undefined)[]>()
  const analysisOf = new Map(analyses.map((analysis) => [analysis.report.id, analysis]))
  const predicates = new Map<string, number>()
  for (const analysis of analyses)
    for (const { id, predicate } of everyPredicate(analysis))
      predicates.set(`${analysis.report.id} ${id}`, predicate[0])
  const claimAt = new Map<string, number>()
  const noteClaim = ({ passage, claim }: { passage: Passage; claim: string }) => {
    const at = predicates.get(`${passage.report} ${claim}`)
    if (at !== undefined) claimAt.set(placeOf(passage), at)
  }
  for (const { claims } of situation.statements) claims.forEach(noteClaim)
  for (const { from, to } of situation.relations) [from, to].forEach(noteClaim)
  const sentenceAt: SentenceAt = (report, at) => {
    let sentences = byReport.get(report)
    if (!sentences) {
      const analysis = analysisOf.get(report)
      if (!analysis) return undefined
      sentences = sentencesOf(analysis)
      byReport.set(report, sentences)
    }
    return sentences[at]
  }
  const told = <T extends { passage: { report: string; span: Span; text: string } }>(
    one: T,
    claim?: string,
  ): T => {
    const { report, span, text } = one.passage
    const at = (claim === undefined ? undefined : predicates.get(`${report} ${claim}`)) ?? span[0]
    const sentence = sentenceAt(report, at)
    return sentence === undefined || sentence === text ? one : { ...one, sentence }
  }
  const inBrief = (passage: Passage): Passage => {
    const sentence = sentenceAt(passage.report, claimAt.get(placeOf(passage)) ?? passage.span[0])
    return sentence === undefined || sentence === passage.text ? passage : { ...passage, sentence }
  }
  return {
    ...situation,
    ...(situation.brief === undefined
      ? {}
      : {
          brief: situation.brief.map((line) => ({
            ...line,
            passages: line.passages.map(inBrief),
            against: line.against.map((one) => ({ ...one, passage: inBrief(one.passage) })),
          })),
        }),
    statements: situation.statements.map((statement) => {
      const claims = statement.claims.map((claim) => told(claim, claim.claim))
      const { passage } = statement
      const first = claims.find(
        (claim) => claim.passage.report === passage.report && claim.passage.span[0] === passage.span[0],
      )
      return { ...told(statement, first?.claim), claims }
    }),
    relations: situation.relations.map((relation) => ({
      ...relation,
      from: told(relation.from, relation.from.claim),
      to: told(relation.to, relation.to.claim),
    })),
    figures: situation.figures.map((figure) => ({
      ...figure,
      values: figure.values.map((value) => told(value)),
    })),
  }
}
