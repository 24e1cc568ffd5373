import type { Analysis, Entity, Span } from '../../contract/analysis.ts'
import type { SharedEntities, SharedEntity } from '../claims/same-entity.ts'
import { comparing } from '../words/comparing.ts'
import { conceptsOf } from '../words/concepts.ts'
import { wordsOf } from '../words/words.ts'

/** A person's title in one report, taken apart. */
interface Title {
  report: string
  /** The title, and the title with the name beside it. */
  span: Span
  passage: Span
  office: string
  /** Held no longer, in another's stead, or for the time being. */
  former: boolean
  deputy: boolean
  acting: boolean
  /** What the office is for: defence, health … */
  portfolios: ReadonlySet<string>
  /** Whether the title is one word: "president", not "president of the union". */
  bare: boolean
  first: boolean
}

/** Where a title stands: its words, and its words with the name. */
export interface TitleSide {
  report: string
  span: Span
  passage: Span
}

/** Concepts that name an office or rank. */
const ranks = new Set(['general', 'colonel', 'admiral', 'commander', 'captain', 'captain_army'])
const offices = new Set([
  ...ranks,
  'minister',
  'president',
  'mayor',
  'governor',
  'ambassador',
  'chancellor',
  'senator',
  'judge',
  'prosecutor',
  'director',
])
/** Concepts that say what a minister is minister of; those of one family are often one ministry. */
const portfolioFamilies: Readonly<Record<string, string>> = {
  defend: 'defence',
  army: 'defence',
  health: 'health',
  finance: 'economy',
  economy: 'economy',
  budget: 'economy',
  foreigner: 'foreign',
  interior: 'interior',
  justice: 'justice',
  education: 'education',
  transport: 'transport',
  environment: 'environment',
  energy: 'energy',
  trade: 'trade',
  farmer: 'agriculture',
  culture: 'culture',
  labour: 'labour',
}
/** "Exministro", "vicepresidenta": what stands before the office within its word. */
const prefix = /^(?:ex|vice|sub)(?=\p{L}{5})/u
/** Letters around a name in which its title is looked for, and before the title for what goes with it. */
const around = 90
const before = 16
/** Letters before those in which what is found may go with the title or not: "former Casselian health minister". */
const farBefore = 32
const namesLooked = 40

/**
 * Persons to whom reports of one story give titles that cannot be one: a minister and a former minister, a minister and
 * a deputy, a minister of defence and one of health, a general and a colonel. A shorter form of a title, or another
 * office that the same person may hold beside it, is no difference. Each person's first two of a kind are told.
 */
export function findTitleDifferences(
  reports: readonly Analysis[],
  entities: SharedEntities,
  tell: (one: TitleSide, other: TitleSide) => void,
): void {
  const titlesOf = new Map<SharedEntity, Title[]>()
  for (const analysis of reports)
    for (const entity of analysis.entities) {
      const shared = entities.get(analysis)?.get(entity.id)
      if (!shared || entity.type !== 'person' || !entity.role) continue
      const title = titleOf(analysis, entity, entity.role)
      if (!title) continue
      const others = titlesOf.get(shared) ?? []
      // Two entities of one report may have been taken for two people.
      if (others.some(({ report }) => report === title.report)) continue
      // Titles that differ are few: each is compared with one of each kind alone.
      const known = others.find((other) => signature(other) === signature(title))
      if (known) continue
      const against = others.find((other) => exclude(other, title))
      if (against) tell(against, title)
      titlesOf.set(shared, [...others, title])
    }
}

const signature = ({ office, former, deputy, acting, portfolios, bare, first }: Title) =>
  [office, former, deputy, acting, bare, first, ...[...portfolios].sort()].join(' ')

function exclude(a: Title, b: Title): boolean {
  if (a.office !== b.office) {
    if (ranks.has(a.office) && ranks.has(b.office)) return true
    const both = [a, b]
    if (both.some(({ former }) => former)) return false
    const law =
      both.some(({ office }) => office === 'judge') && both.some(({ office }) => office === 'prosecutor')
    const head =
      both.some(({ office, bare }) => office === 'president' && bare) &&
      both.some(({ office, first }) => office === 'minister' && first)
    return law || head
  }
  // A minister of one thing may be a former minister of another.
  const apart =
    a.portfolios.size > 0 && b.portfolios.size > 0 && ![...a.portfolios].some((one) => b.portfolios.has(one))
  if (a.former !== b.former) return !apart && a.first === b.first && a.deputy === b.deputy
  if (a.deputy !== b.deputy || a.acting !== b.acting) return true
  return a.office === 'minister' && apart && !a.former
}

function titleOf({ report }: Analysis, entity: Entity, role: string): Title | undefined {
  const { text, language, id } = report
  let found: Span | undefined
  let named: Span = [0, 0]
  let written = ''
  let former = false
  for (const { kind, span } of entity.mentions.slice(0, namesLooked)) {
    if (kind !== 'name') continue
    const from = Math.max(0, span[0] - around)
    const at = text.slice(from, span[1] + around).indexOf(role)
    if (at < 0) continue
    const start = from + at
    // What goes with the title stands in its own phrase.
    const phrase = text
      .slice(Math.max(0, start - before - farBefore), start)
      .replace(/^.*[.,;:!?()«»"“”\n]/su, '')
    const lead = phrase.slice(-before)
    const whole = `${lead}${role}`.toLowerCase()
    // Who was so once is so in all of the report.
    if (found && !(comparing[language].titles.former.test(whole) && !former)) continue
    const words = comparing[language].titles
    const marks = [words.former, words.deputy, words.acting]
    // Whose mark it is cannot be told so far off: no difference is better than one that is none.
    const far = phrase.slice(0, -before).toLowerCase()
    if (marks.some((mark) => mark.test(far) && !mark.test(whole))) return undefined
    former = words.former.test(whole)
    const reach = marks.flatMap((one) => {
      const match = one.exec(lead.toLowerCase())
      return match ? [match.index] : []
    })
    found = [start - lead.length + Math.min(lead.length, ...reach), start + role.length]
    named = [Math.min(found[0], span[0]), Math.max(found[1], span[1])]
    written = whole
  }
  if (!found) return undefined
  const words = wordsOf(role).flatMap(({ folded }) => {
    const bareWord = folded.replace(prefix, '')
    return [{ concepts: conceptsOf(language, bareWord) }]
  })
  const own = wordsOf(role.split(comparing[language].titles.complement)[0]).length
  const heads = words
    .slice(0, own)
    .flatMap(({ concepts }) => concepts.find((concept) => offices.has(concept)) ?? [])
  const office = comparing[language].titles.headLast ? heads[heads.length - 1] : heads[0]
  // Who stands for an office does not hold it.
  if (!office || words.some(({ concepts }) => concepts.includes('candidate'))) return undefined
  const portfolios = new Set<string>()
  for (const { concepts } of words)
    for (const concept of concepts) if (portfolioFamilies[concept]) portfolios.add(portfolioFamilies[concept])
  return {
    report: id,
    span: found,
    passage: named,
    office,
    former,
    deputy: comparing[language].titles.deputy.test(written),
    acting: comparing[language].titles.acting.test(written),
    portfolios,
    bare: words.length === 1,
    first: words.some(({ concepts }) => concepts.includes('first')),
  }
}
