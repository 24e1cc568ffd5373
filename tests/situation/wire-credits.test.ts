import { describe, expect, it } from 'vitest'
import { wireCredits } from '../../src/situation/origins/wire-credits.ts'
import { bareAnalysis } from './bare-analysis.ts'

const body = 'Le pont sera fermé jusqu’à lundi.'

describe('wire credits', () => {
  it.each([
    ['byline, French', { authors: ['Le Phare avec Meridia'] }, body, ['Meridia byline']],
    ['byline, English', { authors: ['Courier staff with Reuters'] }, body, ['Reuters byline']],
    ['byline, Spanish', { authors: ['Redacción con información de EFE'] }, body, ['EFE byline']],
    ['two agencies', { authors: ['Le Phare avec AFP et Reuters'] }, body, ['AFP byline', 'Reuters byline']],
    ['an agency as author', { authors: ['AFP'] }, body, ['AFP byline']],
    ['an agency’s long name', { authors: ['Agence France-Presse'] }, body, ['AFP byline']],
    ['publisher', { publisher: 'Orange avec AFP' }, body, ['AFP publisher']],
    ['dateline, French', {}, `VALDORA, 11 mars (Meridia) - ${body}`, ['Meridia dateline']],
    ['dateline, English', {}, `VALDORA (Reuters) — ${body}`, ['Reuters dateline']],
    ['dateline below a title', {}, `Un titre\n\nVALDORA, 11 mar (EFE) - ${body}`, ['EFE dateline']],
    ['signature in brackets', {}, `${body}\n\n(Litora)`, ['Litora signature']],
    ['signature at the end of a line', {}, `${body} (AFP)`, ['AFP signature']],
    ['signature of an agency alone', {}, `${body}\n\nSource : Reuters`, ['Reuters signature']],
    ['signature with a word, French', {}, `${body} (avec Litora)`, ['Litora signature']],
    ['signature with a word, English', {}, `${body}\n\n(With Litora)`, ['Litora signature']],
    ['signature with a word, Spanish', {}, `${body} (con información de Litora)`, ['Litora signature']],
    ['agency and newsroom', {}, `${body}\n\nLitora / Redacción`, ['Litora signature']],
    ['nothing', {}, body, []],
    ['a second author', { authors: ['Anne Lorel avec Marc Duhamel'] }, body, []],
    ['an agency in the text', {}, `Le chef de l'AFP (photo) a parlé. ${body}`, []],
    ['a bracket that is no agency', {}, `${body} (Photo Marc Duhamel)`, []],
    ['a word alone on the last line', {}, `${body}\n\nFin`, []],
    ['an agency’s own dateline', { publisher: 'Agence Meridia' }, `VALDORA, 11 mars (Meridia) - ${body}`, []],
  ])('%s', (_, fields, text, expected) => {
    const credits = wireCredits(bareAnalysis({ id: 'a', text, ...fields }))
    expect(credits.map(({ name, where }) => `${name} ${where}`)).toEqual(expected)
    for (const { name, span } of credits)
      if (span) expect(text.slice(...span).toLowerCase()).toBe(name.toLowerCase())
  })

  it('takes a hostile line in its stride', () => {
    for (const unit of ['A', 'A ', '(A ', ', A', '((((', 'é.'])
      expect(wireCredits(bareAnalysis({ id: 'a', text: unit.repeat(50_000) }))).toEqual([])
  })
})
