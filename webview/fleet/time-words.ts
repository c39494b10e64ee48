import { plural, t } from '../../src/core/words/translate';

/** `about 2 minutes left`: in steps that do not change all the time. */
export function timeLeftWords(seconds: number): string {
  if (seconds < 5) return t('a few seconds left');
  if (seconds < 60) return t('about {count} seconds left', { count: Math.ceil(seconds / 5) * 5 });
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 90) return plural(minutes, 'about 1 minute left', 'about {count} minutes left');
  return plural(Math.ceil(minutes / 60), 'about 1 hour left', 'about {count} hours left');
}
