/** Counts requests by status code, in the format that Prometheus scrapes. */
export class Requests {
  #byCode = new Map();

  count(code) {
    this.#byCode.set(code, (this.#byCode.get(code) ?? 0) + 1);
  }

  toString() {
    const lines = [...this.#byCode].map(([code, count]) => `http_requests_total{code="${code}"} ${count}\n`);
    return `# HELP http_requests_total HTTP requests, without probes.\n# TYPE http_requests_total counter\n${lines.join('')}`;
  }
}
