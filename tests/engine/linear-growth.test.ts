import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Language } from '../../src/contract/analysis.ts'
import { StepCounter, type Steps } from './counted-steps.ts'

// The engine is imported behind the start of the counter, which counts what is loaded after it.
const counter = new StepCounter()
let analyse: (text: string, language: Language) => void
beforeAll(async () => {
  await counter.start()
  const { testEngine } = await import('../support.ts')
  analyse = (text, language) => {
    testEngine().analyse(
      { text, language, published: '2026-03-04', publisher: 'Le Phare' },
      { explain: true },
    )
  }
})
afterAll(() => counter.stop())

/** UTF-16 units of the shorter text, which is some thousands of words whatever they are; the longer has twice as many. */
const sizeFor = (piece: string): number => Math.max(2000, Math.min(8000, 500 * piece.length))
/** 2^1.1: what twice the text may take of all steps together. */
const mostOfAll = 2.14
/**
 * What twice the text may take of any one block of code that runs more often than `often` times a character. A look-around
 * of bounded length comes near 2.4 here, since it is cut short at the start of a text; a quadratic loop gives 4.
 */
const mostOfOne = 2.7
const often = 4

/** A name for each number, of letters. */
function name(number: number): string {
  let letters = ''
  for (let rest = number + 27; rest > 0; rest = Math.floor(rest / 26))
    letters += String.fromCharCode(97 + (rest % 26))
  return `${letters.charAt(0).toUpperCase()}${letters.slice(1)}on`
}

function textOf(piece: string | ((i: number) => string), length: number): string {
  let text = ''
  for (let i = 0; text.length < length; i++) text += typeof piece === 'string' ? piece : piece(i)
  return text.slice(0, length)
}

const sum = (steps: Steps): number => {
  let all = 0
  for (const count of steps.values()) all += count
  return all
}

/** Blocks that run often and grew too much. One that runs as often as the block around it is not told apart: left out. */
const steeper = (shorter: Steps, longer: Steps, least: number) =>
  [...longer]
    .map(([block, count]) => ({ block, before: shorter.get(block) ?? count, count }))
    .filter(({ before, count }) => count > least && count > mostOfOne * before)

async function expectLinear(piece: string | ((i: number) => string), language: Language): Promise<void> {
  const size = sizeFor(typeof piece === 'string' ? piece : piece(1000))
  const [short, long] = [textOf(piece, size), textOf(piece, 2 * size)]
  // What the engine remembers of words (no more than a bounded number) is remembered before it is counted.
  if (typeof piece !== 'string') analyse(long, language)
  const one = await counter.of(() => analyse(short, language))
  const two = await counter.of(() => analyse(long, language))
  expect(sum(one)).toBeGreaterThan(size)
  let steep = steeper(one, two, often * 2 * size)
  // A look-around that was still growing to its bound comes to its end in a longer text; a quadratic loop goes on.
  if (steep.length > 0) {
    const four = await counter.of(() => analyse(textOf(piece, 4 * size), language))
    const again = new Set(steeper(two, four, often * 4 * size).map(({ block }) => block))
    steep = steep.filter(({ block }) => again.has(block))
  }
  expect(steep).toEqual([])
  expect(sum(two) / sum(one)).toBeLessThan(mostOfAll)
}

describe.each(['fr', 'en', 'es'] as const)('one sentence without end, in steps counted (%s)', (language) => {
  it.each([
    'who said that the man ',
    'le maire affirme, ',
    'el alcalde afirma, ',
    'a-',
    ',',
    '(',
    '"a ',
    '\u200d',
    'a\u200d',
  ])('%j', (piece) => expectLinear(piece, language))
})

describe('their cousins, in steps counted', () => {
  it.each<[Language, string | ((i: number) => string)]>([
    // What nouns and pronouns stand for.
    ['en', 'the mayor says, '],
    ['en', 'the president of the company '],
    ['fr', 'le ministre '],
    ['es', 'quien dijo que el hombre '],
    ['fr', 'elle a dit qu’il '],
    ['en', 'He said he left. '],
    // Names, each another or all alike.
    ['en', (i) => `${name(i)} ${name(i * 7 + 3)} said, `],
    ['fr', (i) => `${name(i)} Valbert affirme que `],
    ['es', (i) => `Ana ${name(i)} dijo que `],
    ['fr', (i) => `le président ${name(i)} ${name(i + 5)} affirme, `],
    ['es', (i) => `${name(i).toUpperCase()} (${name(i)} ${name(i + 1)} Organización), `],
    ['fr', 'ministère de l’Intérieur, '],
    ['fr', (i) => `Les ${name(i)}. `],
    // Attributions within attributions, and the outlets behind them.
    ['fr', 'selon Reuters, '],
    ['en', 'citing officials, Reuters reported that '],
    ['es', 'según él, '],
    // Quotations.
    ['fr', 'a : « b » '],
    ['en', '"a", he said. '],
    ['en', (i) => `"the ${name(i)}," he said, `],
    ['es', '“a '],
    ['fr', '" " '],
    // Transcripts and dialogues.
    ['en', (i) => `${name(i)} Valbert: we left.\n`],
    ['es', (i) => `—Nos vamos —dijo ${name(i)}—. Es tarde.\n`],
    // Claims, events, quantities, places, times.
    ['fr', 'il aurait '],
    ['en', 'if not '],
    ['en', 'the attack killed '],
    ['es', 'el ataque mató a 12 personas y '],
    ['fr', '12 morts, '],
    ['fr', 'Paris, '],
    ['en', (i) => `${name(i)}, Paris, `],
    ['fr', 'lundi, '],
    ['es', '2026-'],
    ['fr', 'vingt-'],
    // Paragraphs, and what tokens are made of.
    ['fr', 'a\n\n'],
    ['en', 'a.'],
    ['en', 'U.S.'],
    ['es', 'e\u0301'],
    ['fr', 'l’'],
  ])('%s %s', (language, piece) => expectLinear(piece, language))
})
