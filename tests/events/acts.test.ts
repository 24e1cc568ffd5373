import { describe, expect, it } from 'vitest'
import type { Language } from '../../src/contract/analysis.ts'
import { testEngine } from '../support.ts'

/** A text and what its events are, as "trigger TYPE status"; in a row of `none`, types that no event of it may have. */
type Row = readonly [language: Language, text: string, ...events: string[]]

const eventsOf = (language: Language, text: string): string[] => {
  const { events = [] } = testEngine().analyse({ text, language, published: '2026-03-02' })
  return events.map(({ trigger, type, status }) => `${text.slice(...trigger)} ${type} ${status}`)
}

const told: Readonly<Record<string, readonly Row[]>> = {
  'what somebody is accused of is possible': [
    ['es', 'Lucas Orrego fue acusado de matar a su esposa.', 'matar ASSAULT possible'],
    ['es', 'El hombre está acusado de asesinar a dos vecinos.', 'asesinar ASSAULT possible'],
    [
      'es',
      'Acusan a Lucas Orrego de incendiar la finca y de secuestrar a un niño.',
      'incendiar ASSAULT possible',
      'secuestrar ASSAULT possible',
    ],
    ['fr', 'Accusé de viol, il nie.', 'Accusé ACCUSE occurred', 'viol ASSAULT possible'],
    ['fr', "On l'accuse de tuer des chiens.", 'tuer ASSAULT possible'],
    ['fr', 'La juge accuse le maire de frapper ses voisins.', 'frapper ASSAULT possible'],
    ['fr', 'Le pilote est accusé de meurtre.', 'meurtre ASSAULT possible'],
    ['en', 'Residents accuse the guards of stabbing a boy.', 'stabbing ASSAULT possible'],
    ['en', 'The captain was accused of killing two sailors.', 'killing ASSAULT possible'],
    ['en', 'The clerk is accused of kidnapping a child.', 'kidnapping ASSAULT possible'],
    ['es', 'El guardia fue acusado de golpear a un preso.', 'golpear ASSAULT possible'],
  ],
  'a strike that did something has happened': [
    ['en', 'A drone strike killed 12 people in Tarvel.', 'strike ASSAULT occurred'],
    ['en', 'An air strike hit a school in Tarvel on Monday, killing four.', 'strike ASSAULT occurred'],
    ['en', 'A strike by drones hit a school.', 'strike ASSAULT occurred'],
    ['en', 'A missile strike destroyed the depot.', 'strike ASSAULT occurred'],
    ['en', 'A rocket attack wounded three guards.', 'attack ASSAULT occurred'],
    ['fr', 'Une frappe aérienne a tué quatre soldats.', 'frappe ASSAULT occurred'],
    ['fr', "L'attaque a fait trois morts.", 'attaque ASSAULT occurred'],
    ['es', 'Un ataque aéreo mató a cuatro soldados.', 'ataque ASSAULT occurred'],
  ],
  'verbs of protest': [
    ['en', 'Nurses walked out.', 'walked PROTEST occurred'],
    ['en', 'Hundreds of workers walked out on Monday.', 'walked PROTEST occurred'],
    ['en', 'Hundreds of students marched through Tarvel on Monday.', 'marched PROTEST occurred'],
    ['en', 'Farmers marched to the town hall.', 'marched PROTEST occurred'],
    ['es', 'Cientos de estudiantes marcharon en Orrego.', 'marcharon PROTEST occurred'],
    ['es', 'Los maestros marcharon por la avenida.', 'marcharon PROTEST occurred'],
    ['es', 'Miles de mujeres marcharon el domingo.', 'marcharon PROTEST occurred'],
    ['fr', 'Des milliers de lycéens ont défilé à Tarvel.', 'défilé PROTEST occurred'],
  ],
  'calling for something by doing it': [
    ['es', 'Los vecinos han salido a la calle para protestar por el crimen.', 'protestar PROTEST occurred'],
  ],
  'a future seen from the past': [
    ['en', 'The ministry said it would investigate the massacre.', 'investigate ACCUSE planned'],
    ['en', 'The police feared the planned protests.', 'protests PROTEST planned'],
  ],
  'an inquiry that goes on': [
    ['es', 'La Secretaría informó que investiga la muerte de un adulto.', 'investiga ACCUSE ongoing'],
    ['es', 'La fiscalía investiga el incendio.', 'investiga ACCUSE ongoing'],
    ['fr', "La police enquête sur l'incendie.", 'enquête ACCUSE ongoing'],
  ],
}

