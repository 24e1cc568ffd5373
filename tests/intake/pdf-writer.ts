/** A line of text at a place on a page: points from the left and from the bottom, as PDF counts. */
export interface PlacedLine {
  text: string
  x: number
  y: number
  size?: number
}

/** Bytes of a small PDF with these lines on its pages, in Helvetica (WinAnsi), A4. */
export function pdfOf(pages: readonly (readonly PlacedLine[])[], extra = ''): Uint8Array {
  const objects: string[] = []
  const add = (body: string) => objects.push(body)
  const kids = pages.map((_, i) => `${4 + i * 2} 0 R`).join(' ')
  add('<< /Type /Catalog /Pages 2 0 R >>')
  add(`<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`)
  add('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>')
  for (const [i, lines] of pages.entries()) {
    const stream = lines
      .map(({ text, x, y, size = 10 }) => {
        const escaped = text.replace(/[\\()]/g, (sign) => `\\${sign}`)
        return `BT /F1 ${size} Tf ${x} ${y} Td (${escaped}) Tj ET`
      })
      .join('\n')
    add(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${5 + i * 2} 0 R >>`,
    )
    add(`<< /Length ${Buffer.byteLength(stream, 'latin1')} >>\nstream\n${stream}\nendstream`)
  }
  let file = '%PDF-1.4\n'
  const places: number[] = []
  for (const [i, body] of objects.entries()) {
    places.push(file.length)
    file += `${i + 1} 0 obj\n${body}\nendobj\n`
  }
  const start = file.length
  const rows = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('')
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${extra} >>\nstartxref\n${start}\n%%EOF\n`
  return Buffer.from(file, 'latin1')
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
