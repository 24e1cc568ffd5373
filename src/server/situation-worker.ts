/** The thread beside the server in which reports are compared, one story after the other. */
import type { Situation } from '../contract/situation.ts'
import { folderResources } from '../node-resources.ts'
import { loadComparer } from '../situation/comparer.ts'
import { compareReports } from '../situation/situation.ts'
import { groupIntoStories } from '../situation/stories/group-into-stories.ts'
import type { Story } from '../situation/stories/stories.ts'
import { type SituationWork, workOutSituation } from '../store/stories/situation-work.ts'
import { answering } from '../threads/answer-tasks.ts'
import type { ComparingTask } from './situation-thread.ts'

let loaded: ReturnType<typeof loadComparer> | 'not yet' = 'not yet'
function comparer(): ReturnType<typeof loadComparer> {
  if (loaded === 'not yet') loaded = loadComparer(folderResources())
  return loaded
}

export const work = answering((given: ComparingTask): SituationWork | Situation | Story[] => {
  try {
    if ('group' in given) return groupIntoStories(given.group)
    return 'compare' in given
      ? compareReports(given.compare, [], undefined, comparer())
      : workOutSituation(given, comparer())
  } catch (error) {
    const which = 'story' in given ? `The reports of story ${given.story}` : 'The reports'
    throw new Error(
      `${which} could not be compared: ${error instanceof Error ? error.message : String(error)}.`,
    )
  }
})
