/** What was read: only the newest of a conversation counts, and it counts later as well. */
export class Reads {
  /** By conversation; `out`: written to a connection on which nothing was heard since. */
  #newest = new Map();

  /** @param {{to: {id: string, type: string}}} message of type `read` */
  keep(message) {
    this.#newest.set(JSON.stringify([message.to.type, message.to.id]), { message, out: false });
  }

  /** @returns {object[]} what is to be written now, once */
  due() {
    const due = [...this.#newest.values()].filter(({ out }) => !out);
    due.forEach((read) => (read.out = true));
    return due.map(({ message }) => message);
  }

  /** The link lives: what was written has arrived. */
  heard() {
    this.#newest.forEach(({ out }, key) => out && this.#newest.delete(key));
  }

  /** The connection is gone, and perhaps what was written last. */
  lost() {
    this.#newest.forEach((read) => (read.out = false));
  }
}
