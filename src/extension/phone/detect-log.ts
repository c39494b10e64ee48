import { loadPhoning } from '../host/engine';
import type { DetectedLanguage } from '../host/language-detection';
import { logLanguage } from './log';

/** Messages that make a text a log: one by itself may be quoted in any text. */
const fewest = 2;
/** What makes a look worthwhile: the reader of logs is loaded with the first text that may be one. */
const worthALook =
  /\.(?:tlv|sgn|cnf\.xml)\b|\b(?:SECD|SECUREAPP|TFTPD|GHTTP|downd|TVS|CTL|ITL)\b|Trust List|DeviceTLInfo|in\.tftpd/;

/** Logs of phones in a `.txt` or a `.log`, by their content. */
export const logTexts: DetectedLanguage = {
  language: logLanguage,
  instead: ['plaintext', 'log'],
  beginning: 20_000,
  isThis: async (text) => {
    if (!worthALook.test(text)) return false;
    const { readPhoneLog } = await loadPhoning();
    return readPhoneLog(text).total >= fewest;
  },
};
