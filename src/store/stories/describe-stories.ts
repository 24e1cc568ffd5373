import { sql } from 'kysely'
import type { Analysis } from '../../contract/analysis.ts'
import { storedAnalysis } from '../reports/stored-analysis.ts'
import type { Backend, ColumnType, Db } from '../sql/backend.ts'
import { logChanges } from '../sql/change-log.ts'
import { plain, storyId } from '../sql/keys.ts'
import { isTelling } from './story-title.ts'

/** Reports with which a new story is first looked at for a cut, and for a merge. */
const firstCut = 6
const firstMerge = 1
/** `situated` of a story whose situation was never worked out. */
const neverSituated = -1
/** Longest title that is taken from a report's first sentence, in code units. */
const longestTitle = 160
/** Sentences of a report, and titles of a story's other reports, among which one that says something is looked for. */
const sentencesLooked = 6
const titlesLooked = 20

/** What a list shows of a story, gathered from its reports. */
interface ShownOfStory {
  reports: number
  languages: string[]
  words: number
  hearsayWords: number
  first: string | null
  last: string | null
}
const nothingShown: Readonly<ShownOfStory> = {
  reports: 0,
  languages: [],
  words: 0,
  hearsayWords: 0,
  first: null,
  last: null,
}
const storyRowTypes = [
  'integer',
  'integer',
  'text',
  'text',
  'integer',
  'integer',
  'text',
  'text',
  'integer',
] as const satisfies ColumnType[]

/** Makes a story without reports; its number. */
export async function beginStory(db: Db): Promise<number> {
  const { number } = await db
    .insertInto('story')
    .values({
      title: '',
      reports: 0,
      languages: '[]',
      words: 0,
      hearsay_words: 0,
      change: 0,
      changed: '',
      joined: 0,
      joins: 0,
      next_cut: firstCut,
      next_merge: firstMerge,
      pinned: 0,
      origins: 0,
      conflicts: 0,
      situated: neverSituated,
    })
    .returning('number')
    .executeTakeFirstOrThrow()
  return number
}

/**
 * Brings what a list shows of stories up to date with their reports.
 * @param how `changed`: says that they did, and they come first in lists. `read`: the same words were read anew; what the
 *   stories say is worked out again, and they stay where they are.
 */
export async function describeStories(
  backend: Backend,
  db: Db,
  at: string,
  touched: ReadonlySet<number>,
  how: 'changed' | 'read' = 'changed',
): Promise<void> {
  if (touched.size === 0) return
  const stories = [...touched].sort((a, b) => a - b)
  const changes =
    how === 'changed'
      ? await logChanges(
          backend,
          db,
          at,
          stories.map((story) => ({ kind: 'story', story: storyId(story) })),
        )
      : []
  const asked = backend.rows(
    stories.map((story) => [story]),
    ['integer'],
  )
  const sums = await db
    .selectFrom('report')
    .select(({ fn }) => [
      'story',
      'language',
      fn.countAll<number>().as('reports'),
      fn.sum<number>('words').as('words'),
      fn.sum<number>('hearsay_words').as('hearsay_words'),
      fn.min('published').as('first'),
      fn.max('published').as('last'),
    ])
    .where('story', 'in', sql<number>`(select c0 from ${asked} as asked)`)
    .groupBy(['story', 'language'])
    .orderBy('language')
    .execute()
  const shown = new Map<number, ShownOfStory>()
  for (const { story, language, reports, words, hearsay_words, first, last } of sums) {
    const one = shown.get(story) ?? { ...nothingShown, languages: [] }
    shown.set(story, one)
    one.languages.push(language)
    one.reports += Number(reports)
    one.words += Number(words)
    one.hearsayWords += Number(hearsay_words)
    if (first !== null && (one.first === null || first < one.first)) one.first = first
    if (last !== null && (one.last === null || last > one.last)) one.last = last
  }
  const begun = backend.rows(
    [...shown].map(([story, { first }]) => [story, first]),
    ['integer', 'text'],
  )
  // The report published first gives its title, of several the one that came first; one without a date where none has any.
  const { rows: firsts } = await sql<{
    story: number
    number: number
    version: number
    title: string | null
  }>`
    select story, number, version, title from report where number in (
      select min(report.number) from ${begun} as begun
      join report on report.story = begun.c0 and (report.published = begun.c1 or begun.c1 is null)
      group by report.story)`.execute(db)
  const titles = new Map<number, string>()
  for (const { story, number, version, title } of firsts) {
    if (title !== null && isTelling(title)) {
      titles.set(story, title)
      continue
    }
    // A better one of another report; else the first words that say something.
    const { rows: others } = await sql<{ title: string }>`
      select title from report where story = ${story} and title is not null
      order by published is null, published, number limit ${titlesLooked}`.execute(db)
    const better = others.find((other) => isTelling(other.title))?.title
    if (better !== undefined) titles.set(story, better)
    else {
      const analysis = await storedAnalysis(db, number, version)
      const words = analysis ? plain(firstWords(analysis)) : ''
      titles.set(story, isTelling(words) || title === null ? words : title)
    }
  }
  const rows = stories.map((story, k) => {
    const { reports, languages, words, hearsayWords, first, last } = shown.get(story) ?? nothingShown
    const title = titles.get(story) ?? ''
    return [
      story,
      reports,
      title,
      JSON.stringify(languages),
      words,
      hearsayWords,
      first,
      last,
      changes[k] ?? null,
    ]
  })
  // What was told of them in sentences quotes their reports: nothing of it stays beyond them.
  await sql`delete from story_digest where story in (select c0 from ${asked} as asked)`.execute(db)
  // Until they are worked out, there are the origins that were known before, and at least one.
  await sql`update story set reports = given.c1, title = given.c2, languages = given.c3, words = given.c4,
    hearsay_words = given.c5, ${sql.ref('first')} = given.c6, ${sql.ref('last')} = given.c7,
    change = coalesce(given.c8, change), changed = case when given.c8 is null then changed else ${at} end,
    situation = null, situated = case when given.c8 is not null then situated when situated < 0 then situated - 1 else ${neverSituated} end,
    origins = case when given.c1 = 0 then 0 when origins < 1 then 1 else origins end,
    conflicts = case when given.c1 = 0 then 0 else conflicts end
    from ${backend.rows(rows, storyRowTypes)} as given where story.number = given.c0`.execute(db)
}

/** The first sentence of a report that says something, to call it by where it has no title. */
function firstWords({ report: { text }, sentences }: Analysis): string {
  const telling = sentences
    .slice(0, sentencesLooked)
    .find(([start, end]) => isTelling(text.slice(start, Math.min(end, start + longestTitle))))
  const [start, end] = telling ?? sentences[0] ?? [0, text.length]
  return text.slice(start, Math.min(end, start + longestTitle)).trim()
}
