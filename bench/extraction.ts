/**
 * How well pages are read: `npx tsx bench/extraction.ts [--pages]`. Reads the page sets of ../shared/data/extraction
 * (SELON_SHARED) and prints precision, recall and F1 of 4-word shingles (multisets, mean over pages) of headline and
 * text against the true ones, and how often title, date, authors and language are right. `--pages` adds a line a page,
 * `--json` prints the figures as one JSON object last, `--show NAME` what is missing and what is too much in one.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { gunzipSync } from 'node:zlib'
import { detectLanguage } from '../src/engine/text/language.ts'
import { readPage } from '../src/intake/read-page.ts'
import { decodePage } from '../src/intake/report-from-html.ts'
import { compareShingles } from './shingles.ts'

interface Truth {
  file: string
  url: string
  title: string
  date?: string
  authors?: string[]
  paragraphs: string[]
  language: string
}

const { values } = parseArgs({
  options: { pages: { type: 'boolean' }, show: { type: 'string' }, json: { type: 'boolean' } },
})
const folder = `${process.env['SELON_SHARED'] ?? '../shared'}/data/extraction`

interface FundusTruth {
  title: string
  publishing_date?: string
  authors?: string[]
  body: { summary: string[]; sections: { headline: string[]; paragraphs: string[] }[] }
}

const key = (text: string) => (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ')

/** fundus: truths carry no file name, so each goes to the page of its outlet that names its headline. */
function fundus(): Truth[] {
  const truths: Truth[] = []
  const pages = readdirSync(`${folder}/fundus/html`).sort()
  for (const file of readdirSync(`${folder}/fundus`).sort()) {
    const name = /^(fr|es)-(\w+)\.json$/.exec(file)
    if (!name || name[2] === 'meta') continue
    const meta = JSON.parse(readFileSync(`${folder}/fundus/${name[1]}-meta.json`, 'utf8')) as Record<
      string,
      { url: string }
    >
    const all = JSON.parse(readFileSync(`${folder}/fundus/${file}`, 'utf8')) as Record<string, FundusTruth>
    for (const truth of Object.values(all)) {
      const own = pages.filter((page) => page.startsWith(`${name[2]}_`))
      const html = (page: string) =>
        gunzipSync(readFileSync(`${folder}/fundus/html/${page}`)).toString('utf8')
      const sample =
        truth.body.sections.flatMap((section) => section.paragraphs).find((p) => p.length > 60) ?? truth.title
      const page =
        own.length === 1
          ? own[0]
          : (own.find((one) => key(html(one)).includes(key(sample).slice(0, 40))) ??
            own.find((one) => !truths.some((other) => other.file.endsWith(one))))
      if (!page) continue
      truths.push({
        file: `fundus/html/${page}`,
        url: meta[page].url,
        title: truth.title,
        ...(truth.publishing_date ? { date: truth.publishing_date.slice(0, 10) } : {}),
        authors: truth.authors ?? [],
        paragraphs: [
          ...truth.body.summary,
          ...truth.body.sections.flatMap((section) => [...section.headline, ...section.paragraphs]),
        ],
        language: name[2].startsWith('Mallorca') ? 'de' : name[1],
      })
    }
  }
  return truths
}

function orangesum(): Truth[] {
  return readFileSync(`${folder}/orangesum/truth.jsonl`, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map(
      (line) =>
        JSON.parse(line) as { html: string; url: string; title: string; date: string; articleBody: string },
    )
    .map(({ html, url, title, date, articleBody }) => ({
      file: `orangesum/${html}`,
      url,
      title,
      date,
      paragraphs: articleBody.split('\n'),
      language: 'fr',
    }))
}

async function measure(name: string, truths: Truth[]): Promise<Record<string, number>> {
  const totals = { precision: 0, recall: 0, f1: 0, title: 0, date: 0, authors: 0, language: 0 }
  let withAuthors = 0
  let milliseconds = 0
  for (const truth of truths) {
    const bytes = gunzipSync(readFileSync(`${folder}/${truth.file}`))
    const started = performance.now()
    let page: ReturnType<typeof readPage>
    try {
      page = readPage(await decodePage(bytes, undefined), { name: truth.file })
    } catch (error) {
      console.log(`${truth.file}: ${error instanceof Error ? error.message : String(error)}`)
      continue
    } finally {
      milliseconds += performance.now() - started
    }
    const wanted = [truth.title, ...truth.paragraphs]
    const score = compareShingles(page.text, wanted.join('\n'))
    totals.precision += score.precision
    totals.recall += score.recall
    totals.f1 += score.f1
    const title = key(page.title ?? '') === key(truth.title)
    const date = page.published?.slice(0, 10) === truth.date
    const language = (detectLanguage(page.text) ?? page.language?.slice(0, 2)) === truth.language
    const authors = truth.authors
      ? key([...(page.authors ?? [])].sort().join(' ')) === key([...truth.authors].sort().join(' '))
      : true
    totals.title += Number(title)
    totals.date += Number(date)
    totals.language += Number(language)
    if (truth.authors) {
      withAuthors++
      totals.authors += Number(authors)
    }
    if (values.pages) {
      const figures = [score.precision, score.recall, score.f1].map((figure) => figure.toFixed(3)).join(' ')
      console.log(`${figures} ${truth.file} ${page.publisher} ${page.published}`)
      if (!title) console.log(`      title: ${page.title}\n       true: ${truth.title}`)
      if (!date) console.log(`      date: ${page.published}, true: ${truth.date}`)
      if (!authors)
        console.log(`      authors: ${page.authors?.join('; ')}, true: ${truth.authors?.join('; ')}`)
    }
    if (values.show && truth.file.includes(values.show)) {
      const have = new Set(page.text.split('\n').map(key))
      const want = new Set(wanted.map(key))
      for (const paragraph of wanted) if (!have.has(key(paragraph))) console.log(`  - ${paragraph}`)
      for (const paragraph of page.text.split('\n'))
        if (!want.has(key(paragraph))) console.log(`  + ${paragraph}`)
    }
  }
  const n = truths.length
  const percent = (count: number, of: number) => (of > 0 ? `${((100 * count) / of).toFixed(1)} %` : '–')
  console.log(
    `${name}: ${n} pages, precision ${(totals.precision / n).toFixed(4)}, recall ${(totals.recall / n).toFixed(4)}, f1 ${(totals.f1 / n).toFixed(4)}; title ${percent(totals.title, n)}, date ${percent(totals.date, n)}, authors ${percent(totals.authors, withAuthors)}, language ${percent(totals.language, n)}; ${(milliseconds / n).toFixed(0)} ms a page`,
  )
  return {
    precision: totals.precision / n,
    recall: totals.recall / n,
    f1: totals.f1 / n,
    title: totals.title / n,
    date: totals.date / n,
    language: totals.language / n,
    ...(withAuthors > 0 ? { authors: totals.authors / withAuthors } : {}),
  }
}

if (!existsSync(folder)) throw new Error(`There are no pages in ${folder}: set SELON_SHARED.`)
const figures = {
  fundus: await measure('fundus', fundus()),
  orangesum: await measure('orangesum', orangesum()),
}
if (values.json) console.log(JSON.stringify(figures))
