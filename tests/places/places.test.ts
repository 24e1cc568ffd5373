import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Language, Place } from '../../src/contract/analysis.ts'
import { knownFailures } from '../known-failures.ts'
import { testEngine } from '../support.ts'
import { namesakes } from './namesakes.ts'

const read = (language: Language, text: string, publisher?: string): Place[] =>
  testEngine().analyse({ text, language, publisher }, { explain: true }).places
const shown = (text: string, place: Place): string =>
  `${text.slice(...place.span)}=${place.latitude === undefined ? '?' : `${place.name}/${place.country ?? ''}`}`

type Case = [text: string, expected: string[]]

const cases: Record<Language, Case[]> = {
  fr: [
    [
      'Un incendie a détruit un entrepôt à Strasbourg (Bas-Rhin).',
      ['Strasbourg=Strasbourg/FR', 'Bas-Rhin=Bas-Rhin/FR'],
    ],
    ['Le tournoi aura lieu à Londres puis à Pékin.', ['Londres=London/GB', 'Pékin=Beijing/CN']],
    [
      'La pluie est tombée sur la Bretagne et en Normandie.',
      ['Bretagne=Brittany/FR', 'Normandie=Normandy/FR'],
    ],
    ['Un cargo a été arraisonné dans le détroit d’Ormuz.', ['détroit d’Ormuz=Strait of Hormuz/']],
    ['Le festival de jazz se tient aux Etats-Unis.', ['Etats-Unis=United States/US']],
    ['Elle a grandi à Valence, en Espagne.', ['Valence=Valencia/ES', 'Espagne=Spain/ES']],
    [
      'Le maire de Levallois (Hauts-de-Seine) a inauguré le parc.',
      ['Levallois=Levallois-Perret/FR', 'Hauts-de-Seine=Hauts-de-Seine/FR'],
    ],
    ['Des pêcheurs ont été secourus en mer Noire.', ['mer Noire=Black Sea/']],
    ['Les secours sont arrivés en Cisjordanie dans la nuit.', ['Cisjordanie=West Bank/PS']],
    ['Une exposition ouvre à Damas, en Syrie.', ['Damas=Damascus/SY', 'Syrie=Syria/SY']],
    ['Le train reliera Genève à Milan.', ['Genève=Genève/CH', 'Milan=Milan/IT']],
    ['Au Mexique, la récolte a été bonne.', ['Mexique=Mexico/MX']],
    ['Il a fini deuxième en Australie.', ['Australie=Australia/AU']],
    [
      'Le marché de Saint-Denis (Seine-Saint-Denis) rouvre.',
      ['Saint-Denis=Saint-Denis/FR', 'Seine-Saint-Denis=Seine-Saint-Denis/FR'],
    ],
    ['Un chalutier a coulé au large du Sénégal.', ['Sénégal=Senegal/SN']],
    // Negatives: no place is meant.
    ['Les Français ont gagné le match de rugby.', []],
    ['Le conseil municipal a voté le budget hier soir.', []],
    ['Tours de magie et jeux attendent les enfants.', []],
    ['Nice journée pour une promenade, a-t-il plaisanté.', []],
    ['Le fromage se vend bien.', []],
  ],
  en: [
    ['A fire destroyed a barn in Paris, Texas.', ['Paris=Paris/US', 'Texas=Texas/US']],
    ['Police in Alexandria, La., made two arrests.', ['Alexandria=Alexandria/US', 'La.=Louisiana/US']],
    ['The team travels to London, Ontario, on Friday.', ['London=London/CA', 'Ontario=Ontario/CA']],
    ['The bakery in London has closed.', ['London=London/GB']],
    ['Snow fell in Athens, Georgia, overnight.', ['Athens=Athens/US', 'Georgia=Georgia/US']],
    ['A museum opened in Athens, Greece.', ['Athens=Athens/GR', 'Greece=Greece/GR']],
    ['The ship crossed the Red Sea in a day.', ['Red Sea=Red Sea/']],
    [
      'Two schools in Butler and Warren counties will close; both lie in Ohio.',
      ['Butler=Butler County/US', 'Warren=Warren County/US', 'Ohio=Ohio/US'],
    ],
    ['She flew from Berlin to New York.', ['Berlin=Berlin/DE', 'New York=New York City/US']],
    [
      'The factory in Springfield, Mass., makes pens.',
      ['Springfield=Springfield/US', 'Mass.=Massachusetts/US'],
    ],
    ['Heavy rain is expected in the U.S. and in Canada.', ['U.S.=United States/US', 'Canada=Canada/CA']],
    ['The festival in Cork, Ireland, begins today.', ['Cork=Cork/IE', 'Ireland=Ireland/IE']],
    ['Farmers in Licking County want a new bridge.', ['Licking County=Licking County/US']],
    ['He was born in Cordoba, Argentina.', ['Cordoba=Córdoba/AR', 'Argentina=Argentina/AR']],
    ['The charity works in the Gaza Strip.', ['Gaza Strip=Gaza Strip/PS']],
    // Negatives.
    ['Reading is good for children.', []],
    ['The Washington Post published the letter.', []],
    ['Jackson said he would sing again.', []],
    ['They asked us about it.', []],
    ['More than half of the seats were empty.', []],
  ],
  es: [
    ['Un incendio destruyó un almacén en Sevilla.', ['Sevilla=Sevilla/ES']],
    ['El torneo se jugará en Londres y en Pekín.', ['Londres=London/GB', 'Pekín=Beijing/CN']],
    ['Nevó en Castilla y León y en Galicia.', ['Castilla y León=Castile and León/ES', 'Galicia=Galicia/ES']],
    ['La feria abre en Guadalajara, México.', ['Guadalajara=Guadalajara/MX', 'México=Mexico/MX']],
    ['Viajó a Nueva York para el concierto.', ['Nueva York=New York City/US']],
    ['El barco cruzó el golfo de México.', ['golfo de México=Gulf of Mexico/']],
    [
      'La cosecha fue buena en Estados Unidos y en Canadá.',
      ['Estados Unidos=United States/US', 'Canadá=Canada/CA'],
    ],
    ['Se inauguró un museo en Bruselas.', ['Bruselas=Brussels/BE']],
    ['Una escuela de Córdoba, Argentina, ganó el premio.', ['Córdoba=Córdoba/AR', 'Argentina=Argentina/AR']],
    ['Los médicos llegaron a la Franja de Gaza.', ['Franja de Gaza=Gaza Strip/PS']],
    ['El puente une Portugal con España.', ['Portugal=Portugal/PT', 'España=Spain/ES']],
    ['El tren llega a Zaragoza a las seis.', ['Zaragoza=Zaragoza/ES']],
    ['Hubo un eclipse visible en Chile.', ['Chile=Chile/CL']],
    ['La tormenta alcanzó Cuba y Haití.', ['Cuba=Cuba/CU', 'Haití=Haiti/HT']],
    ['El vuelo salió de Bogotá, Colombia.', ['Bogotá=Bogotá/CO', 'Colombia=Colombia/CO']],
    // Negatives.
    ['Los franceses ganaron el partido.', []],
    ['El ayuntamiento aprobó el presupuesto.', []],
    ['En Navidad se venden más juguetes.', []],
    ['Para desarrollar el plan hace falta tiempo.', []],
    ['Nada de eso ha pasado.', []],
  ],
}

