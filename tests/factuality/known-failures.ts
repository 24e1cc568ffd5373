/** Cases that fail still, kept honestly: text [predicate] wanted. A case that begins to pass must leave the list. */
export const knownFailures = new Set<string>([
  'Au lieu de signer le traité, il a quitté la salle. [signer] CT-',
  'El alcalde duda que el barco se haya hundido. [hundido] PS-',
  'El alcalde quiere que la piscina cierre. [cierre] PS+',
  'El alcalde sospecha que el cajero mintió. [mintió] PS+',
  'El gobernador vino a fin de tranquilizar a los vecinos. [tranquilizar] PS+',
  'Il est faux que le navire ait coulé. [coulé] CT-',
  'La mairie ferme la piscine. [ferme] CT+ asserted',
  'La negativa a firmar sorprendió a los concejales. [firmar] CT-',
  'Le maire doute que le navire ait coulé. [coulé] PS-',
  'Le maire souhaite que la piscine ferme. [ferme] PS+',
  'Le préfet a forcé le maire à partir. [partir] CT+',
  'Le refus de signer a surpris les élus. [signer] CT-',
  'The council plans to close the pool. [close] PS+',
  'The ferry may have sunk near the harbour. [sunk] PS+',
  'The minister will sign the treaty on Monday. [sign] PR+',
])
