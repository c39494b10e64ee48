import { expression } from '../../words/expressions';

/** Which number of `03/04/2024` is the day. */
export type DayOrder = 'month-first' | 'day-first';

const clock =
  /(?<hour>\d{1,2}):(?<minute>\d{2})(?::(?<second>\d{2})(?:[.,](?<fraction>\d{1,9}))?)?(?:\s?(?<half>[ap])\.?m\.?(?!\w))?/;
const zone = /\s?(?<zone>z|[a-z]{3,4}|[+-]\d{2}:?\d{2}|[+-]\d{2})/;
const yearFirst = /(?<year>\d{4})(?<mark>[-/.])(?<month>\d{1,2})\k<mark>(?<day>\d{1,2})/;
const yearLast = /(?<one>\d{1,2})(?<mark>[/.-])(?<two>\d{1,2})\k<mark>(?<year>\d{4}|\d{2})/;
const dayAndName = /(?:[a-z]{2,9},?\s)?(?<day>\d{1,2})(?:\.\s|[ .-])(?<name>[a-z]{3,9})\.?[ -](?<year>\d{4})/;
const nameAndDay = /(?:[a-z]{2,9},?\s)?(?<name>[a-z]{3,9})\.?\s(?<day>\d{1,2})(?:st|nd|rd|th)?,?\s(?<year>\d{4})/;
const unixDate = /[a-z]{3}\s(?<name>[a-z]{3})\s{1,2}(?<day>\d{1,2})/;

/** Whole values, in the notations of ISO 8601, of Americans and Europeans, of mails, of `date`, and of a phone's log. */
const notations = [
  ...[yearFirst, yearLast, dayAndName, nameAndDay].map(
    (date) => expression('i')`^${date}(?:(?:t|,?\s|\sat\s)${clock}(?:${zone})?)?$`,
  ),
  ...[yearFirst, yearLast].map((date) => expression('i')`^${clock}(?:${zone})?,?\s${date}$`),
  expression('i')`^${unixDate}\s${clock}(?:${zone})?\s(?<year>\d{4})$`,
  /^(?<year>(?:19|20)\d{2})(?<month>\d{2})(?<day>\d{2})t?(?<hour>\d{2})(?<minute>\d{2})(?<second>\d{2})(?<zone>z)?$/i,
];

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** Minutes east of Greenwich. */
const zones: ReadonlyMap<string, number> = new Map([
  ...[['z', 0] as const, ['utc', 0] as const, ['gmt', 0] as const, ['wet', 0] as const, ['west', 60] as const],
  ...[['cet', 60] as const, ['cest', 120] as const, ['mez', 60] as const, ['mesz', 120] as const],
  ...[['eet', 120] as const, ['eest', 180] as const, ['est', -300] as const, ['edt', -240] as const],
  ...[['cst', -360] as const, ['cdt', -300] as const, ['mst', -420] as const, ['mdt', -360] as const],
  ...[['pst', -480] as const, ['pdt', -420] as const],
]);

/** What a value says of the order of day and month: null if nothing, as `03/04/2024` does. */
export function dayOrderOf(value: string): DayOrder | null {
  const [, one = '', mark, two = ''] = /(?<!\d)(\d{1,2})([/-])(\d{1,2})\2\d{2}/.exec(value.slice(0, 64)) ?? [];
  if (mark === undefined) return null;
  if (Number(one) > 12) return 'day-first';
  return Number(two) > 12 ? 'month-first' : null;
}

/** True for a value in which day and month could be exchanged. */
export function isAmbiguousDay(value: string): boolean {
  const [, one = '', , two = ''] =
    /^(?:\S{1,16},? )?(\d{1,2})([/-])(\d{1,2})\2\d{2}/.exec(value.trim().slice(0, 64)) ?? [];
  return one !== '' && Number(one) <= 12 && Number(two) <= 12 && Number(one) !== Number(two);
}

/**
 * The time that a value is, as ISO 8601: in UTC if it says a zone that is known, without zone if it says none, and only
 * the date if it says no more. Null for anything else. `.` separates day from month as in Europe, `/` and `-` as `order`
 * says, unless that gives no month.
 */
export function timeOf(value: string, order: DayOrder = 'month-first'): string | null {
  const text = value.trim();
  if (text.length > 64) return null;
  for (const notation of notations) {
    const { groups } = notation.exec(text) ?? {};
    if (groups !== undefined) return isoOf(groups, order);
  }
  return null;
}

/** Seconds or milliseconds since 1970, of the years in which there are trust lists. */
export function epochOf(value: string): string | null {
  const text = value.trim();
  const isSeconds = /^\d{10}(?:\.\d{1,6})?$/.test(text);
  if (!isSeconds && !/^\d{13}$/.test(text)) return null;
  const milliseconds = Math.floor(Number(text) * (isSeconds ? 1_000 : 1));
  const date = new Date(milliseconds);
  const year = date.getUTCFullYear();
  return year >= 2009 && year < 2100 ? shortIso(date) : null;
}

function isoOf(groups: Partial<Record<string, string>>, order: DayOrder): string | null {
  const date = dateOf(groups, order);
  if (date === null) return null;
  if (groups['hour'] === undefined) return date;
  const hour = hourOf(Number(groups['hour']), groups['half']);
  const [minute, second] = [groups['minute'] ?? '00', groups['second'] ?? '00'];
  if (hour > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  const fraction = (groups['fraction'] ?? '').slice(0, 3);
  const local = `${date}T${String(hour).padStart(2, '0')}:${minute}:${second}${fraction === '' ? '' : `.${fraction}`}`;
  const minutes = zoneMinutes(groups['zone']);
  return minutes === null ? local : shortIso(new Date(Date.parse(`${local}Z`) - minutes * 60_000));
}

function hourOf(hour: number, half: string | undefined): number {
  if (half === undefined) return hour;
  if (hour < 1 || hour > 12) return 24;
  return (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
}

/** Null for no zone, and for one that is not known. */
function zoneMinutes(text: string | undefined): number | null {
  if (text === undefined) return null;
  const [, sign, hours, minutes = '0'] = /^([+-])(\d{2}):?(\d{2})?$/.exec(text) ?? [];
  if (sign === undefined) return zones.get(text.toLowerCase()) ?? null;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

/** `2024-01-31`; null if there is no such day. */
function dateOf(groups: Partial<Record<string, string>>, order: DayOrder): string | null {
  const { year = '', month, day, name, one = '', two = '', mark } = groups;
  const isDayFirst = mark === '.' || Number(one) > 12 || (order === 'day-first' && Number(two) <= 12);
  const named = name === undefined ? undefined : String(months.indexOf(name.slice(0, 3).toLowerCase()) + 1);
  const [monthNumber, dayNumber] = [
    Number(named ?? month ?? (isDayFirst ? two : one)),
    Number(day ?? (isDayFirst ? one : two)),
  ];
  const fullYear = year.length === 2 ? (Number(year) < 70 ? 2000 : 1900) + Number(year) : Number(year);
  const date = new Date(Date.UTC(fullYear, monthNumber - 1, dayNumber));
  const isDay = fullYear >= 1970 && date.getUTCMonth() === monthNumber - 1 && date.getUTCDate() === dayNumber;
  return isDay ? date.toISOString().slice(0, 10) : null;
}

function shortIso(date: Date): string {
  return date.toISOString().replace('.000Z', 'Z');
}
