import type { ClauseSubject, Document, Stretch } from './clause.ts'
import type { ClauseHeads } from './clause-heads.ts'

/** Characters of a sentence; what is longer is cut, at a word where it has any. */
const longest = 400
/** Dependents of a verb among which the auxiliaries that another shares are looked for. */
const mostDependents = 12

/**
 * Writes a clause so that it can be read without its report: of the report's own words, the subject put in where it
 * stands elsewhere, the name in the place of a pronoun, the auxiliary that it shares with the verb before it.
 */
export function readableSentence(
  document: Document,
  heads: ClauseHeads,
  names: ReadonlyMap<string, string>,
  i: number,
  parts: readonly Stretch[],
  subject: ClauseSubject | undefined,
): string {
  const { tokens, words } = document
  const shell = heads.shell[i]
  let skip = -1
  let put = ''
  let at = -1
  if (subject) {
    const opening = parts[0].first
    const { first } = subject.words
    // "L'avion transportant …": of a subject that its clause belongs to, what stands before the clause.
    const last = first < opening && i <= subject.words.last ? opening - 1 : subject.words.last
    // A subject that begins before its clause, in a dateline, stands there too.
    const inside = parts.some((part) => part.first <= last && first <= part.last)
    if (!inside) {
      // "Celui qui ferme": a pronoun needs its relative clause to say who is meant.
      if (
        tokens.tag[first] !== 'PRON' &&
        words.clauses.relativeSubject.test(tokens.form[opening].toLowerCase())
      )
        skip = opening
      const verbForm = heads.forms.of(i)
      const shared = tokens.baseRelation(shell) === 'conj' ? auxiliaries(document, tokens.head[shell], i) : ''
      put = `${nameOf(document, names, { ...subject, words: { first, last } })}${verbForm === 'infinitive' ? ' —' : ''}${shared}`
    } else if (first === last && words.clauses.thirdPerson.test(tokens.form[first].toLowerCase())) {
      const name = nameOf(document, names, subject)
      if (name !== tokens.form[first]) {
        skip = first
        at = first
        put = name
      }
    }
  }
  // "Les charges que le maire récuse": of a relative clause with a subject of its own, what it is said of comes first.
  if (put === '' && tokens.relation[shell] === 'acl:relcl' && tokens.head[shell] < parts[0].first)
    put = antecedent(document, tokens.head[shell])
  let text = at < 0 ? put : ''
  for (const part of parts) {
    let from = part.first
    if (part.first <= skip && skip <= part.last) {
      text = joined(
        text,
        document
          .slice([Math.max(tokens.start[part.first], tokens.start[skip] - longest), tokens.start[skip]])
          .trim(),
      )
      if (at === skip) text = joined(text, put)
      from = skip + 1
    }
    if (from <= part.last) text = joined(text, cutSlice(document, from, part.last))
    if (text.length > longest) break
  }
  return finished(text)
}

/** A noun with what stands right before it. */
function antecedent(document: Document, noun: number): string {
  const { tokens } = document
  let first = noun
  for (const k of tokens.children(noun).slice(0, mostDependents))
    if (k < first && (tokens.tag[k] === 'DET' || tokens.tag[k] === 'ADJ' || tokens.tag[k] === 'NUM'))
      first = k
  return cutSlice(document, first, noun)
}

/** The name of whom a pronoun or a short mention means, or the words themselves. */
function nameOf(
  document: Document,
  names: ReadonlyMap<string, string>,
  { words, entity }: ClauseSubject,
): string {
  const { tokens } = document
  const own = cutSlice(document, words.first, words.last)
  const pronoun = words.first === words.last && tokens.tag[words.first] === 'PRON'
  if (!pronoun || entity === null) return own
  return names.get(entity) ?? own
}

/** Auxiliaries of a verb that another shares: "a dénoncé … et rappelé". */
function auxiliaries(document: Document, head: number, i: number): string {
  const { tokens } = document
  if (head < 0 || !tokens.has(i, 'VerbForm', 'Part')) return ''
  if (tokens.children(i).some((k) => tokens.baseRelation(k) === 'aux' || tokens.baseRelation(k) === 'cop'))
    return ''
  const found = tokens
    .children(head)
    .slice(0, mostDependents)
    .filter((k) => (tokens.baseRelation(k) === 'aux' || tokens.baseRelation(k) === 'cop') && k < head)
  return found.map((k) => ` ${tokens.form[k]}`).join('')
}

/** The words of a stretch, no more than a sentence may have. */
function cutSlice(document: Document, first: number, last: number): string {
  const start = document.tokens.start[first]
  return document.slice([start, Math.min(document.tokens.end[last], start + 2 * longest)])
}

function joined(text: string, more: string): string {
  if (text === '' || more === '') return text + more
  return /['’]$/.test(text) || /^[,;:.]/.test(more) ? text + more : `${text} ${more}`
}

const pairs: readonly (readonly [string, string])[] = [
  ['«', '»'],
  ['“', '”'],
  ['(', ')'],
  ['[', ']'],
]

/** One line, no half of a pair of marks, a capital first. */
function finished(text: string): string {
  let line = text.replace(/\s+/g, ' ').trim()
  if (line.length > longest) {
    const space = line.lastIndexOf(' ', longest)
    // A word without end is cut within, between characters.
    const end = space > 0 ? space : longest - Number(/[\uD800-\uDBFF]/.test(line[longest - 1]))
    line = `${line.slice(0, end).replace(/[\s,;:]+$/, '')}…`
  }
  for (const [open, close] of pairs)
    if (line.split(open).length !== line.split(close).length)
      line = line.replaceAll(open, '').replaceAll(close, '')
  if (line.split('"').length % 2 === 0) line = line.replaceAll('"', '')
  line = line.replace(/\s+/g, ' ').replace(/ ,/g, ',').trim()
  return line.charAt(0).toUpperCase() + line.slice(1)
}
