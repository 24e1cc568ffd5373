import analysis from '../../contract/analysis.schema.json' with { type: 'json' }
import situation from '../../contract/situation.schema.json' with { type: 'json' }
import { forTerminal } from '../output/neutralise.ts'
import { openOutput } from './output-target.ts'
import { UsageError } from './usage-error.ts'

const schemas = { analysis, situation }

/**
 * `selon schema`: prints a JSON Schema.
 * @param name of what: `analysis` (selon read) or `situation` (selon compare)
 */
export async function schemaCommand(name: string, options: { output?: string }): Promise<number> {
  if (name !== 'analysis' && name !== 'situation')
    throw new UsageError(
      `There is no schema "${forTerminal(name)}": it is analysis (of selon read) or situation (of selon compare).`,
    )
  const output = openOutput(options.output)
  await output.write(`${JSON.stringify(schemas[name], null, 2)}\n`)
  await output.finish()
  return 0
}
