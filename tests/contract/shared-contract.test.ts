import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { missing, root, shared } from '../support.ts'

const read = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'))

const contract = shared('contract/analysis.schema.json')
describe.skipIf(missing('the shared contract', existsSync(contract)))('the schema keeps the contract', () => {
  it('has every field of the contract, unchanged, and may add to them', () => {
    const lost: string[] = []
    const compare = (old: unknown, now: unknown, path: string) => {
      if (old && typeof old === 'object' && !Array.isArray(old)) {
        for (const [key, value] of Object.entries(old))
          compare(value, (now as Record<string, unknown> | undefined)?.[key], `${path}/${key}`)
      } else if (JSON.stringify(old) !== JSON.stringify(now)) lost.push(path)
    }
    compare(read(contract), read(`${root}contract/analysis.schema.json`), '')
    expect(lost).toEqual([])
  })
})
