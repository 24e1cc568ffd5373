import { existsSync, readFileSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, isAbsolute, join, resolve } from 'node:path'
import { forTerminal } from '../output/neutralise.ts'
import type { CommandOutline, OptionOutline } from './command-outline.ts'
import type { Environment } from './terminal.ts'
import { UsageError } from './usage-error.ts'

/** The name of a file of settings, wherever it lies. */
export const settingsName = 'selon.config.json'

/** Options that mean the same in each command that has them: a setting of all, and a variable of the environment. */
export const commonOptions = ['database', 'reader', 'interface', 'quiet', 'color'] as const

/** Options that a file never gives: what they do is to be meant each time. */
const neverSet: ReadonlySet<string> = new Set([
  ...['yes', 'overwrite', 'output', 'help'],
  // Of retain, queue and stories: they let texts go, and change what is kept.
  ...['days', 'corrected', 'retry', 'drop', 'settle'],
])
/** Options that open this machine to others: a file that came with a folder must not. */
const onlyInOwn: ReadonlySet<string> = new Set(['host', 'token', 'allow-host', 'allow-origin', 'server-name'])

/** Commands that go without settings: they tell of Selon itself, and must answer where settings are wrong. */
export const withoutSettings: ReadonlySet<string> = new Set(['doctor', 'completion', 'man', 'schema'])

export type SettingValue = string | number | boolean | readonly (string | number)[]

/** Settings as they were found. */
export interface Settings {
  /** Path of the file. */
  file: string
  common: ReadonlyMap<string, SettingValue>
  /** By the name of the command. */
  byCommand: ReadonlyMap<string, ReadonlyMap<string, SettingValue>>
}

/** Where settings were looked for, and a file that was passed over, with why. */
export interface FoundSettings {
  file: string | undefined
  /** Whether it is the user's own, and not that of a folder. */
  isOwn: boolean
  passedOver: string | undefined
}

/** Name of an option as a setting has it: "server-name", "color" (of --no-color). */
export const settingName = ({ long, isNegated }: OptionOutline): string =>
  isNegated ? long.replace(/^--no-/, '') : long.replace(/^--/, '')

/** Whether an option may be given by a file. */
export const isSetting = (option: OptionOutline): boolean => !neverSet.has(settingName(option))

/** The user's own file, as each system has such files. */
export function ownSettings(
  platform: NodeJS.Platform = process.platform,
  environment: Environment = process.env,
  home: string = homedir(),
): string {
  const folder =
    environment['XDG_CONFIG_HOME'] ||
    (platform === 'win32'
      ? environment['APPDATA'] || join(home, 'AppData', 'Roaming')
      : platform === 'darwin'
        ? join(home, 'Library', 'Application Support')
        : join(home, '.config'))
  return join(folder, 'selon', settingsName)
}

/**
 * The file of settings: what SELON_CONFIG names (nothing where it is empty or "none"), else the nearest from the working
 * folder upwards that is this user's (or root's), else the user's own.
 * Throws a UsageError where SELON_CONFIG names a file that is not there.
 */
export function findSettings(
  folder: string = process.cwd(),
  environment: Environment = process.env,
  own: string = ownSettings(process.platform, environment),
): FoundSettings {
  const named = environment['SELON_CONFIG']
  if (named !== undefined) {
    if (named === '' || named === 'none') return { file: undefined, isOwn: true, passedOver: undefined }
    const file = resolve(folder, named)
    if (!existsSync(file))
      throw new UsageError(
        `SELON_CONFIG names ${forTerminal(file)}, which is not there: correct it, or take it away.`,
      )
    return { file, isOwn: true, passedOver: undefined }
  }
  let passedOver: string | undefined
  for (let at = resolve(folder); ; at = dirname(at)) {
    const file = join(at, settingsName)
    const found = statSync(file, { throwIfNoEntry: false })
    if (found?.isFile()) {
      const user = process.getuid?.()
      if (user === undefined || found.uid === user || found.uid === 0)
        return { file, isOwn: file === own, passedOver }
      passedOver ??= `${file} belongs to another user, and is passed over.`
    }
    if (dirname(at) === at) break
  }
  return { file: existsSync(own) ? own : undefined, isOwn: true, passedOver }
}

const kindOf = (value: unknown): string =>
  value === null
    ? 'null'
    : Array.isArray(value)
      ? 'a list'
      : typeof value === 'object'
        ? 'an object'
        : `${JSON.stringify(value)}`

/** Throws a UsageError where a value is not what its option takes; else gives it. */
function checkedValue(
  value: unknown,
  option: OptionOutline,
  name: string,
  { file, isOwn }: { file: string; isOwn: boolean },
): SettingValue {
  const where = `${forTerminal(file)}: "${name}"`
  if (onlyInOwn.has(settingName(option)) && !isOwn)
    throw new UsageError(
      `${where} opens this machine to others, which the file of a folder may not: put it into your own (${ownSettings()}), or name this one in SELON_CONFIG.`,
    )
  const isOne = (one: unknown): one is string | number =>
    (typeof one === 'string' && one !== '') || (typeof one === 'number' && Number.isFinite(one))
  if (option.value === undefined) {
    if (typeof value !== 'boolean')
      throw new UsageError(`${where} takes true or false, not ${kindOf(value)}.`)
    return value
  }
  if (option.isVariadic) {
    const list = Array.isArray(value) ? value : [value]
    if (list.length === 0 || !list.every(isOne))
      throw new UsageError(`${where} takes words, or a list of them, not ${kindOf(value)}.`)
    return list
  }
  if (!isOne(value)) throw new UsageError(`${where} takes words or a number, not ${kindOf(value)}.`)
  if (option.values.length > 0 && !option.values.includes(`${value}`))
    throw new UsageError(
      `${where} takes one of ${option.values.join(', ')}, not "${forTerminal(`${value}`)}".`,
    )
  if (settingName(option) === 'database' && typeof value === 'string') {
    if (/^postgres(ql)?:\/\//.test(value)) {
      if (!isOwn)
        throw new UsageError(
          `${where} names a server, which the file of a folder may not: put it into your own (${ownSettings()}), or into SELON_DATABASE.`,
        )
    } else if (!isAbsolute(value)) return resolve(dirname(file), value)
  }
  return value
}

