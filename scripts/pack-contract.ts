/**
 * Makes `src/contract/` of the JSON Schemas in `contract/` (not committed): for each schema a module of its types, made by
 * json-schema-to-typescript, with its lists of words, and one with the schema as data.
 *
 * A subschema with a `title` becomes a type of that name. Where two have one title they must say the same, so that what a
 * Situation repeats of an Analysis cannot drift from it; the module that comes first has the type, the others import it.
 */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { compile, type JSONSchema } from 'json-schema-to-typescript'

type Json = null | boolean | number | string | Json[] | JsonObject
interface JsonObject {
  [key: string]: Json
}

const root = fileURLToPath(new URL('..', import.meta.url))
const target = `${root}src/contract/`
/** A later one may use the types of those before it. */
const contracts = ['analysis', 'situation', 'api'] as const

/** Names of lists that are no plain plural of their type's name. */
const irregular: Readonly<Record<string, string>> = { Basis: 'bases', Speech: 'speechKinds' }
const listName = (type: string): string => {
  const name = irregular[type] ?? `${type.charAt(0).toLowerCase()}${type.slice(1)}s`
  return name.replace(/([^aeiou])ys$/, '$1ies').replace(/uss$/, 'uses')
}

const isObject = (value: Json | undefined): value is JsonObject =>
  value !== null && typeof value === 'object' && !Array.isArray(value)

/** What two subschemas of one title must agree in: all but their descriptions. */
const bare = (value: Json): Json =>
  Array.isArray(value)
    ? value.map(bare)
    : isObject(value)
      ? Object.fromEntries(
          Object.entries(value)
            .filter(([key, inner]) => key !== 'description' || isObject(inner))
            .map(([key, inner]) => [key, bare(inner)]),
        )
      : value

