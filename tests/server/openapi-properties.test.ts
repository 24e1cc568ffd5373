import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { routes } from '../../src/api/routes.ts'
import { IntakeError } from '../../src/intake/intake-item.ts'
import type { OpenApiDocument, OpenApiOperation } from '../../src/server/openapi-document.ts'
import { sampleAnalyses, type TestServer, testServer } from './support.ts'

type Schema = Record<string, unknown>
const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

let server: TestServer
let document: OpenApiDocument
let ajv: Ajv2020
/** Ids that lead to something, by the name of the parameter. */
const known: Record<string, string[]> = {}

beforeAll(async () => {
  server = await testServer({
    reports: sampleAnalyses(),
    limits: {
      requests: { burst: 1e6, perSecond: 1e6 },
      heavyRequests: { burst: 1e6, perSecond: 1e6 },
      changeInterval: 50,
    },
    intake: {
      fetch: async () => {
        throw new IntakeError('There is no network in a test.')
      },
    },
  })
  document = (await (await server.ask('/openapi.json')).json()) as OpenApiDocument
  ajv = new Ajv2020({ strict: false, allErrors: false, validateFormats: false })
  ajv.addSchema(document, 'api')
  known['version'] = ['1']
})
afterAll(() => server.stop())

/** What one operation deletes is there again for the next. */
async function refill(): Promise<void> {
  const { store } = server
  await store.ingest(sampleAnalyses().map((analysis) => ({ analysis })))
  known['report'] = (await store.reports()).items.map(({ id }) => id)
  known['story'] = (await store.stories()).items.map(({ id }) => id)
  known['entity'] = (await store.entities()).items.map(({ id }) => id)
  known['source'] = (await store.sources()).items.map(({ name }) => name)
  known['feed'] = [(await store.saveFeed({ address: 'https://example.org/feed' })).id]
}

/** What a schema of the document allows. */
function allowed(schema: Schema): fc.Arbitrary<unknown> {
  const reference = schema['$ref']
  if (typeof reference === 'string') {
    const name = reference.slice(reference.lastIndexOf('/') + 1)
    return allowed(document.components.schemas[name])
  }
  const among = schema['anyOf'] ?? schema['oneOf']
  if (Array.isArray(among)) return fc.oneof(...among.map((one: Schema) => allowed(one)))
  if (Array.isArray(schema['enum'])) return fc.constantFrom(...(schema['enum'] as unknown[]))
  if ('const' in schema) return fc.constant(schema['const'])
  const { type } = schema
  if (Array.isArray(type))
    return fc.oneof(
      ...type.map((one) => (one === 'null' ? fc.constant(null) : allowed({ ...schema, type: one }))),
    )
  const least = (name: string, otherwise: number) =>
    typeof schema[name] === 'number' ? (schema[name] as number) : otherwise
  switch (type) {
    case 'string': {
      if (typeof schema['pattern'] === 'string')
        return fc.stringMatching(new RegExp(schema['pattern'])).filter((one) => one.isWellFormed())
      const minLength = least('minLength', 0)
      const words = [
        'le pont',
        'selon "la police"',
        'NEAR(',
        '*',
        "'; drop table report; --",
        '\u0000',
        '%',
        '😀',
      ]
      return fc.oneof(
        fc.string({ unit: 'grapheme', minLength, maxLength: Math.min(least('maxLength', 40), 40) }),
        fc.constantFrom(...words),
      )
    }
    case 'integer':
      return fc.integer({ min: least('minimum', 0), max: least('maximum', 1_000_000) })
    case 'number':
      return fc.double({ min: least('minimum', -1e6), max: least('maximum', 1e6), noNaN: true })
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'array':
      return Array.isArray(schema['prefixItems'])
        ? fc.tuple(...(schema['prefixItems'] as Schema[]).map(allowed))
        : fc.array(allowed(schema['items'] as Schema), { maxLength: 3 })
    case 'object': {
      const required = new Set((schema['required'] as string[] | undefined) ?? [])
      const fields = Object.entries((schema['properties'] as Record<string, Schema> | undefined) ?? {})
      return fc.record(Object.fromEntries(fields.map(([name, inner]) => [name, allowed(inner)])), {
        requiredKeys: [...required],
      })
    }
  }
  throw new Error(`The test knows no ${JSON.stringify(schema).slice(0, 200)}`)
}

