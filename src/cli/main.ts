import { Command, CommanderError, Option } from 'commander'
import { languages } from '../contract/analysis.ts'
import { csvTables } from '../contract/api.ts'
import { version } from '../engine/version.ts'
import { resourcesRead } from '../node-resources.ts'
import { formats } from '../output/format-names.ts'
import { forTerminal } from '../output/neutralise.ts'
import { applySettings } from './apply-settings.ts'
import { outlinesOf } from './command-outline.ts'
import { keepCompiled } from './compile-cache.ts'
import { interfaceOption } from './interface-option.ts'
import { jobsOption } from './jobs-option.ts'
import { readerOption } from './reader-option.ts'
import { addShellCommands } from './shell-commands.ts'
import { addStoreCommands } from './store-commands.ts'
import { terminalWidth } from './terminal.ts'
import { UsageError } from './usage-error.ts'

const exitCodes = `
Exit codes:
  0  all of the input was read
  1  some input failed; the reason stands on standard error, the rest was read
  2  the command was written wrongly; nothing was done
  130  it was stopped (Ctrl+C); what was done is kept and said`

keepCompiled()

const program = new Command('selon')
  .description(
    'Reads news reports in French, English and Spanish and says who says what, through whom, and how surely.\nSelon never says what is true: it says who says so. Everything runs on this machine; the network is touched\nonly for an address that you give.',
  )
  .version(version, '-V, --version', 'print the version')
  .helpOption('-h, --help', 'print this help')
  .helpCommand('help [command]', 'print the help of a command')
  .showSuggestionAfterError()
  .showHelpAfterError('(selon --help lists the commands and options)')
  .configureHelp({ helpWidth: Math.max(40, Math.min(100, terminalWidth())) })
  .exitOverride()
  .addHelpText(
    'after',
    `${exitCodes}

Settings: options go before the environment (SELON_DATABASE, SELON_READER, SELON_INTERFACE, SELON_QUIET), and this before
selon.config.json in the working folder or above it, else your own. See "selon man" and docs/command-line.md.`,
  )

let exitCode = 0

program
  .command('read')
  .summary('read reports and show who says what, through whom, how surely')
  .description('Reads each INPUT and shows the situation that it describes.')
  .argument(
    '<input...>',
    'files (.txt .html .pdf .docx .eml .mbox .mhtml .warc .rss .xml .json .jsonl), folders of them, http(s) addresses, or - for standard input',
  )
  .addOption(
    new Option(
      '-l, --language <code>',
      `language of the reports (${languages.join(', ')}); detected if not given`,
    ),
  )
  .option('--published <date>', 'publication date (ISO 8601), to which "on Monday" is resolved')
  .option('--publisher <name>', 'the outlet that vouches for the reports')
  .option('--title <title>', 'title of the report')
  .option(...readerOption)
  .option(...jobsOption)
  .option('-f, --format <format>', `${formats.join(', ')}; without it text, or jsonl for JSON Lines`)
  .option('-o, --output <file>', 'write to this file instead of standard output; it appears when it is whole')
  .option(
    '--explain',
    'with every decision, the rule or model that made it and the words it looked at (selon trace shows more)',
  )
  .option('--table <table>', `with --format csv: ${csvTables.join(', ')}`, 'claims')
  .option(...interfaceOption)
  .option('--bom', 'with --format csv: begin with a byte-order mark, by which Excel knows UTF-8')
  .option(
    '--offsets <unit>',
    'with --format json or jsonl: utf16 (JavaScript) or codepoint (Python)',
    'utf16',
  )
  .option('--no-color', 'no colours (NO_COLOR=1 does the same)')
  .addHelpText(
    'after',
    `
Input:
  The format is told from the name and the content, the language from the text. HTML gives its title, outlet,
  authors and date with it. JSON is one report or an array of them; JSON Lines has one a line:
    {"id": "1", "text": "…", "language": "fr", "published": "2026-03-11", "publisher": "…", "title": "…"}
  Only "text" is needed; null is the same as absent. JSON Lines gives JSON Lines, in the same order, as it comes;
  a line that fails gives {"id", "error"} in its place.

Reader:
  auto reads up to 5 reports (100,000 characters together) carefully, and more of them, or JSON Lines, fast. What only
  one of the two readers sees, or the careful one holds for more likely wrong than right, is marked with "?" and said.

Output:
  text      for the terminal                        json, jsonl  the Analysis (see selon schema)
  html      a dossier: one file, works offline      markdown     for a note or a ticket
  csv       one table (--table), safe to open in a spreadsheet
  geojson   places and events on a map              graphml, gexf  who acts on whom, as a graph
  annotation  W3C Web Annotation (JSON-LD)          prov         W3C PROV of the chains (PROV-JSON)
  stix      STIX 2.1: reports, notes, opinions      csl          CSL-JSON: reports and quotations, to cite
  rss       an RSS feed of the reports              docx         a dossier to edit, for word processors
${exitCodes}

Examples:
  selon read report.txt --published 2026-03-11
  selon read page.html --format html --output dossier.html
  selon read https://example.org/article
  selon read reports.jsonl --output analyses.jsonl
  cat report.txt | selon read - --language es --format json`,
  )
  .action(async (inputs: string[], options) => {
    const { readCommand } = await import('./read-command.ts')
    exitCode = await readCommand(inputs, options)
  })

