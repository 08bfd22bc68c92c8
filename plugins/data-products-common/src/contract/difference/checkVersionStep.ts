import { inc, lt, parse, SemVer } from 'semver';
import { VersionStep } from './ContractDifference';

/**
 * Whether a version goes as far as its changes demand.
 *
 * @public
 */
export interface VersionStepCheck {
  ok: boolean;
  /** The lowest version that would do; absent when the old one is no version. */
  needed?: string;
  /** What is the case, and what to do when it is not enough. */
  message: string;
}

const STEP_WORDS: Readonly<Record<VersionStep, string>> = {
  major: 'breaking changes demand',
  minor: 'compatible changes demand',
  patch: 'changes of the documentation demand',
  none: 'no changes demand',
};

/**
 * Checks a new version against the step that its changes demand, by Semantic
 * Versioning 2.0.0.
 *
 * In versions 0.y.z, where the standard promises nothing, a breaking change
 * demands the next y, and any other the next z, as package managers read them.
 * A pre-release promises nothing for its release: any later version of it will
 * do. A pre-release counts as far as the release that it is of.
 *
 * @public
 */
export function checkVersionStep(
  before: string | undefined,
  after: string | undefined,
  step: VersionStep,
): VersionStepCheck {
  const old = parse(before);
  const now = parse(after);
  if (!old) {
    return {
      ok: false,
      message: `The version before, ${quote(
        before,
      )}, is not a SemVer version such as 2.3.0, so that no step from it can be judged: give the release that is in force such a version`,
    };
  }
  const needed = neededVersion(old, step);
  if (!now) {
    return {
      ok: false,
      needed,
      message: `The new version, ${quote(
        after,
      )}, is not a SemVer version: use ${needed} or later`,
    };
  }
  if (lt(now, old)) {
    return {
      ok: false,
      needed,
      message: `The version goes back from ${old} to ${now}: use ${needed} or later`,
    };
  }
  // A release candidate of 3.0.0 goes as far as 3.0.0 does.
  const release = `${now.major}.${now.minor}.${now.patch}`;
  const isFurther = lt(old, now) || step === 'none';
  return isFurther && !lt(release, needed)
    ? {
        ok: true,
        needed,
        message: `From ${old} to ${now} is as far as ${STEP_WORDS[step]}`,
      }
    : {
        ok: false,
        needed,
        message: `From ${old} to ${now} is not as far as ${STEP_WORDS[step]}: use ${needed} or later`,
      };
}

function neededVersion(old: SemVer, step: VersionStep): string {
  if (step === 'none') {
    return old.version;
  }
  if (old.prerelease.length > 0) {
    return `${old.major}.${old.minor}.${old.patch}`;
  }
  const isInitial = old.major === 0;
  const initialStep = step === 'major' ? 'minor' : 'patch';
  return inc(old.version, isInitial ? initialStep : step)!;
}

function quote(version: string | undefined): string {
  return version === undefined ? 'which is missing' : `"${version}"`;
}
