import type { OpenAPIHono } from '@hono/zod-openapi'
import { analysisSchema } from '../contract/analysis-schema.ts'
import { apiSchema } from '../contract/api-schema.ts'
import { situationSchema } from '../contract/situation-schema.ts'
import { version } from '../engine/version.ts'

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
type JsonObject = { [key: string]: Json }

export interface OpenApiDocument {
  openapi: string
  info: { title: string; version: string; description?: string }
  tags?: { name: string; description?: string }[]
  paths: Record<string, Record<string, OpenApiOperation>>
  components: { schemas: Record<string, JsonObject>; securitySchemes?: Record<string, JsonObject> }
}
export interface OpenApiOperation {
  operationId: string
  summary: string
  description?: string
  tags: string[]
  parameters?: {
    name: string
    in: 'query' | 'path'
    required?: boolean
    description?: string
    schema: JsonObject
  }[]
  requestBody?: { required: boolean; content: Record<string, { schema: JsonObject }> }
  responses: Record<string, { description: string; content?: Record<string, { schema: JsonObject }> }>
}

/** Where a reference of a contract leads in the document: Analysis and Situation stand there whole, the rest part by part. */
function inDocument(reference: string, contract: string): string {
  const [file, path] = reference.split('#/')
  const name = file === '' ? contract : file.startsWith('analysis') ? 'Analysis' : 'Situation'
  if (name !== 'Api') return `#/components/schemas/${name}/${path}`
  const part = apiSchema.$defs[path.replace('$defs/', '') as keyof typeof apiSchema.$defs]
  return `#/components/schemas/${componentName(part.title)}`
}

/** NewCorrection is what may be sent, with no other field; what every correction that is kept has has no such bound. */
const componentName = (title: string) => (title === 'NewCorrection' ? 'CorrectionContent' : title)

/** A contract, or a part of one, as a component. */
function asComponent(schema: object, contract: string): JsonObject {
  const moved = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(moved)
    if (value === null || typeof value !== 'object') return value
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [
        key,
        key === '$ref' && typeof inner === 'string' ? inDocument(inner, contract) : moved(inner),
      ]),
    )
  }
  const { $schema: _, $id: __, ...rest } = moved(JSON.parse(JSON.stringify(schema)) as Json) as JsonObject
  return rest
}

/** Tuples as long as they are: the library leaves their length open. */
function withLengths(value: Json): Json {
  if (Array.isArray(value)) return value.map(withLengths)
  if (value === null || typeof value !== 'object') return value
  const inner = Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withLengths(one)]))
  const items = inner['prefixItems']
  return Array.isArray(items)
    ? { ...inner, minItems: items.length, maxItems: items.length, items: false }
    : inner
}

const about = `Reads news reports in French, English and Spanish and says who says what, through whom, and how surely. It never says what is true: it says who says so.

Lists come in pages: give "next" back as "after". Answers with an ETag can be asked for again with If-None-Match. What goes wrong is told as a problem (RFC 9457) with a sentence in "detail". Spans are half-open pairs of UTF-16 offsets into the text of a report.

On this machine alone (127.0.0.1) no token is needed unless the server was started with one; elsewhere each request carries "Authorization: Bearer …", or the session cookie that POST /api/session gives; a change made with the cookie also carries the header X-Selon.`

/**
 * The OpenAPI 3.1 document of an app whose operations are registered.
 * @param access whether a token is demanded, and the name of the cookie of a session
 */
export function openApiDocument(
  app: OpenAPIHono,
  { token, cookie }: { token: boolean; cookie: string },
): OpenApiDocument {
  const document = app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Selon',
      version,
      description: about,
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    servers: [{ url: '/' }],
    security: [...(token ? [] : [{}]), { token: [] }, { session: [] }],
  })
  const made = withLengths(JSON.parse(JSON.stringify(document)) as Json) as unknown as OpenApiDocument
  const { schemas } = made.components
  schemas['Analysis'] = asComponent(analysisSchema, 'Analysis')
  schemas['Situation'] = asComponent(situationSchema, 'Situation')
  schemas['Report'] = { $ref: '#/components/schemas/Analysis/properties/report' }
  schemas['Statement'] = { $ref: '#/components/schemas/Situation/$defs/statement' }
  // Anchors are sent as well: they stand there already, as requests are checked by.
  const { page: _, anchor: __, ...parts } = apiSchema.$defs
  for (const part of Object.values(parts)) schemas[componentName(part.title)] = asComponent(part, 'Api')
  made.components.securitySchemes = {
    token: { type: 'http', scheme: 'bearer' },
    session: { type: 'apiKey', in: 'cookie', name: cookie },
  }
  return made
}