const known = knownFailures(new URL('known-failures.json', import.meta.url))

describe.each(Object.keys(cases) as Language[])('places of %s', (language) => {
  it.each(cases[language])('%s', (text, expected) => {
    const found = read(language, text).map((place) => shown(text, place))
    known.held(text, () => expect(found).toEqual(expected))
  })
})

describe.each(Object.keys(namesakes) as Language[])('namesakes of %s', (language) => {
  it.each(namesakes[language])('%s', (text, expected) => {
    const found = read(language, text).map((place) => shown(text, place))
    known.held(text, () => expect(found).toEqual(expected))
  })
})

describe('the first-level region', () => {
  it.each([
    ['fr', 'Un incendie à Bordeaux.', 'FR.75', 'Nouvelle-Aquitaine'],
    ['en', 'A fire in Austin, Texas.', 'US.TX', 'Texas'],
    ['es', 'Un incendio en Medellín.', 'CO.02', 'Antioquia'],
  ] as const)('%s: %s: %s', (language, text, admin1, admin1Name) => {
    expect(read(language, text)[0]).toMatchObject({ admin1, admin1Name })
  })

  it('is absent of a country, a sea and what is unknown', () => {
    for (const place of read('fr', 'La France, la mer Noire et Kervanoz-sur-Lande.'))
      expect(place.admin1).toBeUndefined()
  })
})

describe('the outlet', () => {
  it('tells its country by its address where its name is not known', () => {
    const text = 'A school in Cambridge has closed.'
    const country = (url?: string) =>
      testEngine()
        .analyse({ text, language: 'en', url })
        .places.find((place) => place.name === 'Cambridge')?.country
    expect(country('https://www.example.co.uk/a')).toBe('GB')
    expect(country('https://example.ca/a')).toBe('CA')
  })
})

