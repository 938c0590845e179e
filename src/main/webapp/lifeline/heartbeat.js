/**
 * When the heartbeat has to do something: to ask where no ping is under way, else to give the link up. Decides only: no
 * clock, no timer, no socket.
 *
 * @param {object} link all times in ms of one clock
 * @param {number} link.now
 * @param {number} link.lastHeard when any frame last came
 * @param {?number} link.pingedAt when the unanswered ping went out; null: none is under way
 * @param {number} link.interval silence after which to ask
 * @param {number} link.patience how long an answer may take
 * @param {?number} [link.firstAt=null] when the first beat is due, whatever was heard before it
 * @returns {number} ms until then; 0 or less: now
 */
export function dueIn({ now, lastHeard, pingedAt, interval, patience, firstAt = null }) {
  return (pingedAt === null ? (firstAt ?? lastHeard + interval) : pingedAt + patience) - now;
}

/**
 * When the first beat comes: at random within the interval, so that clients which came back together
 * do not beat together.
 *
 * @param {number} interval ms
 * @param {() => number} [random=Math.random]
 * @returns {number} ms from the welcome
 */
export function firstBeat(interval, random = Math.random) {
  return Math.round(random() * interval);
}
