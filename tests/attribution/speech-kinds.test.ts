import { describe, expect, test } from 'vitest'
import type { Language } from '../../src/contract/analysis.ts'
import { knownFailures } from '../known-failures.ts'
import { testEngine } from '../support.ts'

/** A text, then each attribution that both readers are to find in it, as "source → content". */
type Row = readonly [language: Language, text: string, ...attributions: string[]]

const kinds: Readonly<Record<string, readonly Row[]>> = {
  'a quotation behind a colon, and words about the manner of who speaks': [
    [
      'fr',
      'Le proviseur est formel : « Aucun élève n’a été blessé. »',
      'Le proviseur → « Aucun élève n’a été blessé. »',
    ],
    [
      'fr',
      'La directrice se montre prudente : « Nous attendons les résultats. »',
      'La directrice → « Nous attendons les résultats. »',
    ],
    [
      'fr',
      'Même son de cloche chez Hugo Lestang : « On nous a oubliés. »',
      'Hugo Lestang → « On nous a oubliés. »',
    ],
    [
      'fr',
      'Le capitaine Odile Varenne est catégorique : « Le feu est éteint. »',
      'Le capitaine Odile Varenne → « Le feu est éteint. »',
    ],
    [
      'fr',
      'L’entraîneur ne mâche pas ses mots : « C’est une honte. »',
      'L’entraîneur → « C’est une honte. »',
    ],
    [
      'fr',
      'La réaction de Mona Perrault : « C’est un soulagement. »',
      'Mona Perrault → « C’est un soulagement. »',
    ],
    [
      'fr',
      'Le syndicat, lui, reste inflexible : « Nous irons jusqu’au bout. »',
      'Le syndicat → « Nous irons jusqu’au bout. »',
    ],
    ['en', 'The headteacher was adamant: “No pupil was hurt.”', 'The headteacher → “No pupil was hurt.”'],
    [
      'en',
      'Martha Quill is more cautious: “We are waiting for the results.”',
      'Martha Quill → “We are waiting for the results.”',
    ],
    ['en', 'The captain was unequivocal: “The fire is out.”', 'The captain → “The fire is out.”'],
    ['en', 'The coach did not mince his words: “It is a disgrace.”', 'The coach → “It is a disgrace.”'],
    ['en', 'The reaction of Owen Trask: “It is a relief.”', 'Owen Trask → “It is a relief.”'],
    ['en', 'Bridie Nolan could not be clearer: “I want a fence.”', 'Bridie Nolan → “I want a fence.”'],
    ['en', 'His answer to the board: “Not on my watch.”', 'His → “Not on my watch.”'],
    ['en', 'The sign on the gate was rusty: “Keep out.”'],
    [
      'es',
      'La directora es tajante: «Ningún alumno resultó herido».',
      'La directora → «Ningún alumno resultó herido»',
    ],
    ['es', 'El capitán fue rotundo: «El fuego está apagado».', 'El capitán → «El fuego está apagado»'],
    [
      'es',
      'Elisa Montal se muestra prudente: «Esperamos los resultados».',
      'Elisa Montal → «Esperamos los resultados»',
    ],
    ['es', 'El entrenador no se muerde la lengua: «Es una vergüenza».', 'El entrenador → «Es una vergüenza»'],
    ['es', 'La reacción de Tomás Urrea: «Es un alivio».', 'Tomás Urrea → «Es un alivio»'],
    [
      'es',
      'Para Pilar Samaniego, la conclusión es sencilla: «Hay que excavar».',
      'Pilar Samaniego → «Hay que excavar»',
    ],
    [
      'fr',
      'La présidente du club est catégorique : « Nous jouerons samedi. »',
      'La présidente du club → « Nous jouerons samedi. »',
    ],
    [
      'fr',
      'Le boulanger, Jules Aumont, reste optimiste : « Les clients reviendront. »',
      'Le boulanger, Jules Aumont → « Les clients reviendront. »',
    ],
    ['fr', 'Conclusion de Rose Tavel : « Il faut tout refaire. »', 'Rose Tavel → « Il faut tout refaire. »'],
    [
      'fr',
      'L’infirmière est amère : « Personne ne nous écoute. »',
      'L’infirmière → « Personne ne nous écoute. »',
    ],
    ['fr', 'L’appel du maire aux habitants : « Restez calmes. »', 'maire → « Restez calmes. »'],
    [
      'en',
      'The chairwoman was defiant: “We will play on Saturday.”',
      'The chairwoman → “We will play on Saturday.”',
    ],
    [
      'en',
      'Baker Jim Oakes remains upbeat: “The customers will return.”',
      'Baker Jim Oakes → “The customers will return.”',
    ],
    ['en', 'The conclusion of Rose Tarrant: “Start again.”', 'Rose Tarrant → “Start again.”'],
    ['en', 'The nurse is scathing: “Nobody listens to us.”', 'The nurse → “Nobody listens to us.”'],
    ['en', 'Her plea to residents: “Stay calm.”', 'Her → “Stay calm.”'],
    [
      'es',
      'La presidenta del club es rotunda: «Jugaremos el sábado».',
      'La presidenta del club → «Jugaremos el sábado»',
    ],
    [
      'es',
      'El panadero, Julio Amado, sigue optimista: «Los clientes volverán».',
      'El panadero, Julio Amado → «Los clientes volverán»',
    ],
    ['es', 'La conclusión de Rosa Tavel: «Hay que rehacerlo todo».', 'Rosa Tavel → «Hay que rehacerlo todo»'],
    ['es', 'La enfermera está indignada: «Nadie nos escucha».', 'La enfermera → «Nadie nos escucha»'],
    ['es', 'Su llamamiento a los vecinos: «Mantengan la calma».', 'Su → «Mantengan la calma»'],
  ],
  'a sentence that tells whose the words before it are': [
    [
      'en',
      '“The ferry will sail on Tuesday.” That is what the operator told passengers.',
      'the operator → “The ferry will sail on Tuesday.”',
    ],
    ['en', '“Nobody complained.” So said Martha Quill on Sunday.', 'Martha Quill → “Nobody complained.”'],
    [
      'en',
      '“The wolves are back.” Those were the words of the biologist, Ian Marr.',
      'the biologist, Ian Marr → “The wolves are back.”',
    ],
    ['en', '“We will strike.” This is how the union put it on Friday.', 'the union → “We will strike.”'],
    [
      'en',
      'The mill will reopen in April. That was confirmed by the trust.',
      'the trust → The mill will reopen in April',
    ],
    [
      'fr',
      '« Le pont rouvrira en juin. » C’est ce qu’a promis la mairie.',
      'la mairie → « Le pont rouvrira en juin. »',
    ],
    [
      'fr',
      '« On nous a oubliés. » Ce sont les mots de Hugo Lestang.',
      'Hugo Lestang → « On nous a oubliés. »',
    ],
    [
      'fr',
      '« Le feu est éteint. » C’est ce qu’ont déclaré les pompiers à l’aube.',
      'les pompiers → « Le feu est éteint. »',
    ],
    [
      'fr',
      'La bibliothèque ouvrira la nuit. C’est ce qu’a annoncé la directrice.',
      'la directrice → La bibliothèque ouvrira la nuit',
    ],
    [
      'fr',
      '« Nous irons jusqu’au bout. » Voilà ce que dit le syndicat.',
      'le syndicat → « Nous irons jusqu’au bout. »',
    ],
    [
      'es',
      '«El barco zarpará el martes». Es lo que dijo la naviera.',
      'la naviera → «El barco zarpará el martes»',
    ],
    ['es', '«Nos han olvidado». Son palabras de Tomás Urrea.', 'Tomás Urrea → «Nos han olvidado»'],
    [
      'es',
      '«El fuego está apagado». Así lo aseguraron los bomberos.',
      'los bomberos → «El fuego está apagado»',
    ],
    [
      'es',
      'Las urgencias abrirán el lunes. Así lo anunció la gerencia.',
      'la gerencia → Las urgencias abrirán el lunes',
    ],
    ['es', '«Iremos hasta el final». Eso afirma el sindicato.', 'el sindicato → «Iremos hasta el final»'],
    [
      'en',
      '“We will play on Saturday.” That is what the club promised fans.',
      'the club → “We will play on Saturday.”',
    ],
    ['en', '“Nobody listens.” Those were the words of a nurse.', 'a nurse → “Nobody listens.”'],
    [
      'en',
      'The road will close at noon. That is what the council announced on Monday.',
      'the council → The road will close at noon',
    ],
    [
      'fr',
      '« Nous jouerons samedi. » C’est ce qu’a assuré la présidente.',
      'la présidente → « Nous jouerons samedi. »',
    ],
    [
      'fr',
      '« Personne n’écoute. » Ce sont les mots d’une infirmière.',
      'une infirmière → « Personne n’écoute. »',
    ],
    [
      'fr',
      'La route fermera à midi. C’est ce qu’a indiqué le conseil lundi.',
      'le conseil → La route fermera à midi',
    ],
    ['es', '«Jugaremos el sábado». Así lo prometió la presidenta.', 'la presidenta → «Jugaremos el sábado»'],
    ['es', '«Nadie escucha». Son palabras de una enfermera.', 'una enfermera → «Nadie escucha»'],
    [
      'es',
      'La carretera cerrará a mediodía. Así lo comunicó el concejo el lunes.',
      'el concejo → La carretera cerrará a mediodía',
    ],
    ['es', '«Volveremos». Eso prometió la alcaldesa.', 'la alcaldesa → «Volveremos»'],
  ],
  'a verb of any kind behind an exclamation or a question': [
    ['en', '“What a night!” sighed Martha Quill.', 'Martha Quill → “What a night!”'],
    ['en', '“Are we there yet?” wondered Ian Marr.', 'Ian Marr → “Are we there yet?”'],
    ['en', '“Get out!” yelled the captain.', 'the captain → “Get out!”'],
    ['en', '“It is over,” whispered Bridie Nolan.', 'Bridie Nolan → “It is over,”'],
    ['en', '“Never again!” laughed the ferryman.', 'the ferryman → “Never again!”'],
    ['fr', '« Quelle nuit ! » soupire Mona Perrault.', 'Mona Perrault → « Quelle nuit ! »'],
    ['fr', '« Plus jamais ça ! » s’exclame Hugo Lestang.', 'Hugo Lestang → « Plus jamais ça ! »'],
    ['fr', '« C’est fini », souffle la directrice.', 'la directrice → « C’est fini »'],
    ['fr', '« Sortez ! » hurle le capitaine.', 'le capitaine → « Sortez ! »'],
    ['fr', '« On verra bien », sourit Étienne Maubert.', 'Étienne Maubert → « On verra bien »'],
    ['es', '«¡Qué noche!», suspira Elisa Montal.', 'Elisa Montal → «¡Qué noche!»'],
    ['es', '«¡Fuera!», gritó el capitán.', 'el capitán → «¡Fuera!»'],
    ['es', '«Se acabó», susurra Tomás Urrea.', 'Tomás Urrea → «Se acabó»'],
    ['es', '«¿Y ahora qué?», se pregunta la arqueóloga.', 'la arqueóloga → «¿Y ahora qué?»'],
    ['es', '«¡Nunca más!», exclama el patrón.', 'el patrón → «¡Nunca más!»'],
    ['en', '“Look at that!” gasped Jim Oakes.', 'Jim Oakes → “Look at that!”'],
    ['en', '“Who would do this?” asked the nurse.', 'the nurse → “Who would do this?”'],
    ['en', '“It hurts,” groaned Rose Tarrant.', 'Rose Tarrant → “It hurts,”'],
    ['fr', '« Regardez ça ! » s’émerveille Jules Aumont.', 'Jules Aumont → « Regardez ça ! »'],
    ['fr', '« J’ai mal », gémit la vieille dame.', 'la vieille dame → « J’ai mal »'],
    ['fr', '« Qui ferait ça ? » s’interroge Rose Tavel.', 'Rose Tavel → « Qui ferait ça ? »'],
    ['es', '«¡Mire eso!», se asombra Julio Amado.', 'Julio Amado → «¡Mire eso!»'],
    ['es', '«Me duele», gime Rosa Tavel.', 'Rosa Tavel → «Me duele»'],
    ['es', '«¿Quién haría esto?», pregunta la enfermera.', 'la enfermera → «¿Quién haría esto?»'],
    ['en', 'The film “What a Night!” opens on Friday.'],
    ['fr', 'Le roman « Partir ! » séduit la ministre.'],
    ['es', 'La película «¡Corre!» conquista a la alcaldesa.'],
  ],
  'dialogue that dashes open': [
    [
      'es',
      '—No volveremos al mar —dijo Tomás Urrea—. El gasóleo está por las nubes.',
      'Tomás Urrea → No volveremos al mar … El gasóleo está por las nubes',
    ],
    ['es', '—El puente está cerrado —explicó la alcaldesa.', 'la alcaldesa → El puente está cerrado'],
    ['es', '—¿Quién paga esto? —preguntó Elisa Montal.', 'Elisa Montal → Quién paga esto'],
    [
      'es',
      '—Nadie nos avisó —lamenta el vecino—, y ahora es tarde.',
      'el vecino → Nadie nos avisó … y ahora es tarde',
    ],
    ['es', '— Hay que excavar —insistió Pilar Samaniego.', 'Pilar Samaniego → Hay que excavar'],
    ['fr', '— Le pont est fermé, répéta le gardien.', 'le gardien → Le pont est fermé'],
    ['fr', '— Qui paie ? demanda Odile Varenne.', 'Odile Varenne → Qui paie'],
    ['fr', '– Nous partons demain, annonça Hugo Lestang.', 'Hugo Lestang → Nous partons demain'],
    [
      'fr',
      '— On ne nous a rien dit, déplora la voisine. C’est trop tard.',
      'la voisine → On ne nous a rien dit',
    ],
    ['fr', '— Le feu est éteint, confirma le capitaine.', 'le capitaine → Le feu est éteint'],
    [
      'es',
      '—Jugaremos el sábado —prometió la presidenta—, pase lo que pase.',
      'la presidenta → Jugaremos el sábado … pase lo que pase',
    ],
    ['es', '—Nadie nos escucha —se quejó Rosa Tavel.', 'Rosa Tavel → Nadie nos escucha'],
    ['es', '—Me voy mañana —anunció el panadero—. No vuelvo.', 'el panadero → Me voy mañana … No vuelvo'],
    ['fr', '— Nous jouerons samedi, promit la présidente.', 'la présidente → Nous jouerons samedi'],
    ['fr', '— Personne ne nous écoute, protesta Rose Tavel.', 'Rose Tavel → Personne ne nous écoute'],
    [
      'fr',
      '— Je m’en vais demain, annonça le boulanger, et je ne reviens pas.',
      'le boulanger → Je m’en vais demain … et je ne reviens pas',
    ],
    ['fr', '— deux pommes, trois poires\n— un litre de lait'],
    ['es', '— dos manzanas, tres peras\n— un litro de leche'],
  ],
  'a title before a name': [
    ['en', '“We will appeal,” Councillor Owen Trask said.', 'Councillor Owen Trask → “We will appeal,”'],
    [
      'en',
      '“The engine failed,” Captain Ian Marr told reporters.',
      'Captain Ian Marr → “The engine failed,”',
    ],
    [
      'en',
      '“No one was hurt,” Fire Chief Dana Poll said on Monday.',
      'Fire Chief Dana Poll → “No one was hurt,”',
    ],
    [
      'en',
      'The ferry will sail, Transport Minister Ruth Vane said.',
      'Transport Minister Ruth Vane → The ferry will sail',
    ],
    ['en', '“It is unsafe,” Professor Sunita Rao said.', 'Professor Sunita Rao → “It is unsafe,”'],
    ['en', '“I saw the wolf,” farmer Bridie Nolan said.', 'farmer Bridie Nolan → “I saw the wolf,”'],
    [
      'fr',
      '« Nous ferons appel », a dit la conseillère Odile Varenne.',
      'la conseillère Odile Varenne → « Nous ferons appel »',
    ],
    [
      'fr',
      '« Le moteur a lâché », le capitaine Paul Ferrand l’a confirmé.',
      'le capitaine Paul Ferrand → « Le moteur a lâché »',
    ],
    ['es', '«Apelaremos», dijo el concejal Andrés Cobo.', 'el concejal Andrés Cobo → «Apelaremos»'],
    [
      'es',
      '«Falló el motor», dijo la capitana Nuria Ferraz a la prensa.',
      'la capitana Nuria Ferraz → «Falló el motor»',
    ],
    ['en', '“It was dark,” Sergeant Rose Tarrant said.', 'Sergeant Rose Tarrant → “It was dark,”'],
    ['en', '“We are ready,” club president Jim Oakes said.', 'club president Jim Oakes → “We are ready,”'],
    ['en', 'The road will close, Mayor Ida Plum said on Monday.', 'Mayor Ida Plum → The road will close'],
    [
      'fr',
      '« Il faisait nuit », a raconté la sergente Rose Tavel.',
      'la sergente Rose Tavel → « Il faisait nuit »',
    ],
    ['es', '«Estaba oscuro», contó la sargento Rosa Tavel.', 'la sargento Rosa Tavel → «Estaba oscuro»'],
  ],
  'interviews and transcripts': [
    [
      'fr',
      'LE PHARE. Que pensez-vous du pont ?\nOdile Varenne. Il est dangereux.',
      'Odile Varenne → Il est dangereux',
    ],
    [
      'fr',
      'Le Phare : Quand rouvrira le pont ?\nOdile Varenne : Pas avant juin, je le crains.',
      'Odile Varenne → Pas avant juin, je le crains',
    ],
    [
      'fr',
      'Journaliste : Combien coûteront les travaux ?\nMona Perrault : Trois millions d’euros.',
      'Mona Perrault → Trois millions d’euros',
    ],
    [
      'fr',
      'M. LESTANG : Nous avons perdu la moitié de la récolte.\nMME PERRAULT : La région doit payer.',
      'M. LESTANG → Nous avons perdu la moitié de la récolte',
      'MME PERRAULT → La région doit payer',
    ],
    [
      'fr',
      'Hugo Lestang — Nous n’avons plus d’eau depuis dimanche.\nMona Perrault — La préfecture a promis des camions.',
      'Hugo Lestang → Nous n’avons plus d’eau depuis dimanche',
      'Mona Perrault → La préfecture a promis des camions',
    ],
    ['en', 'Q: When will the ferry sail?\nA: Not before Tuesday.', 'A → Not before Tuesday'],
    [
      'en',
      'Reporter: When will the ferry sail?\nOwen Trask: Not before Tuesday, I am afraid.',
      'Owen Trask → Not before Tuesday, I am afraid',
    ],
    [
      'en',
      'MARTHA QUILL: We slept in the gym.\nIAN MARR: Nobody told us anything.',
      'MARTHA QUILL → We slept in the gym',
      'IAN MARR → Nobody told us anything',
    ],
    ['en', 'The Gazette: Why did the engine fail?\nIan Marr: It was old.', 'Ian Marr → It was old'],
    [
      'en',
      'MR. TRASK: The island needs a second ferry.\nTHE CHAIR: Thank you.',
      'MR. TRASK → The island needs a second ferry',
      'THE CHAIR → Thank you',
    ],
    ['en', 'Date: 3 March 2026\nPlace: Harlow Bay'],
    ['en', 'Ingredients: flour, water and salt.\nTime: two hours.'],
    ['es', 'P: ¿Cuándo abrirán las urgencias?\nR: El lunes por la mañana.', 'R → El lunes por la mañana'],
    [
      'es',
      'Periodista: ¿Cuándo zarpará el barco?\nTomás Urrea: No antes del martes.',
      'Tomás Urrea → No antes del martes',
    ],
    [
      'es',
      'ELISA MONTAL: Trabajábamos en un pasillo.\nANDRÉS COBO: Nadie nos avisó.',
      'ELISA MONTAL → Trabajábamos en un pasillo',
      'ANDRÉS COBO → Nadie nos avisó',
    ],
    ['es', 'El Faro. ¿Qué opina del puente?\nNuria Ferraz. Es peligroso.', 'Nuria Ferraz → Es peligroso'],
    [
      'es',
      'SRA. FERRAZ: Las contrataciones empezarán pronto.\nSR. COBO: No lo creo.',
      'SRA. FERRAZ → Las contrataciones empezarán pronto',
      'SR. COBO → No lo creo',
    ],
    ['fr', 'Lieu : salle des fêtes\nDate : 3 mars 2026'],
    ['es', 'Lugar: plaza Mayor\nPrecio: diez euros'],
    [
      'fr',
      'Question : Quand jouerez-vous ?\nRose Tavel : Samedi, je pense.\nQuestion : Où ?\nRose Tavel : À la maison.',
      'Rose Tavel → Samedi, je pense',
      'Rose Tavel → À la maison',
    ],
    [
      'fr',
      'JULES AUMONT : Les clients reviendront.\nROSE TAVEL : Je n’y crois pas.',
      'JULES AUMONT → Les clients reviendront',
      'ROSE TAVEL → Je n’y crois pas',
    ],
    ['fr', 'LE COURRIER. Comment va le club ?\nJules Aumont. Il va bien.', 'Jules Aumont → Il va bien'],
    ['en', 'Interviewer: How is the club?\nJim Oakes: It is doing well.', 'Jim Oakes → It is doing well'],
    [
      'en',
      'Ms. Tarrant: The road must close.\nMr. Oakes: I disagree.',
      'Ms. Tarrant → The road must close',
      'Mr. Oakes → I disagree',
    ],
    ['en', 'Q. How is the club?\nA. It is doing well.', 'A → It is doing well'],
    ['es', 'Pregunta: ¿Cómo está el club?\nJulio Amado: Va bien.', 'Julio Amado → Va bien'],
    [
      'es',
      'JULIO AMADO: Los clientes volverán.\nROSA TAVEL: No lo creo.',
      'JULIO AMADO → Los clientes volverán',
      'ROSA TAVEL → No lo creo',
    ],
    ['es', 'El Correo. ¿Cómo está el club?\nRosa Tavel. Va bien.', 'Rosa Tavel → Va bien'],
    ['en', 'Opening hours: nine to five\nPrice: ten pounds'],
    ['fr', 'Horaires : de neuf à dix-sept heures\nTarif : dix euros'],
    ['es', 'Horario: de nueve a cinco\nTarifa: diez euros'],
  ],
  'deeds that are no speech': [
    ['en', 'Firefighters attacked the blaze from two sides.'],
    ['en', 'The jury convicted the former treasurer of fraud.'],
    ['en', 'The bakery offers bread and cakes.'],
    ['en', 'The regiment threatened the supply road.'],
    ['en', 'The judge fined the ferry company £9,000.'],
    ['en', 'The goalkeeper saved the day and the captain lifted the cup.'],
    ['fr', 'Les pompiers ont attaqué le feu par deux côtés.'],
    ['fr', 'Le jury a condamné l’ancien trésorier pour fraude.'],
    ['fr', 'La boulangerie propose du pain et des gâteaux.'],
    ['fr', 'Le régiment menaçait la route.'],
    ['fr', 'Le juge a infligé une amende à la compagnie.'],
    ['fr', 'La tempête menace la côte.'],
    ['es', 'Los bomberos atacaron el fuego por dos lados.'],
    ['es', 'El jurado condenó al antiguo tesorero por fraude.'],
    ['es', 'La panadería ofrece pan y dulces.'],
    ['es', 'La tormenta amenaza la costa.'],
    ['es', 'El juez multó a la naviera con nueve mil euros.'],
    ['es', 'El regimiento amenazaba la carretera.'],
    ['en', 'The platoon attacked a bridge at night.'],
    ['en', 'The magistrate condemned the baker for theft.'],
    ['en', 'The café offers soup and bread.'],
    ['fr', 'Le peloton a attaqué un pont de nuit.'],
    ['fr', 'La cour a condamné le boulanger pour vol.'],
    ['fr', 'Le café propose de la soupe.'],
    ['es', 'El pelotón atacó un puente de noche.'],
    ['es', 'El juez condenó al panadero por robo.'],
    ['es', 'El café ofrece sopa.'],
  ],
}

const known = knownFailures(new URL('speech-kinds-known-failures.json', import.meta.url))

function attributionsOf(language: Language, text: string, reader: 'fast' | 'careful'): string[] {
  const of = (spans: readonly (readonly [number, number])[]): string =>
    spans.map(([from, to]) => text.slice(from, to)).join(' … ')
  return testEngine()
    .analyse({ text, language, published: '2026-03-11' }, { reader })
    .attributions.map((one) => `${of(one.source)} → ${of(one.content)}`)
}

for (const [kind, rows] of Object.entries(kinds))
  describe(kind, () => {
    for (const reader of ['fast', 'careful'] as const)
      test.each(rows.map(([language, text, ...wanted]) => [language, text, wanted] as const))(
        `${reader}, %s: %s`,
        (language, text, wanted) => {
          known.held(`${reader}: ${text}`, () => {
            const found = attributionsOf(language, text, reader)
            // What is said within what is said may be told too; where nobody speaks, nothing is.
            if (wanted.length === 0) expect(found).toEqual([])
            else expect(found).toEqual(expect.arrayContaining([...wanted]))
          })
        },
      )
  })
