import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Attribution, Language } from '../../src/contract/analysis.ts'
import { knownFailures } from '../known-failures.ts'
import { testEngine } from '../support.ts'

/** `source → content`, words alone: no quotation marks, no final point. */
const read = (language: Language, text: string): string[] =>
  testEngine()
    .read({ text, language, published: '2026-03-02' })
    .attributions.map((one) => show(text, one))

const words = (text: string): string => (text.match(/[\p{L}\p{N}]+/gu) ?? []).join(' ')
const show = (text: string, one: Attribution): string => {
  const of = (spans: Attribution['content']): string =>
    spans.map((span) => words(text.slice(span[0], span[1]))).join(' … ')
  return `${of(one.source)} → ${of(one.content)}`
}

type Case = [text: string, ...expected: string[]]

const english: Case[] = [
  [
    'The Harbour Union, which hosts the talks, fears that the truce will fail.',
    'The Harbour Union → that the truce will fail',
  ],
  [
    'Two senior officials, who asked not to be named, said the bridge would close.',
    'Two senior officials → the bridge would close',
  ],
  ['The harbour will close in June, the mayor said.', 'the mayor → The harbour will close in June'],
  [
    'Mayor Ilsa Varn said that the harbour would close in June.',
    'Mayor Ilsa Varn → that the harbour would close in June',
  ],
  ['“We have no money left,” said Ilsa Varn.', 'Ilsa Varn → We have no money left'],
  [
    '“We have no money left,” Varn said. “We told the ministry so.”',
    'Varn → We have no money left … We told the ministry so',
  ],
  [
    '“The bridge,” said the engineer, “will hold for years.”',
    'the engineer → The bridge … will hold for years',
  ],
  ['“It is a great day,” Ms Varn rejoiced.', 'Ms Varn → It is a great day'],
  ['“It is a great day for the town!” joked Ms. Varn.', 'Ms Varn → It is a great day for the town'],
  ['The interior ministry insists the border is closed.', 'The interior ministry → the border is closed'],
  [
    'The port will close, Reuters reported, citing two officials.',
    'Reuters → The port will close',
    'two officials → The port will close',
  ],
  ['“The Last Door,” a novel by Varn, sold well.'],
  ['According to the police, two boats sank.', 'the police → two boats sank'],
  ['Two boats sank, according to a senior official.', 'a senior official → Two boats sank'],
  ['The ministry denied that the reactor had failed.', 'The ministry → that the reactor had failed'],
  ['The company promised to repair the dam by May.', 'The company → to repair the dam by May'],
  ['The governor refused to resign.', 'The governor → to resign'],
  ['A spokesman declined to comment.', 'A spokesman → to comment'],
  ['Fishermen fear that the catch will collapse.', 'Fishermen → that the catch will collapse'],
  ['Experts believe the dam is unsafe.', 'Experts → the dam is unsafe'],
  ['The senator wants to cut taxes.', 'The senator → to cut taxes'],
  ['Varn told reporters that the vote had been moved.', 'Varn → that the vote had been moved'],
  ['A new report shows that prices doubled.', 'A new report → that prices doubled'],
  ['The union demanded higher wages.', 'The union → higher wages'],
  ['Sources said the minister will step down.', 'Sources → the minister will step down'],
  ['She added that nobody was hurt.', 'She → that nobody was hurt'],
  ['The paper reported that the fleet had left port.', 'The paper → that the fleet had left port'],
  ['The court ruled that the law was invalid.', 'The court → that the law was invalid'],
  ['The envoy warned that talks could fail.', 'The envoy → that talks could fail'],
  ['The president hopes to visit the coast in July.', 'The president → to visit the coast in July'],
  ['Critics accused the mayor of corruption.', 'Critics → the mayor of corruption'],
  ['A witness claimed that the driver was asleep.', 'A witness → that the driver was asleep'],
  ['The boy threw a stone at the window.'],
  ['The train left at noon and arrived late.'],
  ['The film “Seven Winters” opened on Friday.'],
  ['He is known as “the Baker”.'],
  ['The team won its third match.'],
  ['Snow fell on the hills all night.'],
  ['The road runs along the river.'],
  ['They signed the treaty in Lorvik.'],
]