/** Ids of things that are there, as often as others. */
function idFor(path: string, name: string): fc.Arbitrary<string> | undefined {
  const kind =
    name === 'id' || name === 'name'
      ? /\/api\/(report|stor|entit|source|feed)/
          .exec(path)?.[1]
          .replace('stor', 'story')
          .replace('entit', 'entity')
      : name
  const ids = known[kind ?? '']
  return ids && ids.length > 0 ? fc.constantFrom(...ids) : undefined
}

type Parameter = NonNullable<OpenApiOperation['parameters']>[number]
const written = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value))

function addressOf(path: string, values: [Parameter, unknown][]): string {
  const query = new URLSearchParams()
  let address = path
  for (const [{ name, in: place }, value] of values) {
    if (value === undefined) continue
    if (place === 'path') address = address.replace(`{${name}}`, encodeURIComponent(written(value)))
    else query.append(name, written(value))
  }
  return query.size > 0 ? `${address}?${query}` : address
}

const validators = new Map<string, ValidateFunction>()
function validatorOf(pointer: string): ValidateFunction {
  let validate = validators.get(pointer)
  if (!validate) {
    validate = ajv.compile({ $ref: `api#${pointer}` })
    validators.set(pointer, validate)
  }
  return validate
}

/** The answer is one that the document tells of. Gives its status. */
async function checked(
  path: string,
  method: string,
  operation: OpenApiOperation,
  answer: Response,
): Promise<number> {
  const { status } = answer
  expect(status, `${method} ${answer.url}`).toBeLessThan(500)
  const declared = operation.responses[String(status)] ? String(status) : 'default'
  if (declared === 'default') expect(status).toBeGreaterThanOrEqual(400)
  const type = answer.headers.get('content-type')?.split(';')[0] ?? ''
  if (type === 'text/event-stream') {
    await answer.body?.cancel()
    return status
  }
  const text = await answer.text()
  const { content } = operation.responses[declared]
  if (!content) {
    expect(text).toBe('')
    return status
  }
  expect(Object.keys(content)).toContain(type)
  if (content[type].schema['type'] === 'string') return status
  const escaped = (part: string) => encodeURIComponent(part.replace(/~/g, '~0').replace(/\//g, '~1'))
  const validate = validatorOf(
    `/paths/${escaped(path)}/${method}/responses/${declared}/content/${escaped(type)}/schema`,
  )
  validate(JSON.parse(text))
  expect(validate.errors ?? [], `${method} ${answer.url}: ${text.slice(0, 300)}`).toEqual([])
  return status
}

const names = Object.keys(routes) as (keyof typeof routes)[]
function described(name: keyof typeof routes) {
  const { path, method } = routes[name]
  const operation = document.paths[path]?.[method]
  if (!operation) throw new Error(`The document has no ${method} ${path}.`)
  return { path, method, operation }
}

describe('the document', () => {
  it('tells of every operation once, and of nothing else', () => {
    const told = Object.values(document.paths).flatMap((methods) =>
      Object.values(methods).map(({ operationId }) => operationId),
    )
    expect(told.sort()).toEqual([...names].sort())
    expect(document.openapi).toBe('3.1.0')
    expect(ajv.validateSchema(document.components.schemas['Analysis'])).toBe(true)
  })

  it('holds only references that lead somewhere', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, one]) => one)
    for (const reference of new Set(references)) {
      let at: unknown = document
      for (const part of reference.slice(2).split('/')) at = isSchema(at) ? at[part] : undefined
      expect(at, reference).toBeDefined()
    }
  })
})

