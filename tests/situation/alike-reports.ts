import type { Analysis } from '../../src/contract/analysis.ts'
import { testEngine } from '../support.ts'

/**
 * In what reports on one matter are alike: the same words under many outlets; the same told each in other words; another
 * number each; with a reserve in every other one; a denial in every other one.
 */
export const alikenesses = ['copies', 'reworded', 'figures', 'hedges', 'denials'] as const
export type Alikeness = (typeof alikenesses)[number]

/** Sentences of which a report on the dam of Vell is made; `§` stands where its own words go. */
const sentences: Record<Alikeness, readonly string[]> = {
  copies: [],
  reworded: ['Le barrage de Vell a cédé mardi matin §', 'La préfecture de Vell a évacué trois villages §'],
  figures: [
    'La rupture du barrage de Vell a fait # morts mardi',
    'La crue a blessé # habitants de Vell mardi',
  ],
  hedges: ['Le barrage de Vell % cédé mardi matin', 'La préfecture de Vell % évacué trois villages mardi'],
  denials: ['Le barrage de Vell ~ cédé mardi matin', 'La préfecture de Vell ~ évacué trois villages mardi'],
}
const copied =
  'Le barrage de Vell a cédé mardi matin après trois jours de pluie. La préfecture de Vell a évacué trois villages de la vallée. ' +
  'Le ministre Paul Ardan a annoncé une enquête sur la rupture du barrage. Douze personnes ont été blessées dans la crue de la Vell. ' +
  '« Nous reconstruirons ce barrage avant le prochain hiver, je le promets aux habitants », a déclaré le ministre Paul Ardan.'

const syllables = [
  'ba',
  'ro',
  'mi',
  'te',
  'sa',
  'lu',
  'vo',
  'de',
  'pa',
  'il',
  'dra',
  'mo',
  'ne',
  'ti',
  'ga',
  'eb',
]
/** A word that no other number has. */
function word(number: number): string {
  let made = ''
  for (let left = number + 17; left > 0; left = Math.floor(left / syllables.length))
    made += syllables[left % syllables.length]
  return made
}

const analysed = new Map<string, Analysis>()
function analysisOf(text: string): Analysis {
  let known = analysed.get(text)
  if (!known) {
    known = testEngine().analyse({ text, language: 'fr', published: '2026-03-11' })
    analysed.set(text, known)
  }
  return known
}

/** `count` reports on one matter, one a minute, each of an outlet of its own. */
export function alikeReports(count: number, alikeness: Alikeness): Analysis[] {
  return Array.from({ length: count }, (_, k) => {
    const own = `pour ${word(3 * k)} près de ${word(3 * k + 1)} selon le plan ${word(3 * k + 2)}`
    const text =
      alikeness === 'copies'
        ? copied
        : `${sentences[alikeness]
            .map((sentence) =>
              sentence
                .replace('§', own)
                .replace('#', String(12 + (k % 10)))
                .replace('%', k % 2 === 0 ? 'aurait' : 'a')
                .replace('~', k % 2 === 0 ? 'a' : "n'a pas"),
            )
            .join('. ')}.`
    const analysis = structuredClone(analysisOf(text))
    return {
      ...analysis,
      report: {
        ...analysis.report,
        id: `r${k}`,
        publisher: `Gazette ${word(k)}`,
        title: `Le barrage de Vell, ${k}`,
        url: `https://gazette${k}.example/vell`,
        published: new Date(Date.UTC(2026, 2, 11) + k * 60_000).toISOString(),
      },
    }
  })
}
