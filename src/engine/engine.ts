import { type Analysis, type Language, languages, type Report } from '../contract/analysis.ts'
import { type Component, checkPipeline } from './component.ts'
import { Document, type ReportInput } from './document.ts'
import { hashText } from './hash.ts'
import { createPipeline } from './pipeline.ts'
import { boundedReport } from './report-fields.ts'
import type { Resources } from './resources.ts'
import { version } from './version.ts'

export interface AnalyseOptions {
  /** Adds `why` to every decision: the rule or model and the words it looked at. */
  explain?: boolean
}

/** Reads reports. Made once and used for many: `analyse` is pure and synchronous and keeps nothing of a report. */
export class Engine {
  readonly #resources: Resources
  readonly #detect: (text: string) => Language | undefined
  readonly #pipelines = new Map<Language, readonly Component[]>()

  /**
   * @param resources where models come from
   * @param detect tells the language of a text whose language is not given; undefined where it cannot
   */
  constructor(resources: Resources, detect: (text: string) => Language | undefined) {
    this.#resources = resources
    this.#detect = detect
  }

  /** Loads a language's models now instead of at its first report. */
  load(language: Language): void {
    this.#pipeline(language)
  }

  /**
   * Analyses one report. Same input, same output, on any host. What is told of it beside its text and is longer than it
   * may be is left out, and said in the report's `leftOut`.
   * Throws an Error with a sentence for a person where the text is empty or its language is not fr, en or es.
   */
  analyse(given: ReportInput, options: AnalyseOptions = {}): Analysis {
    const { report: input, leftOut } = boundedReport(given)
    const document = this.read(input, options)
    const report: Report = {
      id: input.id ?? hashText(`${input.url ?? ''}\n${input.text}`),
      ...(input.url ? { url: input.url } : {}),
      ...(input.publisher ? { publisher: input.publisher } : {}),
      ...(input.title ? { title: input.title } : {}),
      ...(input.authors && input.authors.length > 0 ? { authors: input.authors } : {}),
      ...(input.published ? { published: input.published } : {}),
      language: document.language,
      text: input.text,
      ...(leftOut.length > 0 ? { leftOut } : {}),
    }
    return {
      version: '1',
      engine: { version, models: this.#models(document.language) },
      report,
      sentences: document.sentences.map((sentence) => sentence.span),
      entities: document.entities,
      attributions: document.attributions,
      claims: document.claims,
      events: document.events,
      times: document.times,
      places: document.places,
      quantities: document.quantities,
      ...(document.summary ? { summary: document.summary } : {}),
    }
  }

  /** The document with all its layers, for those who need tokens and trees. Errors as for `analyse`. */
  read(input: ReportInput, options: AnalyseOptions = {}): Document {
    if (input.text.trim() === '') throw new Error('The text is empty: give a report with words in it.')
    const language = input.language ?? this.#detect(input.text)
    if (!language || !languages.includes(language))
      throw new Error(
        `The language${input.language ? ` "${String(input.language)}"` : ''} could not be read: Selon reads French (fr), English (en) and Spanish (es). Name one with "language" if it is one of them.`,
      )
    const document = new Document(boundedReport(input).report, language, options.explain === true)
    for (const component of this.#pipeline(language)) component.run(document)
    return document
  }

  #pipeline(language: Language): readonly Component[] {
    let pipeline = this.#pipelines.get(language)
    if (!pipeline) {
      pipeline = Object.freeze(createPipeline(language, this.#resources))
      checkPipeline(pipeline)
      this.#pipelines.set(language, pipeline)
    }
    return pipeline
  }

  #models(language: Language): Record<string, string> {
    const models: Record<string, string> = {}
    const uses = this.#pipeline(language).flatMap((component) => Object.entries(component.uses ?? {}))
    for (const [name, hash] of uses.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))) models[name] = hash
    return models
  }
}
