import { forCsv } from '../src/output/neutralise.ts'

/** Gives the person a file that was made in this page. */
export function download(name: string, type: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}

/** A table as CSV (RFC 4180) that a spreadsheet opens without taking anything for a formula. */
export function asCsv(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  return [head, ...rows].map((row) => `${row.map((cell) => forCsv(String(cell))).join(',')}\r\n`).join('')
}
