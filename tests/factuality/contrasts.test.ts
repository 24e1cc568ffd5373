import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Analysis, Claim, Language } from '../../src/contract/analysis.ts'
import { everyPredicate } from '../../src/situation/words/every-predicate.ts'
import { knownFailures } from '../known-failures.ts'
import { root, testEngine } from '../support.ts'
import { type Contrast, contrasts } from './contrasts.ts'

const rows = contrasts()
const known = knownFailures(new URL('contrasts-known-failures.json', import.meta.url))

const analyse = ({ text, language }: Contrast): Analysis => testEngine().analyse({ text, language })

/** The deed's values, "holder's / outlet's". */
function got(row: Contrast): string {
  const at = row.text.lastIndexOf(row.predicate)
  const claim = everyPredicate(analyse(row)).find(
    (c: Claim) => c.predicate[0] < at + row.predicate.length && at < c.predicate[1],
  )
  return claim ? `${claim.factuality} / ${claim.outletFactuality}` : 'no claim'
}

/** Kinds of marks by which an outlet keeps its distance. */
const distances: ReadonlySet<string> = new Set(['evidential', 'hearsay-conditional'])

describe('contrasts of certainty', () => {
  it('are many, and no two alike', () => {
    expect(new Set(rows.map((row) => row.text)).size).toBeGreaterThan(1500)
  })

  for (const row of rows) {
    const wanted = `${row.factuality} / ${row.outletFactuality}`
    const name = `${row.text} [${row.predicate}] ${wanted}`
    it(name, () => {
      known.held(name, () => expect(got(row)).toBe(wanted))
    })
  }

  it('never show an outlet certain of what a mark keeps at a distance', () => {
    for (const row of rows)
      for (const claim of analyse(row).claims)
        if (claim.marks.some((mark) => distances.has(mark.kind)))
          expect(claim.outletFactuality, `${row.text} [${row.text.slice(...claim.predicate)}]`).not.toBe(
            'CT+',
          )
  })

  it('nor in the sample reports', () => {
    let kept = 0
    for (const name of readdirSync(`${root}samples`).filter((file) => file.endsWith('.json'))) {
      const report = JSON.parse(readFileSync(`${root}samples/${name}`, 'utf8')) as {
        text: string
        language: Language
      }
      for (const claim of testEngine().analyse(report).claims)
        if (claim.marks.some((mark) => distances.has(mark.kind))) {
          kept++
          expect(claim.outletFactuality, `${name} [${report.text.slice(...claim.predicate)}]`).not.toBe('CT+')
        }
    }
    expect(kept).toBeGreaterThan(5)
  })
})
