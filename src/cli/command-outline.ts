import type { Argument, Command, Option } from 'commander'

/** What a command takes, as plain data: completion, the manual and the settings are made of it, as the help is. */
export interface CommandOutline {
  name: string
  summary: string
  description: string
  arguments: readonly ArgumentOutline[]
  options: readonly OptionOutline[]
  /** What the help says after the options: input, output, exit codes, examples. */
  after: string
}

export interface ArgumentOutline {
  name: string
  description: string
  isRequired: boolean
  isVariadic: boolean
  /** The words that it may be, where these are few. */
  values: readonly string[]
  takesFile: boolean
}

export interface OptionOutline {
  /** "-f". */
  short: string | undefined
  /** "--format". */
  long: string
  /** The name of its value ("format", "host"); undefined where it takes none. */
  value: string | undefined
  isVariadic: boolean
  /** Whether it is the "no" of something: --no-color. */
  isNegated: boolean
  description: string
  /** What it is if not given, as written. */
  standard: string | undefined
  environment: string | undefined
  values: readonly string[]
  takesFile: boolean
}

/** Names of values that are paths; `place` may also be an address. */
const files: ReadonlySet<string> = new Set(['file', 'place', 'input', 'feed', 'folder'])
/** What may stand between a help and the list in it: "with --format csv: claims, events". */
const lead = /^(?:with|whose)\b[^:]*: /
const word = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/

/**
 * The words that a help lists: "text, json or jsonl", also with what each is in parentheses, "fast: …; careful: …", or
 * "language (fr, en, es)". None where the help lists none: every item must be one word, and there must be two of them.
 */
export function listedValues(help: string): string[] {
  const items = (text: string) => text.split(/, | or | and /).map((item) => item.trim())
  const isList = (list: readonly string[]) => list.length > 1 && list.every((item) => word.test(item))
  const plain = items(
    help
      .replace(lead, '')
      .replace(/\s*\([^()]*\)/g, '')
      .split(';')[0],
  )
  if (isList(plain)) return plain
  const told = help.split('; ').map((part) => /^([a-z0-9-]+): /.exec(part)?.[1] ?? '')
  if (isList(told)) return told
  for (const [, inside] of help.matchAll(/\(([^()]*)\)/g)) if (isList(items(inside))) return items(inside)
  return []
}

function optionOutline(option: Option): OptionOutline {
  const value = /[<[]([a-z-]+)(?:\.\.\.)?[>\]]/.exec(option.flags)?.[1]
  return {
    short: option.short,
    long: option.long ?? `--${option.name()}`,
    value,
    isVariadic: option.variadic,
    isNegated: option.negate,
    description: option.description,
    standard: typeof option.defaultValue === 'string' ? option.defaultValue : undefined,
    environment: option.envVar,
    values: value === undefined ? [] : (option.argChoices ?? listedValues(option.description)),
    takesFile: value !== undefined && files.has(value),
  }
}

const argumentOutline = (argument: Argument): ArgumentOutline => ({
  name: argument.name(),
  description: argument.description,
  isRequired: argument.required,
  isVariadic: argument.variadic,
  values: argument.argChoices ?? listedValues(argument.description),
  takesFile: files.has(argument.name()),
})

/** What a command takes; its hidden options are left out. */
export function outlineOf(command: Command): CommandOutline {
  const after: string[] = []
  // Commander has its help told by events, which its types leave out.
  const teller = command as Command & { emit(event: string, context: object): boolean }
  teller.emit('afterHelp', { error: false, command, write: (text: string) => after.push(text) })
  return {
    name: command.name(),
    summary: command.summary(),
    description: command.description(),
    arguments: command.registeredArguments.map(argumentOutline),
    options: command.options.filter(({ hidden }) => !hidden).map(optionOutline),
    after: after.join('').trim(),
  }
}

/** The commands of the program, as the help lists them. */
export const outlinesOf = (program: Command): CommandOutline[] => program.commands.map(outlineOf)
