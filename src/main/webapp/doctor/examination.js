import { attempt } from './attempt.js';
import { unreached } from './unreached.js';

/** Ms for an answer, a handshake and an echo. */
const PATIENCE = 10_000;

/** Ms for the connections that are left when all is known. */
const REST = 1_000;

/** Characters of an answer that are looked at. */
const MOST_BODY = 65_536;

/** Something else than Lifeline answered, or nothing. */
export class Unreached extends Error {
  constructor(found) {
    super(found.finding);
    this.found = found;
  }
}

/** Lifeline itself refused the request. */
export class Refused extends Error {
  constructor({ status, title, detail }) {
    super(`${title}. ${detail}`);
    this.status = status;
  }
}

/** Examines the way to the server: the server judges, this opens connections and tells what became of them. */
export class Examination {
  #options;
  #server = '';
  #attempts = new Map();
  #stopped = false;

  /**
   * @param {object} options
   * @param {URL} options.address of handshakes, http or https
   * @param {string} options.key the push key
   * @param {string} options.lang of the answers
   * @param {typeof fetch} options.fetch
   * @param {typeof globalThis.WebSocket} options.WebSocket
   * @param {import('../lifeline/timers.js').Timers} options.timers
   * @param {() => number} options.now ms
   * @param {(report: object) => void} options.onReport each answer of the server's
   */
  constructor(options) {
    this.#options = options;
  }

  /**
   * @param {boolean} measure whether silences are tried
   * @returns {Promise<void>} rejected with `Unreached` or `Refused`
   */
  async run(measure) {
    try {
      const { exam } = await this.#get(measure ? { doctor: 'new' } : { doctor: 'new', silences: 'none' });
      await this.#steps(exam).catch((error) => {
        // It began here, and is not known any more.
        const forgotten = error instanceof Refused && error.status === 404;
        throw forgotten ? new Unreached({ finding: 'elsewhere', args: [], fix: [] }) : error;
      });
    } finally {
      this.#attempts.forEach(({ close }) => close());
    }
  }

  /** Whether it was ended before it was done. */
  get stopped() {
    return this.#stopped;
  }

  /** Ends it: what was found is found. */
  stop() {
    this.#stopped = true;
    this.#attempts.forEach(({ close }) => close());
  }

  async #steps(exam) {
    while (!this.#stopped) {
      const { next } = await this.#get({ doctor: exam, next: '' });
      if (next.do === 'done') return this.#rest(exam);
      if (next.do === 'wait') await this.#wait(exam);
      else await this.#try(exam, next);
    }
  }

  /** One handshake at a time. */
  async #try(exam, { nonce, silence }) {
    const { address, WebSocket, timers, now } = this.#options;
    const url = new URL(address);
    url.protocol = address.protocol.replace('http', 'ws');
    url.search = `probe=${nonce}`;
    const made = attempt({ url: url.href, silence, patience: PATIENCE, WebSocket, timers, now });
    const waiting = { ...made, told: false };
    this.#attempts.set(nonce, waiting);
    waiting.outcome.then((outcome) => (waiting.ended = outcome));
    const opened = await waiting.opened;
    if (silence === 0 || !opened) {
      await waiting.outcome;
      await this.#tell(exam);
    }
  }

  async #wait(exam) {
    const waiting = [...this.#attempts.values()].filter(({ told }) => !told);
    await Promise.race(waiting.map(({ outcome }) => outcome));
    if (!this.#stopped) await this.#tell(exam);
  }

  /** What cut one connection cuts those beside it at the same moment. */
  async #rest(exam) {
    const left = [...this.#attempts.values()].filter(({ told }) => !told);
    const late = new Promise((resolve) => this.#options.timers.set(resolve, REST));
    await Promise.race([Promise.all(left.map(({ outcome }) => outcome)), late]);
    await this.#tell(exam);
  }

  /** Tells of all that have ended. */
  async #tell(exam) {
    for (const [nonce, waiting] of this.#attempts) {
      if (waiting.ended && !waiting.told) {
        waiting.told = true;
        await this.#get({ doctor: exam, nonce, ...waiting.ended });
      }
    }
  }

  async #get(query) {
    const { address, key, lang, fetch, onReport } = this.#options;
    const url = new URL(address);
    url.search = new URLSearchParams({ ...query, server: this.#server });
    if (url.protocol === 'https:') url.searchParams.set('secure', '1');
    const headers = { Authorization: `Bearer ${key}`, 'Accept-Language': lang };
    let answer, body;
    try {
      const signal = AbortSignal.timeout(PATIENCE);
      answer = await fetch(url, { headers, cache: 'no-store', credentials: 'omit', redirect: 'manual', signal });
      body = (await answer.text()).slice(0, MOST_BODY);
    } catch (error) {
      throw new Unreached({ finding: 'no-answer', args: [error.message], fix: [] });
    }
    this.#server = answer.headers.get('Server') ?? '';
    const json = parsed(body);
    if (answer.status === 200 && json?.exam) {
      onReport(json);
      return json;
    }
    if (String(json?.type).startsWith('urn:lifeline:problem:')) throw new Refused(json);
    throw new Unreached(unreached({
      status: answer.status,
      challenge: answer.headers.get('WWW-Authenticate') ?? '',
      location: answer.headers.get('Location') ?? '',
      body,
    }));
  }
}

function parsed(body) {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