/**
 * Reads a file of settings. Whatever it holds is checked, of all commands, so that a fault shows at once.
 * @param commands with the options that they have
 * Throws a UsageError with a sentence: what is wrong, and where.
 */
export function readSettings(
  { file, isOwn }: { file: string; isOwn: boolean },
  commands: readonly CommandOutline[],
): Settings {
  const place = forTerminal(file)
  let written: unknown
  try {
    if (statSync(file).size > 1 << 20)
      throw new UsageError(`${place} is larger than 1 MB, which no settings are.`)
    written = JSON.parse(readFileSync(file, 'utf8').replace(/^\ufeff/, ''))
  } catch (error) {
    if (error instanceof UsageError) throw error
    const reason = error instanceof SyntaxError ? `is no JSON: ${error.message}` : 'cannot be read'
    throw new UsageError(`${place} ${forTerminal(reason)}. Correct it, or run without it: SELON_CONFIG=none.`)
  }
  if (written === null || typeof written !== 'object' || Array.isArray(written))
    throw new UsageError(
      `${place} holds ${kindOf(written)}: settings are an object such as {"reader": "fast"}.`,
    )
  const common = new Map<string, SettingValue>()
  const byCommand = new Map<string, Map<string, SettingValue>>()
  const known = commonSettings(commands)
  for (const [key, value] of Object.entries(written)) {
    if (key === '$schema') continue
    const option = known.get(key)
    const command = commands.find((one) => one.name === key && namesOf(one).length > 0)
    if (option) common.set(key, checkedValue(value, option, key, { file, isOwn }))
    else if (command) {
      if (value === null || typeof value !== 'object' || Array.isArray(value))
        throw new UsageError(
          `${place}: "${key}" takes an object with options of selon ${key}, not ${kindOf(value)}.`,
        )
      const settings = new Map<string, SettingValue>()
      for (const [name, one] of Object.entries(value)) {
        const own = command.options.find((each) => settingName(each) === name && isSetting(each))
        if (!own)
          throw new UsageError(
            `${place}: "${forTerminal(name)}" is no setting of selon ${key}. It has ${namesOf(command).join(', ')}.`,
          )
        settings.set(name, checkedValue(one, own, `${key}.${name}`, { file, isOwn }))
      }
      byCommand.set(key, settings)
    } else
      throw new UsageError(
        `${place}: "${forTerminal(key)}" is no setting: there are ${[...known.keys()].join(', ')}, and the names of commands (${commands
          .filter((one) => namesOf(one).length > 0)
          .map(({ name }) => name)
          .join(', ')}).`,
      )
  }
  return { file, common, byCommand }
}

const namesOf = ({ name, options }: CommandOutline): string[] =>
  withoutSettings.has(name) ? [] : options.filter(isSetting).map(settingName)

/** The options that are settings of all commands, by their names. */
export function commonSettings(commands: readonly CommandOutline[]): Map<string, OptionOutline> {
  const found = new Map<string, OptionOutline>()
  for (const name of commonOptions)
    for (const { options } of commands) {
      const option = options.find((one) => settingName(one) === name)
      // The widest choice: a command may know fewer of the words than another.
      if (option && option.values.length >= (found.get(name)?.values.length ?? 0)) found.set(name, option)
    }
  return found
}

/** What the settings say for a command: of all commands what it has an option for, then its own. */
export function settingsFor(command: CommandOutline, settings: Settings): Map<string, SettingValue> {
  const given = new Map<string, SettingValue>()
  for (const option of command.options) {
    const name = settingName(option)
    const value = settings.byCommand.get(command.name)?.get(name) ?? settings.common.get(name)
    if (value !== undefined) given.set(name, value)
  }
  return given
}

/** JSON Schema (2020-12) of a file of settings, made of the options that there are. */
export function settingsSchema(commands: readonly CommandOutline[]): object {
  const one = (option: OptionOutline): object => {
    const description = option.description
    if (option.value === undefined) return { type: 'boolean', description }
    const single =
      option.values.length > 0 ? { enum: option.values } : { type: ['string', 'number'], minLength: 1 }
    return option.isVariadic
      ? { description, anyOf: [single, { type: 'array', minItems: 1, items: single }] }
      : { description, ...single }
  }
  const options = (list: Iterable<OptionOutline>) =>
    Object.fromEntries([...list].map((option) => [settingName(option), one(option)]))
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: `Settings of Selon (${settingsName})`,
    type: 'object',
    additionalProperties: false,
    properties: {
      $schema: { type: 'string' },
      ...options(commonSettings(commands).values()),
      ...Object.fromEntries(
        commands
          .filter((command) => namesOf(command).length > 0)
          .map((command) => [
            command.name,
            {
              type: 'object',
              description: command.summary,
              additionalProperties: false,
              properties: options(command.options.filter(isSetting)),
            },
          ]),
      ),
    },
  }
}
