import { make, seconds } from './view.js';

/** Ms between two pictures. */
const FRAME = 250;

/** A live picture of connections in silence: who is still there, who was cut when. */
export class Bars {
  #list;
  #t;
  #now;
  #attempts = [];
  #at = 0;
  #ticking = null;

  /**
   * @param {HTMLElement} list
   * @param {(key: string, ...values: unknown[]) => string} t
   * @param {() => number} now ms
   */
  constructor(list, t, now) {
    this.#list = list;
    this.#t = t;
    this.#now = now;
  }

  /** @param {{silence: number, state: string, after: number}[]} attempts as the server tells of them now */
  show(attempts) {
    this.#attempts = attempts.filter(({ silence }) => silence > 0);
    this.#at = this.#now();
    this.#draw();
    const moving = this.#attempts.some(({ state }) => state === 'silent');
    if (moving) this.#ticking ??= setInterval(() => this.#draw(), FRAME);
    else this.stop();
  }

  stop() {
    clearInterval(this.#ticking);
    this.#ticking = null;
  }

  #draw() {
    const longest = Math.max(...this.#attempts.map(({ silence }) => silence));
    while (this.#list.children.length > this.#attempts.length) this.#list.lastChild.remove();
    this.#attempts.forEach((attempt, i) => {
      const row = this.#list.children[i] ?? this.#list.appendChild(bar());
      const open = attempt.state === 'silent' ? attempt.after + this.#now() - this.#at : attempt.after;
      const reached = attempt.state === 'survived' ? attempt.silence : Math.min(open, attempt.silence);
      row.dataset.state = attempt.state;
      row.querySelector('.track').style.width = `${(100 * attempt.silence) / longest}%`;
      row.querySelector('.fill').style.width = `${(100 * reached) / attempt.silence}%`;
      const words = this.#t(`doctor.attempt.${attempt.state}`, seconds(attempt.silence), seconds(open));
      const label = row.querySelector('.words');
      if (label.textContent !== words) label.textContent = words;
    });
  }
}

function bar() {
  const lane = make('span.lane', make('span.track', make('span.fill')));
  lane.ariaHidden = 'true';
  return make('li.bar', make('span.words'), lane);
}