const french: Case[] = [
  ["Comme l'a annoncé le maire, le pont fermera.", 'le maire → le pont fermera'],
  ["Le pont fermera, ainsi que l'a confirmé la préfecture.", 'la préfecture → Le pont fermera'],
  [
    'Le président avait déjà promis, durant la campagne, de « réduire les impôts ».',
    'Le président → de réduire les impôts',
  ],
  ['Il se dit que le maire partirait.', ' → que le maire partirait'],
  ["L'événement se répète chaque année."],
  ["« C'est un jour de paix », s'est réjouie Mme Dalvik.", 'Mme Dalvik → C est un jour de paix'],
  [
    "« Nous n'excluons aucune piste », a déclaré le ministre.",
    'le ministre → Nous n excluons aucune piste',
    'Nous → aucune piste',
  ],
  [
    "« La mesure est injuste », s'insurge Paul Rettel, maire de Sorvel. « Elle nous coûtera cher », s'agace-t-il.",
    'Paul Rettel maire de Sorvel → La mesure est injuste',
    'il → Elle nous coûtera cher',
  ],
  [
    "L'Union européenne, qui accueille les pourparlers, craint que la trêve ne tienne pas.",
    'L Union européenne → que la trêve ne tienne pas',
  ],
  [
    'Washington accuse Mexico de passivité, tandis que les combats continuent.',
    'Washington → Mexico de passivité',
  ],
  [
    "Deux hauts responsables qui ont requis l'anonymat affirment que le pont sera fermé.",
    'Deux hauts responsables → que le pont sera fermé',
  ],
  ["L'accord comprend trois volets, jugés essentiels par les partisans du texte."],
  ['Le port fermera en juin, a annoncé la maire.', 'la maire → Le port fermera en juin'],
  [
    'La maire Ilsa Varn a affirmé que le port fermerait en juin.',
    'La maire Ilsa Varn → que le port fermerait en juin',
  ],
  ['« Nous n’avons plus d’argent », a déclaré Ilsa Varn.', 'Ilsa Varn → Nous n avons plus d argent'],
  [
    '« Nous partirons demain », a expliqué à l’AFP le capitaine du navire.',
    'le capitaine du navire → Nous partirons demain',
  ],
  ['« Nous attendons », a-t-il ajouté.', 'il → Nous attendons'],
  [
    '« Le pont », assure l’ingénieur, « tiendra encore dix ans ».',
    'l ingénieur → Le pont … tiendra encore dix ans',
  ],
  ['Selon la police, deux bateaux ont coulé.', 'la police → deux bateaux ont coulé'],
  ['D’après un haut responsable, deux bateaux ont coulé.', 'un haut responsable → deux bateaux ont coulé'],
  ['Deux bateaux ont coulé, selon les pompiers.', 'les pompiers → Deux bateaux ont coulé'],
  [
    'Le ministère a démenti que le réacteur soit tombé en panne.',
    'Le ministère → que le réacteur soit tombé en panne',
  ],
  ['L’entreprise a promis de réparer le barrage.', 'L entreprise → de réparer le barrage'],
  ['Le gouverneur a refusé de démissionner.', 'Le gouverneur → de démissionner'],
  ['Les pêcheurs craignent que la pêche ne s’effondre.', 'Les pêcheurs → que la pêche ne s effondre'],
  ['Les experts estiment que le barrage est dangereux.', 'Les experts → que le barrage est dangereux'],
  ['La sénatrice veut baisser les impôts.', 'La sénatrice → baisser les impôts'],
  ['Un rapport montre que les prix ont doublé.', 'Un rapport → que les prix ont doublé'],
  ['Le syndicat réclame des salaires plus élevés.', 'Le syndicat → des salaires plus élevés'],
  ['Elle a précisé que personne n’était blessé.', 'Elle → que personne n était blessé'],
  ['Le quotidien révèle que la flotte a quitté le port.', 'Le quotidien → que la flotte a quitté le port'],
  [
    'Pour les observateurs, cette décision est dangereuse.',
    'les observateurs → cette décision est dangereuse',
  ],
  ['L’opposition dénonce une « mascarade ».', 'L opposition → une mascarade'],
  ['Lorvik accuse Tarn de passivité.', 'Lorvik → Tarn de passivité'],
  [
    'Le président espère se rendre sur la côte en juillet.',
    'Le président → se rendre sur la côte en juillet',
  ],
  ['Un témoin prétend que le conducteur dormait.', 'Un témoin → que le conducteur dormait'],
  ['L’enfant a jeté une pierre contre la vitre.'],
  ['Le train est parti à midi.'],
  ['Le film « Sept hivers » sort vendredi.'],
  ['On l’appelle « le Boulanger ».'],
  ['L’équipe a gagné son troisième match.'],
  ['La neige est tombée toute la nuit.'],
  ['Les prix varient selon la saison.'],
  ['Ils ont signé le traité à Lorvik.'],
  ['Un train pour Lorvik, puis un car.'],
]

