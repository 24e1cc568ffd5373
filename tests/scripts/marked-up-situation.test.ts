import { expect, it } from 'vitest'
import { readMarkedUpSituation } from '../../bench/marked-up-situation.ts'

const reports = `# A test.
= a1.fr | fr | La Voix | 2027-01-02T08:00:00Z | {open?:Un musée} rouvre
{open:Le musée a rouvert}, selon l'agence Ferro. {visitors:Il a reçu 40 visiteurs}.

La maire {denies:dément toute fermeture}.

= b1.en | en | The Gate | 2027-01-03T08:00:00Z | {open:Museum open | again}

{visitors60:Between 50 and 60 people came}, Ferro said.
`
const goldOf = (lines: string) => readMarkedUpSituation(reports + lines, 'somewhere/museum.txt')

it('gives each report without its marks, and each passage by its place', () => {
  const { reports: read, gold } = goldOf('')
  expect(read.map(({ title }) => title)).toEqual(['Un musée rouvre', 'Museum open | again'])
  expect(read[0].text).toBe(
    "Le musée a rouvert, selon l'agence Ferro. Il a reçu 40 visiteurs.\n\nLa maire dément toute fermeture.",
  )
  expect(gold.situation).toBe('museum')
  const passages = gold.facts.flatMap((fact) => fact.passages)
  expect(passages).toHaveLength(6)
  for (const { report, in: field, text, start, end } of passages)
    expect(read.find(({ id }) => id === report)?.[field].slice(start, end)).toBe(text)
  expect(gold.facts[0].passages.map(({ in: field, weak }) => [field, weak])).toEqual([
    ['title', true],
    ['text', undefined],
    ['title', undefined],
  ])
})

it('reads the lines that say how the passages stand', () => {
  const { gold } = goldOf(`
different visitors visitors60
mayjoin open@a1.fr denies
conflict figure visitors visitors60 optional
conflict denial open denies
lost visitors@a1.fr open@b1.en.title
copy cut a1.fr b1.en
relay a1.fr b1.en | selon l'agence Ferro
origins open = 1..2
status denies denial
series visitors | the museum | people
point 40 visitors@a1.fr
point 50-60 visitors60@b1.en
`)
  expect(gold.different.map(({ a, b }) => [a.text, b.text])).toEqual([
    ['Il a reçu 40 visiteurs', 'Between 50 and 60 people came'],
  ])
  expect(gold.mayJoin).toEqual([['open', 'denies']])
  expect(gold.conflicts.map(({ kind, optional, a, b }) => [kind, optional, a.length, b.length])).toEqual([
    ['figure', true, 1, 1],
    ['denial', undefined, 3, 1],
    ['figure', true, 2, 2],
  ])
  expect(gold.conflicts[2].series?.points).toMatchObject([
    { report: 'a1.fr', value: 40 },
    { report: 'b1.en', min: 50, max: 60 },
  ])
  expect(gold.lostHedges[0]).toMatchObject({ from: { in: 'text' }, to: { in: 'title', report: 'b1.en' } })
  expect(gold.copies).toEqual([{ a: 'a1.fr', b: 'b1.en', kind: 'cut' }])
  expect(gold.relays[0].words).toMatchObject({ text: "selon l'agence Ferro", start: 20, end: 40 })
  expect(gold.facts[0]).toMatchObject({ independent: 1, independentMax: 2 })
  expect(gold.facts[0].origins.map(({ kind }) => kind)).toEqual(['source', 'unsourced'])
  expect(gold.facts.find(({ id }) => id === 'denies')?.status).toBe('denial')
})

it.each([
  ['different open nowhere', 'line 10: no passage is marked "nowhere"'],
  ['lost visitors@b1.en open@b1.en', 'line 10: "visitors" is not marked in report "b1.en"'],
  ['lost denies@a1.fr denies@a1.fr.title', 'line 10: "denies" is not marked in title "a1.fr.title"'],
  ['conflict quarrel open denies', 'line 10: "quarrel" is none of figure'],
  ['conflict figure open', 'line 10: write "conflict KIND A B"'],
  ['copy cut a1.fr c1.es', 'line 10: there is no report "c1.es"'],
  ['relay a1.fr b1.en | selon une agence', 'line 10: "selon une agence" does not stand in report "a1.fr"'],
  ['point 4 open@a1.fr', 'line 10: a point stands behind no "series"'],
  ['origins open = 2..1', 'line 10: 2 is more than 1'],
  ['status open perhaps', 'line 10: "perhaps" is none of asserted'],
  ['mayjoin open denies\nand so on', 'line 11: "and" is no word that such a line begins with'],
  ['= a1.fr | fr | La Voix | 2027-01-02 | Encore', 'line 10: there are two reports "a1.fr"'],
  ['= c1.de | de | Die Zeit | 2027-01-02 | Titel', 'line 10: "de" is none of fr, en, es'],
  ['= c1.es | es | El Faro | ayer | Otra vez', 'line 10: "ayer" is no time of publication'],
  ['= c1.es | es | El Faro | 2027-01-02', 'line 10: a report begins with'],
  ['He said {open:that it is', 'line 10: the passage of "open" is not closed on its line'],
  ['He said {open:that {it:is} so}', 'line 10: a passage of "open" holds another "{"'],
  ['He said open:that} it is', 'line 10: "}" closes nothing after'],
  ['He said {that it is}', 'line 10: "{that it is}" names no fact'],
  ['He said {open:}', 'line 10: the passage of "open" is empty'],
])('says where a file is wrong: %s', (line, said) => {
  expect(() => goldOf(line)).toThrow(`somewhere/museum.txt, ${said}`)
})
