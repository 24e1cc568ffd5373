import { describe, expect, it } from 'vitest'
import type { Language } from '../../src/contract/analysis.ts'
import { groupIntoStatements } from '../../src/situation/statements/group-into-statements.ts'
import { testEngine } from '../support.ts'

type Told = [language: Language, text: string]

/** Whether one statement holds claims of both reports. */
function areMet(one: Told, other: Told): boolean {
  const [a, b] = [one, other].map(([language, text], k) =>
    testEngine().analyse({ id: `r${k}`, language, text, published: '2026-03-12T12:00:00Z' }),
  )
  return groupIntoStatements([a, b]).groups.some(
    ({ members }) => new Set(members.map(({ content }) => content.report)).size === 2,
  )
}

describe('the same claim in another language', () => {
  it.each<[string, Told, Told]>([
    [
      'a light verb with a noun',
      ['fr', 'La collision de deux trains à Lisse a fait 28 blessés.'],
      ['es', 'El choque de dos trenes en Lisse dejó 28 heridos.'],
    ],
    [
      'a light verb against a full one',
      ['fr', 'Un attentat-suicide contre une mosquée de Drennac a fait 17 morts vendredi, selon la police.'],
      ['en', 'A suicide bomber killed 17 people at a mosque in Drennac on Friday, police said.'],
    ],
    [
      'the passive',
      ['fr', 'Des inconnus ont enlevé deux ingénieurs étrangers sur un chantier près de Kassil.'],
      ['en', 'Two foreign engineers were kidnapped by unknown men at a building site near Kassil.'],
    ],
    [
      'a verb against its noun',
      ['en', 'Ostrian Interior Minister Pavel Drosk has stepped down.'],
      ['es', 'El ministro del Interior ostriano, Pavel Drosk, presentó su renuncia.'],
    ],
    [
      'a phrase that means one thing',
      ['fr', 'La compagnie aérienne Aerolune a déposé le bilan.'],
      ['en', 'The airline Aerolune has filed for bankruptcy.'],
    ],
    [
      'a headline without a verb',
      ['fr', "Les pluies torrentielles ont fait au moins 23 disparus dans l'État de Sarmora."],
      ['es', 'Las lluvias torrenciales dejan al menos 23 desaparecidos en el estado de Sarmora.'],
    ],
    [
      'a country and its people by other endings',
      ['fr', "L'armée ostrienne dément avoir bombardé l'hôpital de Drennac."],
      ['es', 'El ejército ostriano negó haber bombardeado el hospital de Drennac.'],
    ],
    [
      'hundredths',
      ['en', "Belmaria's unemployment rate fell to 7.2 percent in January."],
      ['es', 'La tasa de desempleo de Belmaria bajó al 7,2 % en enero.'],
    ],
    [
      'an organisation that another report has in plain words',
      ['fr', 'Le Programme alimentaire a livré 200 tonnes de vivres aux sinistrés de Sarmora.'],
      ['en', 'The food programme delivered 200 tonnes of food to disaster victims in Sarmora.'],
    ],
    [
      'a month to come without its year',
      ['fr', 'Les transports publics seront gratuits à Tessim à partir de janvier.'],
      ['es', 'El transporte público será gratuito en Tessim a partir de enero.'],
    ],
    [
      'another cut into clauses, met by names, number and event',
      ['fr', "La banque Ardel, en difficulté depuis l'an dernier, va supprimer 1 300 emplois à Morne."],
      ['en', 'Some 1,300 jobs are to go at Ardel, the bank based in Morne.'],
    ],
    [
      'an idiom for what happens',
      ['fr', 'Le ministre des Transports, Olan Brest, a rendu son tablier jeudi.'],
      ['es', 'El ministro de Transportes, Olan Brest, tiró la toalla el jueves.'],
    ],
    [
      'a reason cut off as its own clause',
      ['en', 'Flames tore through a market in Quellan, leaving 300 traders without a stall.'],
      ['es', 'Un incendio arrasó un mercado de Quellan y dejó sin puesto a 300 comerciantes.'],
    ],
  ])('is one statement: %s', (_, one, other) => {
    expect(areMet(one, other)).toBe(true)
    expect(areMet(other, one)).toBe(true)
  })

  it.each<[string, Told, Told]>([
    [
      'another number',
      ['fr', "Les pluies torrentielles ont fait au moins 23 disparus dans l'État de Sarmora."],
      ['es', 'Las lluvias torrenciales dejan al menos 80 desaparecidos en el estado de Sarmora.'],
    ],
    [
      'other hundredths',
      ['en', "Belmaria's unemployment rate fell to 7.2 percent in January."],
      ['es', 'La tasa de desempleo de Belmaria bajó al 9,1 % en enero.'],
    ],
    [
      'another measure',
      ['fr', "Le taux d'inflation est tombé à 7,2 % en janvier en Belmarie."],
      ['en', "Belmaria's unemployment rate fell to 7.2 percent in January."],
    ],
    [
      'another animal',
      ['fr', 'Des tortues ont été retrouvées mortes sur les plages de Port-Salin.'],
      ['es', 'Una treintena de delfines aparecieron muertos en las playas de Port-Salin.'],
    ],
    [
      'who wins and who loses',
      ['fr', "L'Ostrie a battu la Belmarie 3-1 en demi-finale de la Coupe des nations."],
      ['en', 'Belmaria beat Ostria 3-1 in the semi-final of the Nations Cup.'],
    ],
    [
      'what is called off',
      ['fr', "Les contrôleurs aériens d'Ostrie ont entamé une grève de 48 heures."],
      ['es', 'Los controladores aéreos de Ostria desconvocaron el paro.'],
    ],
    [
      'what is only refused',
      ['en', 'Ostrian Interior Minister Pavel Drosk has stepped down.'],
      ['fr', "Le ministre de l'Intérieur ostrien, Pavel Drosk, a refusé de démissionner."],
    ],
    [
      'another fate',
      ['fr', 'La fillette disparue depuis mardi à Fourel a été retrouvée saine et sauve.'],
      ['en', 'The girl who went missing in Fourel on Tuesday has been found dead.'],
    ],
    [
      'what a noun in another sentence names alone',
      ['fr', 'Les deux pays ont signé un accord de cessez-le-feu à Port-Amel.'],
      ['en', 'The two countries broke the ceasefire agreement in Port-Amel.'],
    ],
    [
      'all anchors but one number',
      ['fr', "La banque Ardel, en difficulté depuis l'an dernier, va supprimer 1 300 emplois à Morne."],
      ['en', 'Some 3,100 jobs are to go at Ardel, the bank based in Morne.'],
    ],
    [
      'all anchors and the opposite event',
      ['en', 'Carmaker Dorvel will hire 600 workers at its Trevane plant next year.'],
      ['es', 'Dorvel despedirá a 600 trabajadores de su planta de Trevane el próximo año.'],
    ],
    [
      'all anchors and another day',
      ['fr', 'La violoniste Ida Morlan se produira vendredi au théâtre de Quellan.'],
      ['es', 'La violinista Ida Morlan actuará el domingo en el teatro de Quellan.'],
    ],
  ])('is not met by another one: %s', (_, one, other) => {
    expect(areMet(one, other)).toBe(false)
    expect(areMet(other, one)).toBe(false)
  })
})
