import { layimLine } from '../lifeline/layim.js';
import { layim } from './chat-widget.js'; // on your page: layui.use('layim', …)
import { me } from './me.js';

const init = `../api/v1/layim/init?user=${me}`;
layim.config({ init: { url: init } });
layimLine(layim, `../web/count/${me}`, { init });
