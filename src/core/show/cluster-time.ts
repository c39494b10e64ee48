const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/**
 * Zones that a cluster prints and that mean one offset only, in minutes east of UTC. Left out are those that mean
 * several: IST (India, Israel, Ireland), CST (Chicago, Shanghai, Taipei, Havana), CDT (Chicago, Havana), PST (Los
 * Angeles, Manila) and EST (New York, and Sydney on releases before 2014).
 */
const zoneMinutes: ReadonlyMap<string, number> = new Map([
  ['UTC', 0],
  ['GMT', 0],
  ['WET', 0],
  ['WEST', 60],
  ['CET', 60],
  ['CEST', 120],
  ['EET', 120],
  ['EEST', 180],
  ['EDT', -240],
  ['MST', -420],
  ['MDT', -360],
  ['PDT', -420],
  ['JST', 540],
  ['AEST', 600],
  ['AEDT', 660],
]);

/** `Wed Jul 27 14:16:24 UTC 2011`: how a cluster prints a time. Takes ISO 8601 UTC; gives null if it is not a time. */
export function clusterTime(iso: string): string | null {
  const time = new Date(iso);
  if (Number.isNaN(time.getTime())) return null;
  const day = days[time.getUTCDay()] ?? '';
  const month = months[time.getUTCMonth()] ?? '';
  const clock = [time.getUTCHours(), time.getUTCMinutes(), time.getUTCSeconds()].map(twoDigits).join(':');
  return `${day} ${month} ${twoDigits(time.getUTCDate())} ${clock} UTC ${time.getUTCFullYear()}`;
}

const clusterTimePattern = /^\w{3} (\w{3}) +(\d{1,2}) (\d\d):(\d\d):(\d\d) (\S+) (\d{4})$/;

/** Reads what `clusterTime` and a cluster's `date` print, as ISO 8601 UTC; null if zone or form is not known. */
export function readClusterTime(text: string): string | null {
  const [, month, day, hours, minutes, seconds, zone, year] = clusterTimePattern.exec(text.replace(/\s+/g, ' ')) ?? [];
  const offset = zoneMinutes.get(zone ?? '');
  const monthIndex = months.indexOf(month ?? '');
  if (offset === undefined || monthIndex < 0) return null;
  const utc = Date.UTC(Number(year), monthIndex, Number(day), Number(hours), Number(minutes) - offset, Number(seconds));
  return new Date(utc).toISOString().replace('.000Z', 'Z');
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
