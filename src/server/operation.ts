import { createRoute, type RouteConfig, z } from '@hono/zod-openapi'
import { problemSchema } from './api-schemas.ts'

/** One operation of the API: what it takes and gives. */
export interface Operation<
  P extends z.ZodType = z.ZodType,
  Q extends z.ZodType = z.ZodType,
  B extends z.ZodType = z.ZodType,
  A extends z.ZodType = z.ZodType,
> {
  /** Name by which programs call it. */
  id: string
  method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  /** With {names} of parameters. */
  path: string
  tag: string
  summary: string
  description?: string
  params?: P
  query?: Q
  body?: B
  /** What the answer holds; absent where it is empty (204). */
  answer?: A
  /** Also answers 201, where something was made. */
  creates?: boolean
  /** What the answer holds by its media type, where it is not JSON alone; words without a schema of their own are "text". */
  media?: Readonly<Record<string, z.ZodType | 'text'>>
  /** Answers with an ETag, and 304 to the one given back in If-None-Match. */
  conditional?: boolean
  /** Answers without a token, too. */
  open?: boolean
  /** Does more than look something up: counted apart where requests are counted. */
  heavy?: boolean
}

/** An operation, with its types kept. */
export const operation = <
  P extends z.ZodType = z.ZodObject<Record<never, never>>,
  Q extends z.ZodType = z.ZodObject<Record<never, never>>,
  B extends z.ZodType = z.ZodUndefined,
  A extends z.ZodType = z.ZodVoid,
>(
  given: Operation<P, Q, B, A>,
): Operation<P, Q, B, A> => given

const json = (schema: z.ZodType) => ({ 'application/json': { schema } })

/** The same for the library that validates requests and writes the OpenAPI document. */
export function routeOf(given: Operation): RouteConfig & { getRoutingPath(): string } {
  const content = given.answer
    ? json(given.answer)
    : Object.fromEntries(
        Object.entries(given.media ?? {}).map(([type, schema]) => [
          type,
          { schema: schema === 'text' ? z.string() : schema },
        ]),
      )
  const given200 = { description: 'As asked.', content }
  return createRoute({
    operationId: given.id,
    method: given.method,
    path: given.path,
    tags: [given.tag],
    summary: given.summary,
    ...(given.description ? { description: given.description } : {}),
    ...(given.open ? { security: [] } : {}),
    request: {
      ...(given.params ? { params: given.params as z.ZodObject } : {}),
      query: (given.query ?? z.strictObject({})) as z.ZodObject,
      ...(given.body ? { body: { required: true, content: json(given.body) } } : {}),
    },
    responses: {
      ...(given.answer || given.media ? { 200: given200 } : { 204: { description: 'Done.' } }),
      ...(given.creates ? { 201: { ...given200, description: 'Made.' } } : {}),
      ...(given.conditional ? { 304: { description: 'Not changed since.' } } : {}),
      default: {
        description: 'What was wrong, in a sentence.',
        content: { 'application/problem+json': { schema: problemSchema } },
      },
    },
  })
}
