/**
 * From here on findings, details of the ledger, digests, situations, vectors and postings are packed in ways that an older Selon
 * would take for damaged: by the number of its schema it refuses the database. What is there stays as it is, and is read; title
 * and publication of a report's newest version stand in the report's row alone where nothing stands in the version's.
 */
export async function codedValues(): Promise<void> {
  // Nothing of the tables changes.
}
