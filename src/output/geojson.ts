import type { Feature, FeatureCollection, Point } from 'geojson'
import type { Analysis } from '../contract/analysis.ts'
import { viewOf } from './report-view.ts'
import { withTellingActors } from './telling-actors.ts'

/**
 * Places and events with a known point as GeoJSON (RFC 7946, WGS 84, longitude first). A place that could not be located
 * is left out; an event stands where the grammar puts it. `start` and `end` are UTF-16 offsets into the report's text.
 */
export function renderGeoJson(analyses: readonly Analysis[]): FeatureCollection<Point> {
  const features: Feature<Point>[] = []
  for (const analysis of analyses) {
    const { id, text } = analysis.report
    const places = new Map(analysis.places.map((place) => [place.id, place]))
    for (const place of analysis.places) {
      if (place.longitude === undefined || place.latitude === undefined) continue
      features.push({
        type: 'Feature',
        id: `${id}/${place.id}`,
        geometry: { type: 'Point', coordinates: [place.longitude, place.latitude] },
        properties: {
          of: 'place',
          report: id,
          name: place.name,
          kind: place.kind ?? null,
          country: place.country ?? null,
          geonames: place.geonames ?? null,
          use: place.use ?? null,
          words: text.slice(place.span[0], place.span[1]),
          start: place.span[0],
          end: place.span[1],
        },
      })
    }
    for (const { event, actors, recipients, trigger, timeValue } of withTellingActors(viewOf(analysis))
      .events) {
      const place = event.place ? places.get(event.place) : undefined
      if (place?.longitude === undefined || place.latitude === undefined) continue
      features.push({
        type: 'Feature',
        id: `${id}/${event.id}`,
        geometry: { type: 'Point', coordinates: [place.longitude, place.latitude] },
        properties: {
          of: 'event',
          report: id,
          type: event.type,
          mode: event.mode ?? null,
          status: event.status,
          actors,
          recipients,
          place: place.name,
          time: timeValue ?? null,
          words: trigger,
          start: event.trigger[0],
          end: event.trigger[1],
        },
      })
    }
  }
  return { type: 'FeatureCollection', features }
}
