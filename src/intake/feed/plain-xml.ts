import { Parser } from 'htmlparser2'

/** More than any feed has. */
const mostElements = 250_000
const deepest = 100
const mostAttributes = 200

/** A document with more in it, or deeper nested, than any feed or list of feeds. */
export class TangledXml extends Error {
  override name = 'TangledXml'
}

/** A piece of CDATA, which cannot hold its own end. */
const cdata = (text: string) => `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`
const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

/** One element that is open, while a document is written anew. */
interface Open {
  name: string
  /** Where it begins among the pieces. */
  at: number
  /** What addresses in it are relative to, where that is told. */
  base: string | undefined
  /** Its text, held back until its end: an address to be resolved, or base64. */
  held?: { as: 'address' | 'base64'; pieces: string[] }
}

/** Elements that a document that breaks off gives only where they are whole. */
const items = new Set(['item', 'entry'])
/** Text is an address in these. */
const addresses = new Set(['link', 'guid', 'comments'])
const localName = (name: string) => name.slice(name.indexOf(':') + 1).toLowerCase()

function resolved(link: string, base: string | undefined): string {
  const bare = link.trim()
  if (base === undefined || bare === '' || /^[a-z][a-z0-9+.-]*:/i.test(bare)) return link
  try {
    return new URL(bare, base).href
  } catch {
    return link
  }
}

/** Entities of an address that XML knows by itself. */
const decoded = (text: string) =>
  text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

/**
 * A document in XML written anew, plainly: each element closed, each attribute in quotation marks, no comment,
 * instruction or declaration. Parsers that read it afterwards see the elements that were counted here and no others,
 * and nothing that breaks off, which they look for the end of again and again. An item within which the document breaks
 * off is left out; links are resolved by xml:base, and text that is given as base64 is decoded. Linear in the document's
 * length. Throws a TangledXml where its elements are too many or too deep.
 * @param base the document's own address, which an xml:base may be relative to
 */
export function plainXml(text: string, { base }: { base?: string | undefined } = {}): string {
  const pieces: string[] = []
  const open: Open[] = []
  let elements = 0
  let attributes = 0
  let isData = false
  let ending = false
  const parser = new Parser(
    {
      onopentagname(name) {
        if (++elements > mostElements || open.length + 1 > deepest) throw new TangledXml()
        attributes = 0
        open.push({ name, at: pieces.length, base: open.at(-1)?.base })
        pieces.push('<', nameOf(name))
      },
      onattribute(name, value) {
        if (++attributes > mostAttributes) throw new TangledXml()
        const written = nameOf(name)
        const element = open.at(-1)
        if (element && written === 'xml:base') element.base = resolved(decoded(value), element.base ?? base)
        if (element && written === 'mode' && value === 'base64') element.held = { as: 'base64', pieces: [] }
        // Entities stay as they stand: whoever reads the document decodes them.
        if (written !== '_')
          pieces.push(' ', written, '="', value.replaceAll('"', '&quot;').replaceAll('<', '&lt;'), '"')
      },
      onopentag(_, given) {
        const element = open.at(-1)
        if (element && element.base !== undefined && addresses.has(localName(element.name))) {
          const { href } = given as { href?: string }
          if (href !== undefined) {
            // In the order of attributes it may stand before the base.
            const at = pieces.indexOf('href', element.at)
            if (at >= 0) pieces[at + 2] = escaped(resolved(decoded(href), element.base))
          } else if (given['isPermaLink'] !== 'false') element.held ??= { as: 'address', pieces: [] }
        }
        pieces.push('>')
      },
      ontext(piece) {
        const held = open.at(-1)?.held
        if (held) held.pieces.push(isData ? piece : decoded(piece))
        else pieces.push(isData ? cdata(piece) : piece.replaceAll('<', '&lt;'))
      },
      oncdatastart() {
        isData = true
      },
      oncdataend() {
        isData = false
      },
      onclosetag(name) {
        const element = open.pop()
        if (ending && items.has(localName(name))) {
          pieces.length = element?.at ?? pieces.length
          return
        }
        if (element?.held) {
          const whole = element.held.pieces.join('')
          pieces.push(
            escaped(
              element.held.as === 'address'
                ? resolved(whole, element.base)
                : Buffer.from(whole, 'base64').toString('utf8'),
            ),
          )
        }
        pieces.push('</', nameOf(name), '>')
      },
    },
    { xmlMode: true, decodeEntities: false },
  )
  parser.write(text)
  ending = true
  parser.end()
  return pieces.join('')
}

/** A name that no parser takes for anything else. */
const nameOf = (name: string) => (/^[\p{L}_][\p{L}\p{N}_.:-]{0,199}$/u.test(name) ? name : '_')