program
  .command('compare')
  .summary('put reports side by side: stories, copies, origins')
  .description(
    'Reads each INPUT and shows which reports tell one story, which are copies of one another, and on how many\norigins they rest.',
  )
  .argument('<input...>', 'as for selon read: files, folders, http(s) addresses, or - for standard input')
  .addOption(
    new Option(
      '-l, --language <code>',
      `language of the reports (${languages.join(', ')}); detected if not given`,
    ),
  )
  .option('--published <date>', 'publication date (ISO 8601) of all the reports')
  .option('--publisher <name>', 'the outlet that vouches for all the reports')
  .option(...readerOption)
  .option(...jobsOption)
  .option('-f, --format <format>', 'text, json, jsonl, markdown, html, docx or stix', 'text')
  .option('--since <date>', 'show first what is new in reports published since this date (ISO 8601)')
  .option('-o, --output <file>', 'write to this file instead of standard output; it appears when it is whole')
  .option(...interfaceOption)
  .option('--no-color', 'no colours (NO_COLOR=1 does the same)')
  .addHelpText(
    'after',
    `
Reader:
  auto reads up to 50 reports (400,000 characters together) carefully, and more of them fast.

Output:
  text      for the terminal                  json      the Situation (see selon schema situation)
  markdown  for a note or a ticket            jsonl     one line a report: {"id": "…", "story": "…"}
  html      a dossier: one file, works offline docx      the same as markdown, for word processors
  stix      STIX 2.1: statements as notes, denials and confirmations as opinions
${exitCodes}

Examples:
  selon compare reports/
  selon compare dispatch.html rewrite.html https://example.org/article --format markdown
  selon compare reports/ --since 2026-03-12 --format html --output dossier.html
  selon compare reports.jsonl --format jsonl --output stories.jsonl`,
  )
  .action(async (inputs: string[], options) => {
    const { compareCommand } = await import('./compare-command.ts')
    exitCode = await compareCommand(inputs, options)
  })

program
  .command('parse')
  .summary('show tokens, tags, lemmas and dependency trees')
  .description('Shows the grammar that Selon sees in a text (Universal Dependencies).')
  .argument('[input]', 'a text file, or - for standard input')
  .requiredOption('-l, --language <code>', `language of the text (${languages.join(', ')})`)
  .option(
    '-f, --format <format>',
    'text (trees drawn in the terminal), conllu or json; conllu with --conllu, else text',
  )
  .option(
    '--conllu <file>',
    'take the tokens of this CoNLL-U file and fill in tag, lemma, features, head, relation',
  )
  .option('-o, --output <file>', 'write to this file instead of standard output')
  .addHelpText(
    'after',
    `${exitCodes}

Examples:
  echo "La présidente aurait validé un plan." | selon parse --language fr -
  selon parse --language en --format conllu report.txt
  selon parse --language es --conllu tokens.conllu`,
  )
  .action(async (input: string | undefined, options) => {
    const { parseCommand } = await import('./parse-command.ts')
    exitCode = await parseCommand(input, options)
  })