describe('what the document allows is answered as it says', () => {
  beforeEach(refill)
  it.each(names)('%s', async (name) => {
    const { path, method, operation } = described(name)
    const parameters = operation.parameters ?? []
    const body = operation.requestBody?.content['application/json'].schema
    const values = fc.tuple(
      ...parameters.map((parameter) => {
        const ids = idFor(path, parameter.name)
        const free = allowed(parameter.schema).filter(
          (one) => parameter.in !== 'path' || (one !== '' && one !== '.' && one !== '..'),
        )
        const one = ids ? fc.oneof(ids, ids, free) : free
        // A cursor cannot be made up; the test of pages has true ones.
        if (parameter.name === 'after' && parameter.schema['type'] === 'string') return fc.constant(undefined)
        return parameter.required ? one : fc.option(one, { nil: undefined, freq: 2 })
      }),
    )
    let fulfilled = 0
    await fc.assert(
      fc.asyncProperty(values, body ? allowed(body) : fc.constant(undefined), async (given, sent) => {
        const address = addressOf(
          path,
          given.map((value, i) => [parameters[i], value]),
        )
        const answer = await server.ask(address, {
          method: method.toUpperCase(),
          ...(sent === undefined
            ? {}
            : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(sent) }),
        })
        const status = await checked(path, method, operation, answer)
        expect([401, 403, 405, 413, 415, 429]).not.toContain(status)
        if (status < 400) fulfilled++
      }),
      // Of three ways to name what to export just one may be given: many tries break that rule.
      { numRuns: name === 'export' ? 80 : 12 },
    )
    // What only makes sense for words that really stand in a report is refused here, and tested with such words.
    if (!['addCorrection', 'undoCorrection', 'readAddress', 'addReport'].includes(name))
      expect(fulfilled).toBeGreaterThan(0)
    expect(server.failures).toEqual([])
  })
})

describe('what it does not allow is refused with a sentence', () => {
  const wrongValues = (schema: Schema): fc.Arbitrary<string> | undefined => {
    const enumerated = schema['enum']
    if (Array.isArray(enumerated))
      return fc.string({ maxLength: 20 }).filter((one) => !enumerated.includes(one))
    if (schema['type'] === 'integer')
      return fc.oneof(
        fc.constantFrom('', ' 1', '1.5', '-1', '1e2', 'NaN', '0x10', '99999999999999999999'),
        fc.string({ maxLength: 10 }).filter((one) => !/^\d+$/.test(one)),
      )
    if (typeof schema['pattern'] === 'string') {
      const pattern = new RegExp(schema['pattern'])
      return fc.string({ maxLength: 20 }).filter((one) => !pattern.test(one))
    }
    return undefined
  }

  it.each(names)('%s: parameters', async (name) => {
    const { path, method, operation } = described(name)
    if (operation.requestBody) return
    const parameters = operation.parameters ?? []
    const unknown: Parameter = { name: 'unheardOf', in: 'query', schema: { enum: [] } }
    for (const wrong of [unknown, ...parameters]) {
      const values = wrongValues(wrong.schema)
      if (!values || wrong.in === 'path') continue
      await fc.assert(
        fc.asyncProperty(values, async (value) => {
          const needed = parameters
            .filter((one) => one !== wrong && (one.required || one.in === 'path'))
            .map((one): [Parameter, unknown] => [one, fc.sample(allowed(one.schema), 1)[0] || 'x'])
          const address = addressOf(path, [...needed, [wrong, value]])
          const answer = await server.ask(address, { method: method.toUpperCase() })
          expect(await checked(path, method, operation, answer), address).toBe(400)
        }),
        { numRuns: 6 },
      )
    }
  })

  it.each(names.filter((name) => 'body' in routes[name]))('%s: bodies', async (name) => {
    const { path, method, operation } = described(name)
    const body = operation.requestBody?.content['application/json'].schema ?? {}
    const validate = ajv.compile({ ...body, components: document.components })
    const parameters = (operation.parameters ?? []).map((one): [Parameter, unknown] => [one, 'x'])
    const wrong = fc.oneof(
      fc.json().filter((one) => !validate(JSON.parse(one))),
      fc.string({ maxLength: 50 }).filter((one) => {
        try {
          return !validate(JSON.parse(one))
        } catch {
          return true
        }
      }),
    )
    await fc.assert(
      fc.asyncProperty(wrong, async (sent) => {
        const answer = await server.ask(addressOf(path, parameters), {
          method: method.toUpperCase(),
          headers: { 'content-type': 'application/json' },
          body: sent,
        })
        expect([400, 422]).toContain(await checked(path, method, operation, answer))
      }),
      { numRuns: 15 },
    )
    expect(server.failures).toEqual([])
  })
})
