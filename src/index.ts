import type { Language, Reader } from './contract/analysis.ts'
import { Engine } from './engine/engine.ts'
import { detectLanguage } from './engine/text/language.ts'
import { packs } from './languages/index.ts'
import { folderResources } from './node-resources.ts'

export type * from './contract/analysis.ts'
export type { ReportInput } from './engine/document.ts'
export { type AnalyseOptions, Engine } from './engine/engine.ts'
export type { Resources } from './engine/resources.ts'
export { version } from './engine/version.ts'

export interface EngineOptions {
  /** Languages to load now; the others load at their first report. */
  languages?: readonly Language[]
  /** Who reads where `analyse` is not told: `fast`, as if nothing is said, or `careful`. */
  reader?: Reader
  /** Folder of the models, absolute; the package's own by default. */
  models?: string
}

/**
 * Makes an engine that reads its models from files. `engine.analyse({ text, language?, published?, publisher? })` is then
 * pure and synchronous.
 */
export async function createEngine(options: EngineOptions = {}): Promise<Engine> {
  const engine = new Engine(folderResources(options.models), detectLanguage, packs, options.reader)
  for (const language of options.languages ?? []) engine.load(language)
  return engine
}
