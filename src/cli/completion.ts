import type { CommandOutline, OptionOutline } from './command-outline.ts'

export const shells = ['bash', 'zsh', 'fish'] as const
export type Shell = (typeof shells)[number]

/** Text between single quotes for a shell. */
const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`
/** The first sentence of a help, on one line. */
const shortOf = (text: string) => text.split(/[;\n]|\. /)[0].trim()
const helpOption: OptionOutline = {
  short: '-h',
  long: '--help',
  value: undefined,
  isVariadic: false,
  isNegated: false,
  description: 'print this help',
  standard: undefined,
  environment: undefined,
  values: [],
  takesFile: false,
}
const optionsOf = ({ options }: CommandOutline) => [...options, helpOption]
const flagsOf = ({ short, long }: OptionOutline) => (short === undefined ? [long] : [short, long])

/**
 * A script that completes commands, options and their values in a shell. It stands for itself: nothing is asked of Selon
 * when a person presses Tab.
 * @param commands as the program has them
 */
export function completionScript(shell: Shell, commands: readonly CommandOutline[]): string {
  return { bash, zsh, fish }[shell](commands)
}

function bash(commands: readonly CommandOutline[]): string {
  const cases = commands.map((command) => {
    const options = optionsOf(command)
    const valued = options
      .filter(({ value }) => value !== undefined)
      .map((option) => {
        const reply =
          option.values.length > 0 ? `words="${option.values.join(' ')}"` : option.takesFile ? 'files=1' : ':'
        return `        ${flagsOf(option).join('|')}) ${reply}; asked=1 ;;`
      })
    const [first] = command.arguments
    const rest = command.arguments.some(({ takesFile }) => takesFile)
    return `    ${command.name})
      case "$previous" in
${valued.join('\n')}
        *) : ;;
      esac
      if [[ -z $asked ]]; then
        if [[ $current == -* ]]; then words="${options.flatMap(flagsOf).join(' ')}"
        else ${rest ? 'files=1' : ':'}${first && first.values.length > 0 ? `; words="${first.values.join(' ')}"` : ''}
        fi
      fi
      ;;`
  })
  return `# Completion of selon for bash: eval "$(selon completion bash)", or keep it in
# \${XDG_DATA_HOME:-~/.local/share}/bash-completion/completions/selon
_selon() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="" command="" words="" files="" asked="" word
  ((COMP_CWORD > 0)) && previous="\${COMP_WORDS[COMP_CWORD - 1]}"
  # --option=value comes as three words.
  if [[ $current == "=" ]]; then current=""
  elif [[ $previous == "=" ]] && ((COMP_CWORD > 1)); then previous="\${COMP_WORDS[COMP_CWORD - 2]}"
  fi
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    if [[ $word != -* ]]; then command="$word"; break; fi
  done
  case "$command" in
    "") words="${[...commands.map(({ name }) => name), 'help', '--help', '--version'].join(' ')}" ;;
    help) words="${commands.map(({ name }) => name).join(' ')}" ;;
${cases.join('\n')}
  esac
  COMPREPLY=()
  # Words hold no space; names of files may.
  [[ -n $words ]] && COMPREPLY=($(compgen -W "$words" -- "$current"))
  if [[ -n $files ]]; then
    local IFS=$'\n'
    COMPREPLY+=($(compgen -f -- "$current"))
    compopt -o filenames 2>/dev/null
  fi
  return 0
}
complete -F _selon selon
`
}

function zsh(commands: readonly CommandOutline[]): string {
  // Colons and brackets part the pieces of a specification.
  const inside = (text: string) => text.replaceAll('\\', '\\\\').replace(/[[\]:]/g, '\\$&')
  const action = (values: readonly string[], takesFile: boolean) =>
    values.length > 0 ? `(${values.join(' ')})` : takesFile ? '_files' : ' '
  const option = (one: OptionOutline) => {
    const help = `[${inside(shortOf(one.description))}]`
    const value = one.value === undefined ? '' : `:${one.value}:${action(one.values, one.takesFile)}`
    return flagsOf(one).map((flag) => {
      const name = one.value !== undefined && flag.startsWith('--') ? `${flag}=` : flag
      return `        ${quoted(`${one.isVariadic ? '*' : `(${flagsOf(one).join(' ')})`}${name}${help}${value}`)}`
    })
  }
  const cases = commands.map((command) => {
    const specs = [
      ...optionsOf(command).flatMap(option),
      ...command.arguments.map(
        (argument, k) =>
          `        ${quoted(`${argument.isVariadic ? '*' : k + 1}:${inside(argument.name)}:${action(argument.values, argument.takesFile)}`)}`,
      ),
    ]
    return `      ${command.name})
      _arguments -s \\
${specs.join(' \\\n')}
      ;;`
  })
  return `#compdef selon
# Completion of selon for zsh: keep it as _selon in a folder of $fpath, or say: source <(selon completion zsh)
_selon() {
  local curcontext="$curcontext" state line
  local -a commands
  commands=(
${[...commands, { name: 'help', summary: 'print the help of a command' }].map(({ name, summary }) => `    ${quoted(`${name}:${summary.replaceAll(':', '\\:')}`)}`).join('\n')}
  )
  _arguments -C '(-h --help)'{-h,--help}'[print this help]' '(-V --version)'{-V,--version}'[print the version]' '1: :->command' '*:: :->rest'
  case $state in
    command) _describe -t commands 'selon command' commands ;;
    rest)
      curcontext="\${curcontext%:*:*}:selon-$line[1]:"
      case $line[1] in
      help) _describe -t commands 'selon command' commands ;;
${cases.join('\n')}
      esac
      ;;
  esac
}
if [[ $funcstack[1] == _selon ]]; then _selon "$@"; else compdef _selon selon; fi
`
}

function fish(commands: readonly CommandOutline[]): string {
  const lines = [
    '# Completion of selon for fish: selon completion fish > ~/.config/fish/completions/selon.fish',
    'complete -c selon -f',
    "complete -c selon -n __fish_use_subcommand -s h -l help -d 'print this help'",
    "complete -c selon -n __fish_use_subcommand -s V -l version -d 'print the version'",
    ...[...commands, { name: 'help', summary: 'print the help of a command' }].map(
      ({ name, summary }) =>
        `complete -c selon -n __fish_use_subcommand -a ${name} -d ${fishQuoted(summary)}`,
    ),
    `complete -c selon -n '__fish_seen_subcommand_from help' -a '${commands.map(({ name }) => name).join(' ')}'`,
  ]
  for (const command of commands) {
    const within = `complete -c selon -n '__fish_seen_subcommand_from ${command.name}'`
    for (const option of optionsOf(command)) {
      const value =
        option.value === undefined
          ? ''
          : option.values.length > 0
            ? ` -x -a '${option.values.join(' ')}'`
            : option.takesFile
              ? ' -r -F'
              : ' -x'
      const short = option.short === undefined ? '' : ` -s ${option.short.slice(1)}`
      lines.push(
        `${within}${short} -l ${option.long.slice(2)}${value} -d ${fishQuoted(shortOf(option.description))}`,
      )
    }
    const [first] = command.arguments
    if (first && first.values.length > 0) lines.push(`${within} -a '${first.values.join(' ')}'`)
    if (command.arguments.some(({ takesFile }) => takesFile)) lines.push(`${within} -F`)
  }
  return `${lines.join('\n')}\n`
}

const fishQuoted = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
