import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import {
  Briefing,
  BriefingBlock,
  BriefingFact,
  BriefingSection,
} from '@handoff/backstage-plugin-data-products-common';
import { Notice } from '../states';
import { useMessages } from '../translation';
import { BriefingTable } from './BriefingTable';
import { BriefingWords } from './BriefingWords';
import { PRINTED, printStyles } from './printStyles';

const useStyles = makeStyles(theme => ({
  '@global': printStyles,
  root: {
    maxWidth: '60rem',
    fontSize: '0.875rem',
    lineHeight: 1.5,
    // Colour alone tells no link from the words around it.
    '& a': { textDecoration: 'underline' },
  },
  part: { marginTop: theme.spacing(4) },
  smallPart: { marginTop: theme.spacing(2) },
  line: {
    maxWidth: '46rem',
    margin: theme.spacing(1, 0),
    overflowWrap: 'anywhere',
  },
  facts: {
    display: 'grid',
    gridTemplateColumns: 'minmax(8rem, max-content) minmax(0, 38rem)',
    gap: theme.spacing(0.5, 2),
    margin: theme.spacing(1, 0),
    [theme.breakpoints.down('xs')]: {
      gridTemplateColumns: 'minmax(0, 1fr)',
    },
  },
  label: { fontWeight: 600 },
  value: { margin: 0, overflowWrap: 'anywhere', whiteSpace: 'pre-line' },
}));

/** A briefing as a document to be read from its top, and printed. */
export function BriefingDocument(props: { briefing: Briefing }) {
  const { title, facts, sections } = props.briefing;
  const classes = useStyles();
  return (
    // Whatever the reader's language is, these words are English.
    <article lang="en" className={classes.root} {...{ [PRINTED]: '' }}>
      <Typography variant="h4" component="h2">
        {title}
      </Typography>
      <Facts facts={facts} />
      {sections.map(section => (
        <Section key={section.id} section={section} />
      ))}
    </article>
  );
}

function Section(props: { section: BriefingSection; isPart?: boolean }) {
  const { section, isPart } = props;
  const classes = useStyles();
  return (
    <section className={isPart ? classes.smallPart : classes.part}>
      <Typography
        variant={isPart ? 'h6' : 'h5'}
        component={isPart ? 'h4' : 'h3'}
      >
        {section.title}
      </Typography>
      {section.blocks.map((block, index) => (
        <Block key={`${block.type} ${index}`} block={block} />
      ))}
      {section.sections?.map(part => (
        <Section key={part.id} section={part} isPart />
      ))}
    </section>
  );
}

function Block(props: { block: BriefingBlock }) {
  const { block } = props;
  const classes = useStyles();
  const t = useMessages();
  switch (block.type) {
    case 'paragraph':
      return (
        <p className={classes.line}>
          <BriefingWords text={block.text} />
        </p>
      );
    case 'unreadable':
      return (
        <Notice
          icon="error"
          tone="caution"
          title={t('briefing.unreadable')}
          description={block.reason}
        />
      );
    case 'facts':
      return <Facts facts={block.facts} />;
    case 'table':
      return <BriefingTable table={block} />;
    default: {
      const List = block.ordered ? 'ol' : 'ul';
      return (
        <List>
          {block.items.map((item, index) => (
            <li key={index} className={classes.line}>
              <BriefingWords text={item} />
            </li>
          ))}
        </List>
      );
    }
  }
}

function Facts(props: { facts: readonly BriefingFact[] }) {
  const classes = useStyles();
  return (
    <dl className={classes.facts}>
      {props.facts.map(({ label, value }) => [
        <dt key={`${label} label`} className={classes.label}>
          {label}
        </dt>,
        <dd key={label} className={classes.value}>
          <BriefingWords text={value} />
        </dd>,
      ])}
    </dl>
  );
}
