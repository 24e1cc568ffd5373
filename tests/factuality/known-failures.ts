/** Cases that fail still, kept honestly: text [predicate] wanted. A case that begins to pass must leave the list. */
export const knownFailures = new Set<string>([
  'La mairie ferme la piscine. [ferme] CT+ asserted',
  'Le préfet a forcé le maire à partir. [partir] CT+',
  'Le maire craint que le navire coule. [coule] PS+',
  'Le maire souhaite que la piscine ferme. [ferme] PS+',
  'El alcalde fingió dormir. [dormir] CT-',
  'El alcalde sospecha que el cajero mintió. [mintió] PS+',
  'El alcalde quiere que la piscina cierre. [cierre] PS+',
  'El alcalde planea vender la piscina. [vender] PS+',
  'El gobernador instó al alcalde a dimitir. [dimitir] PS+',
  'El gobernador vino a fin de tranquilizar a los vecinos. [tranquilizar] PS+',
  'The minister will sign the treaty on Monday. [sign] PR+',
  'The council plans to close the pool. [close] PS+',
  'The mayor regrets that the ferry sank. [sank] CT+',
  'The ferry is said to have sunk in the night. [sunk] CT+ hearsay',
  'The ferry may have sunk near the harbour. [sunk] PS+',
  // As a band of probability; the grammar takes the adverb for the adverb of another word.
  'El puente probablemente cedió. likely',
])
