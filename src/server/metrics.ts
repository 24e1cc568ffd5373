const bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

/** Counts of requests, as Prometheus reads them. */
export class Metrics {
  readonly #requests = new Map<string, number>()
  readonly #buckets = bounds.map(() => 0)
  #seconds = 0
  #count = 0

  /**
   * @param operation name of the operation; one of a fixed list, so that nobody can fill the memory with names
   * @param seconds that it took
   */
  add(operation: string, method: string, status: number, seconds: number): void {
    const labels = `operation="${operation}",method="${method}",status="${status}"`
    this.#requests.set(labels, (this.#requests.get(labels) ?? 0) + 1)
    this.#count++
    this.#seconds += seconds
    for (const [i, bound] of bounds.entries()) if (seconds <= bound) this.#buckets[i]++
  }

  /** The text of /metrics. @param gauges what else there is to say: name, what it is, and its value now */
  text(gauges: readonly { name: string; help: string; value: number }[]): string {
    const lines = [
      '# HELP selon_requests_total Requests answered.',
      '# TYPE selon_requests_total counter',
      ...[...this.#requests].map(([labels, count]) => `selon_requests_total{${labels}} ${count}`),
      '# HELP selon_request_seconds Seconds from a request to its answer.',
      '# TYPE selon_request_seconds histogram',
      ...bounds.map((bound, i) => `selon_request_seconds_bucket{le="${bound}"} ${this.#buckets[i]}`),
      `selon_request_seconds_bucket{le="+Inf"} ${this.#count}`,
      `selon_request_seconds_sum ${this.#seconds}`,
      `selon_request_seconds_count ${this.#count}`,
      ...gauges.flatMap(({ name, help, value }) => [
        `# HELP ${name} ${help}`,
        `# TYPE ${name} gauge`,
        `${name} ${value}`,
      ]),
    ]
    return `${lines.join('\n')}\n`
  }
}
