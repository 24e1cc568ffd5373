import { type Command, Option } from 'commander'
import { languages } from '../contract/analysis.ts'
import { interfaceOption } from './interface-option.ts'
import { jobsOption } from './jobs-option.ts'
import { readerOption } from './reader-option.ts'

const anyDatabase = "file, or postgres:// address; the user's own database if not given"

/** The commands that write and read the database. `done` takes each one's exit code. */
export function addStoreCommands(
  program: Command,
  exitCodes: string,
  done: (exitCode: number) => void,
): void {
  const withDatabase = (command: Command) => command.option('--database <place>', anyDatabase)
  const withOutput = (command: Command) =>
    command.option(
      '-o, --output <file>',
      'write to this file instead of standard output; it appears when it is whole',
    )

  withDatabase(
    program
      .command('ingest')
      .summary('take reports into the database')
      .description(
        'Analyses each INPUT, keeps it in the database and puts it into its story. The same report twice changes\nnothing; a changed text at the same address (or with the same id) is kept as a version.',
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
      .option('-f, --format <format>', 'text, json or jsonl', 'text')
      .option('--queue', 'only write the reports down, for workers to read (PostgreSQL; see selon worker)'),
  )
    .addHelpText(
      'after',
      `
Reader: auto reads fast; the reports then wait for the careful reader (selon serve in the background, or selon reread).
careful reads all carefully now, at about a second for a thousand words.

Output: one line a report, once it is kept for good:
  new       it was not there       same      it was there, nothing changed
  version   its text changed: + is claimed now, - is not claimed any more, ~ is claimed more or less surely

An archive (selon export) or a backup (selon backup) is an input too, taken in first: into an empty database as selon
restore does it; into another its reports as they were read, and its corrections, ratings and feeds that are not there.
${exitCodes}

Examples:
  selon ingest reports/
  selon ingest reports.jsonl --database newsroom.db --format jsonl
  selon ingest https://example.org/article --database postgres://desk@localhost/news`,
    )
    .action(async (inputs: string[], options) => {
      const { ingestCommand } = await import('./ingest-command.ts')
      done(await ingestCommand(inputs, options))
    })

  withDatabase(
    program
      .command('worker')
      .summary('read reports that wait in a queue, with others on any number of machines')
      .description(
        'Reads the reports that "selon ingest --queue", "selon watch --queue" and "selon serve --queue" wrote down, and puts\nthem into their stories, until it is stopped. Needs PostgreSQL. Killed at any moment, it loses and doubles nothing.',
      )
      .option(...jobsOption)
      .option('--once', 'read what waits now, and end'),
  )
    .addHelpText(
      'after',
      `
Start one on each machine, all with the same database. See docs/scaling.md.
Exit codes:
  0  it was stopped, and what was under way was finished; with --once: nothing is left to do now
  1  it gave a report up, or could not be started; the reason stands on standard error
  2  the command was written wrongly; nothing was done

Examples:
  selon worker --database postgres://desk@db.example.org/news
  selon worker --database postgres://desk@localhost/news --jobs 4 --once`,
    )
    .action(async (options) => {
      const { workerCommand } = await import('./worker-command.ts')
      done(await workerCommand(options))
    })

  withDatabase(
    program
      .command('queue')
      .summary('show how many reports wait for workers, and which failed')
      .description(
        'Shows how many reports wait to be read, are being read and failed, with the reason, and which workers are there.',
      )
      .option('--retry [number...]', 'have reports that failed tried again: those numbered, or all')
      .option('--drop <number...>', 'take reports that failed out of the queue')
      .option('--limit <number>', 'failed reports shown (20)')
      .option('-f, --format <format>', 'text or json', 'text'),
  )
    .addHelpText(
      'after',
      `
Exit codes:
  0  nothing failed, and what waits is being read
  1  reports failed, or wait and no worker is there; or the database cannot be used
  2  the command was written wrongly; nothing was done

Examples:
  selon queue --database postgres://desk@localhost/news
  selon queue --database postgres://desk@localhost/news --retry 17 18`,
    )
    .action(async (options) => {
      const { queueCommand } = await import('./queue-command.ts')
      done(await queueCommand(options))
    })

  withDatabase(
    program
      .command('reread')
      .summary('have the careful reader go over the reports that wait for it')
      .description(
        'Reads with the careful reader the reports that the fast one has read, the newest first.\nStories say then what it found; corrections stay. "selon serve" does the same in the background.',
      )
      .option('--all', 'also reports that wait for nobody, such as those of an older Selon')
      .option('--limit <number>', 'at most so many reports'),
  )
    .addHelpText(
      'after',
      `
Output: one line a report, once what was found in it is kept for good.
${exitCodes}

Examples:
  selon reread
  selon reread --all --limit 100 --database newsroom.db`,
    )
    .action(async (options) => {
      const { rereadCommand } = await import('./reread-command.ts')
      done(await rereadCommand(options))
    })

  withOutput(
    withDatabase(
      program
        .command('stories')
        .summary('list the stories in the database')
        .description('Lists the stories, the one that changed last first.')
        .option('-f, --format <format>', 'text, json or jsonl', 'text')
        .option('-l, --language <code>', 'stories with reports in this language')
        .option('--about <words>', 'stories with reports that hold these words')
        .option('--limit <number>', 'at most so many stories')
        .option(
          '--settle [number]',
          'first group the last reports anew (1500 if not said), so that stories do not depend on the order in which reports came',
        ),
    ),
  )
    .addHelpText(
      'after',
      `
Output:
  text      for the terminal         json      the list of stories
  jsonl     one line a report: {"id": "…", "story": "…"}
${exitCodes}

Examples:
  selon stories
  selon stories --about "port de Kessary" --limit 5
  selon stories --format jsonl --output stories.jsonl`,
    )
    .action(async (options) => {
      const { storiesCommand } = await import('./stories-command.ts')
      done(await storiesCommand(options))
    })

  withOutput(
    withDatabase(
      program
        .command('story')
        .summary('show one story: statements, origins, copies, what is new')
        .description('Shows the situation that the reports of a story describe together.')
        .argument('<id>', 'id of the story, as selon stories gives it')
        .option('-f, --format <format>', 'text, json, markdown, html (a dossier), docx or stix', 'text')
        .option(
          '--since <date>',
          'show first what is new in reports published since this date (ISO 8601); as json, that alone',
        )
        .option(...interfaceOption)
        .option('--no-color', 'no colours (NO_COLOR=1 does the same)'),
    ),
  )
    .addHelpText(
      'after',
      `${exitCodes}

Examples:
  selon story s12
  selon story s12 --since 2026-03-12
  selon story s12 --format html --output dossier.html`,
    )
    .action(async (id: string, options) => {
      const { storyCommand } = await import('./story-command.ts')
      done(await storyCommand(id, options))
    })

  withDatabase(
    program
      .command('search')
      .summary('find words in the reports of the database')
      .description(
        'Finds reports in which all the words stand, in any of their forms; words in quotation marks stand together.',
      )
      .argument('<words...>', 'what to look for')
      .option('-f, --format <format>', 'text, json or jsonl', 'text')
      .option('-l, --language <code>', 'in reports of this language')
      .option('--publisher <name>', 'in reports of this outlet')
      .option('--from <date>', 'published then or later (ISO 8601)')
      .option('--to <date>', 'published before then (ISO 8601)')
      .option('--story <id>', 'in reports of this story')
      .option('--claims', 'claims in which all the words stand, instead of reports')
      .option('--limit <number>', 'at most so many', '20'),
  )
    .addHelpText(
      'after',
      `${exitCodes}

Examples:
  selon search barrage évacuation
  selon search '"fuel depot"' --language en --from 2026-03-01
  selon search Seldan démission --claims --format jsonl`,
    )
    .action(async (words: string[], options) => {
      const { searchCommand } = await import('./search-command.ts')
      done(await searchCommand(words, options))
    })

  withOutput(
    withDatabase(
      program
        .command('export')
        .summary('write out everything in the database')
        .description(
          'Writes an archive of everything: every report with its versions, every story, correction, rating, source and\nfeed. selon restore and selon ingest take it back in, into SQLite or PostgreSQL.',
        )
        .option(
          '-f, --format <format>',
          'jsonl (an archive, one record a line), analyses (JSON Lines), parquet, claimreview, rss, stix, csl or docx',
          'jsonl',
        )
        .option('--limit <number>', 'with rss, stix, csl and docx: so many of the newest reports'),
    ),
  )
    .addHelpText(
      'after',
      `
Output:
  jsonl     {"record": "archive" | "report" | "story" | "correction" | "rating" | "source" | "feed" | …}; the first
            line names the format and its version, the last is {"record": "end"}, or the archive is not whole
  analyses  the Analysis of each report's newest version, with corrections laid over it
  parquet   every claim of the ledger with who says it, how surely and where (Apache Parquet, for DuckDB, pandas, R)
  claimreview  what persons judged of claims (selon correct verdict), as ClaimReview of schema.org
  rss       an RSS feed of the 100 reports taken in last (see --limit), as of a watch
  stix, csl, docx  the 1000 reports taken in last (see --limit): STIX 2.1 with persons' verdicts; references; a dossier
${exitCodes}

Examples:
  selon export --output everything.jsonl
  selon export --format analyses --output analyses.jsonl
  selon export --format parquet --output claims.parquet
  selon export --format rss --output watch.xml`,
    )
    .action(async (options) => {
      const { exportCommand } = await import('./export-command.ts')
      done(await exportCommand(options))
    })

  withDatabase(
    program
      .command('backup')
      .summary('copy the database while it is in use')
      .description(
        'Copies the database as it is now to FILE, while others may write. FILE appears when it is whole, and only you\nmay read it. A copy made by other means may lack what stands in the file that ends in -wal.',
      )
      .argument('<file>', 'where the copy goes; its folder must be there')
      .option('--overwrite', 'replace FILE if it is there'),
  )
    .addHelpText(
      'after',
      `
Of PostgreSQL an archive is written, as by selon export. PostgreSQL's own way is quicker to put back:
  pg_dump --format=custom --file=news.dump news      pg_restore --create --dbname=postgres news.dump
${exitCodes}

Examples:
  selon backup selon-2026-03-12.db
  selon backup /backups/newsroom.db --database newsroom.db --overwrite`,
    )
    .action(async (file: string, options) => {
      const { backupCommand } = await import('./backup-command.ts')
      done(await backupCommand(file, options))
    })

  withDatabase(
    program
      .command('restore')
      .summary('fill a new database from a backup or an export')
      .description(
        'Fills the database, which must be new or empty, with all that FILE holds: reports with their versions, stories,\ncorrections, ratings, feeds. Either all of it is restored or nothing.',
      )
      .argument('<file>', 'what selon backup or selon export wrote, or - for an archive on standard input'),
  )
    .addHelpText(
      'after',
      `
To add what FILE holds to a database that has reports already: selon ingest FILE.
${exitCodes}

Examples:
  selon restore selon-2026-03-12.db
  selon export --database newsroom.db | selon restore - --database postgres://desk@localhost/news`,
    )
    .action(async (file: string, options) => {
      const { restoreCommand } = await import('./restore-command.ts')
      done(await restoreCommand(file, options))
    })

  withDatabase(
    program
      .command('check')
      .summary('tell whether the database is whole')
      .description(
        'Looks at the file, and whether all that is kept can be read and fits together. Changes nothing.',
      )
      .option('-f, --format <format>', 'text or json', 'text'),
  )
    .addHelpText(
      'after',
      `
Exit codes:
  0  it is whole
  1  it is not, or cannot be opened; standard output or standard error says what is wrong
  2  the command was written wrongly; nothing was done

Examples:
  selon check
  selon check --database selon-2026-03-12.db --format json`,
    )
    .action(async (options) => {
      const { checkCommand } = await import('./check-command.ts')
      done(await checkCommand(options))
    })

  withDatabase(
    program
      .command('delete')
      .summary('delete a report for good, with all that came from it')
      .description(
        'Deletes reports with their versions, claims, search entries and corrections. This cannot be undone.',
      )
      .argument('<id...>', 'ids of reports, as selon search and selon stories --format jsonl give them')
      .option('--yes', 'do it without asking'),
  )
    .addHelpText('after', `${exitCodes}\n\nExample:\n  selon delete 5f0c1d --yes`)
    .action(async (ids: string[], options) => {
      const { deleteCommand } = await import('./delete-command.ts')
      done(await deleteCommand(ids, options))
    })

  withDatabase(
    program
      .command('retain')
      .summary('let texts go that are older than so many days')
      .description(
        'Lets the texts and analyses of reports go that were taken in more than so many days ago, for good. What their stories, statements and the ledger say of them stays, with their titles and addresses; a copy that comes again is still known. Reports that people corrected or judged keep their texts, unless --corrected.',
      )
      .requiredOption('--days <number>', 'how many days a text is kept')
      .option('--corrected', 'let those go too that people corrected or judged')
      .option('--dry-run', 'only say how many they are'),
  )
    .addHelpText(
      'after',
      `
To delete a report with everything that came from it, use selon delete.
${exitCodes}

Examples:
  selon retain --days 90 --dry-run
  selon retain --days 90`,
    )
    .action(async (options) => {
      const { retainCommand } = await import('./retain-command.ts')
      done(await retainCommand(options))
    })

  withDatabase(
    program
      .command('correct')
      .summary('correct what Selon found; the correction survives new analyses')
      .description(
        'Lays a correction over a report or a story. It is anchored to the words quoted, and selon undo takes it back.',
      )
      .argument(
        '<kind>',
        'claim-right, claim-wrong, verdict, speaker, certainty, place, note, merge-entities, split-entity, merge-statements, split-statement, merge-stories, move-report',
      )
      .argument('<argument...>', 'see below')
      .option('--by <name>', "who corrects; the user's name if not given")
      .option('--note <text>', 'why, or what should be known')
      .option('--verdict <words>', 'with verdict: what you judge, in few words (false, misleading, true)')
      .option('--rating <number>', 'with verdict: the same from 1 (false) to 5 (true)')
      .option('--address <url>', 'with verdict: where your review is published')
      .option('-f, --format <format>', 'text or json', 'text'),
  )
    .addHelpText(
      'after',
      `
Arguments by kind (REPORT and STORY are ids; WORDS are quoted from the report, the first place is meant):
  claim-right REPORT WORDS                 merge-entities REPORT WORDS REPORT WORDS
  claim-wrong REPORT WORDS                 merge-statements REPORT WORDS REPORT WORDS
  note REPORT WORDS                        split-entity REPORT WORDS
  speaker REPORT WORDS NAME (or "outlet")  split-statement REPORT WORDS
  certainty REPORT WORDS VALUE             merge-stories STORY STORY
  place REPORT WORDS NORTH,EAST (or none)  move-report REPORT STORY (or "new")
  verdict REPORT WORDS --verdict "…"
claim-wrong says that Selon read wrongly. A verdict says what you judge of what is claimed: nothing of what Selon shows
changes, and selon export --format claimreview gives it out in your name.
VALUE is one of FactBank's: CT+, PR+, PS+, CT-, PR-, PS-, CTu, Uu.
${exitCodes}

Examples:
  selon correct claim-wrong 5f0c1d "douze personnes ont été tuées" --note "Le titre d'un roman."
  selon correct verdict 5f0c1d "douze personnes ont été tuées" --verdict "Faux" --rating 1 --by "Ana Roca"
  selon correct speaker 5f0c1d "douze personnes ont été tuées" "ministère de la Santé"
  selon correct merge-stories s12 s14`,
    )
    .action(async (kind: string, given: string[], options) => {
      const { correctCommand } = await import('./correct-command.ts')
      done(await correctCommand(kind, given, options))
    })

  withDatabase(
    program
      .command('corrections')
      .summary('list corrections')
      .description('Lists corrections, the newest first.')
      .option('--report <id>', 'of this report')
      .option('--story <id>', 'of this story')
      .option('-f, --format <format>', 'text, json or jsonl', 'text'),
  )
    .addHelpText('after', exitCodes)
    .action(async (options) => {
      const { correctionsCommand } = await import('./correct-command.ts')
      done(await correctionsCommand(options))
    })

  withDatabase(
    program
      .command('undo')
      .summary('take corrections back')
      .description('Takes corrections back; what Selon found shows again.')
      .argument('<id...>', 'ids of corrections, as selon corrections gives them')
      .option('--by <name>', "who takes it back; the user's name if not given"),
  )
    .addHelpText('after', exitCodes)
    .action(async (ids: string[], options) => {
      const { undoCommand } = await import('./correct-command.ts')
      done(await undoCommand(ids, options))
    })
}
