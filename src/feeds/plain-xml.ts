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

/**
 * A document in XML written anew, plainly: each element closed, each attribute in quotation marks, no comment,
 * instruction or declaration. Parsers that read it afterwards see the elements that were counted here and no others,
 * and nothing that breaks off, which they look for the end of again and again. Linear in the document's length.
 * Throws a TangledXml where its elements are too many or too deep.
 */
export function plainXml(text: string): string {
  const pieces: string[] = []
  let elements = 0
  let depth = 0
  let attributes = 0
  let isData = false
  const parser = new Parser(
    {
      onopentagname(name) {
        if (++elements > mostElements || ++depth > deepest) throw new TangledXml()
        attributes = 0
        pieces.push('<', nameOf(name))
      },
      onattribute(name, value) {
        if (++attributes > mostAttributes) throw new TangledXml()
        const written = nameOf(name)
        // Entities stay as they stand: whoever reads the document decodes them.
        if (written !== '_')
          pieces.push(' ', written, '="', value.replaceAll('"', '&quot;').replaceAll('<', '&lt;'), '"')
      },
      onopentag() {
        pieces.push('>')
      },
      ontext(piece) {
        pieces.push(isData ? cdata(piece) : piece.replaceAll('<', '&lt;'))
      },
      oncdatastart() {
        isData = true
      },
      oncdataend() {
        isData = false
      },
      onclosetag(name) {
        depth--
        pieces.push('</', nameOf(name), '>')
      },
    },
    { xmlMode: true, decodeEntities: false },
  )
  parser.write(text)
  parser.end()
  return pieces.join('')
}

/** A name that no parser takes for anything else. */
const nameOf = (name: string) => (/^[\p{L}_][\p{L}\p{N}_.:-]{0,199}$/u.test(name) ? name : '_')
