import { Created, type Handlers, notThere, paged, type Services } from './handler.ts'

/** What people say of reports and sources, and what changed. */
export function correctionHandlers({
  store,
  changes,
  by,
}: Services): Handlers<
  | 'listSources'
  | 'rateSource'
  | 'listCorrections'
  | 'addCorrection'
  | 'undoCorrection'
  | 'listChanges'
  | 'streamChanges'
> {
  return {
    listSources: ({ query }) => store.sources(...paged(query)),
    rateSource: async ({ params, body }) => {
      await store.rateSource(params.name, body.rating, by, body.note)
      void changes.tell()
    },
    listCorrections: ({ query }) => store.corrections(...paged(query)),
    addCorrection: async ({ body }) => {
      const stored = await store.correct({ ...body, by })
      void changes.tell()
      return new Created(stored)
    },
    undoCorrection: async ({ params }) => {
      if (!(await store.undo(params.id, by))) throw notThere('correction', params.id)
      void changes.tell()
    },
    listChanges: async ({ query: { after = 0, limit } }) => ({
      items: await store.changes(after, limit),
      last: await store.lastChange(),
    }),
    streamChanges: async ({ query }, context) => {
      const given = context.req.header('last-event-id')
      const told = given !== undefined && /^\d{1,9}$/.test(given) ? Number(given) : query.after
      return new Response(await changes.listen(told), {
        headers: {
          'content-type': 'text/event-stream; charset=utf-8',
          'cache-control': 'no-store, no-transform',
          // A proxy that gathers answers would hold the events back.
          'x-accel-buffering': 'no',
        },
      })
    },
  }
}
