/**
 * A process that takes reports in until it is killed, given DATABASE and the number to begin FROM. It prints
 * the number of each report that was acknowledged, one a line. Its reports are told from one another by their numbers.
 */
import { writeSync } from 'node:fs'
import type { Analysis } from '../../src/contract/analysis.ts'
import { openStore } from '../../src/store/open-store.ts'

const words = [
  'barrage',
  'pont',
  'maire',
  'grève',
  'accord',
  'lac',
  'usine',
  'vote',
  'port',
  'forêt',
  'prix',
  'train',
]

/** A report of one claim, whose words depend on its number. */
export function numbered(number: number): Analysis {
  const some = Array.from({ length: 24 }, (_, k) => words[(number * (k + 3) + k * k) % words.length])
  const text = `Ville${number % 7} : ${some.join(' ')} numéro ${number}.`
  return {
    version: '1',
    engine: { version: '1', models: {} },
    report: { id: `r${number}`, language: 'fr', text, publisher: 'Essai' },
    sentences: [[0, text.length]],
    entities: [],
    attributions: [],
    claims: [
      {
        id: 'c1',
        span: [0, text.length],
        predicate: [0, 5],
        chain: [{ kind: 'outlet', name: 'Essai' }],
        basis: 'asserted',
        factuality: 'CT+',
        outletFactuality: 'CT+',
        marks: [],
      },
    ],
    events: [],
    times: [],
    places: [],
  }
}

const [database, from] = process.argv.slice(2)
if (database && from && process.argv[1]?.includes('take-in')) {
  const store = await openStore(database)
  writeSync(1, 'open\n')
  for (let number = Number(from); ; number += 3) {
    const taken = await store.ingest([0, 1, 2].map((k) => ({ analysis: numbered(number + k) })))
    // Straight to the pipe: what is printed was acknowledged, and what was acknowledged is printed.
    writeSync(1, `${taken.map(({ report }) => report.slice(1)).join('\n')}\n`)
  }
}
