import { count } from '../shared/format';

/** `about 2 minutes left`: in steps that do not change all the time. */
export function timeLeftWords(seconds: number): string {
  if (seconds < 5) return 'a few seconds left';
  if (seconds < 60) return `about ${Math.ceil(seconds / 5) * 5} seconds left`;
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 90) return `about ${count(minutes, 'minute')} left`;
  return `about ${count(Math.ceil(minutes / 60), 'hour')} left`;
}
