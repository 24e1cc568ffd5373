import { geoMercator, geoPath } from 'd3-geo'
import { feature, mesh } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'
import atlas from 'world-atlas/countries-110m.json' with { type: 'json' }
import { forHtml } from './neutralise.ts'

export interface MapPoint {
  longitude: number
  latitude: number
  label: string
  count: number
  /** Where its first mention stands on the page. */
  href: string
}

/**
 * A map of the points as inline SVG, drawn from the coastlines that come with the package (Natural Earth, public domain).
 * The view holds all points with a margin, and never less than some 30 degrees.
 */
export function renderMap(points: readonly MapPoint[], title: string): string {
  const width = 640
  const height = 400
  const topology = atlas as unknown as Topology<{ countries: GeometryCollection; land: GeometryCollection }>
  const longitudes = points.map((point) => point.longitude)
  const latitudes = points.map((point) => point.latitude)
  const padded = (values: number[], least: number, limit: number): [number, number] => {
    const low = values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY)
    const high = values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY)
    const margin = Math.max((high - low) * 0.2, (least - (high - low)) / 2, 3)
    return [Math.max(-limit, low - margin), Math.min(limit, high + margin)]
  }
  const [west, east] = padded(longitudes, 34, 179)
  const [south, north] = padded(latitudes, 20, 78)
  const frame = {
    type: 'MultiPoint' as const,
    coordinates: [
      [west, south],
      [east, south],
      [west, north],
      [east, north],
    ],
  }
  const projection = geoMercator()
    .fitExtent(
      [
        [0, 0],
        [width, height],
      ],
      frame,
    )
    .clipExtent([
      [0, 0],
      [width, height],
    ])
  const path = geoPath(projection).digits(1)
  const land = path(feature(topology, topology.objects.land)) ?? ''
  const borders = path(mesh(topology, topology.objects.countries, (a, b) => a !== b)) ?? ''
  const placed = points
    .map((point) => ({ point, at: projection([point.longitude, point.latitude]) }))
    .filter((item): item is { point: MapPoint; at: [number, number] } => item.at !== null)
    .sort((a, b) => b.point.count - a.point.count)
  // A label is left out where it would stand on another: the list beside the map has them all.
  const taken: [number, number, number, number][] = []
  const marks = placed.map(({ point, at: [x, y] }) => {
    const radius = Math.min(10, 4 + point.count)
    const labelWidth = point.label.length * 6.6 + radius + 6
    const left = x + labelWidth > width
    const box: [number, number, number, number] = [
      left ? x - labelWidth : x,
      y - 8,
      left ? x : x + labelWidth,
      y + 8,
    ]
    const free = taken.every(
      (other) => box[2] < other[0] || box[0] > other[2] || box[3] < other[1] || box[1] > other[3],
    )
    if (free) taken.push(box)
    const label = free
      ? `<text x="${(left ? x - radius - 4 : x + radius + 4).toFixed(1)}" y="${(y + 4).toFixed(1)}"${left ? ' text-anchor="end"' : ''}>${forHtml(point.label)}</text>`
      : ''
    return `<a href="${forHtml(point.href)}"><title>${forHtml(point.label)}</title><circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${radius}"/>${label}</a>`
  })
  return `<svg class="map" viewBox="0 0 ${width} ${height}" role="group" aria-label="${forHtml(title)}"><path class="land" d="${land}"/><path class="borders" d="${borders}"/>${marks.join('')}</svg>`
}
