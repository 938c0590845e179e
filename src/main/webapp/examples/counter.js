import { connect } from '../lifeline/lifeline.js';
import { me } from './me.js';

const badge = document.querySelector('#counter .badge');
const line = connect(`../web/count/${me}`);
line.on('count', ({ content }) => { badge.textContent = content; });
line.on('friend', ({ mine }) => { if (!mine) badge.textContent++; });
