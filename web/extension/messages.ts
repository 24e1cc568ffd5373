/** What the extension itself says, in the language of whoever reads the page. The tables have one shape. */
import type { Language } from '../../src/contract/analysis.ts'

export interface Messages {
  /** Of the extension in the browser's own list; 132 characters at most. */
  description: string
  action: string
  steps: { models: string; reading: string; careful: string }
  found: (statements: number, ofOthers: number) => string
  none: string
  keys: string
  margin: string
  previous: string
  next: string
  keep: string
  keeping: string
  kept: string
  open: string
  unmark: string
  trouble: {
    closed: string
    noArticle: string
    tangled: string
    tooLong: string
    otherLanguage: (name: string) => string
    noLanguage: string
    slow: string
    notShown: string
    failed: string
    gone: string
    noDesk: (port: number) => string
    notSelon: (port: number) => string
    notAllowed: (port: number) => string
    token: string
    refused: (words: string) => string
  }
  options: {
    title: string
    desk: string
    port: string
    portHelp: string
    token: string
    tokenHelp: string
    language: string
    browser: string
    reader: string
    readers: { careful: string; fast: string }
    save: string
    saved: string
    badPort: string
    allow: string
    allowed: string
    promise: string
  }
}

const french: Messages = {
  description:
    'Marque dans l’article qui dit quoi, par qui et avec quelle certitude. Tout reste dans ce navigateur.',
  action: 'Qui dit quoi dans cet article ?',
  steps: {
    models: 'Selon se prépare…',
    reading: 'Selon lit l’article…',
    careful: 'Selon relit avec soin…',
  },
  found: (statements, ofOthers) =>
    `${statements === 1 ? 'Un énoncé' : `${statements} énoncés`}, dont ${ofOthers === 0 ? 'aucun' : ofOthers} sur la parole d’autrui.`,
  none: 'Selon n’a trouvé dans cet article aucun énoncé à marquer.',
  keys: 'J et K vont d’un énoncé à l’autre ; Échap ferme la carte.',
  margin: 'Selon, en marge de cet article',
  previous: 'Énoncé précédent',
  next: 'Énoncé suivant',
  keep: 'Garder dans Selon',
  keeping: 'Envoi au bureau de cette machine…',
  kept: 'Gardé dans Selon.',
  open: 'L’y ouvrir',
  unmark: 'Retirer les marques',
  trouble: {
    closed:
      'Le navigateur ne laisse aucune extension lire cette page : ouvrez un article sur un site web, puis cliquez à nouveau.',
    noArticle:
      'Selon n’a trouvé aucun article dans cette page : ouvrez la page d’un seul article, puis cliquez à nouveau.',
    tangled: 'Cette page est trop enchevêtrée pour être lue : copiez son texte dans le bureau de Selon.',
    tooLong: 'Cette page est trop longue pour être lue ici : copiez son texte dans le bureau de Selon.',
    otherLanguage: (name) =>
      `Cet article semble écrit dans une autre langue (${name}) ; Selon lit le français, l’anglais et l’espagnol.`,
    noLanguage:
      'La langue de cet article n’a pas pu être reconnue : ses mots sont trop peu nombreux ou trop mêlés.',
    slow: 'La lecture de cette page a pris trop de temps et a été abandonnée : copiez son texte dans le bureau de Selon.',
    notShown:
      'L’article a été lu, mais ses mots ne se retrouvent pas dans la page telle qu’elle s’affiche : rien n’est marqué. Vous pouvez le garder dans Selon.',
    failed: 'Selon n’a pas pu lire cette page : rechargez-la, puis cliquez à nouveau.',
    gone: 'La lecture de cette page n’est plus en mémoire : retirez les marques, puis cliquez à nouveau sur Selon.',
    noDesk: (port) =>
      `Aucun bureau ne répond sur cette machine au port ${port} : lancez « selon serve », ou changez le port dans les options de l’extension.`,
    notSelon: (port) =>
      `Ce qui répond au port ${port} n’est pas Selon : changez le port dans les options de l’extension.`,
    notAllowed: (port) =>
      `Pour garder l’article, l’extension doit pouvoir parler au bureau de cette machine (127.0.0.1, port ${port}) : cliquez à nouveau et acceptez.`,
    token: 'Ce bureau demande son jeton : mettez-le dans les options de l’extension.',
    refused: (words) => `Le bureau n’a pas pris l’article. Il dit : ${words}`,
  },
  options: {
    title: 'Selon dans le navigateur',
    desk: 'Le bureau de cette machine',
    port: 'Port',
    portHelp: 'Celui que « selon serve » annonce ; 7670 d’ordinaire.',
    token: 'Jeton',
    tokenHelp: 'Seulement si le bureau en demande un.',
    language: 'Langue',
    browser: 'Celle du navigateur',
    reader: 'Lecture',
    readers: { careful: 'Rapide, puis attentive', fast: 'Rapide seulement' },
    save: 'Enregistrer',
    saved: 'Enregistré.',
    badPort: 'Un port est un nombre de 1 à 65535.',
    allow: 'Autoriser l’extension à parler à ce bureau',
    allowed: 'L’extension peut parler à ce bureau.',
    promise:
      'Les articles sont lus dans ce navigateur. Rien n’en sort, sauf l’article que vous gardez, vers le bureau de cette machine.',
  },
}

