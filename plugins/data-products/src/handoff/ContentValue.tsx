import { makeStyles } from '@material-ui/core/styles';
import { HandoffDetail } from '@handoff/backstage-plugin-data-products-common';
import { spaced } from '../look';
import { useMessages } from '../translation';
import { Fold } from './Fold';

/** A part of a release, or of a part: whatever JSON can say. */
export type ContentPart = Exclude<
  NonNullable<HandoffDetail['content']>['contract'],
  undefined
>;

/** By which of its members something is known to people, best first. */
const NAMES = ['name', 'title', 'id', 'property', 'metric', 'for'] as const;

const useStyles = makeStyles(theme => ({
  list: { listStyle: 'none', margin: 0, padding: 0 },
  fields: {
    display: 'grid',
    gridTemplateColumns: 'minmax(96px, 30%) minmax(0, 1fr)',
    gap: theme.spacing(0.5, 1.5),
    margin: 0,
  },
  term: { color: theme.palette.text.secondary, overflowWrap: 'anywhere' },
  value: { margin: 0, minWidth: 0, overflowWrap: 'anywhere' },
  // What goes deep has no room beside its name.
  deepTerm: { color: theme.palette.text.secondary, gridColumn: '1 / -1' },
  deepValue: {
    margin: theme.spacing(0, 0, 0, 1.5),
    minWidth: 0,
    gridColumn: '1 / -1',
  },
}));

/**
 * A value of what is signed, whole: what is short as it is, and members of
 * lists, such as tables and their columns, folded by their names.
 */
export function ContentValue(props: { value: ContentPart }) {
  const { value } = props;
  const classes = useStyles();
  const t = useMessages();
  if (Array.isArray(value)) {
    return value.every(isPlain) ? (
      <>{value.map(String).join(', ') || t('handoff.changes.nothing')}</>
    ) : (
      <ul className={classes.list}>
        {value.map((member, index) => (
          <li key={`${index} ${nameOf(member)}`}>
            <Fold summary={nameOf(member) ?? String(index + 1)}>
              <ContentValue value={member} />
            </Fold>
          </li>
        ))}
      </ul>
    );
  }
  return isPlain(value) ? (
    <>{String(value)}</>
  ) : (
    <ContentFields fields={value} />
  );
}

/** Named values below each other, in the order in which they were written. */
export function ContentFields(props: {
  fields: Record<string, ContentPart | undefined>;
}) {
  const classes = useStyles();
  return (
    <dl className={classes.fields}>
      {Object.entries(props.fields).map(
        ([field, value]) =>
          value !== undefined && (
            <ContentField key={field} field={field} value={value} />
          ),
      )}
    </dl>
  );
}

function ContentField(props: { field: string; value: ContentPart }) {
  const { field, value } = props;
  const classes = useStyles();
  const isShort = [value].flat().every(isPlain);
  return (
    <>
      <dt className={isShort ? classes.term : classes.deepTerm}>
        {spaced(field)}
      </dt>
      <dd className={isShort ? classes.value : classes.deepValue}>
        <ContentValue value={value} />
      </dd>
    </>
  );
}

function isPlain(
  value: ContentPart,
): value is string | number | boolean | null {
  return typeof value !== 'object' || value === null;
}

function nameOf(member: ContentPart): string | undefined {
  if (isPlain(member) || Array.isArray(member)) {
    return undefined;
  }
  const key = NAMES.find(name => typeof member[name] === 'string');
  return key
    ? String(member[key])
    : // The first of its texts, as in `type: privacy-statement`.
      Object.values(member).find(value => typeof value === 'string');
}
