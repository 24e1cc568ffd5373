import { describe, expect, it } from 'vitest'
import { findCopies } from '../../src/situation/origins/copies.ts'
import { testEngine } from '../support.ts'

const french = `Le barrage de Vély, haut de 62 mètres, sera vidé le 14 septembre, a annoncé mardi la région de Sorvel. Les 1.200 habitants du hameau d'Arbanc devront quitter leurs maisons pendant trois jours. Les ingénieurs de la société Karel examineront les 18 vannes et les joints du mur. Le coût des travaux est estimé à 4 millions d'euros par le ministère de l'Environnement. En 2011, une fuite avait inondé le village de Mirande et fait deux morts.`
const english = `The Vély dam, which is 62 metres high, will be emptied on 14 September, the Sorvel region said on Tuesday. The 1,200 residents of the hamlet of Arbanc must leave their homes for three days. Engineers of the company Karel will inspect the 18 gates and the joints of the wall. The works will cost an estimated 4 million euros, according to the environment ministry. In 2011 a leak flooded the village of Mirande and killed two people.`
const spanish = `La presa de Vély, de 62 metros de altura, se vaciará el 14 de septiembre, anunció el martes la región de Sorvel. Los 1.200 habitantes de la aldea de Arbanc tendrán que dejar sus casas durante tres días. Los ingenieros de la empresa Karel examinarán las 18 compuertas y las juntas del muro. El coste de las obras se estima en 4 millones de euros, según el Ministerio de Medio Ambiente. En 2011, una fuga inundó el pueblo de Mirande y causó dos muertos.`
/** Another reporter on the same matter. */
const ownEnglish = `Shopkeepers in Arbanc are angry. "Nobody asked us," says Lina Orval, who sells bread there. The region plans to empty the Vély dam on 14 September. Her neighbours fear for their cellars, and the mayor wants a meeting with the engineers. Buses will run to Sorvel every hour. The school stays open, its head teacher told parents in a letter.`

const analyse = (id: string, language: 'fr' | 'en' | 'es', text: string, published: string) =>
  testEngine().analyse({ id, language, text, published })

describe('translations among copies', () => {
  it.each([
    ['French into English', ['fr', french], ['en', english], ['translation']],
    ['French into Spanish', ['fr', french], ['es', spanish], ['translation']],
    ['English into Spanish', ['en', english], ['es', spanish], ['translation']],
    ['another report of the same matter', ['fr', french], ['en', ownEnglish], []],
    [
      'two languages, two matters',
      ['es', spanish],
      [
        'en',
        'The bakers of Lowmere will strike on Friday over flour prices, their union said. It asks for 3 per cent.',
      ],
      [],
    ],
  ] as const)('%s', (_, [one, first], [other, second], kinds) => {
    const { copies } = findCopies([
      analyse('a', one, first, '2026-09-01T08:00:00Z'),
      analyse('b', other, second, '2026-09-01T10:00:00Z'),
    ])
    expect(copies.map(({ kind }) => kind)).toEqual(kinds)
    for (const { original, copy, passages } of copies) {
      expect([original, copy]).toEqual(['a', 'b'])
      for (const { original: from, copy: to } of passages) {
        expect(first.slice(...from).length).toBeGreaterThan(20)
        expect(second.slice(...to).length).toBeGreaterThan(20)
      }
    }
  })
})
