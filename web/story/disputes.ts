import type { StoryDisputes } from '../../src/contract/api.ts'
import { desk } from '../desk.svelte.ts'

/** What is disputed in a story, a few words a kind; nothing where nothing is. Its list and its page say the same. */
export const disputesIn = ({ denials, conflicts, figures }: StoryDisputes): string[] => [
  ...(denials > 0 ? [desk.m.story.denials(denials)] : []),
  ...(conflicts > 0 ? [desk.m.story.conflicts(conflicts)] : []),
  ...(figures > 0 ? [desk.m.story.ranges(figures)] : []),
]
