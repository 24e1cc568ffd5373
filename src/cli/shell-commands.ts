import { type Command, Option } from 'commander'
import { version } from '../engine/version.ts'
import { forTerminal } from '../output/neutralise.ts'
import { variables } from './apply-settings.ts'
import { outlinesOf } from './command-outline.ts'
import { completionScript, shells } from './completion.ts'
import { UsageError } from './usage-error.ts'

/** The commands that tell of Selon itself: completion, the manual, the doctor. `done` takes each one's exit code. */
export function addShellCommands(
  program: Command,
  exitCodes: string,
  done: (exitCode: number) => void,
): void {
  program
    .command('completion')
    .summary('print a script that completes commands in your shell')
    .description('Prints a script by which Tab completes commands, options and their values.')
    .argument('<shell>', shells.join(', '))
    .addHelpText(
      'after',
      `
Examples:
  eval "$(selon completion bash)"                                     # in ~/.bashrc
  source <(selon completion zsh)                                      # in ~/.zshrc, after compinit
  selon completion fish > ~/.config/fish/completions/selon.fish`,
    )
    .action(async (shell: string) => {
      const known = shells.find((one) => one === shell)
      if (!known)
        throw new UsageError(`Selon completes in ${shells.join(', ')}, not in "${forTerminal(shell)}".`)
      process.stdout.write(completionScript(known, outlinesOf(program)))
      done(0)
    })

  program
    .command('man')
    .summary('print the manual page')
    .description('Prints the manual page of selon in roff, made of the same words as this help.')
    .addHelpText(
      'after',
      '\nExamples:\n  selon man | man -l -\n  selon man > /usr/local/share/man/man1/selon.1',
    )
    .action(async () => {
      const { manualPage } = await import('./manual-page.ts')
      const page = manualPage({
        version,
        description: program.description(),
        after: exitCodes.trim(),
        commands: outlinesOf(program),
        environment: variables,
        files: [
          ['selon.config.json', 'settings, in the working folder or one above it'],
          [
            '~/.config/selon/selon.config.json',
            'your own settings (elsewhere on macOS and Windows: see selon doctor)',
          ],
          [
            '~/.local/share/selon/selon.db',
            'your own database (elsewhere on macOS and Windows: see selon doctor)',
          ],
        ],
      })
      process.stdout.write(page)
      done(0)
    })

  program
    .command('doctor')
    .summary('look whether everything that Selon needs is there and whole')
    .description(
      'Looks at the version, the settings, each model, the database and its schema, the disk and the limits of this\nmachine. Changes nothing.',
    )
    .option('--database <place>', "file, or postgres:// address; the user's own database if not given")
    .addOption(new Option('-f, --format <format>', 'text or json').default('text'))
    .addHelpText(
      'after',
      `
Output: a line each: ✓ all is well   ! good to know   ✗ to be mended, and how (these alone with --quiet)
Exit codes:
  0  nothing is to be mended
  1  something is

Examples:
  selon doctor
  selon doctor --database newsroom.db --format json`,
    )
    .action(async (options) => {
      const { doctorCommand } = await import('./doctor-command.ts')
      done(await doctorCommand(options, outlinesOf(program)))
    })
}
