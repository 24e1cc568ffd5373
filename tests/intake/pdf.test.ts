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

  const bold = {
    fr: 'Le pont de Tarvel restera fermé, très très longtemps',
    en: 'The bridge at Tarvel will stay closed for a long, long time',
    es: 'El puente de Tarvel seguirá cerrado por muchísimo tiempo',
  }
  const under = 'Une suite en maigre.'
  describe.each(Object.entries(bold))('type made bold by drawing it again (%s)', (_, title) => {
    const line = { text: title, x: 72, y: 760, size: 16 }
    let x = 72
    const words = title.split(' ').map((text) => {
      const word = { text, x, y: 760, size: 16 }
      x += 9.2 * text.length + 4
      return word
    })
    const body = { text: under, x: 72, y: 700 }
    test.each([
      ['at once', [line, { ...line, x: 72.4 }, body]],
      ['at the same place', [line, line, body]],
      ['three times', [line, { ...line, x: 72.3 }, { ...line, x: 72.6 }, body]],
      ['after all the rest', [line, body, { ...line, x: 72.5, y: 759.8 }]],
      ['word by word', [...words.flatMap((word) => [word, { ...word, x: word.x + 0.5 }]), body]],
      ['as a shadow', [{ ...line, x: 73, y: 759 }, line, body]],
    ])('%s is read once', async (__, page) => {
      expect((await paragraphsOf([page])).map((one) => one.replace(/ {2,}/g, ' '))).toEqual([title, under])
    })
    test('what stands twice on the page is read twice', async () => {
      expect(await paragraphsOf([[line, { ...line, y: 700 }]])).toEqual([`${title} ${title}`])
    })
  })

  const short = {
    fr: [
      ['Le port de Velmar est fermé', 'depuis lundi, a dit le maire', 'après la tempête de la nuit.'],
      ['Une porte-parole a confirmé', 'que les travaux seraient', 'longs et coûteux.'],
    ],
    en: [
      ['The harbour of Velmar has', 'been closed since Monday,', 'said the mayor of the town.'],
      ['A spokeswoman confirmed', 'that the works would take', 'long and cost much.'],
    ],
    es: [
      ['El puerto de Velmar está', 'cerrado desde el lunes, dijo', 'el alcalde del pueblo.'],
      ['Una portavoz confirmó que', 'las obras serían largas y', 'muy caras para todos.'],
    ],
  } as const
  describe.each(Object.entries(short))('short columns in %s', (_, [first, second]) => {
    const head = { text: 'Un titre sur toute la largeur', x: 72, y: 800, size: 18 }
    const below = {
      text: 'Une ligne sur toute la largeur de la page, sous les deux colonnes, clôt le tout.',
      x: 72,
      y: 640,
    }
    test.each([
      [2, 3],
      [3, 2],
      [3, 3],
      [2, 2],
    ])('of %s and %s lines are read one after the other', async (m, n) => {
      const a = column(first.slice(0, m), 72, 760)
      const b = column(second.slice(0, n), 310, 760)
      const read = [first.slice(0, m).join(' '), second.slice(0, n).join(' ')]
      const mixed = a.flatMap((line, i) => [line, ...(b[i] ? [b[i]] : [])]).concat(b.slice(m))
      // The second goes on with the first where that ends within a clause.
      const parts = read[0].endsWith(',') ? [read.join(' ')] : read
      for (const page of [[...a, ...b], mixed]) {
        expect(await paragraphsOf([page])).toEqual(parts)
        expect(await paragraphsOf([[head, ...page, below]])).toEqual([head.text, ...parts, below.text])
      }
    })
  })
  test('a small table is read by its rows', async () => {
    const a = column(['Orlan', 'Tarvel', 'Ronvaux'], 72, 760)
    const b = column(['12 blessés', '3 blessés', 'aucun blessé'], 310, 760)
    const text = (await paragraphsOf([a.flatMap((line, i) => [line, b[i]])])).join(' ')
    expect(text).toBe('Orlan 12 blessés Tarvel 3 blessés Ronvaux aucun blessé')
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
      fc.property(fc.uniqueArray(run, { maxLength: 80, selector: ({ text }) => text }), (runs) => {
        const letters = (text: string) => [...text.replace(/\s/g, '')].sort().join('')
        expect(letters(paragraphsOfPages([runs]).join(''))).toBe(
          letters(runs.map(({ text }) => text).join('')),
        )
      }),
    )
  })
})
