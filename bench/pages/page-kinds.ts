/** The kinds of pages on which articles, paragraphs and words get lost, or what is none of theirs gets in. */
import type { Language } from '../../src/contract/analysis.ts'
import type { PageArticle } from './articles.ts'

/** What a kind makes of an article: the page's body, and what its text must be where it is not the article alone. */
export interface PageKind {
  name: string
  body: (article: PageArticle, language: Language, other: PageArticle) => string
  /** The paragraphs under the headline; the article's own where not given. */
  expected?: (article: PageArticle, language: Language) => string[]
}

const p = (text: string, attributes = '') => `<p${attributes}>${text}</p>`
const ps = (texts: readonly string[]) => texts.map((text) => p(text)).join('')
const h1 = ({ title }: PageArticle) => `<h1>${title}</h1>`
/** The article with something between its second paragraph and its third. */
const within = (article: PageArticle, inside: string) =>
  `<article>${h1(article)}${ps(article.paragraphs.slice(0, 2))}${inside}${ps(article.paragraphs.slice(2))}</article>`
const say = (language: Language, fr: string, en: string, es: string) => ({ fr, en, es })[language]

const cookies = (language: Language) =>
  say(
    language,
    'Avec votre accord, nos partenaires et nous utilisons des cookies pour mesurer l’audience, personnaliser les publicités et améliorer votre navigation. Vous pouvez les accepter, les refuser ou modifier vos préférences à tout moment dans les paramètres de confidentialité de ce site.',
    'With your consent, we and our partners use cookies to measure traffic, personalise advertising and improve your browsing. You can accept or reject them, or change your preferences at any time in the privacy settings of this site.',
    'Con su consentimiento, nosotros y nuestros socios usamos cookies para medir el tráfico, personalizar la publicidad y mejorar su navegación. Puede aceptarlas, rechazarlas o cambiar sus preferencias en cualquier momento en la configuración de privacidad de este sitio.',
  )
const printed = (language: Language) =>
  say(
    language,
    'Cet article a été imprimé depuis le site du Courrier de Brunelles. Toute reproduction, même partielle, est interdite sans accord.',
    'This article was printed from the Harlow Gazette website. It may not be reproduced without the permission of the publisher.',
    'Este artículo ha sido impreso desde la web del Diario de Valmora. Prohibida su reproducción sin permiso.',
  )
const appeal = (language: Language) =>
  say(
    language,
    'Soutenez une presse locale et indépendante : nous avons besoin de nos lecteurs, faites un don.',
    'Support independent local journalism: we rely on our readers, please make a donation.',
    'Apoya el periodismo local e independiente: necesitamos a nuestros lectores, haz una donación.',
  )
const offers = (language: Language) =>
  say(
    language,
    '<h3>Abonnez-vous pour lire la suite</h3><ul><li>Tous les articles de la rédaction en illimité.</li><li>Le journal du lendemain dès vingt-deux heures.</li><li>Sans engagement, un euro le premier mois.</li></ul>',
    '<h3>Subscribe to continue reading</h3><ul><li>Unlimited access to every story.</li><li>Tomorrow’s paper tonight on your tablet.</li><li>Cancel whenever you like.</li></ul>',
    '<h3>Suscríbete para seguir leyendo</h3><ul><li>Acceso ilimitado a todos los artículos.</li><li>El periódico de mañana, esta noche.</li><li>Sin permanencia, un euro el primer mes.</li></ul>',
  )
const links = (language: Language, other: PageArticle) =>
  `<ul><li><a href="/a">${other.title}</a></li><li><a href="/b">${say(language, 'Toute l’actualité de la semaine', 'All of this week’s news', 'Toda la actualidad de la semana')}</a></li></ul>`
const transcript = (language: Language) =>
  say(
    language,
    'Bonjour à tous et bienvenue dans cette vidéo. Aujourd’hui nous parlons de musique et de cuisine avec notre invité, qui nous a préparé une recette.',
    'Hello everybody and welcome to this video. Today we talk about music and cooking with our guest, who has prepared a recipe for us.',
    'Hola a todos y bienvenidos a este vídeo. Hoy hablamos de música y de cocina con nuestro invitado, que nos ha preparado una receta.',
  )
/** The third word of a paragraph and those after it, up to `count`, as parts of a sentence. */
const cut = (text: string, from: number, count: number) => {
  const words = text.split(' ')
  return [words.slice(0, from), words.slice(from, from + count), words.slice(from + count)].map((part) =>
    part.join(' '),
  ) as [string, string, string]
}

