import { cleanLine } from './page-metadata.ts'
import { parsePage, TangledPage } from './parsing/parse-page.ts'

const blocks = new Set(
  'ADDRESS ARTICLE ASIDE BLOCKQUOTE BR CAPTION CENTER DD DIV DL DT FIGCAPTION FIGURE FOOTER FORM H1 H2 H3 H4 H5 H6 HEADER HL2 HR LI MAIN NAV OL P PRE SECTION TABLE TD TH TR UL'.split(
    ' ',
  ),
)
const silent = new Set('SCRIPT STYLE TEMPLATE NOSCRIPT HEAD TITLE SELECT TEXTAREA'.split(' '))

/**
 * The words of a piece of HTML as it would be seen without styles: a line for each block, in order. Nothing is left out
 * but what nobody sees. undefined where its tags are too many or too tangled.
 */
export function linesOfHtml(html: string): string[] | undefined {
  let document: Document
  try {
    document = parsePage(/<html[\s>]/i.test(html) ? html : `<html><body>${html}</body></html>`)
  } catch (error) {
    if (error instanceof TangledPage) return undefined
    throw error
  }
  const lines: string[] = []
  let open: string[] = []
  const close = () => {
    const line = cleanLine(open.join(''))
    if (line !== '') lines.push(line)
    open = []
  }
  // By hand: a page may nest deeper than calls may.
  let node: Node | null = document.body ?? document.documentElement
  const root = node
  while (node) {
    const name: string = node.nodeName.toUpperCase()
    if (node.nodeType === 3) open.push(node.textContent ?? '')
    else if (blocks.has(name)) close()
    const inner: Node | null = silent.has(name) ? null : node.firstChild
    if (inner) {
      node = inner
      continue
    }
    while (node && node !== root && !node.nextSibling) {
      node = node.parentNode
      if (node && blocks.has(node.nodeName.toUpperCase())) close()
    }
    if (!node || node === root) break
    node = node.nextSibling
  }
  close()
  return lines
}