const english: Messages = {
  description:
    'Marks in an article who says what, through whom and how surely. All of it stays in this browser.',
  action: 'Who says what in this article?',
  steps: {
    models: 'Selon is getting ready…',
    reading: 'Selon is reading the article…',
    careful: 'Selon is reading it again with care…',
  },
  found: (statements, ofOthers) =>
    `${statements === 1 ? 'One statement' : `${statements} statements`}, ${ofOthers === 0 ? 'none' : ofOthers} of them on the word of others.`,
  none: 'Selon found no statement to mark in this article.',
  keys: 'J and K go from one statement to the next; Escape closes the card.',
  margin: 'Selon, in the margin of this article',
  previous: 'Statement before',
  next: 'Next statement',
  keep: 'Keep in Selon',
  keeping: 'Handing it to the desk on this machine…',
  kept: 'Kept in Selon.',
  open: 'Open it there',
  unmark: 'Take the marks away',
  trouble: {
    closed: 'The browser lets no extension read this page: open an article on a web site, then click again.',
    noArticle: 'Selon found no article in this page: open the page of one article, then click again.',
    tangled: 'This page is too tangled to be read: paste its text into Selon’s desk.',
    tooLong: 'This page is too long to be read here: paste its text into Selon’s desk.',
    otherLanguage: (name) =>
      `This article seems to be in another language (${name}); Selon reads French, English and Spanish.`,
    noLanguage: 'The language of this article could not be told: its words are too few or too mixed.',
    slow: 'Reading this page took too long and was given up: paste its text into Selon’s desk.',
    notShown:
      'The article was read, but its words are not found in the page as it is shown: nothing is marked. You can keep it in Selon.',
    failed: 'Selon could not read this page: load it anew, then click again.',
    gone: 'What was read of this page is no longer in memory: take the marks away, then click Selon again.',
    noDesk: (port) =>
      `No desk answers on this machine at port ${port}: start “selon serve”, or change the port in the extension’s options.`,
    notSelon: (port) =>
      `What answers at port ${port} is not Selon: change the port in the extension’s options.`,
    notAllowed: (port) =>
      `To keep the article, the extension must be allowed to speak to the desk on this machine (127.0.0.1, port ${port}): click again and allow it.`,
    token: 'This desk wants its token: put it into the extension’s options.',
    refused: (words) => `The desk did not take the article. It says: ${words}`,
  },
  options: {
    title: 'Selon in the browser',
    desk: 'The desk on this machine',
    port: 'Port',
    portHelp: 'The one that “selon serve” names; usually 7670.',
    token: 'Token',
    tokenHelp: 'Only where the desk wants one.',
    language: 'Language',
    browser: 'The browser’s',
    reader: 'Reading',
    readers: { careful: 'Fast, then careful', fast: 'Fast alone' },
    save: 'Save',
    saved: 'Saved.',
    badPort: 'A port is a number from 1 to 65535.',
    allow: 'Allow the extension to speak to this desk',
    allowed: 'The extension may speak to this desk.',
    promise:
      'Articles are read in this browser. Nothing leaves it but the article that you keep, for the desk on this machine.',
  },
}

