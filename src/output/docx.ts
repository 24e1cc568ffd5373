import {
  AlignmentType,
  Document,
  Footer,
  HeadingLevel,
  type IRunOptions,
  LevelFormat,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import type { Analysis, Language } from '../contract/analysis.ts'
import type { Situation } from '../contract/situation.ts'
import { labelsFor } from './labels.ts'
import { forDocument } from './neutralise.ts'
import { type Block, type Outline, own, type Run } from './outline.ts'
import { reportOutline } from './report-outline.ts'
import { situationOutline } from './situation-outline.ts'
import { majorityLanguage } from './situation-view.ts'

const headings = [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3] as const
/** Bullets, and how far each level is indented, in twentieths of a point. */
const ofList = { name: 'selon-list', indent: 360 }

/** A dossier of reports as DOCX (Office Open XML), to edit, forward or print; with the situation that they tell before them. */
export function renderDocx(
  analyses: readonly Analysis[],
  language: Language = analyses[0]?.report.language ?? 'en',
  situation?: Situation,
): Promise<Uint8Array> {
  const opening = situation ? situationOutline(situation, undefined, language) : []
  const reports = analyses.flatMap((analysis): Outline => {
    const { url } = analysis.report
    const [title, ...rest] = reportOutline(analysis, language)
    // Where a dossier is printed, the address of a report is to be read.
    return [
      title,
      ...(url ? [{ kind: 'paragraph' as const, runs: [{ text: url, theirs: true as const }] }] : []),
      ...rest,
    ]
  })
  return packed([...opening, ...reports], language)
}

/** A Situation as DOCX; what is new since a date first, where one is given. */
export function renderSituationDocx(
  situation: Situation,
  since?: string,
  language: Language = majorityLanguage(situation.reports),
): Promise<Uint8Array> {
  return packed(situationOutline(situation, since, language), language)
}

async function packed(outline: Outline, language: Language): Promise<Uint8Array> {
  const [first] = outline
  const { notice } = labelsFor(language)
  const document = new Document({
    creator: 'Selon',
    lastModifiedBy: 'Selon',
    title: first && 'runs' in first ? first.runs.map(words).join('').slice(0, 200) : 'Selon',
    styles: {
      default: {
        document: {
          run: { font: 'Calibri', size: 21, language: { value: language } },
          paragraph: { spacing: { after: 80 } },
        },
      },
    },
    numbering: {
      config: [
        {
          reference: ofList.name,
          levels: [0, 1].map((level) => ({
            level,
            format: LevelFormat.BULLET,
            text: level === 0 ? '•' : '–',
            alignment: AlignmentType.LEFT,
            style: {
              paragraph: { indent: { left: ofList.indent * (level + 1), hanging: ofList.indent / 2 } },
            },
          })),
        },
      ],
    },
    sections: [
      {
        footers: {
          default: new Footer({
            children: [
              new Paragraph({
                alignment: AlignmentType.CENTER,
                children: [
                  new TextRun({ text: `${notice} — `, size: 16 }),
                  new TextRun({ children: [PageNumber.CURRENT], size: 16 }),
                ],
              }),
            ],
          }),
        },
        children: outline.map((block, k) => drawn(block, k > 0)),
      },
    ],
  })
  return new Uint8Array(await Packer.toArrayBuffer(document))
}

/** The words of a run; those that are not Selon's on one line, without controls, with the spaces around them. */
function words({ text, theirs }: Run): string {
  if (!theirs) return text
  return `${/^\s/.test(text) ? ' ' : ''}${forDocument(text)}${/\S\s+$/.test(text) ? ' ' : ''}`
}

const textRun = (run: Run) => {
  const style: IRunOptions = {
    ...(run.strong ? { bold: true } : {}),
    ...(run.emphasis ? { italics: true } : {}),
  }
  return new TextRun({ text: words(run), ...style })
}

/** @param isLater whether something stands before it: then a document within this one begins on a page of its own */
function drawn(block: Block, isLater: boolean): Paragraph | Table {
  switch (block.kind) {
    case 'heading':
      return new Paragraph({
        heading: headings[block.level - 1],
        keepNext: true,
        pageBreakBefore: isLater && block.level === 1,
        children: block.runs.map(textRun),
      })
    case 'paragraph':
      return new Paragraph({ children: block.runs.map(textRun) })
    case 'item':
      return new Paragraph({
        numbering: { reference: ofList.name, level: block.level },
        children: block.runs.map(textRun),
      })
    case 'table': {
      const row = (cells: readonly Run[], isHead: boolean) =>
        new TableRow({
          tableHeader: isHead,
          cantSplit: true,
          children: cells.map(
            (cell, k) =>
              new TableCell({
                children: [
                  new Paragraph({
                    ...(block.columns[k]?.isNumber ? { alignment: AlignmentType.RIGHT } : {}),
                    children: [textRun(isHead ? { ...cell, strong: true } : cell)],
                  }),
                ],
              }),
          ),
        })
      return new Table({
        width: { size: 100, type: WidthType.PERCENTAGE },
        rows: [
          row(
            block.columns.map(({ title }) => own(title)),
            true,
          ),
          ...block.rows.map((cells) => row(cells, false)),
        ],
      })
    }
  }
}
