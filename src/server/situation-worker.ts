/** The thread beside the server in which the reports of large stories are compared, one story after the other. */
import { type SituationTask, workOutSituation } from '../store/stories/situation-work.ts'
import { answerTasks } from '../threads/answer-tasks.ts'

answerTasks((given: SituationTask) => {
  try {
    return workOutSituation(given)
  } catch (error) {
    throw new Error(
      `The reports of story ${given.story} could not be compared: ${error instanceof Error ? error.message : String(error)}.`,
    )
  }
})
