import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { drawTrail } from '../../src/output/trail.ts'
import { root, testEngine } from '../support.ts'

test('a trail shows scores, candidates and what each rule changed', () => {
  const text = 'Selon la maire, le port fermera en juin.'
  const { trail } = testEngine().read({ text, language: 'fr' }, { trace: true })
  const lines = drawTrail(text, trail ?? []).split('\n')
  expect(lines[0]).toBe('“Selon”')
  expect(lines).toContain('  cue: phrase: – → Selon (phrase)')
  expect(lines.some((line) => /^ {2}cue: score -?\d+$/.test(line))).toBe(true)
  expect(lines.some((line) => /^ {2}content: scored-content among \d+:$/.test(line))).toBe(true)
  expect(lines.some((line) => /^ {4} *-?\d+ {2}“le port fermera en juin”$/.test(line))).toBe(true)
  expect(lines.at(-3) ?? '').not.toContain('undefined')
})

test('nothing is kept where nobody asked', () => {
  const { trail } = testEngine().read({ text: 'Selon la maire, le port fermera.', language: 'fr' })
  expect(trail).toBeUndefined()
})

test('control characters of a hostile report do not reach the terminal', () => {
  const text = 'La maire \u001b[31maffirme que le port fermera.'
  const { trail } = testEngine().read({ text, language: 'fr' }, { trace: true })
  expect(trail?.length).toBeGreaterThan(0)
  expect(drawTrail(text, trail ?? [])).not.toContain('\u001b')
})

test.each([
  [
    'fr',
    'Des sources militaires évoquent une possible coopération.',
    'évoquent',
    'Des sources militaires',
    'une possible coopération',
  ],
  [
    'en',
    'Military sources speak of a possible cooperation, the mayor said.',
    'said',
    'the mayor',
    'Military sources speak of a possible cooperation',
  ],
  [
    'es',
    'La alcaldesa anunció que el puente sería cerrado.',
    'anunció',
    'La alcaldesa',
    'que el puente sería cerrado',
  ],
] as const)(
  '%s: a trail of the careful reader shows what it chose among, and what tipped it',
  (language, text, cue, source, content) => {
    const { trail = [] } = testEngine().read({ text, language }, { trace: true, reader: 'careful' })
    const careful = trail.filter(({ stage, about }) => stage === 'careful' && text.slice(...about) === cue)
    expect(careful.map(({ name }) => name)).toEqual(['cue', 'content', 'source', 'confidence'])
    const [ofCue, ofContent, ofSource, sure] = careful
    expect(ofCue).toMatchObject({ after: 'taken', candidates: [{ text: cue }] })
    expect([ofContent.after, ofSource.after]).toEqual([content, source])
    expect(ofContent.candidates?.[0].text).toBe(content)
    expect(ofContent.candidates?.length).toBeGreaterThan(1)
    // The best stands first: nothing that the grammar offers scores above what was chosen.
    for (const { candidates = [] } of [ofContent, ofSource])
      for (const { score } of candidates) expect(score).toBeLessThanOrEqual(candidates[0].score + 1e-9)
    expect(ofContent.tipped).toMatch(/^its (words|edges) \(/)
    expect(sure.candidates?.[0].score).toBeGreaterThan(0)
    const drawn = drawTrail(text, careful)
    expect(drawn).toContain(`“${cue}”\n  cue taken: `)
    expect(drawn).toContain(`  source: “${source}”: its words, `)
  },
)

test('the careful reader tells of a likely cue that it did not take, and its choice is the same watched or not', () => {
  const text = readFileSync(`${root}samples/02-phare-reprint.fr.json`, 'utf8')
  const report = JSON.parse(text)
  const watched = testEngine().read(report, { trace: true, reader: 'careful' })
  expect(watched.attributions).toEqual(testEngine().analyse(report, { reader: 'careful' }).attributions)
  const cues = (watched.trail ?? []).filter(({ name }) => name === 'cue' || name === 'content without a cue')
  const taken = cues.filter(({ stage, after }) => stage === 'careful' && after === 'taken')
  expect(taken).toHaveLength(watched.attributions.length)
})
