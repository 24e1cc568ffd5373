/** Asks the engine's worker; it is started when first needed. */
import type { Analysis, Language, Reader } from '../../src/contract/analysis.ts'
import type { Situation } from '../../src/contract/situation.ts'
import type { ReportInput } from '../../src/engine/document.ts'
import type { Reply } from './worker.ts'

export type Step = 'models' | 'reading'

interface Waiting {
  step?: (step: Step) => void
  done: (result: unknown) => void
  failed: (error: Error) => void
}

let worker: Worker | undefined
let last = 0
const waiting = new Map<number, Waiting>()

function started(): Worker {
  if (worker) return worker
  worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'selon' })
  worker.onmessage = ({ data }: MessageEvent<Reply>) => {
    const asked = waiting.get(data.id)
    if (!asked) return
    if ('step' in data) return asked.step?.(data.step)
    waiting.delete(data.id)
    if ('error' in data) asked.failed(new Error(data.error))
    else asked.done(data.result)
  }
  worker.onerror = (event) => {
    for (const asked of waiting.values()) asked.failed(new Error(event.message))
    waiting.clear()
    worker?.terminate()
    worker = undefined
  }
  return worker
}

function ask<T>(request: object, step?: (step: Step) => void): Promise<T> {
  const id = ++last
  return new Promise<T>((resolve, reject) => {
    waiting.set(id, { step, done: (result) => resolve(result as T), failed: reject })
    started().postMessage({ id, ...request })
  })
}

/** Reads a report in this page, with the fast reader unless another is named. Nothing of it leaves the browser. */
export function readHere(
  report: ReportInput & { language: Language },
  { reader = 'fast', step }: { reader?: Reader; step?: (step: Step) => void } = {},
): Promise<Analysis> {
  return ask<Analysis>({ ask: 'read', report, reader }, step)
}

/** Puts reports side by side in this page. */
export function compareHere(analyses: readonly Analysis[]): Promise<Situation> {
  return ask<Situation>({ ask: 'compare', analyses })
}

/** Stops all reading; the next question starts the engine anew. */
export function stopReading(): void {
  worker?.terminate()
  worker = undefined
  for (const asked of waiting.values()) asked.failed(new DOMException('Stopped', 'AbortError'))
  waiting.clear()
}
