import { type Handlers, paged, type Services, there } from './handler.ts'
import { storyNews } from './story-news.ts'

/** Stories, search, and what reports hold. */
export function findingHandlers({
  store,
}: Services): Handlers<
  | 'listStories'
  | 'getStory'
  | 'getSituation'
  | 'getStoryNews'
  | 'listLeads'
  | 'listMoves'
  | 'search'
  | 'listClaims'
  | 'listAttributions'
  | 'listEvents'
  | 'listPlaces'
  | 'listTimes'
  | 'listStatements'
  | 'queryStatements'
  | 'listEntities'
  | 'getEntity'
> {
  return {
    listStories: ({ query }) => {
      const [{ changedAfter, ...filter }, page] = paged(query)
      return store.stories(
        { ...filter, ...(changedAfter === undefined ? {} : { after: changedAfter }) },
        page,
      )
    },
    getStory: async ({ params }) => there(await store.story(params.id), 'story', params.id),
    getSituation: async ({ params }) => there(await store.situation(params.id), 'story', params.id),
    getStoryNews: async ({ params, query }) =>
      there(await storyNews(store, params.id, query.since), 'story', params.id),
    listLeads: ({ query }) => store.leads(...paged(query)),
    listMoves: ({ query }) => store.moves(query),
    search: ({ query }) => {
      const [{ q, ...filter }, page] = paged(query)
      return store.search(q, filter, page)
    },
    listClaims: ({ query }) => store.claims(...paged(query)),
    listAttributions: ({ query }) => store.attributions(...paged(query)),
    listEvents: ({ query }) => store.events(...paged(query)),
    listPlaces: ({ query }) => store.places(...paged(query)),
    listTimes: ({ query }) => store.times(...paged(query)),
    listStatements: ({ query }) => store.statements(...paged(query)),
    queryStatements: ({ query }) => {
      const [{ counts, ...filter }, page] = paged(query)
      return store.ledger(filter, page, counts)
    },
    listEntities: ({ query }) => store.entities(...paged(query)),
    getEntity: async ({ params }) => there(await store.entity(params.id), 'entity', params.id),
  }
}
