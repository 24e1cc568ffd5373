/** The thread beside the caller in which feeds and lists of them are parsed, one after the other. */

import { readFeed } from '../intake/feed/read-feed.ts'
import { answering } from '../threads/answer-tasks.ts'
import type { FeedTask, ParsedTask } from './feed-parser.ts'
import { readOpml } from './read-opml.ts'

export const work = answering(
  async (task: FeedTask): Promise<ParsedTask> =>
    task.kind === 'feed'
      ? readFeed(task.bytes, task.address, task.contentType)
      : readOpml(task.text, task.name),
)
