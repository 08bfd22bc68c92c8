import { makeStyles } from '@material-ui/core/styles';
import { Fact, Facts, OpenableLink, RelativeTime } from '../look';
import { useMessages } from '../translation';
import { EntryHash } from './EntryHash';
import { fieldInWords } from './fields';
import { isEntityRef, RecordedName } from './RecordedName';

const HASH = /^[0-9a-f]{64}$/;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;
const ADDRESS = /^https?:\/\//;

/** Says nothing: it only keeps others from finding a payload by its hash. */
const SALT = 'salt';

const useStyles = makeStyles(theme => ({
  list: { margin: 0, paddingLeft: theme.spacing(2.5) },
}));

/** What an entry recorded, in words: each field with its name. */
export function PayloadFacts(props: { payload: Record<string, unknown> }) {
  const t = useMessages();
  return (
    <Facts>
      {Object.entries(props.payload)
        .filter(([name]) => name !== SALT)
        .map(([name, value]) => (
          <Fact
            key={name}
            label={fieldInWords(name, t)}
            wide={typeof value === 'object' && value !== null}
          >
            <Recorded value={value} />
          </Fact>
        ))}
    </Facts>
  );
}

function Recorded(props: { value: unknown }) {
  const { value } = props;
  const classes = useStyles();
  const t = useMessages();
  if (typeof value === 'string') {
    return <RecordedText text={value} />;
  }
  if (typeof value === 'boolean') {
    return <>{t(value ? 'ledger.entry.yes' : 'ledger.entry.no')}</>;
  }
  if (Array.isArray(value) && value.length > 0) {
    return (
      <ul className={classes.list}>
        {value.map((item, index) => (
          // What was recorded never changes its order.
          // eslint-disable-next-line react/no-array-index-key
          <li key={index}>
            <Recorded value={item} />
          </li>
        ))}
      </ul>
    );
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return <PayloadFacts payload={{ ...value }} />;
  }
  return <>{typeof value === 'number' ? value : t('ledger.entry.nothing')}</>;
}

function RecordedText(props: { text: string }) {
  const { text } = props;
  if (isEntityRef(text)) {
    return <RecordedName name={text} />;
  }
  if (HASH.test(text)) {
    return <EntryHash value={text} />;
  }
  if (TIME.test(text)) {
    return <RelativeTime at={text} />;
  }
  return ADDRESS.test(text) ? <OpenableLink to={text} /> : <>{text}</>;
}
