import analysis from '../../contract/analysis.schema.json' with { type: 'json' }
import situation from '../../contract/situation.schema.json' with { type: 'json' }
import { forTerminal } from '../output/neutralise.ts'
import type { CommandOutline } from './command-outline.ts'
import { openOutput } from './output-target.ts'
import { settingsSchema } from './settings.ts'
import { UsageError } from './usage-error.ts'

const schemas = { analysis, situation }

/**
 * `selon schema`: prints a JSON Schema.
 * @param name of what: `analysis` (selon read), `situation` (selon compare) or `settings` (selon.config.json)
 * @param commands of which settings are made
 */
export async function schemaCommand(
  name: string,
  options: { output?: string },
  commands: () => readonly CommandOutline[],
): Promise<number> {
  if (name !== 'analysis' && name !== 'situation' && name !== 'settings')
    throw new UsageError(
      `There is no schema "${forTerminal(name)}": it is analysis (of selon read), situation (of selon compare) or settings (selon.config.json).`,
    )
  const output = openOutput(options.output)
  const schema = name === 'settings' ? settingsSchema(commands()) : schemas[name]
  await output.write(`${JSON.stringify(schema, null, 2)}\n`)
  await output.finish()
  return 0
}