const spanish: Case[] = [
  ['«Es un día de paz», celebró la señora Dalvik.', 'la señora Dalvik → Es un día de paz'],
  ['Dos altos cargos → que el puente se cerrará'],
  [
    'La Unión Europea, que acoge las conversaciones, teme que la tregua fracase.',
    'La Unión Europea → que la tregua fracase',
  ],
  ['El puerto cerrará en junio, anunció la alcaldesa.', 'la alcaldesa → El puerto cerrará en junio'],
  [
    'La alcaldesa Ilsa Varn afirmó que el puerto cerraría en junio.',
    'La alcaldesa Ilsa Varn → que el puerto cerraría en junio',
  ],
  ['“No nos queda dinero”, dijo Ilsa Varn.', 'Ilsa Varn → No nos queda dinero'],
  ['“Partiremos mañana”, explicó a EFE el capitán del barco.', 'el capitán del barco → Partiremos mañana'],
  [
    '“El puente”, aseguró el ingeniero, “aguantará diez años”.',
    'el ingeniero → El puente … aguantará diez años',
  ],
  ['Según la policía, dos barcos se hundieron.', 'la policía → dos barcos se hundieron'],
  [
    'De acuerdo con un alto funcionario, dos barcos se hundieron.',
    'un alto funcionario → dos barcos se hundieron',
  ],
  ['Dos barcos se hundieron, según los bomberos.', 'los bomberos → Dos barcos se hundieron'],
  ['El ministerio negó que el reactor hubiera fallado.', 'El ministerio → que el reactor hubiera fallado'],
  ['La empresa prometió reparar la presa.', 'La empresa → reparar la presa'],
  ['El gobernador se negó a dimitir.', 'El gobernador → a dimitir'],
  ['Los pescadores temen que la pesca se hunda.', 'Los pescadores → que la pesca se hunda'],
  ['Los expertos creen que la presa es peligrosa.', 'Los expertos → que la presa es peligrosa'],
  ['La senadora quiere bajar los impuestos.', 'La senadora → bajar los impuestos'],
  ['Un informe muestra que los precios se duplicaron.', 'Un informe → que los precios se duplicaron'],
  ['El sindicato exige salarios más altos.', 'El sindicato → salarios más altos'],
  ['Añadió que nadie resultó herido.', ' → que nadie resultó herido'],
  [
    'El diario reveló que la flota había dejado el puerto.',
    'El diario → que la flota había dejado el puerto',
  ],
  ['A juicio de los observadores, la decisión es peligrosa.', 'los observadores → la decisión es peligrosa'],
  ['El presidente espera visitar la costa en julio.', 'El presidente → visitar la costa en julio'],
  ['Un testigo aseguró que el conductor dormía.', 'Un testigo → que el conductor dormía'],
  [
    'Según informó este lunes el ministro de Educación, las clases empezarán en junio.',
    'el ministro de Educación → las clases empezarán en junio',
  ],
  ['Las clases serán en línea, tal y como anunció la ministra.', 'la ministra → Las clases serán en línea'],
  ['“El puerto cerrará”, explicó la alcaldesa en rueda de prensa.', 'la alcaldesa → El puerto cerrará'],
  ['Agradece Varn mensajes de apoyo de sus rivales.', 'Varn → mensajes de apoyo de sus rivales'],
  [
    'El obispo dijo que está de acuerdo con el papa.',
    'El obispo → que está de acuerdo con el papa',
    ' → con el papa',
  ],
  ['El equipo jugó como quiso.'],
  ['La oposición acusó al alcalde de corrupción.', 'La oposición → al alcalde de corrupción'],
  [
    'El enviado advirtió que las conversaciones podían fracasar.',
    'El enviado → que las conversaciones podían fracasar',
  ],
  ['El niño lanzó una piedra contra la ventana.'],
  ['El tren salió a mediodía.'],
  ['La película “Siete inviernos” se estrena el viernes.'],
  ['Lo llaman “el Panadero”.'],
  ['El equipo ganó su tercer partido.'],
  ['La nieve cayó toda la noche.'],
  ['Los precios varían según la temporada.'],
  ['Firmaron el tratado en Lorvik.'],
]

const known = knownFailures(new URL('known-failures.json', import.meta.url))

const run = (language: Language, cases: Case[]): void => {
  for (const [text, ...expected] of cases) {
    test(text, () => {
      known.held(text, () => expect(read(language, text)).toEqual(expected))
    })
  }
}

describe('English', () => run('en', english))
describe('French', () => run('fr', french))
describe('Spanish', () => run('es', spanish))

