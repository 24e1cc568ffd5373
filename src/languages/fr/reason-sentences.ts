import type { ReasonSentences } from '../../engine/factuality/language.ts'

/** Why a claim is as sure as it is, in sentences: `{words}` stands for the words that decide, `{holder}` for who says it. */
export const reasonSentences: ReasonSentences = {
  asserted: 'Le média l’affirme en son nom.',
  attributed: 'Rapporté selon {holder}.',
  'hearsay-conditional':
    'Conditionnel sans condition ni discours rapporté au passé : information non vérifiée (« {words} »).',
  'hypothetical-conditional': 'Conditionnel qui dépend d’une condition, exprimée ou non (« {words} »).',
  'future-in-past': 'Conditionnel de discours rapporté : futur vu du passé (« {words} »).',
  distance: 'Le texte garde ses distances sans dire qui l’affirme (« {words} »).',
  'scare-quotes': 'Mot mis entre guillemets sans source : le texte garde ses distances (« {words} »).',
  negation: 'Nié (« {words} »).',
  modal: 'Présenté comme possible ou attendu (« {words} »).',
  hedge: 'Affaibli par « {words} ».',
  future: 'À venir (« {words} »).',
  condition: 'Dépend d’une condition (« {words} »).',
  question: 'Posé comme une question.',
  governor: 'Dépend de « {words} ».',
  unverified: 'Le texte dit que ce n’est pas vérifié (« {words} »).',
  model: 'Degré de certitude estimé par le modèle.',
  'check-hearsay': 'Conditionnel de rumeur, sans source nommée : à vérifier auprès d’une source directe.',
  'check-distance': 'Le texte prend ses distances (« {words} ») sans dire d’où vient l’information.',
  'check-anonymous': 'Repose sur une source anonyme ({holder}).',
  'check-relay': 'Information de seconde main : relayée d’après {holder}.',
  'check-group': 'Attribué à un groupe sans nom ({holder}).',
  'check-unverified': 'Le texte signale que ce n’est pas vérifié (« {words} »).',
  'check-denied': 'Contesté : {holder} le nie.',
}