const spanish: Messages = {
  description:
    'Marca en un artículo quién dice qué, a través de quién y con qué certeza. Todo queda en este navegador.',
  action: '¿Quién dice qué en este artículo?',
  steps: {
    models: 'Selon se prepara…',
    reading: 'Selon lee el artículo…',
    careful: 'Selon lo relee con cuidado…',
  },
  found: (statements, ofOthers) =>
    `${statements === 1 ? 'Una afirmación' : `${statements} afirmaciones`}, ${ofOthers === 0 ? 'ninguna' : ofOthers} por boca de otros.`,
  none: 'Selon no encontró en este artículo ninguna afirmación que marcar.',
  keys: 'J y K van de una afirmación a otra; Escape cierra la ficha.',
  margin: 'Selon, al margen de este artículo',
  previous: 'Afirmación anterior',
  next: 'Afirmación siguiente',
  keep: 'Guardar en Selon',
  keeping: 'Entregándolo al escritorio de este equipo…',
  kept: 'Guardado en Selon.',
  open: 'Abrirlo allí',
  unmark: 'Quitar las marcas',
  trouble: {
    closed:
      'El navegador no deja que ninguna extensión lea esta página: abra un artículo en un sitio web y haga clic de nuevo.',
    noArticle:
      'Selon no encontró ningún artículo en esta página: abra la página de un solo artículo y haga clic de nuevo.',
    tangled: 'Esta página es demasiado enredada para leerla: pegue su texto en el escritorio de Selon.',
    tooLong: 'Esta página es demasiado larga para leerla aquí: pegue su texto en el escritorio de Selon.',
    otherLanguage: (name) =>
      `Este artículo parece escrito en otro idioma (${name}); Selon lee francés, inglés y español.`,
    noLanguage:
      'No se pudo reconocer el idioma de este artículo: sus palabras son muy pocas o están muy mezcladas.',
    slow: 'La lectura de esta página tardó demasiado y se abandonó: pegue su texto en el escritorio de Selon.',
    notShown:
      'El artículo se leyó, pero sus palabras no se encuentran en la página tal como se muestra: no hay nada marcado. Puede guardarlo en Selon.',
    failed: 'Selon no pudo leer esta página: cárguela de nuevo y haga clic otra vez.',
    gone: 'Lo leído de esta página ya no está en memoria: quite las marcas y haga clic de nuevo en Selon.',
    noDesk: (port) =>
      `Ningún escritorio responde en este equipo en el puerto ${port}: ponga en marcha «selon serve» o cambie el puerto en las opciones de la extensión.`,
    notSelon: (port) =>
      `Lo que responde en el puerto ${port} no es Selon: cambie el puerto en las opciones de la extensión.`,
    notAllowed: (port) =>
      `Para guardar el artículo, la extensión debe poder hablar con el escritorio de este equipo (127.0.0.1, puerto ${port}): haga clic de nuevo y acepte.`,
    token: 'Este escritorio pide su clave: póngala en las opciones de la extensión.',
    refused: (words) => `El escritorio no tomó el artículo. Dice: ${words}`,
  },
  options: {
    title: 'Selon en el navegador',
    desk: 'El escritorio de este equipo',
    port: 'Puerto',
    portHelp: 'El que anuncia «selon serve»; normalmente 7670.',
    token: 'Clave',
    tokenHelp: 'Solo si el escritorio la pide.',
    language: 'Idioma',
    browser: 'El del navegador',
    reader: 'Lectura',
    readers: { careful: 'Rápida y después cuidadosa', fast: 'Solo rápida' },
    save: 'Guardar',
    saved: 'Guardado.',
    badPort: 'Un puerto es un número del 1 al 65535.',
    allow: 'Permitir que la extensión hable con este escritorio',
    allowed: 'La extensión puede hablar con este escritorio.',
    promise:
      'Los artículos se leen en este navegador. Nada sale de él salvo el artículo que usted guarda, hacia el escritorio de este equipo.',
  },
}

const tables: Record<Language, Messages> = { fr: french, en: english, es: spanish }

export const messagesFor = (language: Language): Messages => tables[language]
