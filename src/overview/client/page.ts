// The page's script. What was rendered works without it; with it the page stays live, finds as you type, is walked by
// keys, and copies badges. It draws nothing itself: every row it shows came from the server as HTML.
import { followFilters } from './filters.ts';
import { walkRows } from './keys.ts';
import { Live } from './live.ts';
import { sendMomentsWithZone } from './moment-field.ts';
import { openPanels } from './panel.ts';
import { keepTimes } from './times.ts';

document.documentElement.classList.add('js');
const live = new Live();
followFilters(live);
openPanels();
walkRows();
sendMomentsWithZone();
keepTimes();
live.start();
