import type { OpenAPIHono } from '@hono/zod-openapi'
import analysisContract from '../../contract/analysis.schema.json' with { type: 'json' }
import situationContract from '../../contract/situation.schema.json' with { type: 'json' }
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

/** A contract as a component: what it refers to inside itself is found from the document's root. */
function asComponent(contract: object, name: string): JsonObject {
  const moved = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(moved)
    if (value === null || typeof value !== 'object') return value
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [
        key,
        key === '$ref' && typeof inner === 'string' && inner.startsWith('#/')
          ? `#/components/schemas/${name}/${inner.slice(2)}`
          : moved(inner),
      ]),
    )
  }
  const { $schema: _, $id: __, ...rest } = moved(JSON.parse(JSON.stringify(contract)) as Json) as JsonObject
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
  made.components.schemas['Analysis'] = asComponent(analysisContract, 'Analysis')
  made.components.schemas['Situation'] = asComponent(situationContract, 'Situation')
  made.components.securitySchemes = {
    token: { type: 'http', scheme: 'bearer' },
    session: { type: 'apiKey', in: 'cookie', name: cookie },
  }
  return made
}
