/**
 * Words of names, which keep the words of their own language in a report of another one ("The Sun" in French, "El País"
 * in English, "Rio de Janeiro" in all): every pack has them.
 */

/** Articles before the names of outlets. */
export const nameArticle = /^(le|la|les|l['’]|the|el|los|las|du|au|del|al)\s*/iu

/** Articles that an outlet's name may have lost to the grammar of the sentence: "au Parisien". */
export const lostArticles = ['Le', 'La', 'Les', 'El', 'The']

/** Small words within names of people. */
export const nameParticle = /^(?:de|du|des|la|le|les|del|el|the|of)$/

/** Names of outlets that broadcast rather than print, as far as the name tells. */
export const broadcaster =
  /TV|News|Radio|Canal|Cadena|Info|Jazeera|Arabiya|Sky|Fox|Univisi|Televis|Telecinco|Antena|Sexta|^[A-Z0-9+]{2,6}$|^[Ff]rance [\dIBCi]|^Europe 1/

/** What may stand between two names that make up the name of one place. */
export const placeJoin = /^( | (?:y|e|et|and|de|du|del) (?:(?:las|los|the|les) )?)$/
