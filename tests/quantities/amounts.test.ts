import { describe, expect, test } from 'vitest'
import type { Language } from '../../src/contract/analysis.ts'
import { testEngine } from '../support.ts'

/** A text, then each figure as "unit low..high", with "<was" and its movement where the words tell a change. */
type Row = readonly [language: Language, text: string, ...figures: string[]]

const figuresOf = (language: Language, text: string): string[] =>
  (testEngine().analyse({ text, language, published: '2026-03-04' }).quantities ?? []).map(
    ({ unit, low, high, was, movement }) =>
      `${unit} ${low === high ? low : `${low}..${high}`}${was === undefined ? '' : ` <${was}`}${movement ? ` ${movement}` : ''}`,
  )

const kinds: Readonly<Record<string, readonly Row[]>> = {
  'letters that multiply an amount': [
    ['en', 'A £300m loan.', 'GBP 300000000'],
    ['en', 'A £40k prize.', 'GBP 40000'],
    ['en', 'A $5m fine and a €3m gift.', 'USD 5000000', 'EUR 3000000'],
    ['en', '-$2.45B and €126.36M', 'USD 2450000000', 'EUR 126360000'],
    ['en', 'Support totalled 50 MUSD.', 'USD 50000000'],
    ['en', 'The harbour borrowed €1.2bn last spring.', 'EUR 1200000000'],
    ['en', 'The council repaid £750k.', 'GBP 750000'],
    ['en', 'Repairs were put at $US2 million.', 'USD 2000000'],
    ['en', 'The mill was sold for $ 15 million.', 'USD 15000000'],
    ['en', 'The ferry cost 12 MEUR.', 'EUR 12000000'],
    ['en', 'The wall is 5 m high.', 'm 5'],
    ['fr', 'La mairie a versé 40 k€.', 'EUR 40000'],
    ['fr', 'La mairie a versé 300 M€.', 'EUR 300000000'],
    ['fr', 'Le pont a coûté 2,5 Md€.', 'EUR 2500000000'],
    ['fr', 'Le pont a coûté 12 MEUR.', 'EUR 12000000'],
    ['es', 'Un préstamo de 300 M€.', 'EUR 300000000'],
    ['es', 'Pagó 125 USD millones.', 'USD 125000000'],
    ['es', 'La obra costó 45 k€.', 'EUR 45000'],
    ['es', 'La obra costó 3 EUR millones.', 'EUR 3000000'],
    ['es', 'Pidió US$20 millones.', 'USD 20000000'],
  ],
  'areas and volumes': [
    ['fr', '15 000 km2.', 'km² 15000'],
    ['fr', 'Le feu a parcouru 300 km² de forêt.', 'km² 300'],
    ['en', 'The fire burnt 40 km2 of forest.', 'km² 40'],
    ['en', 'The hall has 900 m2.', 'm² 900'],
    ['es', 'El incendio quemó 12 km2.', 'km² 12'],
    ['es', 'El depósito guarda 800 m3.', 'm³ 800'],
  ],
  'a change of a toll': [
    ['en', 'The death toll rose to 17 from 12.', 'killed 17 <12 rise'],
    ['en', 'The death toll rose from 12 to 17.', 'killed 17 <12 rise'],
    ['en', 'The death toll fell from 31 to 28.', 'killed 28 <31 fall'],
    ['en', 'The number of dead climbed to 40, up from 33.', 'killed 40 <33 rise'],
    ['en', 'The death toll rose to 30.', 'killed 30 rise'],
    ['fr', 'Le bilan est passé de 12 à 17 morts.', 'killed 17 <12 rise'],
    ['fr', 'Le nombre de morts est passé de 9 à 14.', 'killed 14 <9 rise'],
    ['fr', 'Le bilan est monté de trois à cinq morts.', 'killed 5 <3 rise'],
    ['fr', 'Le bilan a été ramené de 20 à 18 morts.', 'killed 18 <20 fall'],
    ['fr', 'Le séisme a fait de 12 à 17 morts.', 'killed 12..17'],
    ['es', 'La cifra de muertos subió de 12 a 17.', 'killed 17 <12 rise'],
    ['es', 'El número de muertos pasó de 8 a 11.', 'killed 11 <8 rise'],
    ['es', 'La cifra de muertos bajó de 21 a 19.', 'killed 19 <21 fall'],
    ['es', 'La cifra de fallecidos aumentó de 3 a 6.', 'killed 6 <3 rise'],
    ['es', 'El balance pasó de dos a cuatro muertos.', 'killed 4 <2 rise'],
  ],
  'none hurt': [
    ['fr', 'Ni morts ni blessés.', 'killed 0', 'injured 0'],
    ['fr', "Personne n'a été blessé.", 'injured 0'],
    ['fr', "Aucune personne n'a été tuée.", 'killed 0'],
    ['en', 'Nobody was hurt.', 'injured 0'],
    ['en', 'No one was killed.', 'killed 0'],
    ['en', 'No one has been arrested.', 'arrested 0'],
    ['en', 'There were no deaths.', 'killed 0'],
    ['es', 'Ni muertos ni heridos.', 'killed 0', 'injured 0'],
    ['es', 'Nadie resultó herido.', 'injured 0'],
    ['es', 'Nadie murió.', 'killed 0'],
    ['fr', 'Une personne a été blessée.', 'injured 1'],
  ],
  shares: [
    ['fr', 'La participation est passée de 40 % à 52 %.', '% 40', '% 52 <40 rise'],
    ['en', 'Inflation hit 3.5 per cent.', '% 3.5'],
    ['en', 'Up to 80 % of the stock was lost.', '% null..80'],
    ['en', 'Prices rose 12 percent.', '% 12 rise'],
    ['en', 'Turnout fell from 61% to 48%.', '% 61', '% 48 <61 fall'],
    ['fr', "Jusqu'à 80 % des récoltes sont perdues.", '% null..80'],
    ['fr', 'Le chômage atteint 7,4 pour cent.', '% 7.4'],
    ['es', 'Hasta un 80 % de la cosecha se perdió.', '% null..80'],
    ['es', 'La inflación llegó al 3,5 por ciento.', '% 3.5'],
    ['es', 'El paro bajó del 12 % al 9 %.', '% 12', '% 9 <12 fall'],
  ],
  votes: [
    ['fr', 'Le texte est adopté par 438 voix contre 86.', 'voix 438', 'voix 86'],
    ['fr', 'La motion a obtenu 120 voix contre 97.', 'voix 120', 'voix 97'],
    ['en', 'The motion passed by 438 votes to 86.', 'vote 438', 'vote 86'],
    ['en', 'They won with 51 votes against 47.', 'vote 51', 'vote 47'],
    ['es', 'La ley salió por 178 votos contra 160.', 'voto 178', 'voto 160'],
    ['es', 'Hubo 90 votos frente a 12.', 'voto 90', 'voto 12'],
  ],
  'a noun far behind': [
    ['en', 'The army fired 90 air, sea and ground-launched missiles.', 'missile 90'],
    ['en', 'The port received 30 old and rusty ships.', 'ship 30'],
    ['en', 'More than 500,000 minority Tarvelians fled.', 'tarvelian 500000..null'],
    ['fr', 'La mairesse a reçu deux de ses ministres.', 'ministre 2'],
    ['es', 'Murieron seis de las víctimas.', 'killed 6'],
  ],
  'shares in words': [
    [
      'fr',
      'La participation est passée de 40 % à 52 % ; inflation hit 3.5 per cent.',
      '% 40',
      '% 52 <40 rise',
      '% 3.5',
    ],
    ['en', 'Inflation hit 3.5 percent.', '% 3.5'],
    ['fr', 'Le chômage a reculé de 0,3 point à 7,1 %.', '% 7.1'],
    ['fr', 'Douze pour cent des foyers.', '% 12'],
    ['es', 'La inflación subió del 3,5 % al 4,1 por ciento.', '% 3.5', '% 4.1 <3.5 rise'],
    ['es', 'El 40 por ciento votó.', '% 40'],
  ],
  'amounts beside codes and symbols': [
    ['en', 'A €12bn rescue and a $700k loss.', 'EUR 12000000000', 'USD 700000'],
    ['en', 'The fund lost US$3.2bn.', 'USD 3200000000'],
    ['en', 'They borrowed GBP 40m.', 'GBP 40000000'],
    ['en', 'A 5-km road and 12 m of cable.', 'km 5', 'm 12'],
    ['en', 'Sales of EUR 1.3 billion.', 'EUR 1300000000'],
    ['en', 'The farm covers 40 km² and 12 sq km.', 'km² 40', 'km² 12'],
    ['en', 'It cost 25 MEUR.', 'EUR 25000000'],
    ['en', 'The area is 300 m2.', 'm² 300'],
    ['fr', 'Un prêt de 300 M€ et une amende de 45 k€.', 'EUR 300000000', 'EUR 45000'],
    ['fr', 'Une dette de 2,5 Md€.', 'EUR 2500000000'],
    ['fr', "L'incendie a ravagé 250 km2.", 'km² 250'],
    ['fr', 'Une perte de 40 M$.', 'USD 40000000'],
    ['fr', 'Ils ont versé 3,4 MUSD.', 'USD 3400000'],
    ['fr', "Un don de 50 millions d'euros.", 'EUR 50000000'],
    ['es', 'Una multa de 45 M€ y un fondo de 3 mil M€.', 'EUR 45000000', 'EUR 3000000000'],
    ['es', 'Pagaron 20 millones USD.', 'USD 20000000'],
    ['es', 'Cobró 300 mil euros.', 'EUR 300000'],
    ['es', 'Una deuda de US$ 2,5 MM.', 'USD 2500000'],
    ['es', 'El fuego arrasó 15 000 km2.', 'km² 15000'],
    ['es', 'Ganó 12 EUR millones.', 'EUR 12000000'],
  ],
  'tolls that change, and nobody hurt': [
    ['en', 'The death toll climbed from 40 to 52.', 'killed 52 <40 rise'],
    ['en', 'The number of injured fell from 30 to 28.', 'injured 28 <30 fall'],
    ['en', 'Nobody was killed.', 'killed 0'],
    ['en', 'No one was injured in the crash.', 'injured 0'],
    ['en', 'There were no casualties.', 'casualty 0'],
    ['en', 'No deaths were reported.', 'killed 0'],
    ['en', 'Between 12 and 17 people died.', 'killed 12..17'],
    ['en', 'The toll rose to 31 dead.', 'killed 31 rise'],
    ['fr', 'Le nombre de blessés passe de 30 à 41.', 'injured 41 <30 rise'],
    ['fr', "Le bilan s'alourdit à 22 morts.", 'killed 22'],
    ['fr', 'Le bilan grimpe de 8 à 11 tués.', 'killed 11 <8 rise'],
    ['fr', "Aucun mort n'est à déplorer.", 'killed 0'],
    ['fr', "L'accident n'a fait ni mort ni blessé.", 'killed 0', 'injured 0'],
    ['fr', 'De 12 à 17 personnes sont mortes.', 'killed 12..17'],
    ['es', 'El balance pasó de 8 a 11 muertos.', 'killed 11 <8 rise'],
    ['es', 'Los heridos aumentaron de 30 a 41.', 'injured 41 <30 rise'],
    ['es', 'No hubo muertos ni heridos.', 'killed 0', 'injured 0'],
    ['es', 'Entre 12 y 17 personas murieron.', 'killed 12..17'],
    // That none is badly hurt is not that none is hurt.
    ['en', 'Nobody was seriously injured.'],
    ['en', 'No serious injuries were reported.'],
    ['fr', "Il n'y a aucun blessé grave."],
    ['fr', "L'accident n'a fait ni mort ni blessé grave.", 'killed 0'],
    ['fr', "Personne n'a été gravement blessé."],
    ['es', 'No hubo heridos graves.'],
    ['es', 'El choque terminó sin heridos de gravedad.'],
    ['es', 'No hubo muertos civiles.', 'killed 0'],
  ],
  'the harm before those counted': [
    ['es', 'Habían muerto cinco trabajadores.', 'killed 5'],
    ['es', 'Informaron de la muerte de 12 personas.', 'killed 12'],
    ['es', 'El viernes se produjeron 4 asesinatos.', 'killed 4'],
    ['fr', 'Le feu a causé la mort de 12 habitants.', 'killed 12'],
    ['en', 'The fire caused the deaths of 12 villagers.', 'killed 12'],
    ['en', 'In the storm 851 people lost their lives.', 'killed 851'],
    ['fr', 'Treize personnes ont été déclarées mortes.', 'killed 13'],
    ['fr', 'La police a pris un arrêté.'],
    ['fr', 'Un soldat a été blessé.'],
  ],
}

for (const [kind, rows] of Object.entries(kinds))
  describe(kind, () => {
    test.each(rows.map(([language, text, ...figures]) => [language, text, figures] as const))(
      '%s: %s',
      (language, text, figures) => {
        expect(figuresOf(language, text)).toEqual(figures)
      },
    )
  })

test('a figure tells what is counted, its event and the time of the count', () => {
  const text = 'On Monday police arrested 14 protesters.'
  const {
    quantities = [],
    events,
    times,
  } = testEngine().analyse({ text, language: 'en', published: '2026-03-04' })
  expect(quantities).toHaveLength(1)
  const [{ counted, event, time }] = quantities
  expect(counted && text.slice(...counted)).toBe('protesters')
  expect(events?.find(({ id }) => id === event)?.type).toBe('COERCE')
  expect(times?.find(({ id }) => id === time)?.value).toBe('2026-03-02')
})
