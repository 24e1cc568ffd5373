import type { Analysis, Span } from '../../contract/analysis.ts'
import type { CreditPlace } from '../../contract/situation.ts'
import { anyPattern } from '../words/comparing.ts'
import { fold, wordsOf } from '../words/words.ts'

/** An agency or outlet that a report credits for its text. */
export interface WireCredit {
  name: string
  where: CreditPlace
  /** Where the name stands in the text; absent for byline and publisher, which stand outside it. */
  span?: Span
}

/** Agencies, by folded name; what follows is the name to show. Others are known by where their name stands. */
const agencies = new Map(
  [
    'AFP',
    'Agence France-Presse',
    'Reuters',
    'AP',
    'Associated Press',
    'The Associated Press',
    'EFE',
    'Europa Press',
    'ANSA',
    'dpa',
    'TASS',
    'Xinhua',
    'Belga',
    'ATS',
    'Keystone-ATS',
    'La Presse canadienne',
    'The Canadian Press',
    'PA Media',
    'Press Association',
    'UPI',
    'Bloomberg',
    'Kyodo',
    'Anadolu',
    'AA',
    'MAP',
    'APS',
    'TAP',
    'Télam',
    'Notimex',
    'Colprensa',
    'Andina',
    'ACI Prensa',
    'Relaxnews',
    'ETX Daily Up',
    '6Medias',
    'Media Services',
    'AFP-Services',
    'DPA',
    'IANS',
    'PTI',
    'ANI',
    'Yonhap',
    'Interfax',
    'RIA Novosti',
    'Ukrinform',
    'SANA',
    'IRNA',
    'NTB',
    'TT',
    'Ritzau',
  ].map((name): [string, string] => [fold(name), name]),
)

/** Names of one agency that mean the same. */
const sameAgency = new Map([
  ['agence france-presse', 'AFP'],
  ['afp-services', 'AFP'],
  ['the associated press', 'AP'],
  ['associated press', 'AP'],
  ['dpa', 'dpa'],
])

const shown = (name: string) => {
  const key = fold(name)
  return sameAgency.get(key) ?? agencies.get(key) ?? name
}

/** A word with a small or a capital first letter. */
const eitherCase = (pattern: string): string =>
  /^\p{Ll}/u.test(pattern) ? `[${pattern[0]}${pattern[0].toUpperCase()}]${pattern.slice(1)}` : pattern

// A name of at most four words, the first with a capital or a digit first.
const nameForm = String.raw`[\p{Lu}\p{N}][\p{L}\p{N}.'’-]{0,24}(?: [\p{L}\p{N}][\p{L}\p{N}.'’-]{0,24}){0,3}`
/** "VALDORA, 11 mars 2026 (Meridia) -": capitals, perhaps a date, the name in brackets, a dash. */
const dateline = new RegExp(
  String.raw`^[\p{Lu}][\p{L}'’. -]{0,40}(?:,? ?[\p{L}\p{N}. ]{1,30})?,? ?\((${nameForm})\) ?[-–—]`,
  'u',
)
/** "KESSARY (Meridia)" without a dash, and the name alone: "(AFP) -". */
const bracketFirst = new RegExp(String.raw`^\((${nameForm})\) ?[-–—]`, 'u')
/** Before the name in a bracket: "(avec AFP)", "(With Reuters)". */
const withWord = `(?:${anyPattern(({ outlets }) => outlets.with.map(eitherCase))} )`
/** The last line alone: "(AFP)", "AFP", "— Reuters", "Source: AFP", "(avec AFP)", "Solana / Redacción". */
const lastLine = new RegExp(
  String.raw`^(?:[-–—] ?)?(?:${anyPattern(({ outlets }) => outlets.source)} ?: ?)?(?:\(${withWord}?(${nameForm})\)|${withWord}?(${nameForm})(?: ?/ ?${nameForm})?)\.?$`,
  'u',
)
/** "(AFP)" at the end of the last sentence; "(avec AVP)" names an outlet, whichever. */
const lastBracket = new RegExp(String.raw`\((${withWord})?(${nameForm})\)\.?$`, 'u')
/** "Le Phare avec Meridia", "Orange avec AFP", "X with Reuters", "con información de EFE". */
const withName = new RegExp(
  String.raw`(?:^|\s)${anyPattern(({ outlets }) => outlets.with)} (${nameForm})$`,
  'u',
)
/** What parts several names in one field. */
const fieldJoin = new RegExp(`(?: ${anyPattern(({ outlets }) => [outlets.and])} |, ?| & |/)`, 'u')

