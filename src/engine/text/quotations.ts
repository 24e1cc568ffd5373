import type { Span } from '../../contract/analysis.ts'
import { type Component, defineComponent } from '../component.ts'
import type { Quotation } from '../layers.ts'

/** Families of marks: each opens and closes with its own kind. */
type Family = 'guillemets' | 'double' | 'straight' | 'single' | 'straight-single' | 'low'

interface Open {
  family: Family
  start: number
  inner: number
}

const openers: Readonly<Record<string, Family>> = {
  '«': 'guillemets',
  '‹': 'guillemets',
  '“': 'double',
  '„': 'low',
  '‘': 'single',
}
const closers: Readonly<Record<string, Family>> = { '»': 'guillemets', '›': 'guillemets', '”': 'double' }

/** Nesting deeper than this is noise, and a bound keeps hostile texts linear. */
const deepest = 6
/** A single mark that closes farther away than this was an apostrophe. */
const longestSingle = 600

const isSpace = (c: string): boolean => c === '' || /\s|\u00a0|\u202f|\u200b/.test(c)
const isWord = (c: string): boolean => /[\p{L}\p{N}]/u.test(c)
const isOpening = (c: string): boolean => isSpace(c) || '([{—–-«“‘„"\'/:¿¡'.includes(c)

/**
 * Stretches between quotation marks, paragraph by paragraph, nested ones after the one they stand in (text order by
 * start). A mark that is never closed holds to the end of its paragraph (`closed: false`), as in a quotation that
 * runs over several paragraphs; a closing mark that nothing opened, first of its paragraph, opens at the paragraph's
 * start. Apostrophes, inches and `l"eau` are no marks.
 */
export function findQuotations(text: string, paragraphs: readonly Span[]): Quotation[] {
  const found: Quotation[] = []
  for (const paragraph of paragraphs) readParagraph(text, paragraph, found)
  return found
}

function readParagraph(text: string, [from, to]: Span, found: Quotation[]): void {
  const first = found.length
  const stack: Open[] = []
  let nextSingle = from
  let nextStraightSingle = from
  const straight: number[] = []
  for (let i = from; i < to; i++) if (text[i] === '"') straight.push(i)
  let straightSeen = 0

  const at = (i: number): string => (i < from || i >= to ? '' : text[i])
  const closesSingle = (i: number): boolean =>
    !isSpace(at(i - 1)) && !isWord(at(i + 1)) && !isOpening(at(i - 1))
  const laterSingle = (i: number, mark: string, known: number): number => {
    let k = known > i ? known : i + 1
    while (k < to && !(text[k] === mark && closesSingle(k))) k++
    return k
  }
  const open = (family: Family, i: number): void => {
    if (stack.length < deepest) stack.push({ family, start: i, inner: i + 1 })
  }
  const push = (one: Open, innerEnd: number, end: number, level: number, closed: boolean): void => {
    let a = one.inner
    let b = innerEnd
    while (a < b && isSpace(text[a])) a++
    while (b > a && isSpace(text[b - 1])) b--
    if (a < b && /[\p{L}\p{N}]/u.test(text.slice(a, b)))
      found.push({ span: [one.start, end], inner: [a, b], level, closed })
  }
  const close = (family: Family, i: number): boolean => {
    let k = stack.length - 1
    while (k >= 0 && stack[k].family !== family) k--
    if (k < 0) return false
    // What stands open inside ends here: a double mark unclosed, a single one was an apostrophe.
    for (let inside = stack.length - 1; inside > k; inside--) {
      const one = stack[inside]
      if (one.family !== 'single' && one.family !== 'straight-single') push(one, i, i, inside, false)
    }
    push(stack[k], i, i + 1, k, true)
    stack.length = k
    return true
  }
  const isOpen = (family: Family): boolean => stack.some((one) => one.family === family)
  /** A closing mark that nothing opened: the quotation began with the paragraph. */
  const closeStray = (i: number): void => {
    if (found.length === first && stack.length === 0 && i - from > 2)
      push({ family: 'double', start: from, inner: from }, i, i + 1, 0, true)
  }

  for (let i = from; i < to; i++) {
    const c = text[i]
    if (c === '"') {
      straightSeen++
      const before = at(i - 1)
      const after = at(i + 1)
      if (isWord(before) && isWord(after)) continue
      const open_ = isOpen('straight')
      if (isOpening(before) && !isSpace(after) && !',.;:!?)]»”'.includes(after)) {
        // Inside an open one, a pair of its own and one more mark behind it make a nested quotation.
        const nested = open_ && straightSeen + 1 < straight.length && !isSpace(at(straight[straightSeen] - 1))
        if (!open_ || nested) open('straight', i)
        else if (!isSpace(before)) close('straight', i)
        else {
          // A second opening mark where the first was never closed: the first ends here.
          const k = stack.findIndex((one) => one.family === 'straight')
          for (let inside = stack.length - 1; inside >= k; inside--) push(stack[inside], i, i, inside, false)
          stack.length = k
          open('straight', i)
        }
      } else if (open_) close('straight', i)
      else if (isSpace(before) && isSpace(after)) {
        if (straightSeen < straight.length) open('straight', i)
        else closeStray(i)
      } else if (!/[0-9]/.test(before)) {
        if (isSpace(before) || isOpening(before)) open('straight', i)
        else closeStray(i)
      }
    } else if (c === '’') {
      if (isOpen('single') && closesSingle(i)) close('single', i)
    } else if (c === "'") {
      if (isOpen('straight-single')) {
        if (closesSingle(i)) close('straight-single', i)
      } else if (isOpening(at(i - 1)) && isWord(at(i + 1)) && !/[0-9]/.test(at(i + 1))) {
        nextStraightSingle = laterSingle(i, "'", nextStraightSingle)
        if (nextStraightSingle < to && nextStraightSingle - i <= longestSingle) open('straight-single', i)
      }
    } else if (c === '‘') {
      nextSingle = laterSingle(i, '’', nextSingle)
      if (nextSingle < to && nextSingle - i <= longestSingle) open('single', i)
    } else if (c === '“' && isOpen('low')) close('low', i)
    else if (c in openers) open(openers[c], i)
    else if (c in closers) {
      if (!close(closers[c], i) && !(c === '”' && close('low', i))) closeStray(i)
    }
  }
  for (let k = stack.length - 1; k >= 0; k--) {
    const one = stack[k]
    if (one.family === 'single' || one.family === 'straight-single') continue
    push(one, to, to, k, false)
  }
  if (found.length > first) {
    const mine = found.splice(first)
    mine.sort((a, b) => a.span[0] - b.span[0] || b.span[1] - a.span[1])
    for (const quotation of mine) found.push(quotation)
  }
}

/** Gives the quotations of the document: see {@link findQuotations}. The marks are the same in all languages. */
export function createQuotations(): Component {
  return defineComponent({
    name: 'quotations',
    needs: ['paragraphs'],
    gives: ['quotations'],
    run: ({ text, paragraphs }) => ({ quotations: findQuotations(text, paragraphs) }),
  })
}
