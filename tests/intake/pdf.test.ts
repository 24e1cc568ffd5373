import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { paragraphsOfPages, reportFromPdf } from '../../src/intake/report-from-pdf.ts'
import { column, type PlacedLine, pdfOf } from './pdf-writer.ts'

const paragraphsOf = async (pages: PlacedLine[][]) =>
  (await reportFromPdf(pdfOf(pages), 'A file')).text.split('\n')

describe('text of a PDF', () => {
  test('lines are joined into paragraphs, parted by a gap', async () => {
    const page = [
      ...column(
        ['The harbour of Velmar was closed on Monday after', 'the storm, the port authority said.'],
        72,
        760,
      ),
      ...column(['No one was hurt, according to two officials who', 'asked not to be named.'], 72, 718),
    ]
    expect(await paragraphsOf([page])).toEqual([
      'The harbour of Velmar was closed on Monday after the storm, the port authority said.',
      'No one was hurt, according to two officials who asked not to be named.',
    ])
  })

  test('an indented first line opens a paragraph', async () => {
    const page: PlacedLine[] = [
      { text: 'The council of Velmar met on Tuesday and spoke of', x: 72, y: 760 },
      { text: 'the bridge for three hours without any decision at', x: 72, y: 748 },
      { text: 'all, a member of it told the paper on Wednesday ok.', x: 72, y: 736 },
      { text: 'The mayor denied this and said that the bridge', x: 90, y: 724 },
      { text: 'would be built before the end of the coming year.', x: 72, y: 712 },
    ]
    expect(await paragraphsOf([page])).toHaveLength(2)
  })

  test('a title in larger type stands alone', async () => {
    const page = [
      { text: 'Velmar closes its harbour', x: 72, y: 790, size: 20 },
      ...column(
        ['The harbour was closed on Monday after the storm,', 'the port authority said in a statement.'],
        72,
        766,
      ),
    ]
    expect(await paragraphsOf([page])).toEqual([
      'Velmar closes its harbour',
      'The harbour was closed on Monday after the storm, the port authority said in a statement.',
    ])
  })

  const left = [
    'Le port de Velmar est fermé',
    'depuis lundi après la tem-',
    'pête, selon les autorités du',
    'port. Deux navires auraient',
    'été touchés, mais personne',
    'ne serait blessé, affirme une',
    'source proche du dossier.',
    'Le maire attend un rapport',
  ]
  const rightHand = [
    'qui doit être remis jeudi au',
    'conseil. Une porte-parole a',
    'confirmé que les travaux se-',
    'raient longs. Les habitants',
    'demandent une rencontre',
    'avec le gouvernement et',
    'une aide pour les pêcheurs',
    'qui ont perdu leur bateau.',
  ]
  const text =
    'Le port de Velmar est fermé depuis lundi après la tempête, selon les autorités du port. Deux navires auraient été touchés, mais personne ne serait blessé, affirme une source proche du dossier. Le maire attend un rapport qui doit être remis jeudi au conseil. Une porte-parole a confirmé que les travaux seraient longs. Les habitants demandent une rencontre avec le gouvernement et une aide pour les pêcheurs qui ont perdu leur bateau.'

  test('two columns are read one after the other, words cut at line ends made whole', async () => {
    expect(await paragraphsOf([[...column(left, 72, 760), ...column(rightHand, 310, 760)]])).toEqual([text])
  })

  test('columns that the file writes line by line across the page come apart too', async () => {
    const a = column(left, 72, 760)
    const b = column(rightHand, 310, 760)
    expect(await paragraphsOf([a.flatMap((line, i) => [line, b[i]])])).toEqual([text])
  })

  test('a headline across both columns comes first', async () => {
    const head = {
      text: 'La tempête ferme le port de Velmar et inquiète les pêcheurs',
      x: 72,
      y: 800,
      size: 18,
    }
    expect(await paragraphsOf([[head, ...column(left, 72, 760), ...column(rightHand, 310, 760)]])).toEqual([
      head.text,
      text,
    ])
  })

  test('a hyphen that belongs to its word stays, as the rest of the text shows', async () => {
    const page = column(
      [
        'The vice-governor of Velmar said so. The vice-',
        'governor was later denied by the speaker of the coun-',
        'cil, and by the mayor of the southern city of Velmar.',
      ],
      72,
      760,
    )
    expect(await paragraphsOf([page])).toEqual([
      'The vice-governor of Velmar said so. The vice-governor was later denied by the speaker of the council, and by the mayor of the southern city of Velmar.',
    ])
  })

  test('running heads and page numbers are left out', async () => {
    const pages = ['first', 'second', 'third', 'fourth'].map((word, i) => [
      { text: 'The Velmar Gazette', x: 72, y: 820, size: 8 },
      ...column(
        [
          `The ${word} page of the report tells of the harbour and of`,
          'the ships which lay there through the long winter and',
        ],
        72,
        760,
      ),
      { text: `Page ${i + 1}`, x: 280, y: 30, size: 8 },
    ])
    const paragraphs = await paragraphsOf(pages)
    expect(paragraphs.join(' ')).not.toMatch(/Gazette|Page/)
    expect(paragraphs).toHaveLength(4)
  })

  test('a sentence goes on over the page', async () => {
    const first = column(['The council of Velmar spoke of the bridge for hours, and'], 72, 100)
    const second = column(['then went home without a decision, its speaker said.'], 72, 760)
    expect(await paragraphsOf([first, second])).toEqual([
      'The council of Velmar spoke of the bridge for hours, and then went home without a decision, its speaker said.',
    ])
  })

  test.each([
    ['cut short', pdfOf([column(['One line of text.'], 72, 700)]).subarray(0, 200), /broken or incomplete/],
    ['not a PDF after its first line', Buffer.from('%PDF-1.4\nnothing of the kind'), /broken or incomplete/],
    ['without text', pdfOf([[]]), /holds no text, only pictures.*OCR/],
    [
      'locked',
      pdfOf(
        [column(['One line of text.'], 72, 700)],
        `/Encrypt << /Filter /Standard /V 1 /R 2 /O <${'ab'.repeat(32)}> /U <${'cd'.repeat(32)}> /P -44 >> /ID [<${'01'.repeat(16)}> <${'01'.repeat(16)}>]`,
      ),
      /locked by a password/,
    ],
  ])('a file %s is refused in a sentence', async (_, bytes, sentence) => {
    await expect(reportFromPdf(bytes, 'The file')).rejects.toThrow(sentence)
  })

  test('any bytes give a report or a refusal', async () => {
    const whole = pdfOf([column(['Some words on a page,', 'and some more of them.'], 72, 700)])
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 30 }),
        async (changes) => {
          const bytes = new Uint8Array(whole)
          for (const [place, value] of changes) bytes[place] = value
          try {
            expect(typeof (await reportFromPdf(bytes, 'The file')).text).toBe('string')
          } catch (error) {
            expect((error as Error).name).toBe('IntakeError')
          }
        },
      ),
      { numRuns: 60 },
    )
  })

  test('text a light-year off the page is read with the rest', () => {
    const runs = Array.from({ length: 40 }, (_, k) => ({
      text: `mot${k}`,
      x: k % 2 === 0 ? 72 : 1e17 * k,
      y: 12 * k,
      width: 80,
      size: 10,
    }))
    expect(
      paragraphsOfPages([runs])
        .join(' ')
        .match(/mot\d+/g),
    ).toHaveLength(40)
  })

  test('a paragraph of very many lines is joined as a short one is', () => {
    const line = (k: number) => ({
      text: k % 2 === 0 ? 'le port de Vel-' : `mar${'a'.repeat(80)}`,
      x: 72,
      y: 12 * k,
      width: 400,
      size: 10,
    })
    const [short] = paragraphsOfPages([[0, 1].map(line)])
    const [long, ...rest] = paragraphsOfPages([Array.from({ length: 20_000 }, (_, k) => line(k))])
    expect(rest).toEqual([])
    expect(long).toBe(Array.from({ length: 10_000 }, () => short).join(' '))
  })

  test('any layout keeps its words', () => {
    const run = fc.record({
      text: fc.stringMatching(/^[a-z]{1,8}$/),
      x: fc.integer({ min: 0, max: 500 }),
      y: fc.integer({ min: 0, max: 800 }),
      width: fc.integer({ min: 1, max: 200 }),
      size: fc.integer({ min: 6, max: 20 }),
    })
    fc.assert(
      fc.property(fc.array(run, { maxLength: 80 }), (runs) => {
        const letters = (text: string) => [...text.replace(/\s/g, '')].sort().join('')
        expect(letters(paragraphsOfPages([runs]).join(''))).toBe(
          letters(runs.map(({ text }) => text).join('')),
        )
      }),
    )
  })
})
