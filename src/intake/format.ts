/** The formats of files that are taken apart in a thread. */
export const fileFormats = ['mail', 'mhtml', 'docx', 'feed', 'newsml', 'ninjs'] as const
export type FileFormat = (typeof fileFormats)[number]

/** What an input may be. */
export type Format = 'text' | 'html' | 'pdf' | 'json' | 'jsonl' | 'mbox' | 'warc' | FileFormat
