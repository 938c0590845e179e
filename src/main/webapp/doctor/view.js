/** Builds an element; text goes in as text. */
export function make(name, ...children) {
  const [tag, ...classes] = name.split('.');
  const element = document.createElement(tag);
  element.className = classes.join(' ');
  element.append(...children.filter((child) => child != null && child !== ''));
  return element;
}

/** Seconds to a tenth, as the server writes them. */
export const seconds = (ms) => `${Math.round(ms / 100) / 10}s`;

/** Draws what was found. */
export class View {
  #t;

  /** @param {(key: string, ...values: unknown[]) => string} t */
  constructor(t) {
    this.#t = t;
  }

  /**
   * One finding: what, why, and the lines to put there.
   *
   * @param {{finding?: string, fault?: string, severity: string, what: string, why?: string, fix: string[],
   *     place?: string}} found
   * @returns {HTMLElement}
   */
  finding({ finding, fault, severity, what, why, fix, place }) {
    const kind = make('code', finding ?? fault ?? '');
    return make(
      `article.finding.${severity}`,
      make('p.kind', make('span.pill', this.#t(severity)), kind, make('span.place', place)),
      make('h3', what),
      why ? make('p.why', why) : null,
      fix.length ? this.code(fix.join('\n')) : null,
    );
  }

  /** @returns {HTMLElement} lines that can be copied */
  code(text) {
    const button = make('button.copy', this.#t('page.copy'));
    button.type = 'button';
    button.onclick = async () => {
      const copied = await navigator.clipboard?.writeText(text).then(() => true, () => false);
      button.textContent = this.#t(copied ? 'page.copied' : 'page.not-copied');
    };
    const lines = make('pre', make('code', text));
    lines.tabIndex = 0;
    lines.ariaLabel = 'nginx';
    lines.role = 'region';
    return make('div.code', lines, button);
  }

  /** How all of it is: good, warn or bad. */
  state(findings) {
    if (findings.some(({ severity }) => severity === 'fault')) return 'bad';
    return findings.some(({ severity }) => severity === 'warning') ? 'warn' : 'good';
  }

  /** How many faults and warnings there are, or that there is none. */
  verdict(findings) {
    const count = (severity) => findings.filter((found) => found.severity === severity).length;
    const [faults, warnings] = [count('fault'), count('warning')];
    return faults + warnings ? this.#t('doctor.summary', faults, warnings) : this.#t('doctor.clean');
  }

  /** What arrived of one request. */
  seen(title, saw) {
    const rows = Object.entries(saw ?? {}).map(([name, value]) => make('tr', headed(name), make('td', String(value))));
    const table = make('table', make('caption', title), make('tbody', ...rows));
    return saw ? table : make('p', `${title}: ${this.#t('doctor.saw-none')}`);
  }
}

function headed(name) {
  const cell = make('th', name);
  cell.scope = 'row';
  return cell;
}

/** Shows a verdict: `state` is good, warn, bad or busy. */
export function say(element, state, text) {
  element.dataset.state = state;
  element.textContent = text;
}
