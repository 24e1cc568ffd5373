import type { Analysis, Claim, Language, Report } from '../contract/analysis.ts'
import type { ReportInput } from '../engine/document.ts'
import type { AddressPolicy } from '../intake/address-policy.ts'
import { isoDate } from '../intake/iso-date.ts'
import { readInput } from '../intake/read-input.ts'
import { tellLanguage } from '../intake/tell-language.ts'
import { textGoneSentence } from '../output/text-gone.ts'
import type { Store } from '../store/store.ts'
import { passageAt, quotedName } from './quoted-data.ts'

/** What was asked for cannot be given: a sentence for whoever asked. */
export class ToolError extends Error {
  override name = 'ToolError'
}

export interface DeskOptions {
  /** Reads a report: `engine.analyse`, here or in another thread. */
  analyse: (input: ReportInput & { language: Language }) => Analysis | Promise<Analysis>
  /** Which network addresses may be connected to for read_report; public ones alone by default. */
  allowAddress?: AddressPolicy
}

/** A report as a tool is given it: words, an address, or the id of one that is kept or was read before. */
export interface GivenReport {
  text?: string
  address?: string
  report?: string
  title?: string
  publisher?: string
  published?: string
  language?: Language
}

const remembered = 32

/**
 * Gives analyses of reports. What was read from words or an address is remembered for a while by its id, so that its
 * next page needs neither to be sent nor to be read again; nothing of it is kept in the database.
 */
export class ReportDesk {
  readonly #store: Store
  readonly #options: DeskOptions
  readonly #read = new Map<string, Analysis>()

  constructor(store: Store, options: DeskOptions) {
    this.#store = store
    this.#options = options
  }

  /** Throws a ToolError with a sentence where there is none. */
  async analysis(given: GivenReport): Promise<{ analysis: Analysis; kept: boolean }> {
    const ways = [given.text, given.address, given.report].filter((way) => way !== undefined)
    if (ways.length !== 1)
      throw new ToolError('Give one of "text", "address" and "report" (the id of a report), and only one.')
    if (given.report !== undefined) {
      const known = this.#read.get(given.report)
      const kept = known ? undefined : await this.#store.analysis(given.report, { corrected: true })
      const analysis = known ?? kept
      const gone = analysis ? undefined : (await this.#store.report(given.report))?.textGone
      if (gone) throw new ToolError(textGoneSentence(gone, 'en'))
      if (!analysis)
        throw new ToolError(
          `There is no report with the id ${JSON.stringify(quotedName(given.report))}: search_statements and list_stories give ids.`,
        )
      return { analysis, kept: kept !== undefined }
    }
    const analysis = await this.#options.analyse(await this.#input(given))
    this.#read.delete(analysis.report.id)
    this.#read.set(analysis.report.id, analysis)
    for (const oldest of this.#read.keys()) {
      if (this.#read.size <= remembered) break
      this.#read.delete(oldest)
    }
    return { analysis, kept: false }
  }

  async #input(given: GivenReport): Promise<ReportInput & { language: Language }> {
    const published = given.published === undefined ? undefined : isoDate(given.published)
    if (given.published !== undefined && published === undefined)
      throw new ToolError('"published" takes a date such as 2026-03-11 or 2026-03-11T18:40:00+01:00.')
    const said = {
      ...(given.title ? { title: given.title } : {}),
      ...(given.publisher ? { publisher: given.publisher } : {}),
      ...(published ? { published } : {}),
    }
    if (given.text !== undefined) {
      if (given.text.trim() === '') throw new ToolError('The text is empty: give a report with words in it.')
      const language = given.language ?? (await sentence(() => tellLanguage(given.text ?? '', 'The text')))
      return { text: given.text, language, ...said }
    }
    const { address = '' } = given
    if (!/^https?:\/\//i.test(address)) throw new ToolError('"address" takes an address of http or https.')
    for await (const item of readInput(address, {
      ...(given.language ? { language: given.language } : {}),
      ...(this.#options.allowAddress ? { allowAddress: this.#options.allowAddress } : {}),
    })) {
      if (!item.ok) throw new ToolError(item.error)
      // What is read now may not take the place of a report that is known by that id.
      const { id: _, ...input } = item.input
      return { ...input, ...said }
    }
    throw new ToolError('The address gave nothing.')
  }
}

async function sentence<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw new ToolError(
      error instanceof Error ? error.message.replaceAll('--language', '"language"') : String(error),
    )
  }
}

/** What is said of a report beside its words; titles and names are quoted data. */
export function headOf(report: Omit<Report, 'text'> & { story?: string }) {
  return {
    id: report.id,
    language: report.language,
    ...(report.title ? { title: quotedName(report.title) } : {}),
    ...(report.publisher ? { publisher: quotedName(report.publisher) } : {}),
    ...(report.published ? { published: report.published } : {}),
    ...(report.url ? { url: quotedName(report.url) } : {}),
    ...(report.story ? { story: report.story } : {}),
  }
}

/** A claim of an analysis as the tools give it. */
export function claimOf({ report }: Analysis, claim: Claim) {
  const at = (span: Claim['span']) => passageAt(report.id, span, report.text.slice(span[0], span[1]))
  return {
    id: claim.id,
    passage: at(claim.span),
    ...(claim.sentence ? { sentence: quotedName(claim.sentence) } : {}),
    basis: claim.basis,
    chain: claim.chain.map(({ kind, name }) => ({ kind, ...(name ? { name: quotedName(name) } : {}) })),
    factuality: claim.factuality,
    outletFactuality: claim.outletFactuality,
    marks: claim.marks.slice(0, 10).map(({ kind, span }) => ({ kind, passage: at(span) })),
  }
}
