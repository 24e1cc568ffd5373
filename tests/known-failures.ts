import { readFileSync, writeFileSync } from 'node:fs'
import { afterAll, expect } from 'vitest'

/**
 * Cases that are known to fail, each with the wrong output of today: `held(key, run)` passes where `run` does, or where it
 * fails with just that output. A listed case that passes, fails otherwise or is asked no more fails, so that the list stays
 * true. `SELON_RECORD_FAILURES=1` writes the outputs of today into the list (look at the difference before you commit it).
 * @param file a JSON object beside the test: output by key
 */
export function knownFailures(file: URL): { held(key: string, run: () => void): void } {
  const recording = process.env['SELON_RECORD_FAILURES'] === '1'
  const listed = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>
  const failed: Record<string, string> = {}
  const asked = new Set<string>()
  const outputOf = (error: unknown): string => {
    const { actual, message } = error as { actual?: unknown; message: string }
    return actual === undefined ? message.split('\n')[0] : (JSON.stringify(actual) ?? String(actual))
  }
  afterAll(() => {
    if (recording) {
      const sorted = Object.fromEntries(Object.entries(failed).sort(([a], [b]) => (a < b ? -1 : 1)))
      writeFileSync(file, `${JSON.stringify(sorted, null, 2)}\n`)
      return
    }
    const unused = Object.keys(listed).filter((key) => !asked.has(key))
    expect(unused, 'known failures that no test asks for: take them off the list').toEqual([])
  })
  return {
    held(key, run) {
      asked.add(key)
      let output: string | undefined
      try {
        run()
      } catch (error) {
        if (!recording && !(key in listed)) throw error
        output = outputOf(error)
      }
      if (recording) {
        if (output !== undefined) failed[key] = output
        return
      }
      if (!(key in listed)) return
      expect(output, 'a known failure passes now: take it off the list').toBeDefined()
      expect(output, 'a known failure fails in another way than the list says').toBe(listed[key])
    },
  }
}
