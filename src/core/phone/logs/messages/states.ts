import { source, type LogMessages } from '../message';
import { wording } from '../wording';

/** What a phone says that it holds. */
export const stateMessages = {
  'erases-lists': {
    pattern: wording('Erasing CTL and ITL files'),
    kind: 'state',
    text: 'The phone erases its CTL and its ITL: it will trust the next lists that it is given.',
    source: source.securityGuide,
  },
  'holds-no-list': {
    pattern: wording('No Trust List installed'),
    kind: 'state',
    text: 'The phone holds neither a CTL nor an ITL.',
    source: source.securityGuide,
  },
  'holds-both-lists': {
    pattern: wording('CTL and ITL installed', 'ITL and CTL installed'),
    kind: 'state',
    text: 'The phone holds a CTL and an ITL.',
    source: source.securityGuide,
  },
  'holds-no-ctl': {
    pattern: wording('No CTL installed', 'CTL not installed'),
    kind: 'state',
    text: 'The phone holds no CTL.',
    source: source.securityGuide,
  },
  'holds-no-itl': {
    pattern: wording('No ITL installed', 'ITL not installed'),
    kind: 'state',
    text: 'The phone holds no ITL.',
    source: source.securityGuide,
  },
  'holds-ctl': {
    pattern: wording('CTL installed'),
    kind: 'state',
    text: 'The phone holds a CTL.',
    source: source.securityGuide,
  },
  'holds-itl': {
    pattern: wording('ITL installed'),
    kind: 'state',
    text: 'The phone holds an ITL.',
    source: source.securityGuide,
  },
} as const satisfies LogMessages;
