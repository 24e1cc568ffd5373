/** A line of text at a place on a page: points from the left and from the bottom, as PDF counts. */
export interface PlacedLine {
  text: string
  x: number
  y: number
  size?: number
}

/** Bytes of a small PDF with these lines on its pages, in Helvetica (WinAnsi), A4. */
export function pdfOf(pages: readonly (readonly PlacedLine[])[], extra = ''): Uint8Array {
  return pdfOfContents(
    pages.map((lines) => Buffer.from(contentOf(lines), 'latin1')),
    { extra },
  )
}

/** The content of a page as PDF writes it. */
export function contentOf(lines: readonly PlacedLine[]): string {
  return lines
    .map(({ text, x, y, size = 10 }) => {
      const escaped = text.replace(/[\\()]/g, (sign) => `\\${sign}`)
      return `BT /F1 ${size} Tf ${x} ${y} Td (${escaped}) Tj ET`
    })
    .join('\n')
}

/** Bytes of a PDF whose pages have these contents, packed as `filters` say ("/FlateDecode"). */
export function pdfOfContents(
  contents: readonly Uint8Array[],
  { filters = '', extra = '' }: { filters?: string; extra?: string } = {},
): Uint8Array {
  const parts: Buffer[] = []
  const places: number[] = []
  let length = 0
  const write = (part: string | Uint8Array) => {
    const bytes = typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part)
    parts.push(bytes)
    length += bytes.length
  }
  const add = (...body: (string | Uint8Array)[]) => {
    places.push(length)
    write(`${places.length} 0 obj\n`)
    for (const part of body) write(part)
    write('\nendobj\n')
  }
  write('%PDF-1.4\n')
  const kids = contents.map((_, i) => `${4 + i * 2} 0 R`).join(' ')
  add('<< /Type /Catalog /Pages 2 0 R >>')
  add(`<< /Type /Pages /Kids [${kids}] /Count ${contents.length} >>`)
  add('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>')
  for (const [i, content] of contents.entries()) {
    add(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${5 + i * 2} 0 R >>`,
    )
    const filter = filters === '' ? '' : ` /Filter ${filters}`
    add(`<< /Length ${content.length}${filter} >>\nstream\n`, content, '\nendstream')
  }
  const start = length
  const rows = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('')
  write(`xref\n0 ${places.length + 1}\n0000000000 65535 f \n${rows}`)
  write(`trailer\n<< /Size ${places.length + 1} /Root 1 0 R ${extra} >>\nstartxref\n${start}\n%%EOF\n`)
  return Buffer.concat(parts)
}

/** Lines set under one another from a place downwards. */
export function column(
  texts: readonly string[],
  x: number,
  y: number,
  leading = 12,
  size = 10,
): PlacedLine[] {
  return texts.map((text, i) => ({ text, x, y: y - i * leading, size }))
}
