import type { Analysis, Report } from '../../src/contract/analysis.ts'

/** An Analysis in which nothing was found: for what reads the text alone. */
export function bareAnalysis(report: Partial<Report> & { id: string; text: string }): Analysis {
  return {
    version: '1',
    engine: { version: '0', models: {} },
    report: { language: 'fr', ...report },
    sentences: [],
    entities: [],
    attributions: [],
    claims: [],
    events: [],
    times: [],
    places: [],
  }
}
