// Timers of a hidden page wake up once a minute; those of a worker are not held back.
// In: {id, ms} starts one, {id} alone stops it. Out: the id, when it is due.
const running = new Map();

self.onmessage = ({ data: { id, ms } }) => {
  clearTimeout(running.get(id));
  running.delete(id);
  if (ms === undefined) return;
  running.set(id, setTimeout(() => {
    running.delete(id);
    self.postMessage(id);
  }, ms));
};
