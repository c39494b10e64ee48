import fc from 'fast-check';
import { isLong } from '../long';

// A property is tried with the same inputs every time, so that it fails only after a change; a long run looks elsewhere.
if (!isLong) fc.configureGlobal({ seed: 1 });
