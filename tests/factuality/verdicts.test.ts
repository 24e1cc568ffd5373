import { expect, test } from 'vitest'
import type { Language } from '../../src/contract/analysis.ts'
import { knownFailures } from '../known-failures.ts'
import { testEngine } from '../support.ts'

/** Clauses that a word beside them judges: a text, the clause's predicate, its value for its holder and for the outlet. */
const rows: readonly (readonly [language: Language, text: string, predicate: string, values: string])[] = [
  ['en', 'He declined to confirm that the valve had failed.', 'failed', 'Uu/Uu'],
  ['fr', "Aucune preuve que la mairesse a volé l'argent n'a été trouvée.", 'volé', 'Uu/Uu'],
  ['en', 'Officials could not confirm that the dam had been sabotaged.', 'sabotaged', 'Uu/Uu'],
  ['es', 'No es verdad que la ministra dimitió.', 'dimitió', 'CT-/CT-'],
  ['es', 'Es falso que el alcalde robó el dinero.', 'robó', 'CT-/CT-'],
  ['fr', "Il n'y a aucune preuve que le vaccin est dangereux.", 'dangereux', 'Uu/Uu'],
  ['es', 'No hay pruebas de que el alcalde haya mentido.', 'mentido', 'Uu/Uu'],
  ['fr', 'Rien ne prouve que le maire a touché des pots-de-vin.', 'touché', 'Uu/Uu'],
  ['en', 'She refused to say that it was.', 'was', 'Uu/Uu'],
  ['fr', "Le ministère n'a pas confirmé que le pilote a survécu.", 'survécu', 'Uu/Uu'],
  ['en', 'It is a myth that vaccines cause autism.', 'cause', 'CT-/CT-'],
  ['es', 'La policía aún no confirma que el incendio fue provocado.', 'provocado', 'Uu/Uu'],
  ['fr', "La police n'a pas confirmé que la digue avait été sabotée.", 'sabotée', 'Uu/Uu'],
  ['en', 'There is no evidence that the dam leaked.', 'leaked', 'Uu/Uu'],
  ['en', 'It is false that the mayor stole the money.', 'stole', 'CT-/CT-'],
  ['fr', "L'enquête n'a pas établi que la digue a été sabotée.", 'sabotée', 'Uu/Uu'],
  ['es', 'El rumor de que el alcalde mintió es falso.', 'mintió', 'CT-/CT-'],
  ['en', 'The ministry refused to confirm that the tunnel had collapsed.', 'collapsed', 'Uu/Uu'],
  ['en', 'She would not say whether the fuel had leaked.', 'leaked', 'Uu/Uu'],
  ['en', 'Police were unable to verify that the letter was genuine.', 'genuine', 'Uu/Uu'],
  ['en', 'Nothing proves that the mayor took bribes.', 'took', 'Uu/Uu'],
  ['en', 'There is no proof that the senator lied.', 'lied', 'Uu/Uu'],
  ['en', 'No evidence has emerged that the pilot was drunk.', 'drunk', 'Uu/Uu'],
  ['en', 'Investigators found no sign that the fire had been set.', 'set', 'Uu/Uu'],
  ['en', 'It is untrue that the bridge collapsed.', 'collapsed', 'CT-/CT-'],
  ['en', 'It is not true that the minister resigned.', 'resigned', 'CT-/CT-'],
  ['en', 'It is a lie that we sold the hospital.', 'sold', 'CT-/CT-'],
  ['en', 'The claim that the army shelled the school is false.', 'shelled', 'CT-/CT-'],
  ['en', 'It is not false that the bridge collapsed.', 'collapsed', 'CT+/CT+'],
  ['en', 'Reports that the queen had died were untrue.', 'died', 'CT-/CT-'],
  ['en', 'The company has yet to confirm that the plant closed.', 'closed', 'Uu/Uu'],
  ['en', 'The inquiry did not establish that the captain slept.', 'slept', 'Uu/Uu'],
  ['en', 'The idea that the lake is poisoned is a myth.', 'poisoned', 'CT-/CT-'],
  ['en', 'He confirmed that the valve had failed.', 'failed', 'CT+/CT+'],
  ['en', 'There is evidence that the dam leaked.', 'leaked', 'CT+/CT+'],
  ['en', 'It is true that the mayor stole the money.', 'stole', 'CT+/CT+'],
  ['en', 'They denied that the tank had burned.', 'burned', 'CT-/Uu'],
  ['en', 'The hospital neither confirmed nor denied that the patient had died.', 'died', 'Uu/Uu'],
  ['en', 'It has not been proven that the well is poisoned.', 'poisoned', 'Uu/Uu'],
  ['en', 'The story that wolves ate the child is a hoax.', 'ate', 'CT-/CT-'],
  ['fr', 'Le parquet refuse de confirmer que le suspect a avoué.', 'avoué', 'Uu/Uu'],
  ['fr', "La gendarmerie n'est pas en mesure de confirmer que le pont s'est effondré.", 'effondré', 'Uu/Uu'],
  ['fr', 'Il est faux que le maire a démissionné.', 'démissionné', 'CT-/CT-'],
  ['fr', "Il est inexact que l'usine ait fermé.", 'fermé', 'CT-/CT-'],
  ['fr', "Il n'est pas vrai que la ministre a menti.", 'menti', 'CT-/CT-'],
  ['fr', "C'est un mythe que les vaccins rendent malade.", 'rendent', 'CT-/CT-'],
  ['fr', "Rien n'indique que le feu ait été allumé exprès.", 'allumé', 'Uu/Uu'],
  ['fr', "Aucun élément ne permet d'affirmer que le pilote avait bu.", 'bu', 'Uu/Uu'],
  ['fr', "Il n'existe aucune preuve que l'eau est empoisonnée.", 'empoisonnée', 'Uu/Uu'],
  ['fr', "L'affirmation selon laquelle l'armée a bombardé l'école est fausse.", 'bombardé', 'CT-/CT-'],
  ['fr', 'La rumeur selon laquelle la reine est morte est infondée.', 'morte', 'CT-/CT-'],
  ['fr', "La préfecture n'a pas encore confirmé que le tunnel a cédé.", 'cédé', 'Uu/Uu'],
  ['fr', 'On ignore si le conducteur a survécu.', 'survécu', 'Uu/Uu'],
  ['fr', 'Il est vrai que le maire a démissionné.', 'démissionné', 'CT+/CT+'],
  ['fr', 'La préfecture a confirmé que le tunnel a cédé.', 'cédé', 'CT+/CT+'],
  ['fr', "Elle a refusé de dire si l'avion s'était écrasé.", 'écrasé', 'Uu/Uu'],
  ['fr', "Personne n'a prouvé que le juge avait menti.", 'menti', 'Uu/Uu'],
  ['fr', "Les enquêteurs n'ont trouvé aucune trace prouvant que le feu était criminel.", 'criminel', 'Uu/Uu'],
  ['fr', 'Il est faux de dire que le barrage a cédé.', 'cédé', 'CT-/CT-'],
  ['es', 'Es mentira que el puente se cayó.', 'cayó', 'CT-/CT-'],
  ['es', 'Es mentira que el ministro haya renunciado.', 'renunciado', 'CT-/CT-'],
  ['es', 'No es cierto que la jueza mintió.', 'mintió', 'CT-/CT-'],
  ['es', 'Es un bulo que el agua esté envenenada.', 'envenenada', 'CT-/CT-'],
  ['es', 'Es un mito que las vacunas enferman.', 'enferman', 'CT-/CT-'],
  ['es', 'No existe prueba alguna de que el piloto bebiera.', 'bebiera', 'Uu/Uu'],
  ['es', 'Nada demuestra que la alcaldesa aceptó sobornos.', 'aceptó', 'Uu/Uu'],
  ['es', 'No hay indicios de que el fuego fuera intencionado.', 'intencionado', 'Uu/Uu'],
  ['es', 'El Gobierno se negó a confirmar que el túnel se hundió.', 'hundió', 'Uu/Uu'],
  ['es', 'La fiscalía no ha podido confirmar que el sospechoso confesó.', 'confesó', 'Uu/Uu'],
  ['es', 'Nadie ha demostrado que el juez mintiera.', 'mintiera', 'Uu/Uu'],
  ['es', 'La noticia de que murió la reina es falsa.', 'murió', 'CT-/CT-'],
  ['es', 'La afirmación de que el ejército bombardeó la escuela es falsa.', 'bombardeó', 'CT-/CT-'],
  ['es', 'La investigación no determinó que la presa fue saboteada.', 'saboteada', 'Uu/Uu'],
  ['es', 'Es verdad que la ministra dimitió.', 'dimitió', 'CT+/CT+'],
  ['es', 'La policía confirma que el incendio fue provocado.', 'provocado', 'CT+/CT+'],
  ['es', 'Es falso que no haya agua.', 'haya', 'CT+/CT+'],
  ['es', 'Se desconoce si el conductor sobrevivió.', 'sobrevivió', 'Uu/Uu'],
]

const known = knownFailures(new URL('verdicts-known-failures.json', import.meta.url))

test.each(rows)('%s: %s [%s] %s', (language, text, predicate, values) => {
  for (const reader of ['fast', 'careful'] as const)
    known.held(`${reader}: ${text}`, () => {
      const { claims } = testEngine().analyse({ text, language }, { reader })
      const claim = claims.find((one) => text.slice(...one.predicate) === predicate)
      expect(claim ? `${claim.factuality}/${claim.outletFactuality}` : 'no claim').toBe(values)
    })
})
