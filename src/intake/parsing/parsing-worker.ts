/** The thread beside the caller in which pages, PDF files and files of several reports are parsed, one after the other. */
import { answering } from '../../threads/answer-tasks.ts'
import type { Parsed, ParsingTask } from './parsing-task.ts'

export const work = answering(async (task: ParsingTask): Promise<Parsed> => {
  if (task.kind === 'page') {
    const { reportFromHtml } = await import('../report-from-html.ts')
    return reportFromHtml(task.bytes, task.source)
  }
  if (task.kind === 'file') {
    const { partsOfFile } = await import('../read-file-parts.ts')
    return partsOfFile(task.bytes, task.format, task.source)
  }
  const [{ reportFromPdf }, { boundBuffers }] = await Promise.all([
    import('../report-from-pdf.ts'),
    import('./bounded-buffers.ts'),
  ])
  boundBuffers()
  return reportFromPdf(task.bytes, task.name)
})
