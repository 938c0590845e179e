import { Link } from '../link.js';
import { withDefaults } from '../options.js';
import { workerTimers } from '../timers.js';
import { Hub } from './hub.js';

// One worker for each endpoint and user: its name tells them apart.
const timers = workerTimers({ Worker: null });
const hub = new Hub({
  timers,
  now: () => Date.now(),
  openLink: (options, ...rest) =>
    new Link(withDefaults({ ...options, timers, window: self, document: null, storage: null }), ...rest),
});

self.onconnect = ({ ports: [port] }) => hub.connect(port);
