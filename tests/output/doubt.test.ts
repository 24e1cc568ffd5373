import { describe, expect, it } from 'vitest'
import type { Attribution, Language } from '../../src/contract/analysis.ts'
import { doubtOf } from '../../src/output/doubt.ts'
import { labelsFor } from '../../src/output/labels.ts'
import { renderMarkdown } from '../../src/output/markdown.ts'
import { renderText } from '../../src/output/text.ts'
import { testEngine } from '../support.ts'

describe('doubt of an attribution', () => {
  it.each([
    [{}, undefined],
    [{ confidence: 0.9, readers: ['fast', 'careful'] }, undefined],
    [{ confidence: 0.5, readers: ['fast', 'careful'] }, undefined],
    [{ confidence: 0.499, readers: ['fast', 'careful'] }, 'unlikely'],
    [{ confidence: 0.95, readers: ['careful'] }, 'one-reader'],
    [{ confidence: 0.1, readers: ['careful'] }, 'unlikely'],
    [{ confidence: 0, readers: ['fast', 'careful'] }, 'unlikely'],
  ] as [Pick<Attribution, 'confidence' | 'readers'>, string | undefined][])('%j: %s', (given, doubt) => {
    expect(doubtOf(given)).toBe(doubt)
  })

  it.each<[Language, string]>([
    ['fr', 'La maire a annoncé que le pont serait fermé.'],
    ['en', 'The mayor said that the bridge would be closed.'],
    ['es', 'La alcaldesa anunció que el puente sería cerrado.'],
  ])('%s: is said where it is, and nothing where both readers are sure', (language, text) => {
    const analysis = testEngine().analyse({ text, language }, { reader: 'careful' })
    const labels = labelsFor(language)
    const shown = (one: Pick<Attribution, 'confidence' | 'readers'>) => {
      const given = {
        ...analysis,
        attributions: analysis.attributions.map((attribution) => ({ ...attribution, ...one })),
      }
      return [renderText(given), renderMarkdown(given)]
    }
    const [sureText, sureMarkdown] = shown({ confidence: 0.9, readers: ['fast', 'careful'] })
    const [text1, markdown1] = shown({ confidence: 0.2, readers: ['fast', 'careful'] })
    const [text2, markdown2] = shown({ confidence: 0.9, readers: ['careful'] })
    for (const sure of [sureText, sureMarkdown]) expect(sure).not.toContain('?')
    expect(sureText).toContain(labels.readBy.careful)
    expect(text1.replace(/\s+/g, ' ')).toContain(labels.doubts.unlikely)
    expect(text2.replace(/\s+/g, ' ')).toContain(labels.doubts['one-reader'])
    expect(text1).toContain(labels.doubtful(1))
    expect(text1).toMatch(/^ {4}\? /m)
    expect(markdown1).toContain(`(? ${labels.doubts.unlikely})`)
    expect(markdown2).toContain(`(? ${labels.doubts['one-reader']})`)
  })
})