export const pageKinds: readonly PageKind[] = [
  {
    name: 'plain',
    body: (article) => `<main>${within(article, '')}</main>`,
  },
  {
    name: 'a long notice of cookies in a box without a name',
    body: (article, language) =>
      `<div><div>${p(cookies(language))}${p(cookies(language))}</div></div><main>${within(article, '')}</main>`,
  },
  {
    name: 'a notice of cookies behind a short article',
    body: (article, language) =>
      `<div class="layout"><div class="story-0">${h1(article)}${ps(article.paragraphs.slice(0, 2))}</div><div class="story-1">${p(cookies(language)).repeat(4)}</div></div>`,
    expected: (article) => article.paragraphs.slice(0, 2),
  },
  {
    name: 'a print footer',
    body: (article, language) =>
      `<div id="page">${within(article, '')}<div>${p(printed(language))}</div></div>`,
  },
  {
    name: 'an appeal between paragraphs',
    body: (article, language) => within(article, p(appeal(language))),
  },
  {
    name: 'a list of offers',
    body: (article, language) => within(article, `<div class="kq-12">${offers(language)}</div>`),
  },
  {
    name: 'another article under the headline',
    body: (article, _, other) =>
      `<main><div class="teaser-0"><article class="s1">${h1(article)}${ps(article.paragraphs)}</article></div><div class="zone"><article class="s2"><h2>${other.title}</h2>${ps(other.paragraphs)}${ps(other.paragraphs)}</article></div></main>`,
  },
  {
    name: 'paragraphs hidden from screen readers',
    body: (article) =>
      `<article>${h1(article)}${p(article.paragraphs[0])}${article.paragraphs
        .slice(1, 4)
        .map((text) => p(text, ' aria-hidden="true"'))
        .join('')}${p(article.paragraphs[4])}</article>`,
  },
  {
    name: 'paragraphs for those who pay',
    body: (article) =>
      `<article>${h1(article)}${p(article.paragraphs[0])}${article.paragraphs
        .slice(1)
        .map((text) => p(text, ' class="paywall"'))
        .join('')}</article>`,
  },
  {
    name: 'a paragraph that is mostly a link',
    body: (article) => {
      const [before, linked, after] = cut(article.paragraphs[2], 2, 9)
      return `<article>${h1(article)}${ps(article.paragraphs.slice(0, 2))}${p(`${before} <a href="/x">${linked}</a> ${after}`)}${ps(article.paragraphs.slice(3))}</article>`
    },
  },
  {
    name: 'a paragraph that a caption repeats',
    body: (article) =>
      within(
        { ...article, paragraphs: article.paragraphs },
        `<figure><img src="a.jpg" alt="${article.paragraphs[2].replaceAll('"', '')}"><figcaption>${article.paragraphs[2]}</figcaption></figure>`,
      ),
  },
  {
    name: 'a caption of its own',
    body: (article, language) =>
      within(
        article,
        `<figure><img src="a.jpg"><figcaption>${say(language, 'Une vue du bourg, prise au printemps dernier. Photo : R. Lacaze', 'A view of the town taken last spring. Photo: R. Lacaze', 'Una vista del pueblo la pasada primavera. Foto: R. Lacaze')}</figcaption></figure>`,
      ),
  },
  {
    name: 'a transcript under a film',
    body: (article, language) =>
      within(
        article,
        `<div class="video-transcript"><h4>${say(language, 'Transcription', 'Transcript', 'Transcripción')}</h4>${p(transcript(language))}</div>`,
      ),
  },
  {
    name: 'a hidden list within a sentence',
    body: (article, language, other) => {
      const [before, name, after] = cut(article.paragraphs[1], 3, 2)
      return `<article>${h1(article)}${p(article.paragraphs[0])}${p(`${before} <span class="hov"><a href="/n">${name}</a><span class="hov-box"><a href="/n">${name}</a>${links(language, other)}</span></span> ${after}`)}${ps(article.paragraphs.slice(2))}</article>`
    },
  },
  {
    name: 'a word in a link called a tag',
    body: (article) => {
      const [before, word, after] = cut(article.paragraphs[3], 3, 1)
      return `<article>${h1(article)}${ps(article.paragraphs.slice(0, 3))}${p(`${before} <a class="tag" href="/t">${word}</a> ${after}`)}${p(article.paragraphs[4])}</article>`
    },
  },
  {
    name: 'links to other reports',
    body: (article, language, other) =>
      within(
        article,
        `<div class="x9"><p><strong>${say(language, 'Sur le même sujet', 'On the same subject', 'Sobre el mismo tema')}</strong></p>${links(language, other)}</div>`,
      ),
  },
  {
    name: 'every paragraph in boxes of its own',
    body: (article) =>
      `<div id="root"><article>${h1(article)}${article.paragraphs.map((text) => `<div data-c="block"><div><div>${p(text)}</div></div></div>`).join('')}</article></div>`,
  },
  {
    name: 'paragraphs by line breaks',
    body: (article) =>
      `<div class="content">${h1(article)}<div>${article.paragraphs.join('<br><br>')}</div></div>`,
  },
  {
    name: 'comments of readers',
    body: (article, language) =>
      `<main>${within(article, '')}<section id="comments"><h2>${say(language, 'Vos réactions', 'Comments', 'Comentarios')}</h2>${p(transcript(language)).repeat(3)}</section></main>`,
  },
  {
    name: 'a byline, a date and share buttons',
    body: (article, language) =>
      `<article>${h1(article)}<p class="byline">${say(language, 'Par', 'By', 'Por')} Lea Roan</p><p>${say(language, 'Publié le 3 mars 2026 à 9 h 12', 'Published on 3 March 2026 at 9:12', 'Publicado el 3 de marzo de 2026 a las 9:12')}</p><div class="share"><a href="#">Facebook</a> <a href="#">X</a></div>${ps(article.paragraphs)}</article>`,
  },
]
