/** One sentence of CoNLL-U with one line a written token, its comments and the fields of each line. */
export interface GivenSentence {
  readonly comments: readonly string[]
  /** The ten fields of each token. */
  readonly rows: string[][]
}

/** What the grammar found for one token. */
export interface ParsedToken {
  readonly form: string
  readonly lemma: string
  readonly tag: string
  readonly features: Readonly<Record<string, string>>
  /** Index of the head within the sentence, -1 for the root. */
  readonly head: number
  readonly relation: string
}

/**
 * Reads CoNLL-U. Multiword tokens count as one token, with the line of the part whose head lies outside (the first such);
 * empty nodes are left out. Lines with fewer than ten fields are filled up with "_".
 * Throws an Error naming the line where one has no form.
 */
export function readConllu(source: string): GivenSentence[] {
  const sentences: GivenSentence[] = []
  let comments: string[] = []
  let words: string[][] = []
  let ranges = new Map<number, { end: number; form: string; misc: string }>()
  const finish = (): void => {
    if (words.length > 0) sentences.push({ comments, rows: mergeWords(words, ranges) })
    comments = []
    words = []
    ranges = new Map()
  }
  const lines = source.split(/\r\n|\n/)
  for (let number = 0; number < lines.length; number++) {
    const line = lines[number]
    if (line.trim() === '') finish()
    else if (line.startsWith('#')) comments.push(line)
    else {
      const fields = line.split('\t')
      if (fields.length < 2 || fields[1] === '')
        throw new Error(
          `Line ${number + 1} of the CoNLL-U has no form: fields are separated by tabs, the form is the second.`,
        )
      while (fields.length < 10) fields.push('_')
      const [id] = fields
      if (id.includes('.')) continue
      const dash = id.indexOf('-')
      if (dash > 0)
        ranges.set(Number(id.slice(0, dash)), {
          end: Number(id.slice(dash + 1)),
          form: fields[1],
          misc: fields[9],
        })
      else words.push(fields)
    }
  }
  finish()
  return sentences
}

function mergeWords(
  words: string[][],
  ranges: ReadonlyMap<number, { end: number; form: string; misc: string }>,
): string[][] {
  const at = new Int32Array(words.length + 2)
  const out: string[][] = []
  for (let i = 0; i < words.length; i++) {
    const range = ranges.get(i + 1)
    if (!range || range.end <= i + 1 || range.end > words.length) {
      out.push(words[i].slice())
      at[i + 1] = out.length
      continue
    }
    const parts = words.slice(i, range.end)
    const chosen = parts.find((part) => Number(part[6]) < i + 1 || Number(part[6]) > range.end) ?? parts[0]
    const merged = chosen.slice()
    merged[1] = range.form
    merged[9] = range.misc
    out.push(merged)
    for (let k = i + 1; k <= range.end; k++) at[k] = out.length
    i = range.end - 1
  }
  for (let i = 0; i < out.length; i++) {
    out[i][0] = String(i + 1)
    const head = Number(out[i][6])
    if (Number.isInteger(head) && head >= 0 && head <= words.length) out[i][6] = String(at[head])
    out[i][8] = '_'
  }
  return out
}

/** Features as CoNLL-U writes them: by name, "_" where there are none. */
export function writeFeatures(features: Readonly<Record<string, string>>): string {
  const names = Object.keys(features)
  if (names.length === 0) return '_'
  names.sort((a, b) => {
    const lowerA = a.toLowerCase()
    const lowerB = b.toLowerCase()
    return lowerA < lowerB ? -1 : lowerA > lowerB ? 1 : 0
  })
  return names.map((name) => `${name}=${features[name]}`).join('|')
}

/** Features from CoNLL-U's sixth field. */
export function readFeatures(field: string): Record<string, string> {
  const features: Record<string, string> = {}
  if (field === '_' || field === '') return features
  for (const pair of field.split('|')) {
    const equals = pair.indexOf('=')
    if (equals > 0) features[pair.slice(0, equals)] = pair.slice(equals + 1)
  }
  return features
}

/**
 * Writes parsed sentences as CoNLL-U, with what the given lines held in comments, XPOS and MISC.
 * @param given the sentences as read, or undefined where there are none: `parsed` then says all
 */
export function writeConllu(
  parsed: readonly (readonly ParsedToken[])[],
  given?: readonly GivenSentence[],
): string {
  const lines: string[] = []
  for (let s = 0; s < parsed.length; s++) {
    const from = given?.[s]
    if (from) for (const comment of from.comments) lines.push(comment)
    for (let i = 0; i < parsed[s].length; i++) {
      const token = parsed[s][i]
      const row = from?.rows[i]
      lines.push(
        [
          String(i + 1),
          token.form,
          token.lemma === '' ? '_' : token.lemma,
          token.tag,
          row ? row[4] : '_',
          writeFeatures(token.features),
          String(token.head + 1),
          token.relation,
          '_',
          row ? row[9] : '_',
        ].join('\t'),
      )
    }
    lines.push('')
  }
  return lines.length > 0 ? `${lines.join('\n')}\n` : ''
}
