import type { Analysis, Language, Reader, Report } from '../contract/analysis.ts'
import { type Component, checkPipeline } from './component.ts'
import { Document, type ReportInput } from './document.ts'
import { hashText } from './hash.ts'
import type { LanguagePack, LanguagePacks } from './language-pack.ts'
import { createPipeline } from './pipeline.ts'
import { CarefulReader } from './reader/careful-reader.ts'
import { canEncode } from './reader/encoder.ts'
import { boundedReport } from './report-fields.ts'
import { partsOrBytes, type Resources } from './resources.ts'
import { inTextAsGiven, plainLetters } from './text/plain-letters.ts'
import { version } from './version.ts'

export interface AnalyseOptions {
  /** Adds `why` to every decision: the rule or model and the words it looked at. */
  explain?: boolean
  /** Keeps what each rule did in the document's `trail`, which `read` gives. */
  trace?: boolean
  /**
   * Who reads the attributions: `careful`, a learned encoder that finds more of them and tells how sure it is (about a
   * second for a thousand words; the host needs WebAssembly with SIMD), or `fast`. If nothing is said, the engine's own, which
   * is `fast` unless it was made with another.
   */
  reader?: Reader
}

/** Reads reports. Made once and used for many: `analyse` is pure and synchronous and keeps nothing of a report. */
export class Engine {
  readonly #resources: Resources
  readonly #detect: (text: string) => Language | undefined
  readonly #packs: LanguagePacks
  readonly #reader: Reader
  readonly #pipelines = new Map<string, readonly Component[]>()
  #careful: CarefulReader | undefined

  /**
   * @param resources where models come from
   * @param detect tells the language of a text whose language is not given; undefined where it cannot
   * @param packs the languages that it reads, by their code
   * @param reader who reads where `analyse` is not told
   */
  constructor(
    resources: Resources,
    detect: (text: string) => Language | undefined,
    packs: LanguagePacks,
    reader: Reader = 'fast',
  ) {
    this.#reader = reader
    this.#resources = resources
    this.#detect = detect
    this.#packs = packs
  }

  /** Loads a language's models now instead of at its first report. */
  load(language: Language): void {
    const pack = this.#packOf(language)
    if (!pack) throw new Error(this.#unread(language))
    this.#pipeline(pack, 'fast')
  }

  /**
   * Analyses one report. Same input, same output, on any host. What is told of it beside its text and is longer than it
   * may be is left out, and said in the report's `leftOut`.
   * Throws an Error with a sentence for a person where the text is empty or its language is none that the engine reads.
   */
  analyse(given: ReportInput, options: AnalyseOptions = {}): Analysis {
    const { report: input, leftOut } = boundedReport(given)
    const plain = plainLetters(input.text)
    const document = this.#read(plain ? { ...input, text: plain.text } : input, options)
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
    const found = {
      sentences: document.sentences.map((sentence) => sentence.span),
      entities: document.entities,
      attributions: document.attributions,
      claims: document.claims,
      predicates: document.predicates,
      events: document.events,
      times: document.times,
      places: document.places,
      quantities: document.quantities,
      ...(document.summary ? { summary: document.summary } : {}),
    }
    return {
      version: '1',
      engine: {
        version,
        models: this.#models(document.language, options.reader ?? this.#reader),
        reader: options.reader ?? this.#reader,
      },
      report,
      // Offsets are those of the text as given, whatever is invisible in it.
      ...(plain ? inTextAsGiven(found, plain) : found),
    }
  }

  /**
   * The document with all its layers, for those who need tokens and trees. Its offsets are those of its own text, in which
   * letters are plain. Errors as for `analyse`.
   */
  read(given: ReportInput, options: AnalyseOptions = {}): Document {
    return this.#read({ ...given, text: plainLetters(given.text)?.text ?? given.text }, options)
  }

  /** Reads a text as it stands: making letters plain twice could move them once more. */
  #read(input: ReportInput, options: AnalyseOptions): Document {
    if (input.text.trim() === '') throw new Error('The text is empty: give a report with words in it.')
    const language = input.language ?? this.#detect(input.text)
    const pack = language ? this.#packOf(language) : undefined
    if (!pack) throw new Error(this.#unread(input.language))
    const document = new Document(boundedReport(input).report, pack, options.explain === true)
    if (options.trace === true) document.trail = []
    for (const component of this.#pipeline(pack, options.reader ?? this.#reader)) component.run(document)
    return document
  }

  #packOf(language: string): LanguagePack | undefined {
    return Object.hasOwn(this.#packs, language) ? this.#packs[language] : undefined
  }

  /** Says that a language cannot be read, and which ones can. */
  #unread(language: unknown): string {
    const known = Object.values(this.#packs).map((pack) => `${pack.name} (${pack.code})`)
    const last = known.pop() ?? ''
    const all = known.length > 0 ? `${known.join(', ')} and ${last}` : last
    return `The language${language ? ` "${String(language)}"` : ''} could not be read: Selon reads ${all}. Name one with "language" if it is one of them.`
  }

  #pipeline(pack: LanguagePack, reader: Reader): readonly Component[] {
    const key = `${pack.code} ${reader}`
    let pipeline = this.#pipelines.get(key)
    if (!pipeline) {
      const careful = reader === 'careful' ? () => this.#carefulReader() : undefined
      pipeline = Object.freeze(createPipeline(pack, this.#resources, careful))
      checkPipeline(pipeline)
      this.#pipelines.set(key, pipeline)
    }
    return pipeline
  }

  /** One for all languages: its model is large. */
  #carefulReader(): CarefulReader {
    if (!canEncode())
      throw new Error(
        'The careful reader needs WebAssembly with SIMD, which this host lacks or forbids: use the fast reader.',
      )
    this.#careful ??= new CarefulReader(partsOrBytes(this.#resources, 'reader'))
    return this.#careful
  }

  #models(language: string, reader: Reader): Record<string, string> {
    const models: Record<string, string> = {}
    const uses = (this.#pipelines.get(`${language} ${reader}`) ?? []).flatMap((component) =>
      Object.entries(component.uses ?? {}),
    )
    for (const [name, hash] of uses.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))) models[name] = hash
    return models
  }
}