describe('kinds and acts', () => {
  const cases: [Language, string, string, string][] = [
    ['fr', 'Selon un conseiller de Marc Voran, le texte sera retiré.', 'anonymous', 'say'],
    ['fr', 'Les États-Unis estiment que la trêve tiendra.', 'named', 'believe'],
    ['fr', 'La France craint une rupture.', 'named', 'fear'],
    ['fr', "L'opposition dénonce un coup de force.", 'named', 'accuse'],
    ['fr', 'Les pêcheurs redoutent une mauvaise saison.', 'group', 'fear'],
    ['fr', 'Selon un rapport, les prix ont doublé.', 'document', 'say'],
    ['fr', 'Le ministère a refusé de commenter.', 'named', 'decline-comment'],
    ['en', 'Two senior officials said the bridge would close.', 'anonymous', 'say'],
    ['en', 'A spokesman declined to comment.', 'anonymous', 'decline-comment'],
    ['en', 'Fishermen fear that the catch will collapse.', 'group', 'fear'],
    ['es', 'Dos altos cargos aseguran que el puente se cerrará.', 'anonymous', 'claim'],
    ['es', 'Un asesor de Marta Ruano dijo que el texto será retirado.', 'anonymous', 'say'],
    ['es', 'Los pescadores temen que la pesca se hunda.', 'group', 'fear'],
    ['en', 'It could not be verified whether the port was closed.', 'unstated', 'unverified'],
    ['en', 'The report could not be independently confirmed.', 'unstated', 'unverified'],
    ['en', 'Reuters could not verify the claim.', 'media', 'unverified'],
    ['en', 'The mayor verified the accounts.', 'named', 'confirm'],
    ['en', 'The ministry made no comment.', 'named', 'decline-comment'],
    ['fr', "Le bilan n'a pas pu être confirmé.", 'unstated', 'unverified'],
    ['fr', "L'AFP n'a pas pu vérifier ces informations.", 'media', 'unverified'],
    ['fr', 'Le ministère a confirmé le bilan.', 'named', 'confirm'],
    ['fr', "Les deux ministères n'ont pas fait de commentaire.", 'named', 'decline-comment'],
    ['es', 'El balance no pudo ser verificado.', 'unstated', 'unverified'],
    ['es', 'Reuters no pudo verificar los datos.', 'media', 'unverified'],
    ['es', 'El ministerio confirmó el balance.', 'named', 'confirm'],
    ['es', 'El ministerio no hizo comentarios.', 'named', 'decline-comment'],
    ['es', 'El ministerio no quiso hacer declaraciones.', 'named', 'decline-comment'],
  ]
  for (const [language, text, kind, act] of cases)
    test(text, () => {
      const [one] = testEngine().read({ text, language, published: '2026-03-02' }).attributions
      expect([one?.sourceKind, one?.act]).toEqual([kind, act])
    })
})

describe('any text', () => {
  test('spans are sound, ids resolve, parents contain', () => {
    const unit = fc.constantFrom(
      'selon ',
      'la police ',
      'dit ',
      'que ',
      '« ',
      ' »',
      '"',
      ', ',
      '. ',
      '\n',
      'NBC ',
      'said ',
      'Varn ',
      '\ud800',
      ': ',
      'a affirmé ',
      '-t-il ',
      '“',
      '”',
      ' ',
    )
    fc.assert(
      fc.property(
        fc.array(unit, { minLength: 1, maxLength: 60 }),
        fc.constantFrom<Language>('fr', 'en', 'es'),
        (units, language) => {
          const text = units.join('')
          if (text.trim() === '') return
          const document = testEngine().read({ text, language })
          const ids = new Set(document.attributions.map((one) => one.id))
          const entities = new Set(document.entities.map((one) => one.id))
          for (const one of document.attributions) {
            expect(one.content.length).toBeGreaterThan(0)
            for (const list of [one.source, one.cue, one.content]) {
              let last = -1
              for (const [start, end] of list) {
                expect(start).toBeGreaterThan(last)
                expect(end).toBeGreaterThan(start)
                expect(end).toBeLessThanOrEqual(text.length)
                last = end - 1
              }
            }
            if (one.parent) expect(ids.has(one.parent)).toBe(true)
            expect(one.parent).not.toBe(one.id)
            if (one.sourceEntity) expect(entities.has(one.sourceEntity)).toBe(true)
            if (one.via) expect(entities.has(one.via)).toBe(true)
          }
        },
      ),
      { numRuns: 150 },
    )
  })
})

describe('a nameless source is nobody by name', () => {
  test.each([
    ['fr', '« Rien n’est décidé », a indiqué un conseiller de Mme Valbert.'],
    ['en', '“Nothing is decided,” said an adviser to Anna Valbert.'],
    ['es', '«Nada está decidido», dijo un asesor de Ana Valverde.'],
  ] as const)('%s: %s', (language, text) => {
    const [attribution] = testEngine().analyse({ text, language }).attributions
    expect(attribution.sourceKind).toBe('anonymous')
    expect(attribution.sourceEntity).toBeNull()
  })
})