program
  .command('trace')
  .summary('show step by step how attributions are found')
  .description(
    'Shows what each rule did on the way to the attributions of a sentence: the scores of the words that may be cues, the candidates for content and source, and what each rule changed. Of the careful reader it shows the cues, contents and sources that it chose among, their scores, and what tipped the choice.',
  )
  .argument('<sentence>', 'the sentence itself, or - for standard input')
  .requiredOption('-l, --language <code>', `language of the sentence (${languages.join(', ')})`)
  .option('--reader <reader>', 'whose way is shown: fast or careful', 'fast')
  .option('-f, --format <format>', 'text or json', 'text')
  .option('-o, --output <file>', 'write to this file instead of standard output')
  .addHelpText(
    'after',
    `${exitCodes}

Examples:
  selon trace "Selon la maire, le port fermera en juin." --language fr
  selon trace "Selon la maire, le port fermera en juin." --language fr --reader careful`,
  )
  .action(async (sentence: string, options) => {
    const { traceCommand } = await import('./trace-command.ts')
    exitCode = await traceCommand(sentence, options)
  })

program
  .command('schema')
  .summary('print the JSON Schema of the output')
  .description(
    'Prints the JSON Schema (2020-12) of what "selon read" or "selon compare" gives with --format json, or of settings.',
  )
  .argument(
    '[name]',
    'analysis (of selon read), situation (of selon compare) or settings (selon.config.json)',
    'analysis',
  )
  .option('-o, --output <file>', 'write to this file instead of standard output')
  .addHelpText('after', exitCodes)
  .action(async (name: string, options) => {
    const { schemaCommand } = await import('./schema-command.ts')
    exitCode = await schemaCommand(name, options, () => outlinesOf(program))
  })

program
  .command('watch')
  .summary('ask feeds for news, politely, and keep their reports in the database')
  .description(
    'Adds the feeds given to the database and asks all feeds there when they are due, until it is stopped.\nEach item is followed to its article, which is analysed and kept.',
  )
  .argument('[feed...]', 'addresses of RSS, Atom, RDF or JSON feeds, and OPML lists of them (files)')
  .option('--database <place>', "file, or postgres:// address; the user's own database if not given")
  .option('--once', 'ask the feeds given (or, without any, those that are due) once, and end')
  .option(...readerOption)
  .option(...jobsOption)
  .option('--queue', 'only write the reports down, for workers to read (PostgreSQL; see selon worker)')
  .option('--interval <minutes>', 'between two requests for a feed that names no longer time (15)')
  .option(
    '--allow-host <host...>',
    'hosts that may lie in a private network, such as an intranet; all others must be public',
  )
  .addHelpText(
    'after',
    `
Selon asks as a guest: it obeys robots.txt, asks only for what has changed, pauses between two requests to a
host, waits as long as a server says (Retry-After) and longer after each failure. See docs/feeds.md.
Reader: auto reads fast; the reports then wait for the careful reader (selon serve in the background, or selon reread).
${exitCodes}

Examples:
  selon watch https://example.org/feed.xml
  selon watch subscriptions.opml --database newsroom.db
  selon watch --once`,
  )
  .action(async (inputs: string[], options) => {
    const { watchCommand } = await import('./watch-command.ts')
    exitCode = await watchCommand(inputs, options)
  })

