export type * from './engine/analysis.ts'
export type { ReportInput } from './engine/document.ts'
export type { AnalyseOptions, Engine } from './engine/engine.ts'
