/**
 * Counts in how many of a thousand news reports each common word stem stands, for weighing words when reports are
 * grouped into stories: `npx tsx training/document-frequencies.ts` writes
 * src/languages/{fr,en,es}/document-frequencies.lexicon.txt. Words written with a capital are left out, so that no
 * name of the sample counts as common. French and Spanish from text/, English from the articles of PolNeAR's training
 * part (both in the data folder; their texts stay there).
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { storyStem } from '../src/situation/words/stem.ts'
import { wordsOf } from '../src/situation/words/words.ts'

const shared = process.env['SELON_SHARED'] ?? '../shared'
const sources = {
  fr: { files: ['text/fr.jsonl.gz'], credit: 'OrangeSum (CC BY-SA 4.0)' },
  en: { files: ['polnear/train.jsonl.gz'], credit: 'the articles of PolNeAR' },
  es: { files: ['text/es.jsonl.gz'], credit: 'Spanish Fake News Corpus (CC BY 4.0)' },
} as const

for (const [language, { files, credit }] of Object.entries(sources)) {
  const frequencies = new Map<string, number>()
  let reports = 0
  for (const file of files)
    for (const line of gunzipSync(readFileSync(`${shared}/data/${file}`))
      .toString('utf8')
      .split('\n')
      .filter(Boolean)) {
      const { text } = JSON.parse(line) as { text: string }
      reports++
      const stems = new Set(
        wordsOf(text)
          .filter((word) => !word.capital && !/^\d/.test(word.folded))
          .map((word) => storyStem(word.folded)),
      )
      for (const stem of stems) frequencies.set(stem, (frequencies.get(stem) ?? 0) + 1)
    }
  const rows = [...frequencies]
    .map(([stem, count]): [string, number] => [stem, Math.round((1000 * count) / reports)])
    .filter(([stem, permille]) => permille >= 8 && stem.length > 1)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  const comment = `# In how many of a thousand news reports a word stem (six letters, no accents) stands, counted by\n# training/document-frequencies.ts in ${reports} reports: ${credit}. Columns, separated by a tab: stem,\n# reports in a thousand.\n`
  writeFileSync(
    `src/languages/${language}/document-frequencies.lexicon.txt`,
    comment + rows.map(([stem, permille]) => `${stem}\t${permille}\n`).join(''),
  )
  console.log(`${language}: ${reports} reports, ${rows.length} stems`)
}