program
  .command('mcp')
  .summary('serve the database and the engine to an agent over standard input and output (MCP)')
  .description(
    'A server of the Model Context Protocol: an agent asks, and gets passages of reports that it can cite.\nStandard output carries the protocol alone.',
  )
  .option('--database <place>', "file, or postgres:// address; the user's own database if not given")
  .option(...readerOption)
  .addHelpText(
    'after',
    `
See docs/agents.md for the tools, and for how to name this command to a client.
Reader: auto reads carefully, since an agent waits for what it has read.
${exitCodes}`,
  )
  .action(async (options) => {
    const { mcpCommand } = await import('./mcp-command.ts')
    exitCode = await mcpCommand(options)
  })

program
  .command('serve')
  .summary('open the desk: a page in the browser, and an API')
  .description(
    'Serves the desk and the API from this machine, with the database and its feeds, until it is stopped. Others\ncannot reach it unless you name a --host; then a token is demanded of every request.',
  )
  .option('--host <address>', 'address of this machine to listen on (127.0.0.1)')
  .option('--port <number>', 'port to listen on; 0 takes a free one (7670)')
  .option('--database <place>', "file, or postgres:// address; the user's own database if not given")
  .option('--token <token>', 'demand this token (SELON_TOKEN does the same, unseen by other users)')
  .option('--server-name <name...>', 'further names under which it is asked for, as behind a proxy')
  .option('--allow-origin <origin...>', 'origins of other sites whose pages may ask the API')
  .option('--allow-host <host...>', 'hosts of feeds that may lie in a private network')
  .option(...readerOption)
  .option(...jobsOption)
  .option('--queue', 'only write down what comes, for workers to read (PostgreSQL; see selon worker)')
  .option('--no-watch', 'ask no feeds')
  .addHelpText(
    'after',
    `
Reader:
  auto     new reports are read fast at once; the careful reader goes over them in the background, while nothing else
           is asked, and reads what is opened before its turn
  careful  new reports are read carefully at once
  fast     the careful reader is not used
Exit codes:
  0  it was stopped (Ctrl+C), and what was under way was finished
  1  it could not be started, or failed; the reason stands on standard error
  2  the command was written wrongly; nothing was done

Examples:
  selon ingest samples/ && selon serve
  selon serve --port 0 --database newsroom.db
  selon serve --host 0.0.0.0 --server-name desk.example.org
See docs/api.md for the API.`,
  )
  .action(async (options) => {
    const { serveCommand } = await import('./serve-command.ts')
    exitCode = await serveCommand(options)
  })

addStoreCommands(program, exitCodes, (code) => {
  exitCode = code
})

addShellCommands(program, exitCodes, (code) => {
  exitCode = code
})

applySettings(program)
for (const command of program.commands) command.exitOverride().helpOption('-h, --help', 'print this help')

// A reader that closes its end early (head) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  const reason = error.code === 'ENOSPC' ? 'the disk is full' : error.message
  process.stderr.write(`selon: Standard output could not be written to its end: ${reason}.\n`)
  process.exit(1)
})
process.stderr.on('error', () => undefined)

// Stopped by a person, it leaves by the same door, so that an unfinished file does not stay behind.
process.once('SIGINT', () => process.exit(130))
process.once('SIGTERM', () => process.exit(143))

async function run(): Promise<void> {
  try {
    if (process.argv.length <= 2) {
      program.outputHelp()
      exitCode = 2
    } else await program.parseAsync()
  } catch (error) {
    if (error instanceof CommanderError) {
      // Help and version end here too, with exit code 0; commander has already said what was wrong.
      exitCode = error.exitCode === 0 ? 0 : 2
    } else if (error instanceof UsageError) {
      process.stderr.write(`selon: ${error.message}\n`)
      exitCode = 2
    } else {
      process.stderr.write(`selon: ${forTerminal(error instanceof Error ? error.message : String(error))}\n`)
      exitCode = 1
    }
  }
  process.exitCode = exitCode
}

/** Settled when the command is done. It is not awaited here: this is also built as a script, which can wait for nothing. */
export const finished = run()

/** What one run needs and another does not. */
export const partsUsed = resourcesRead
