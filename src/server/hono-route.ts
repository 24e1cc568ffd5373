import { createRoute, type RouteConfig, z } from '@hono/zod-openapi'
import { problemSchema } from '../api/answers.ts'
import type { Operation } from '../api/operations.ts'

const json = (schema: z.ZodType) => ({ 'application/json': { schema } })

/** The same for the library that validates requests and writes the OpenAPI document. */
export function honoRoute(given: Operation): RouteConfig & { getRoutingPath(): string } {
  const { route } = given
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
    method: route.method,
    path: route.path,
    tags: [route.tag],
    summary: route.summary,
    ...(route.description ? { description: route.description } : {}),
    ...(route.open ? { security: [] } : {}),
    request: {
      ...(given.params ? { params: given.params as z.ZodObject } : {}),
      query: given.query as z.ZodObject,
      ...(given.body ? { body: { required: true, content: json(given.body) } } : {}),
    },
    responses: {
      ...(route.gives !== 'nothing' ? { 200: given200 } : { 204: { description: 'Done.' } }),
      ...(route.creates ? { 201: { ...given200, description: 'Made.' } } : {}),
      ...(route.conditional ? { 304: { description: 'Not changed since.' } } : {}),
      default: {
        description: 'What was wrong, in a sentence.',
        content: { 'application/problem+json': { schema: problemSchema } },
      },
    },
  })
}