describe('resolution by the rest of the report', () => {
  it('gives one name one reading: the state named once holds for the other mentions', () => {
    const text = 'PARIS, Texas. The mill in Paris has closed. Paris will build a school.'
    const names = read('en', text).filter((place) => /paris/i.test(text.slice(...place.span)))
    expect(names.length).toBeGreaterThanOrEqual(2)
    for (const place of names) expect(place.geonames).toBe(4717560)
  })

  it.each([
    ['fr', 'Il pleut dans les États de Sinaloa et de Sonora.', ['Sinaloa', 'Sonora']],
    ['es', 'Llueve en los estados de Sinaloa y Sonora.', ['Sinaloa', 'Sonora']],
    ['en', 'It rained in the states of Sinaloa and Sonora.', ['Sinaloa', 'Sonora']],
  ] as const)('%s: states named together: %s', (language, text, expected) => {
    expect(read(language, text).map((place) => text.slice(...place.span))).toEqual(expected)
  })

  it.each([
    'Two diplomats in Geneva confirmed the plan.',
    'A baker told The Continental Observer so. Two diplomats in Geneva confirmed the plan.',
  ])('the foreign name of a great town is no village of that name: %s', (text) => {
    const geneva = read('en', text).find((place) => text.slice(...place.span) === 'Geneva')
    expect(geneva?.country).toBe('CH')
  })

  it('reads a name by its neighbours', () => {
    const text = 'The road links Sherman and Paris with Dallas. All of it lies in Texas.'
    const paris = read('en', text).find((place) => text.slice(...place.span) === 'Paris')
    expect(paris?.country).toBe('US')
  })

  it('takes the outlet into account', () => {
    const text = 'La biblioteca de Mérida abre hoy.'
    expect(read('es', text, 'Milenio')[0]).toMatchObject({ country: 'MX' })
  })

  it('leaves an unknown place unknown', () => {
    const text = 'El mercado de la villa abre en Xalquetzalpan del Monte.'
    for (const place of read('es', text)) expect(place.latitude).toBeUndefined()
  })
})

describe('the use of a place name', () => {
  const uses: [language: Language, text: string, name: string, use: 'literal' | 'associative'][] = [
    ['fr', 'Washington accuse Téhéran de retarder les discussions.', 'Washington', 'associative'],
    ['fr', 'Washington accuse Téhéran de retarder les discussions.', 'Téhéran', 'associative'],
    ['fr', 'La Norvège a annoncé un plan pour les forêts.', 'Norvège', 'associative'],
    ['fr', 'Le sommet se tiendra à Washington en mai.', 'Washington', 'literal'],
    ['fr', 'La récolte a été bonne en Norvège.', 'Norvège', 'literal'],
    ['en', 'Moscow announced a new railway on Monday.', 'Moscow', 'associative'],
    ['en', 'Snow fell in Moscow on Monday.', 'Moscow', 'literal'],
    ['en', 'Canada rejected the offer.', 'Canada', 'associative'],
    ['es', 'Argentina anunció un plan para los bosques.', 'Argentina', 'associative'],
    ['es', 'MÉRIDA (EFE).- La feria abre hoy con un concierto.', 'MÉRIDA', 'literal'],
    ['es', 'El concierto fue en Argentina.', 'Argentina', 'literal'],
    ['es', 'Pekín acusó a Tokio de romper el acuerdo.', 'Pekín', 'associative'],
  ]
  it.each(uses)('%s: %s: %s is %s', (language, text, name, use) => {
    expect(read(language, text).find((place) => text.slice(...place.span) === name)?.use).toBe(use)
  })
})

describe('any text', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      'Paris',
      ', ',
      'Texas',
      ' (',
      ')',
      'Les ',
      'mer ',
      'Noire',
      '\n',
      'U.S.',
      '. ',
      'W. Va.',
      ' in ',
      ' à ',
      'en ',
      'County',
      ' and ',
      '’',
      '-',
    ),
    fc.string({ unit: 'binary', maxLength: 12 }),
  )
  it('comes through with sound spans, references and coordinates', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<Language>('fr', 'en', 'es'),
        fc.array(piece, { minLength: 1, maxLength: 40 }),
        (language, pieces) => {
          const text = pieces.join('')
          if (text.trim() === '') return
          const analysis = testEngine().analyse({ text, language })
          const entities = new Map(analysis.entities.map((entity) => [entity.id, entity]))
          expect(entities.size).toBe(analysis.entities.length)
          let last = 0
          for (const place of analysis.places) {
            expect(place.span[0]).toBeGreaterThanOrEqual(last)
            expect(place.span[1]).toBeGreaterThan(place.span[0])
            expect(place.span[1]).toBeLessThanOrEqual(text.length)
            last = place.span[1]
            expect(place.entity === null || entities.has(place.entity)).toBe(true)
            expect(place.latitude === undefined).toBe(place.longitude === undefined)
            if (place.latitude !== undefined) expect(place.kind).toBeDefined()
          }
        },
      ),
      { numRuns: 150 },
    )
  })

  it('does not load the gazetteer for a text without a name', () => {
    // The engine of this file may have loaded it: that the bytes are asked for late is tested with the gazetteer.
    expect(read('en', 'it rains and rains and nothing else happens here.')).toEqual([])
  })

  it('takes a long list of names in its stride', () => {
    const text = `${'Paris, Texas, London, Springfield, '.repeat(400)}and Rome.`
    expect(read('en', text).length).toBeGreaterThan(1000)
  })
})
