import fc from 'fast-check';
import { checkVersionStep } from './checkVersionStep';
import { VersionStep } from './ContractDifference';

describe('checkVersionStep', () => {
  it.each<[string, string, VersionStep, boolean, string]>([
    ['1.4.2', '2.0.0', 'major', true, '2.0.0'],
    ['1.4.2', '1.5.0', 'major', false, '2.0.0'],
    ['1.4.2', '3.1.0', 'major', true, '2.0.0'],
    ['1.4.2', '1.5.0', 'minor', true, '1.5.0'],
    ['1.4.2', '1.4.3', 'minor', false, '1.5.0'],
    ['1.4.2', '1.4.3', 'patch', true, '1.4.3'],
    ['1.4.2', '1.4.2', 'patch', false, '1.4.3'],
    ['1.4.2', '1.4.2', 'none', true, '1.4.2'],
    ['1.4.2', '1.4.1', 'none', false, '1.4.2'],
    ['1.4.2', '2.0.0-rc.1', 'major', true, '2.0.0'],
    ['2.0.0-rc.1', '2.0.0-rc.2', 'major', true, '2.0.0'],
    ['2.0.0-rc.1', '2.0.0-rc.1', 'major', false, '2.0.0'],
    ['0.4.2', '0.5.0', 'major', true, '0.5.0'],
    ['0.4.2', '0.4.3', 'major', false, '0.5.0'],
    ['0.4.2', '0.4.3', 'minor', true, '0.4.3'],
  ])('%s → %s for a %s step: %s', (before, after, step, ok, needed) => {
    expect(checkVersionStep(before, after, step)).toMatchObject({ ok, needed });
  });

  it('says what is wrong and what to do', () => {
    expect(checkVersionStep('1.4.2', '1.5.0', 'major').message).toBe(
      'From 1.4.2 to 1.5.0 is not as far as breaking changes demand: use 2.0.0 or later',
    );
    expect(checkVersionStep('1.4.2', '1.3.9', 'patch').message).toBe(
      'The version goes back from 1.4.2 to 1.3.9: use 1.4.3 or later',
    );
    expect(checkVersionStep('1.4.2', '1.5', 'minor').message).toBe(
      'The new version, "1.5", is not a SemVer version: use 1.5.0 or later',
    );
    expect(checkVersionStep(undefined, '1.0.0', 'none')).toEqual({
      ok: false,
      message:
        'The version before, which is missing, is not a SemVer version such as 2.3.0, so that no step from it can be judged: give the release that is in force such a version',
    });
  });

  it('takes the version that it asks for', () => {
    const part = fc.nat({ max: 20 });
    fc.assert(
      fc.property(
        fc.tuple(part, part, part),
        fc.constantFrom<VersionStep>('major', 'minor', 'patch', 'none'),
        (parts, step) => {
          const before = parts.join('.');
          const { needed } = checkVersionStep(before, before, step);
          expect(checkVersionStep(before, needed, step).ok).toBe(true);
        },
      ),
    );
  });
});
