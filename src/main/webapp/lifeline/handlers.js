/** Handlers by type. One that throws is reported and does not keep the others from being called. */
export class Handlers {
  #byType = new Map();

  /**
   * @param {string} type
   * @param {(event: any) => void} handler
   * @returns {() => void} takes it off again
   */
  add(type, handler) {
    const handlers = this.#byType.get(type) ?? new Set();
    this.#byType.set(type, handlers.add(handler));
    return () => handlers.delete(handler);
  }

  /**
   * @param {string} type
   * @param {any} event
   */
  call(type, event) {
    for (const handler of [...(this.#byType.get(type) ?? [])]) {
      try {
        handler(event);
      } catch (error) {
        console.error(`lifeline: a handler of '${type}' failed`, error);
      }
    }
  }
}
