import { mkdtempSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import { partsOrBytes } from '../../src/engine/resources.ts'
import { folderResources, resourcesRead } from '../../src/node-resources.ts'

const folder = mkdtempSync(join(tmpdir(), 'selon-parts-'))
const file = (name: string) => join(folder, name)
const bytes = Uint8Array.from({ length: 5000 }, (_, i) => (i * 7) & 255)
writeFileSync(file('plain.bin'), bytes)
writeFileSync(file('packed.bin.gz'), gzipSync(bytes))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('a model that is read in parts', () => {
  it.each([
    [0, 8],
    [8, 5000],
    [4999, 5000],
    [17, 17],
  ])('has the bytes from %i to %i that it has as a whole', (from, to) => {
    const parts = folderResources(folder).parts?.('plain')
    expect(parts?.length).toBe(5000)
    expect(parts?.view(from, to)).toEqual(bytes.slice(from, to))
    const into = new Uint8Array(to - from)
    parts?.read(from, into)
    expect(into).toEqual(bytes.slice(from, to))
    expect(resourcesRead()).toContain('plain')
  })

  it('is given as a whole where it is packed', () => {
    const resources = folderResources(folder)
    expect(resources.parts?.('packed')).toBe(undefined)
    expect(partsOrBytes(resources, 'packed')).toEqual(bytes)
  })

  it.skipIf(process.platform === 'win32')('is the same after another one was put in its place', () => {
    writeFileSync(file('replaced.bin'), bytes)
    const parts = folderResources(folder).parts?.('replaced')
    writeFileSync(
      file('new'),
      bytes.map((byte) => byte ^ 255),
    )
    renameSync(file('new'), file('replaced.bin'))
    expect(parts?.view(100, 200)).toEqual(bytes.slice(100, 200))
  })

  it('says in a sentence that it was cut short meanwhile', () => {
    writeFileSync(file('cut.bin'), bytes)
    const parts = folderResources(folder).parts?.('cut')
    truncateSync(file('cut.bin'), 1000)
    expect(() => parts?.view(900, 1100)).toThrow(/The model "cut" was cut short .*: install Selon again\./)
  })

  it('says in a sentence that it is missing', () => {
    expect(() => partsOrBytes(folderResources(folder), 'nothing')).toThrow(/The model "nothing" is missing/)
  })
})
