/** The command was written wrongly: exit code 2. Its message is shown as it stands. */
export class UsageError extends Error {
  override name = 'UsageError'
}