/** Packs the contract; gives its modules' names, from src/ on, if they were not as they are now. */
export async function packContract(): Promise<string[]> {
  const sum = createHash('sha256').update(readFileSync(fileURLToPath(import.meta.url)))
  for (const name of contracts) sum.update(readFileSync(`${root}contract/${name}.schema.json`))
  const hash = sum.digest('hex').slice(0, 16)
  const last = `${target}${contracts.at(-1)}-schema.ts`
  if (existsSync(last) && readFileSync(last, 'utf8').includes(hash)) return []

  /** Every titled subschema of all contracts by its title, in the words that the generator understands. */
  const named = new Map<string, JsonObject>()
  const homeOf = new Map<string, string>()

  const schemas = new Map<string, JsonObject>()
  for (const name of contracts)
    schemas.set(name, JSON.parse(readFileSync(`${root}contract/${name}.schema.json`, 'utf8')) as JsonObject)

  /** What a reference means: a place in its own schema (`#/…`) or in another (`analysis.schema.json#/…`). */
  function meantBy(reference: string, contract: string): JsonObject {
    const [file, path] = reference.split('#/')
    let node: Json | undefined = schemas.get(file === '' ? contract : file.replace('.schema.json', ''))
    for (const key of path.split('/')) node = isObject(node) ? node[key] : undefined
    if (!isObject(node) || typeof node['title'] !== 'string')
      throw new Error(
        `contract/${contract}.schema.json: ${reference} is not there, or has no title to name its type by.`,
      )
    return node
  }

  /** The subschema with each titled one in it replaced by a reference, and the generator's words for tuples. */
  function hoist(value: Json, schema: JsonObject, contract: string): Json {
    if (Array.isArray(value)) return value.map((inner) => hoist(inner, schema, contract))
    if (!isObject(value)) return value
    if (typeof value['$ref'] === 'string') {
      return reference(meantBy(value['$ref'], contract)['title'] as string, value['description'])
    }
    const inner = Object.fromEntries(
      Object.entries(value).map(([key, one]) => [key, hoist(one, schema, contract)]),
    )
    const tuple = inner['prefixItems']
    if (Array.isArray(tuple)) {
      delete inner['prefixItems']
      Object.assign(inner, { items: tuple, minItems: tuple.length, maxItems: tuple.length })
    }
    const title = value['title']
    if (typeof title !== 'string' || value === schema) return inner
    if (title === 'Span') inner['tsType'] = 'readonly [start: number, end: number]'
    const known = named.get(title)
    if (!known) {
      named.set(title, inner)
      homeOf.set(title, contract)
    } else if (JSON.stringify(bare(known)) !== JSON.stringify(bare(inner)))
      throw new Error(
        `contract/${contract}.schema.json: "${title}" says something else than in contract/${homeOf.get(title)}.schema.json.`,
      )
    return reference(title, value['description'])
  }

  /** A reference that keeps the description of the place where it stands. */
  const reference = (title: string, description: Json | undefined): JsonObject => {
    const to = { $ref: `#/$defs/${title}` }
    return description === undefined ? to : { description, allOf: [to] }
  }

  for (const [name, schema] of schemas) {
    const { $defs: _, ...top } = hoist(schema, schema, name) as JsonObject
    // A contract without a value of its own is a collection of definitions.
    if (top['properties']) {
      named.set(schema['title'] as string, top)
      homeOf.set(schema['title'] as string, name)
    }
  }

  const options = { additionalProperties: false, bannerComment: '', ignoreMinAndMaxItems: true } as const
  const source = await compile(
    { title: 'All', type: 'object', $defs: Object.fromEntries(named) } as JSONSchema,
    'All',
    { ...options, unreachableDefinitions: true, style: { semi: false, singleQuote: true, printWidth: 110 } },
  )

  /** The declarations that the generator made, by name, each with the comment before it. */
  const declarations = new Map<string, string>()
  const declaration =
    /(?:^\/\*\*\n(?: \*.*\n)+)?^export (?:type|interface) (\w+)\b[\s\S]*?(?=^\/\*\*$|^export |$(?![\s\S]))/gm
  for (const [text, name] of source.matchAll(declaration))
    declarations.set(
      name,
      text
        .replace(/ \*\n \* This interface was referenced by .*\n \* via the .*\n/, '')
        .replace(/ \* This interface was referenced by .*\n \* via the .*\n/, '')
        .replace(/^\s*\* @m(in|ax)Items \d+\n/gm, '')
        .replace(/^\s*\/\*\*\n(\s*\*\n)*\s*\*\/\n/gm, '')
        .replace(/^( *)\/\*\*\n *\* (.*)\n(?: *\*\n)? *\*\/$/gm, '$1/** $2 */')
        // A page is one of whatever was asked for; a schema has no words for that.
        .replace(/^(export interface Page)( [\s\S]*)unknown\[\]/m, '$1<Item>$2Item[]')
        .trim(),
    )

  mkdirSync(target, { recursive: true })
  const made = new Map<string, string>()
  for (const [name, schema] of schemas) {
    const banner = `// Made from contract/${name}.schema.json (all of them ${hash}) by scripts/pack-contract.ts: edit that file, not this one.\n`
    const own = [...named.keys()].filter((title) => homeOf.get(title) === name)
    const parts = own.map((title) => {
      const declared = declarations.get(title)
      if (declared === undefined) throw new Error(`The generator made no type of "${title}".`)
      const words = named.get(title)?.['enum']
      return Array.isArray(words)
        ? `export const ${listName(title)} = ${JSON.stringify(words)} as const\n${declared}`
        : declared
    })
    const body = parts.join('\n\n')
    const code = body.replace(/\/\*\*[\s\S]*?\*\//g, '')
    const imports = contracts
      .filter((other) => other !== name)
      .map((other) => {
        const used = [...named.keys()].filter(
          (title) => homeOf.get(title) === other && new RegExp(`\\b${title}\\b(?!['?]?:)`).test(code),
        )
        return used.length > 0 ? `import type { ${used.join(', ')} } from './${other}.ts'\n` : ''
      })
    made.set(`${name}.ts`, `${banner}${imports.join('')}\n${body}\n`)
    made.set(
      `${name}-schema.ts`,
      `${banner}export const ${name}Schema = ${JSON.stringify(schema)} as const\n`,
    )
  }
  for (const [file, text] of made) writeFileSync(target + file, text)
  for (const file of readdirSync(target)) if (file.endsWith('.ts') && !made.has(file)) rmSync(target + file)
  return contracts.map((name) => `contract/${name}.ts`)
}
