/**
 * Articles before the names of outlets. An outlet keeps the article of its own language in a report of another one ("The
 * Sun" in French, "El País" in English), so that all packs know them all.
 */
export const nameArticle = /^(le|la|les|l['’]|the|el|los|las|du|au|del|al)\s*/iu
