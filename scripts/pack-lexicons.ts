/**
 * Packs every `NAME.lexicon.txt` under src into a module `NAME.lexicon.ts` beside it (not committed) that exports the
 * `lexicon`: its hash, and its lines without comments (#) and blank ones. They are taken apart when they are first asked for:
 * a report has one language, and most of the lexicons that are loaded with it are of the others.
 */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../src/', import.meta.url))

/** Packs them all; gives the names, from src/ on, of those that were not as they are now. */
export function packLexicons(): string[] {
  const changed: string[] = []
  for (const entry of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
    if (!entry.endsWith('.lexicon.txt')) continue
    const lines = readFileSync(join(root, entry), 'utf8')
      .split('\n')
      .map((line) => line.replace(/(^|\s)#.*$/, '').trimEnd())
      .filter((line) => line.trim() !== '')
    const packed = lines.join('\n')
    const hash = createHash('sha256').update(packed).digest('hex').slice(0, 16)
    const target = join(root, entry.replace(/\.txt$/, '.ts'))
    const source = `// Made from ${entry.split('/').pop()} by scripts/pack-lexicons.ts: edit that file, not this one.
let made: readonly string[] | undefined
export const lexicon = {
  hash: '${hash}',
  get lines(): readonly string[] {
    made ??= ${JSON.stringify(packed)}.split('\\n')
    return made
  },
}
`
    if (existsSync(target) && readFileSync(target, 'utf8') === source) continue
    writeFileSync(target, source)
    changed.push(entry)
  }
  return changed
}
