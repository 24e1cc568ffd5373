import schema from '../../contract/analysis.schema.json' with { type: 'json' }
import { openOutput } from './output-target.ts'

/** `selon schema`: prints the JSON Schema of the Analysis. */
export async function schemaCommand(options: { output?: string }): Promise<number> {
  const output = openOutput(options.output)
  await output.write(`${JSON.stringify(schema, null, 2)}\n`)
  await output.finish()
  return 0
}