/** Characters of a byline that may hold a credit, lines at the beginning that may open with one, characters of such a line. */
const longestField = 200
const linesLooked = 4
const creditReach = 160

/**
 * Whom a report credits for its text: byline ("Le Phare avec Meridia"), dateline ("VALDORA, 11 mars (Meridia) -"),
 * signature at its end ("(AFP)") or publisher ("Orange avec AFP"). An author is credited only where it is an agency; a
 * name after "avec", "with" or "con" where it is one or is a single word, since two words may be a second author.
 */
export function wireCredits(analysis: Analysis): WireCredit[] {
  const { report } = analysis
  const { text } = report
  const credits: WireCredit[] = []
  const add = (name: string, where: CreditPlace, span?: Span) => {
    const credit = shown(name)
    // An agency's own dateline credits nobody.
    if (where !== 'publisher' && namesOutlet(credit, report.publisher)) return
    if (!credits.some((other) => other.name === credit))
      credits.push({ name: credit, where, ...(span ? { span } : {}) })
  }
  const fromField = (field: string, where: CreditPlace) => {
    if (field.length > longestField) return
    // Several may stand in one field: "Le Phare avec AFP et Reuters".
    const parts = field.trim().split(fieldJoin)
    const found = withName.exec(parts[0] ?? '')
    let credited = false
    if (found && (agencies.has(fold(found[1])) || !found[1].includes(' '))) {
      add(found[1], where)
      credited = true
    }
    for (const [k, part] of parts.entries()) {
      if (k === 0 && found) continue
      if (agencies.has(fold(part)) || (credited && /^[\p{Lu}][\p{L}-]+$/u.test(part))) add(part, where)
    }
  }
  for (const author of report.authors ?? []) fromField(author, 'byline')
  if (report.publisher) fromField(report.publisher, 'publisher')

  // A dateline opens one of the first lines; the title may stand before it.
  let from = 0
  for (let line = 0; line < linesLooked && from < text.length; line++) {
    const end = text.indexOf('\n', from) < 0 ? text.length : text.indexOf('\n', from)
    const start = text.slice(from, Math.min(end, from + creditReach))
    const found = dateline.exec(start) ?? bracketFirst.exec(start)
    if (found) {
      const at = from + start.indexOf(`(${found[1]})`) + 1
      add(found[1], 'dateline', [at, at + found[1].length])
      break
    }
    from = end + 1
    while (text[from] === '\n') from++
  }

  const trimmed = text.trimEnd()
  const last = trimmed.slice(Math.max(trimmed.lastIndexOf('\n') + 1, trimmed.length - creditReach))
  const alone = trimmed.includes('\n') ? lastLine.exec(last) : null
  const bracket = alone ? null : lastBracket.exec(last)
  const name = alone ? (alone[1] ?? alone[2]) : bracket?.[2]
  const isMarked = alone ? alone[1] !== undefined || / \/ |\/ /u.test(last) : bracket?.[1] !== undefined
  if (name !== undefined && (agencies.has(fold(name)) || isMarked)) {
    const at = trimmed.lastIndexOf(name)
    add(name, 'signature', [at, at + name.length])
  }
  return credits
}

/** Whether a credited name is that of an outlet: "Meridia" of "Agence Meridia", all its words among the outlet's. */
export function namesOutlet(name: string, publisher: string | undefined): boolean {
  if (!publisher) return false
  const ofOutlet = new Set(wordsOf(publisher).map((word) => word.folded))
  const words = wordsOf(name).filter((word) => word.folded.length > 1)
  return words.length > 0 && words.every((word) => ofOutlet.has(word.folded))
}
