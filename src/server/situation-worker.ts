/** The thread beside the server in which the reports of large stories are compared, one story after the other. */
import { folderResources } from '../node-resources.ts'
import { loadComparer } from '../situation/comparer.ts'
import { type SituationTask, workOutSituation } from '../store/stories/situation-work.ts'
import { answerTasks } from '../threads/answer-tasks.ts'

let loaded: ReturnType<typeof loadComparer> | 'not yet' = 'not yet'
function comparer(): ReturnType<typeof loadComparer> {
  if (loaded === 'not yet') loaded = loadComparer(folderResources())
  return loaded
}

answerTasks((given: SituationTask) => {
  try {
    return workOutSituation(given, comparer())
  } catch (error) {
    throw new Error(
      `The reports of story ${given.story} could not be compared: ${error instanceof Error ? error.message : String(error)}.`,
    )
  }
})
