import type { CommandOutline, OptionOutline } from './command-outline.ts'

/** What the manual says of the program as a whole. */
export interface Manual {
  version: string
  /** First the sentence of NAME, then what follows it. */
  description: string
  /** What stands in `--help` after the options. */
  after: string
  commands: readonly CommandOutline[]
  /** Variables of the environment, with what each does. */
  environment: readonly (readonly [string, string])[]
  /** Files, with what each is for. */
  files: readonly (readonly [string, string])[]
}

/** Text for roff: a backslash, a hyphen that is one, and a dot or quote at the beginning of a line mean something there. */
const escaped = (text: string) =>
  text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll('~', '\\(ti')
    .replace(/^(?=[.'])/gm, '\\&')
const bold = (text: string) => `\\fB${escaped(text)}\\fR`
const italic = (text: string) => `\\fI${escaped(text)}\\fR`
/** Lines that keep their breaks and columns, as in the help. */
const asWritten = (text: string) => `.nf\n${escaped(text)}\n.fi`

function optionLines(option: OptionOutline): string {
  const flags = [option.short, option.long].filter((flag) => flag !== undefined).map(bold)
  const value =
    option.value === undefined ? '' : ` ${italic(option.isVariadic ? `${option.value}...` : option.value)}`
  const ends = option.standard === undefined ? '' : ` (if not given: ${option.standard})`
  const variable = option.environment === undefined ? '' : ` (in the environment: ${option.environment})`
  return `.TP\n${flags.join(', ')}${value}\n${escaped(option.description + ends + variable)}`
}

function synopsis({ name, arguments: taken, options }: CommandOutline): string {
  const given = taken.map((one) => {
    const text = italic(one.isVariadic ? `${one.name}...` : one.name)
    return one.isRequired ? text : `[${text}]`
  })
  return [bold(`selon ${name}`), ...(options.length > 0 ? [`[${italic('options')}]`] : []), ...given].join(
    ' ',
  )
}

function commandLines(command: CommandOutline): string[] {
  return [
    `.SS ${bold(`selon ${command.name}`)}`,
    synopsis(command),
    '.PP',
    escaped(command.description || command.summary),
    ...command.arguments.map(({ name, description }) => `.TP\n${italic(name)}\n${escaped(description)}`),
    ...command.options.map(optionLines),
    ...(command.after === '' ? [] : ['.PP', asWritten(command.after)]),
  ]
}

/**
 * The manual page selon(1), in roff (the man macros), made of the same definitions as the help. It bears no date, so that
 * the same version gives the same bytes.
 */
export function manualPage({ version, description, after, commands, environment, files }: Manual): string {
  const listed = (items: readonly (readonly [string, string])[]) =>
    items.map(([name, meaning]) => `.TP\n${bold(name)}\n${escaped(meaning)}`)
  return `${[
    `.TH SELON 1 "" "Selon ${version}" "Selon"`,
    '.SH NAME',
    'selon \\- says who says what in news reports, through whom, and how surely',
    '.SH SYNOPSIS',
    commands.map(synopsis).join('\n.br\n'),
    '.SH DESCRIPTION',
    escaped(description),
    '.SH COMMANDS',
    ...commands.flatMap(commandLines),
    '.SH "EXIT STATUS"',
    asWritten(after.replace(/^Exit codes:\n/, '')),
    '.SH ENVIRONMENT',
    ...listed(environment),
    '.SH FILES',
    ...listed(files),
  ].join('\n')}\n`
}
