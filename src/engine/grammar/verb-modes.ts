import type { Features } from '../tokens.ts'
import type { VerbReading } from './verb-forms.ts'

/** Moods, tenses and verb forms as bits, so that a form's readings can be held against a bundle of features. */
const bits: Readonly<Record<string, number>> = {
  IndPres: 1,
  IndImp: 2,
  IndPast: 4,
  IndFut: 8,
  Sub: 16,
  Cnd: 32,
  Imp: 64,
  Inf: 128,
  Part: 256,
  Ger: 512,
}

/** The mode of a bundle of features as one bit; 0 where it has none that the verb lexicon tells apart. */
export function modeOf(features: Features): number {
  const form = features['VerbForm']
  if (!form) return 0
  if (form !== 'Fin') return bits[form] ?? 0
  const mood = features['Mood'] ?? ''
  return bits[mood] ?? bits[mood + (features['Tense'] ?? '')] ?? 0
}

/** What English forms share: the infinitive is also the present, the subjunctive and the imperative, the past a participle. */
const sharing: readonly (readonly [number, number])[] = [
  [bits['Inf'], bits['IndPres'] | bits['Sub'] | bits['Imp']],
  [bits['IndPast'], bits['Part']],
  [bits['Part'], bits['Ger']],
]

/**
 * The modes that a form may have by its readings in the verb lexicon; 0 where it has none.
 * @param shares whether forms are shared as in English
 */
export function modesOf(readings: readonly VerbReading[], shares = false): number {
  let modes = 0
  for (const { code } of readings) {
    const start = code.slice(0, 3)
    modes |= bits[start] ?? 0
    if (start === 'Ind')
      modes |= bits[code.slice(0, code.startsWith('IndPres') ? 7 : code.startsWith('IndPast') ? 7 : 6)] ?? 0
    if (code.startsWith('Part')) modes |= bits['Part']
    // The subjunctive and, in the singular, the present also command.
    if (start === 'Sub' || code.startsWith('IndPres')) modes |= bits['Imp']
  }
  if (shares) for (const [one, others] of sharing) if ((modes & one) !== 0) modes |= others
  return modes
}
