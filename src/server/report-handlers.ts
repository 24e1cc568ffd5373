import type { NewReport } from '../api/bodies.ts'
import { longestReport } from '../api/limits.ts'
import type { Language, Reader, Report } from '../contract/analysis.ts'
import type { ReportInput } from '../engine/document.ts'
import { hashText } from '../engine/hash.ts'
import { AddressRefused } from '../intake/fetch-page.ts'
import { IntakeError, quoted } from '../intake/intake-item.ts'
import { readInput } from '../intake/read-input.ts'
import { reportFromJson } from '../intake/report-from-json.ts'
import { declaredLanguage, tellLanguage } from '../intake/tell-language.ts'
import { AnalysisFailed, AnalysisGivenUp } from './analyser.ts'
import { analysisOrWhyNot, Created, type Handlers, notThere, paged, type Services, there } from './handler.ts'
import { ProblemError } from './problem.ts'
import { readByWorkers } from './queued-reading.ts'

type KnownReport = ReportInput & { language: Language }

/** Fetches the one report at an address, with what is to be said of it. Throws a ProblemError that says why it cannot be had. */
async function fetchedReport(
  address: string,
  intake: Services['intake'],
): Promise<{ report: KnownReport; note?: string }> {
  const found: { report: KnownReport; note?: string }[] = []
  for await (const item of readInput(address, intake)) {
    if (!item.ok) throw new ProblemError(422, item.error)
    if (found.length > 0)
      throw new ProblemError(
        422,
        `${quoted(address)} holds several reports: save it to a file and give that to "selon ingest".`,
      )
    found.push({ report: item.input, ...(item.note === undefined ? {} : { note: item.note }) })
  }
  const [fetched] = found
  if (!fetched) throw new ProblemError(422, `${quoted(address)} holds no report.`)
  if (fetched.report.text.length > longestReport)
    throw new ProblemError(
      422,
      `The report at ${quoted(address)} is longer than ${longestReport} characters.`,
    )
  return fetched
}

/** A report sent in words, as intake reads one. */
async function sentReport(sent: Exclude<NewReport, { address: string }>): Promise<KnownReport> {
  try {
    const { report: read, undated } = reportFromJson(sent, 'The report')
    // Whoever sends a report can send it again, with a date.
    if (undated)
      throw new ProblemError(
        422,
        `${undated}: write it as 2026-03-02 or 2026-03-02T18:30:00Z, or leave it out.`,
      )
    const { language: declared, ...report } = read
    const language =
      declared === undefined
        ? await tellLanguage(report.text, 'The text')
        : declaredLanguage(declared, 'The report')
    return { ...report, language }
  } catch (error) {
    if (error instanceof IntakeError || error instanceof AddressRefused)
      throw new ProblemError(422, error.message)
    throw error
  }
}

/** Reports: taking them in, looking them up, deleting them. */
export function reportHandlers({
  store,
  analyser,
  reader,
  careful,
  intake,
  changes,
  queue,
  workersRead,
}: Services): Handlers<
  | 'listReports'
  | 'addReport'
  | 'getReport'
  | 'readCarefully'
  | 'deleteReport'
  | 'getAnalysis'
  | 'listVersions'
  | 'readAddress'
> {
  // What comes is shown at once; under auto the careful reader goes over it after.
  const atOnce: Reader = reader === 'careful' ? 'careful' : 'fast'
  return {
    listReports: ({ query }) => store.reports(...paged(query)),
    addReport: async ({ body }) => {
      const input =
        'address' in body ? (await fetchedReport(body.address, intake)).report : await sentReport(body)
      const from = 'address' in body ? body.address : undefined
      const ofAddress = from === undefined ? {} : { from }
      if (queue && workersRead) {
        const given = { input, explain: true, reader: atOnce, ...ofAddress }
        const read = await readByWorkers(store, queue, given)
        if (read instanceof Response || read.outcome === 'same') return read
        void changes.tell()
        return new Created(read)
      }
      const analysis = await analyser
        .analyse(input, { explain: true, reader: atOnce })
        .catch((error: unknown) => {
          throw error instanceof AnalysisFailed ? new ProblemError(422, error.message) : error
        })
      const [ingested] = await store.ingest([{ analysis, ...ofAddress }])
      void changes.tell()
      return ingested.outcome === 'same' ? ingested : new Created(ingested)
    },
    getReport: async ({ params }) => there(await store.report(params.id), 'report', params.id),
    readCarefully: async ({ params: { id } }) => {
      await careful?.first(id).catch((error: unknown) => {
        // The server stops: the report stays as it was read.
        if (!(error instanceof AnalysisGivenUp)) throw error
      })
      return there(await store.report(id), 'report', id)
    },
    deleteReport: async ({ params }) => {
      if (!(await store.deleteReport(params.id))) throw notThere('report', params.id)
      void changes.tell()
    },
    getAnalysis: async ({ params, query: { version, corrected } }) =>
      analysisOrWhyNot(
        store,
        await store.analysis(params.id, {
          ...(version === undefined ? {} : { version }),
          ...(corrected === undefined ? {} : { corrected }),
        }),
        version === undefined ? 'report' : `version ${version} of the report`,
        params.id,
      ),
    listVersions: async ({ params }) => {
      const items = await store.versions(params.id)
      if (items.length === 0) throw notThere('report', params.id)
      return { items }
    },
    readAddress: async ({ body }) => {
      const { report: input, note } = await fetchedReport(body.address, intake)
      const report: Report = { ...input, id: input.id ?? hashText(`${input.url ?? ''}\n${input.text}`) }
      return { ...report, ...(note === undefined ? {} : { note }) }
    },
  }
}
