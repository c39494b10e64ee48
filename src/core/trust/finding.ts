import {
  codeOf,
  entryOf,
  messageOf,
  type FindingArgs,
  type FindingCode,
  type FindingReason,
  type Severity,
} from './catalogue';
import type { Finding, FindingPlace, Fix } from './report';

/** Severities that a user has set; `off` drops the finding. */
export type SeverityOverrides = Partial<Record<FindingCode, Severity | 'off'>>;

/** Makes a finding of the catalogue for one place of one file. */
export function finding<Reason extends FindingReason>(
  reason: Reason,
  args: FindingArgs<Reason>,
  where: FindingPlace,
  extra: { evidence?: Finding['evidence']; fix?: Fix } = {},
): Finding {
  const code = codeOf(reason);
  const { severity } = entryOf(code);
  const message = messageOf(reason, args);
  return { code, severity, message, reason, args, where, evidence: extra.evidence ?? [], fix: extra.fix ?? null };
}

/** Findings with the severities that a user has set. */
export function withSeverities(findings: readonly Finding[], overrides: SeverityOverrides): Finding[] {
  return findings.flatMap((found) => {
    const severity = overrides[found.code] ?? found.severity;
    if (severity === found.severity) return [found];
    return severity === 'off' ? [] : [{ ...found, severity }];
  });
}