const none: Readonly<Record<string, readonly Row[]>> = {
  'aid that is stopped is no aid given': [
    ['en', 'Donors cut aid to Tarvel.', 'AID occurred'],
    ['en', 'The Norland military is delaying a shipment of aid to Tarvel.', 'AID occurred'],
    ['en', 'The army blocked a convoy of aid to Tarvel.', 'AID occurred'],
    ['en', 'Norland suspended aid to Tarvel.', 'AID occurred'],
    ['fr', "La Norlande a suspendu l'aide à Tarvel.", 'AID occurred'],
    ['fr', "L'armée a empêché la livraison d'aide à Tarvel.", 'AID occurred'],
    ['es', 'Norlandia suspendió la ayuda a Tarvel.', 'AID occurred'],
  ],
  'violence in a figure of speech': [
    ['fr', 'La star a bombardé ses fans de messages.', 'ASSAULT occurred'],
    ['fr', 'Le juge a tué le suspense.', 'ASSAULT occurred'],
    ['fr', 'La réforme a tué le projet.', 'ASSAULT occurred'],
    ['en', 'The film killed at the box office; he shot a video; she fired her aide.', 'ASSAULT occurred'],
    ['en', 'Readers bombarded the editor with questions.', 'ASSAULT occurred'],
    ['en', 'The mayor killed the deal.', 'ASSAULT occurred'],
    ['en', 'The director shot a documentary.', 'ASSAULT occurred'],
    ['es', 'El gol mató el partido.', 'ASSAULT occurred'],
    ['es', 'Los lectores bombardearon a la autora con preguntas.', 'ASSAULT occurred'],
  ],
  'another sense of the verb': [
    ['fr', 'Le maire est ravi du résultat.', 'ASSAULT occurred'],
    ['fr', 'Le jardinier a tondu la pelouse.', 'ASSAULT occurred'],
    ['fr', 'Du coup, le maire est parti.', 'ASSAULT occurred'],
    ['fr', 'La ministre a assisté au concert.', 'AID occurred'],
    ['fr', 'La banque a saisi l’occasion.', 'COERCE occurred'],
    ['fr', 'La région a déploré trois morts.', 'ACCUSE occurred'],
    ['en', 'The band kicked off its tour in Tarvel.', 'ASSAULT occurred'],
    ['en', 'She rapped about her childhood.', 'ACCUSE occurred'],
    ['en', 'He locked the door.', 'COERCE occurred'],
    ['en', 'She quit smoking.', 'RETREAT occurred'],
    ['es', 'El autor plagió su tesis.', 'ASSAULT occurred'],
    ['es', 'El cocinero roció la carne con vino.', 'ASSAULT occurred'],
    ['es', 'El preso purgó seis años de prisión.', 'COERCE occurred'],
    ['es', 'La alcaldesa lamentó la muerte del actor.', 'ACCUSE occurred'],
  ],
}

for (const [kind, rows] of Object.entries(told))
  describe(kind, () => {
    for (const [language, text, ...events] of rows)
      it(`${language}: ${text}`, () => {
        expect(eventsOf(language, text)).toEqual(expect.arrayContaining(events))
      })
  })

for (const [kind, rows] of Object.entries(none))
  describe(kind, () => {
    for (const [language, text, ...types] of rows)
      it(`${language}: ${text}`, () => {
        const seen = eventsOf(language, text).map((event) => event.slice(event.indexOf(' ') + 1))
        for (const type of types) expect(seen).not.toContain(type)
      })
  })

