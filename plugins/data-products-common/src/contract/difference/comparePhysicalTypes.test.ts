import fc from 'fast-check';
import {
  comparePhysicalTypes,
  PhysicalTypeTrend,
} from './comparePhysicalTypes';

describe('comparePhysicalTypes', () => {
  it.each<[string, string, PhysicalTypeTrend | undefined]>([
    ['varchar(255)', 'VARCHAR ( 50 )', 'narrowed'],
    ['varchar(50)', 'text', 'widened'],
    ['nvarchar(max)', 'nvarchar(100)', 'narrowed'],
    ['char', 'char(2)', 'widened'],
    ['character varying(20)', 'varchar(20)', 'same'],
    ['varchar(20 char)', 'varchar(10 char)', 'narrowed'],
    ['bigint', 'int', 'narrowed'],
    ['INT4', 'int8', 'widened'],
    ['decimal(18,4)', 'decimal(18, 2)', 'narrowed'],
    // More before the point, and less behind it: some values are lost.
    ['decimal(10,4)', 'decimal(18,2)', 'narrowed'],
    ['number(38)', 'bigint', 'narrowed'],
    ['integer', 'numeric(10,0)', 'widened'],
    ['double precision', 'real', 'narrowed'],
    ['double', 'decimal(10,2)', 'changed'],
    ['timestamp', 'date', 'narrowed'],
    ['timestamp(3)', 'timestamp(6)', 'widened'],
    ['date', 'varchar(10)', 'changed'],
    ['boolean', 'BOOL', 'same'],
    // How large a bare one is, each database decides; the rest is not known.
    ['decimal', 'decimal(10,2)', undefined],
    ['timestamp', 'timestamp with time zone', undefined],
    ['timestamp(6)', 'timestamp(6) with time zone', undefined],
    ['geography', 'varchar', undefined],
    ['array<string>', 'array<int>', undefined],
    ['', '(', undefined],
    ['constructor', '__proto__', undefined],
  ])('%s → %s: %s', (before, after, trend) => {
    expect(comparePhysicalTypes(before, after)).toBe(trend);
  });

  it('finds nothing between a type and itself, and widened where it narrows backwards', () => {
    const word = fc.oneof(
      fc.string(),
      fc.constantFrom('int', 'bigint', 'text', 'char(4)', 'decimal(9,2)'),
      fc.nat(99).map(size => `varchar(${size})`),
    );
    fc.assert(
      fc.property(word, word, (one, other) => {
        expect(comparePhysicalTypes(one, one)).toBe('same');
        const [there, back] = [
          comparePhysicalTypes(one, other),
          comparePhysicalTypes(other, one),
        ];
        expect(back === 'narrowed' || there !== 'widened').toBe(true);
        expect(there === 'same').toBe(back === 'same');
        expect(there === undefined).toBe(back === undefined);
      }),
    );
  });
});
