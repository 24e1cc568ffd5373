import type { McpServer, RegisteredTool, StandardSchemaWithJSON } from '@modelcontextprotocol/server'
import { z } from 'zod'

/** The first revision of the protocol whose clients know structured answers. */
const structuredSince = '2025-06-18'

/** Whether clients of a revision take structured answers. */
export const takesStructured = (protocol: string | undefined): boolean =>
  protocol !== undefined && protocol >= structuredSince

type Register = McpServer['registerTool']

/**
 * Registers tools on a server, each with the outline of its structured answer, so that the list of tools stays short; what
 * stands in it to the last field is kept here. A client that does not know structured answers is given none.
 */
export class Toolbox {
  /** What the structured answer of each tool holds, by the tool's name. */
  readonly answers = new Map<string, z.ZodObject>()
  readonly #tools: RegisteredTool[] = []
  readonly #server: McpServer
  #structured = true

  constructor(server: McpServer) {
    this.#server = server
  }

  /** As the server's own. */
  readonly registerTool: Register = ((
    name: string,
    config: { inputSchema?: unknown; outputSchema?: unknown },
    callback: (...given: unknown[]) => unknown,
  ) => {
    const full = config.outputSchema as z.ZodObject
    this.answers.set(name, full)
    const tool = (this.#server.registerTool as (...given: unknown[]) => RegisteredTool)(
      name,
      {
        ...config,
        inputSchema: shortened(config.inputSchema as z.ZodType),
        outputSchema: shortened(outlineOf(full)),
      },
      async (...given: unknown[]) => {
        const result = (await callback(...given)) as { structuredContent?: unknown }
        if (this.#structured) return result
        const { structuredContent: _, ...text } = result
        return text
      },
    )
    this.#tools.push(tool)
    return tool
  }) as Register

  /** From now on answers are text alone, and no tool tells of any other. */
  giveTextAlone(): void {
    this.#structured = false
    for (const tool of this.#tools) {
      tool.outputSchema = undefined
      tool.outputSchemaJson = undefined
    }
  }
}

/** The fields of an answer without what they hold. */
function outlineOf({ shape }: z.ZodObject): z.ZodObject {
  const outline = Object.entries(shape).map(([name, field]) => {
    const bare = field instanceof z.ZodOptional ? field.unwrap() : field
    const kind = bare instanceof z.ZodArray ? z.array(z.unknown()) : z.unknown()
    return [name, field instanceof z.ZodOptional ? kind.optional() : kind]
  })
  return z.looseObject(Object.fromEntries(outline) as z.ZodRawShape)
}

/** Keywords that a list of tools can do without: which draft it is, and how long words may be, of which a refusal tells. */
const leftOut: ReadonlySet<string> = new Set(['$schema', 'maxLength'])

/** The same schema, told in fewer words: it takes and refuses what it did. */
function shortened(schema: z.ZodType): StandardSchemaWithJSON {
  const standard = (schema as unknown as StandardSchemaWithJSON)['~standard']
  const { jsonSchema } = standard
  return {
    '~standard': {
      version: standard.version,
      vendor: standard.vendor,
      validate: standard.validate,
      jsonSchema: {
        input: (options) => without(jsonSchema.input(options)) as Record<string, unknown>,
        output: (options) => without(jsonSchema.output(options)) as Record<string, unknown>,
      },
    },
  } as StandardSchemaWithJSON
}

/** That other fields may be there, which is so without a word. */
const saysNothing = (key: string, value: unknown) =>
  key === 'additionalProperties' && JSON.stringify(value) === '{}'

/** A JSON Schema without those keywords; what is named so among properties stays. */
function without(value: unknown, areNames = false): unknown {
  if (Array.isArray(value)) return value.map((one) => without(one))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) =>
      !areNames && (leftOut.has(key) || saysNothing(key, inner))
        ? []
        : [[key, without(inner, key === 'properties' && !areNames)]],
    ),
  )
}
