import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import Database from 'libsql'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anchorOf, findAnchor } from '../../src/store/corrections/anchor.ts'
import { defaultDatabase, openStore } from '../../src/store/open-store.ts'
import { StoreError } from '../../src/store/store.ts'
import { backends } from './backends.ts'

const folder = mkdtempSync(join(tmpdir(), 'selon-open-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('where the database is if none is named', () => {
  const cases: [NodeJS.Platform, NodeJS.ProcessEnv, string][] = [
    ['linux', {}, '/home/ana/.local/share/selon/selon.db'],
    ['linux', { XDG_DATA_HOME: '/data' }, '/data/selon/selon.db'],
    ['darwin', {}, '/home/ana/Library/Application Support/selon/selon.db'],
    ['win32', { LOCALAPPDATA: '/local' }, '/local/selon/selon.db'],
  ]
  test.each(cases)('%s %o', (platform, environment, path) => {
    expect(defaultDatabase(platform, environment, '/home/ana')).toBe(path)
  })
})

describe('what is no database of Selon', () => {
  const refused = async (path: string, reason: RegExp) => {
    const opened = openStore(path)
    await expect(opened).rejects.toBeInstanceOf(StoreError)
    await expect(opened).rejects.toThrow(reason)
  }
  test('a file of something else', async () => {
    const path = join(folder, 'note.txt')
    writeFileSync(path, 'Nothing but words, and more of them than a header has. '.repeat(30))
    await refused(path, /is no database of Selon/)
  })
  test('a database of another program', async () => {
    const path = join(folder, 'other.db')
    const other = new Database(path)
    other.exec('create table report (price real)')
    other.close()
    await refused(path, /tables of another program/)
  })
  test('a database of a newer Selon', async () => {
    const path = join(folder, 'newer.db')
    await (await openStore(path)).close()
    const newer = new Database(path)
    newer.exec('update selon_schema set number = 99')
    newer.close()
    await refused(path, /made by a newer Selon \(its schema is 99, this Selon knows \d+\): update Selon/)
  })
  test('a folder', () => refused(folder, /^The database /))
  test('a server that does not answer', async () => {
    const opened = openStore('postgres://ana:secret@127.0.0.1:1/news')
    await expect(opened).rejects.toThrow(/nothing answers there/)
    await expect(opened).rejects.not.toThrow(/secret/)
  })
})

describe.each(backends)('making the tables in $name', (backend) => {
  beforeAll(() => (backend.skipped ? undefined : backend.start()))
  afterAll(() => (backend.skipped ? undefined : backend.stop()))
  test.skipIf(backend.skipped)(
    'is done once by many who open at once, and opening again keeps all',
    async () => {
      const database = await backend.newDatabase()
      const stores = await Promise.all(Array.from({ length: 5 }, () => openStore(database)))
      await stores[0].saveFeed({ address: 'https://example.org/' })
      for (const store of stores) {
        expect(await store.feeds()).toHaveLength(1)
        await store.close()
      }
      const again = await openStore(database)
      expect(await again.feeds()).toHaveLength(1)
      await again.close()
    },
  )
})

describe('an anchor', () => {
  const text = 'Le maire a dit non. Le préfet a dit oui. Le maire a dit non, puis oui, devant la presse.'
  const at = (words: string, from = 0) =>
    anchorOf('r', text, [text.indexOf(words, from), text.indexOf(words, from) + words.length])
  const second = at('Le maire a dit non', 5)
  const cases: [string, ReturnType<typeof at>, string, boolean, string | undefined][] = [
    ['stays where it is', second, text, false, 'Le maire a dit non'],
    ['moves with its words', second, `En bref. ${text}`, false, 'Le maire a dit non'],
    [
      'takes other spaces, case and signs',
      at('puis oui, devant la presse'),
      text.replace('puis oui, devant', 'Puis  oui devant'),
      false,
      'Puis  oui devant la presse',
    ],
    [
      'takes most of the words',
      at('puis oui, devant la presse'),
      text.replace('la presse', 'des journalistes de la presse'),
      false,
      undefined,
    ],
    [
      'takes one word changed in five',
      at('puis oui, devant la presse'),
      text.replace('puis oui', 'ensuite oui'),
      false,
      'ensuite oui, devant la presse',
    ],
    [
      'but not where every word counts',
      at('puis oui, devant la presse'),
      text.replace('puis oui', 'ensuite oui'),
      true,
      undefined,
    ],
    ['is nowhere in another text', second, 'Rien de tel.', false, undefined],
  ]
  test.each(cases)('%s', (_name, anchor, now, strict, words) => {
    const place = findAnchor(now, anchor, strict)
    expect(place && now.slice(...place)).toBe(words)
  })
  test('chooses by what stands around it', () => {
    const now = `Le maire a dit non. ${text}`
    expect(findAnchor(now, second)?.[0]).toBe(now.lastIndexOf('Le maire a dit non'))
  })
  test('of any passage of any text is found in it, and lies within any other', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 80 }),
        fc.string({ unit: 'binary', maxLength: 80 }),
        fc.nat(79),
        fc.nat(79),
        (one, other, a, b) => {
          const span: [number, number] = [Math.min(a, b, one.length), Math.min(Math.max(a, b), one.length)]
          const anchor = anchorOf('r', one, span)
          if (anchor.exact.trim() !== '') expect(findAnchor(one, anchor)).toEqual(span)
          const place = findAnchor(other, anchor)
          if (place) {
            expect(place[0]).toBeGreaterThanOrEqual(0)
            expect(place[1]).toBeLessThanOrEqual(other.length)
            expect(place[1]).toBeGreaterThan(place[0])
          }
        },
      ),
    )
  })
})
