import type { Command, Option } from 'commander'
import { forTerminal } from '../output/neutralise.ts'
import { type OptionOutline, outlineOf, outlinesOf } from './command-outline.ts'
import { beQuiet, note, quietOption } from './notes.ts'
import {
  findSettings,
  readSettings,
  type SettingValue,
  settingName,
  settingsFor,
  withoutSettings,
} from './settings.ts'
import type { Environment } from './terminal.ts'
import { UsageError } from './usage-error.ts'

/** Variables of the environment that are settings of all commands, with what each does. */
export const variables = [
  ['SELON_DATABASE', 'the database: a file, or a postgres:// address'],
  ['SELON_READER', 'who reads: careful, fast or auto'],
  ['SELON_INTERFACE', "language of Selon's own words: fr, en or es"],
  ['SELON_QUIET', '1: no progress and no notes'],
  ['SELON_CONFIG', 'the file of settings to use, and no other; none: no file at all'],
  ['SELON_TOKEN', 'the token that selon serve demands'],
  ['LC_ALL, LC_MESSAGES, LANG', "language of Selon's own words, where nothing else says it"],
  ['NO_COLOR, FORCE_COLOR', 'no colours; colours in any case (FORCE_COLOR=0: none)'],
  ['COLUMNS', 'how wide lines may be'],
] as const

const byVariable = [
  ['database', 'SELON_DATABASE'],
  ['reader', 'SELON_READER'],
  ['interface', 'SELON_INTERFACE'],
] as const

/**
 * Gives every command `--quiet`, and the settings of files and of the environment to those that a person starts. An option
 * goes before the environment, and this before a file.
 */
export function applySettings(program: Command): void {
  for (const command of program.commands) command.option(...quietOption)
  // Found before the options are read, which go before them; said after, so that a fault keeps nobody from the help.
  let fault: UsageError | undefined
  program.hook('preSubcommand', (_, command) => {
    if (!program.commands.includes(command) || withoutSettings.has(command.name())) return
    try {
      const given = settingsOf(command, program)
      for (const option of command.options) {
        const value = given.get(nameOf(option))
        if (value !== undefined) setOption(command, option, value)
      }
    } catch (error) {
      if (!(error instanceof UsageError)) throw error
      fault = error
    }
  })
  program.hook('preAction', (_, command) => {
    if (fault) throw fault
    beQuiet(command.opts()['quiet'] === true || asksQuiet(process.env))
  })
}

const asksQuiet = (environment: Environment): boolean =>
  !['', '0', 'false', undefined].includes(environment['SELON_QUIET'])
const nameOf = (option: Option): string => option.name().replace(option.negate ? /^no-/ : /^$/, '')

/** What file and environment say for a command. Throws a UsageError where either is wrong. */
function settingsOf(command: Command, program: Command): Map<string, SettingValue> {
  const found = findSettings()
  if (found.passedOver !== undefined) note(`selon: ${found.passedOver}`)
  const outline = outlineOf(command)
  const given =
    found.file === undefined
      ? new Map<string, SettingValue>()
      : settingsFor(outline, readSettings({ file: found.file, isOwn: found.isOwn }, outlinesOf(program)))
  for (const [name, variable] of byVariable) {
    const value = process.env[variable]
    const option = outline.options.find((one) => settingName(one) === name)
    if (value && option) given.set(name, fromVariable(variable, value, option))
  }
  return given
}

function fromVariable(variable: string, value: string, { values }: OptionOutline): string {
  if (values.length > 0 && !values.includes(value))
    throw new UsageError(`${variable} takes one of ${values.join(', ')}, not "${forTerminal(value)}".`)
  return value
}

function setOption(command: Command, option: Option, value: SettingValue): void {
  const isFlag = !option.required && !option.optional
  // "quiet": false and "color": true are so anyway.
  if (isFlag && value === option.negate) return
  const words = Array.isArray(value) ? value.map(String) : isFlag ? value : String(value)
  command.setOptionValueWithSource(option.attributeName(), words, 'config')
}
