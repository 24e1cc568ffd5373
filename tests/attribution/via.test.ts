import { describe, expect, it } from 'vitest'
import type { Language } from '../../src/contract/analysis.ts'
import { testEngine } from '../support.ts'

/** What each attribution came through, by the outlet's name as the text has it; names are invented or of well-known outlets. */
const cases: [Language, string, (string | undefined)[]][] = [
  [
    'fr',
    '« Le pont sera fermé », a déclaré la maire de Kessary, Lena Orvat, dans une interview au magazine Rivages.',
    ['Rivages'],
  ],
  ['fr', '« Le pont sera fermé », a indiqué Lena Orvat sur son compte Twitter.', ['Twitter']],
  ['fr', "La maire s'est confiée à BFMTV. Elle a assuré que le pont serait fermé.", ['BFMTV']],
  [
    'fr',
    "« Le pont sera fermé », a dit Lena Orvat à l'AFP. La maire a ajouté que les travaux seraient longs.",
    ['AFP', 'AFP'],
  ],
  ['fr', '« Le pont sera fermé », a déclaré Lena Orvat. Elle a lu Le Monde.', [undefined]],
  ['es', '"El puente se cerrará", explicó Lena Orvat en una entrevista con la revista Riberas.', ['Riberas']],
  ['es', '"El puente se cerrará", escribió Lena Orvat en su cuenta de Twitter.', ['Twitter']],
  [
    'en',
    '“The bridge will close,” Lena Orvat said in an interview with the magazine Riverside.',
    ['Riverside'],
  ],
  ['en', '“The bridge will close,” Lena Orvat told Reuters.', ['Reuters']],
  ['en', '“The bridge will close,” Lena Orvat said. She reads the New York Times.', [undefined]],
]

describe('the outlet that words came through', () => {
  it.each(cases)('%s: %s', (language, text, expected) => {
    const { attributions, entities } = testEngine().read({ text, language })
    const nameOf = (id: string | null | undefined) => entities.find((entity) => entity.id === id)?.name
    const found = attributions.map(({ via }) => nameOf(via)?.replace(/^l'/i, ''))
    expect(found.slice(0, expected.length)).toEqual(expected)
  })
})