describe('who takes part', () => {
  /** trigger: actors > recipients */
  const parts: readonly (readonly [Language, string, string, string])[] = [
    [
      'fr',
      "Les deux pays ont accusé jeudi Tarvel d'enfreindre ses obligations.",
      'accusé',
      'Les deux pays > Tarvel',
    ],
    [
      'fr',
      'Un homme avait pris en otage pendant plus de deux heures quatre personnes.',
      'pris',
      'Un homme > quatre personnes',
    ],
    ['fr', "« C'est une honte », dénoncent les insoumis.", 'dénoncent', 'les insoumis > '],
    ['fr', 'Inconnu des services de police, il a été placé en garde à vue.', 'placé', ' > il'],
    ['fr', 'Il a été placé en garde à vue pour assassinat.', 'assassinat', 'Il > '],
    ['fr', 'Le ministre a rejeté la demande du chercheur.', 'rejeté', 'Le ministre > chercheur'],
    ['en', 'The policeman charged with the murder was tried.', 'charged', ' > The policeman'],
    ['en', 'The gunman held them hostage.', 'held', 'The gunman > them'],
    [
      'es',
      'Corearon consignas que criticaban al primer ministro Daniel Andrés.',
      'criticaban',
      ' > primer ministro Daniel Andrés',
    ],
    ['es', 'Los vecinos pedían que arrestaran a Bruno Galo.', 'arrestaran', ' > Bruno Galo'],
    ['es', 'El vecino condenó la agresión que sufrió este alumno.', 'agresión', ' > este alumno'],
    ['es', 'El Supremo ha rechazado el argumento del abogado.', 'rechazado', 'El Supremo > abogado'],
    ['es', 'La Secretaría informó que investiga la muerte de un adulto.', 'investiga', 'La Secretaría > '],
    [
      'es',
      'Los 265 inmigrantes rescatados por el barco español Abierto llegaron.',
      'rescatados',
      'el barco español Abierto > Los 265 inmigrantes',
    ],
    ['es', 'Ambos golpearon al pequeño.', 'golpearon', 'Ambos > pequeño'],
    [
      'en',
      'Clashes broke out between the crowd and police when the mayor arrived.',
      'Clashes',
      'the crowd; police > ',
    ],
    ['en', 'Fighting erupted between rebels and the army.', 'Fighting', 'rebels; the army > '],
    ['en', "The officer was dragged by the driver's van.", 'dragged', "the driver's van > The officer"],
    [
      'en',
      'People have been calling for the prime minister and his government to quit.',
      'quit',
      'the prime minister; his government > ',
    ],
    ['fr', 'Le maire a dénoncé une belle tentative de meurtre.', 'tentative', ' > '],
    ['fr', "Il a condamné les violences commises à l'encontre des élus.", 'commises', ' > élus'],
    ['fr', "Ils lui ont intimé l'ordre de s'arrêter.", 'intimé', 'Ils > lui'],
    [
      'fr',
      'Réunis ce matin, les présidents des groupes ont condamné les violences.',
      'Réunis',
      'les présidents des groupes > ',
    ],
    ['es', 'El alcalde celebró la detención de la periodista.', 'detención', ' > la periodista'],
    ['es', 'El alcalde ordenó realizar una investigación.', 'investigación', ' > '],
    [
      'es',
      'El ataque se da en medio de un incremento de agresiones contra la comunidad turca.',
      'agresiones',
      ' > la comunidad turca',
    ],
    [
      'es',
      'La exoneración del exsecretario Salvador Tejada, detenido en California, tensó las relaciones.',
      'detenido',
      ' > exsecretario Salvador Tejada',
    ],
  ]
  it.each(parts)('%s: %s (%s)', (language, text, trigger, expected) => {
    const { events = [] } = testEngine().analyse({ text, language, published: '2026-03-02' })
    const event = events.find((one) => text.slice(...one.trigger) === trigger)
    const names = (list: readonly { span: readonly [number, number] }[] = []): string =>
      list.map(({ span }) => text.slice(...span)).join('; ')
    expect(event && `${names(event.actors)} > ${names(event.recipients)}`).toBe(expected)
  })
})
