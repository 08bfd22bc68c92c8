import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  EntityInfoCard,
  EntityRefLink,
  getEntityRelations,
  useEntity,
} from '@backstage/plugin-catalog-react';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { ReactNode } from 'react';
import { GlossaryTermEntity } from '@handoff/backstage-plugin-data-products-common';
import { Subtle } from '../look';
import { useMessages } from '../translation';

const useStyles = makeStyles(theme => ({
  root: { display: 'grid', gap: theme.spacing(2) },
  heading: { fontWeight: 600 },
  list: { margin: 0, paddingLeft: theme.spacing(2.5), lineHeight: 1.5 },
  calculation: {
    margin: 0,
    padding: theme.spacing(1.5),
    overflowX: 'auto',
    whiteSpace: 'pre-wrap',
    fontFamily: 'monospace',
    background: theme.palette.type === 'dark' ? '#2b2b2b' : '#f2f4f6',
    borderRadius: theme.shape.borderRadius,
  },
}));

/**
 * What a word means, how it is calculated, and who counts by it, for the
 * glossary term of the page.
 *
 * @public
 */
export function GlossaryTermCard() {
  const classes = useStyles();
  const t = useMessages();
  const { entity } = useEntity<GlossaryTermEntity>();
  const { definition, calculation, examples, synonyms, type } = entity.spec;
  const users = getEntityRelations(entity, 'defines').map(ref =>
    stringifyEntityRef(ref),
  );
  return (
    <EntityInfoCard title={t('glossary.title')}>
      <div className={classes.root}>
        <div>
          {type && <Subtle component="p">{t(`termType.${type}`)}</Subtle>}
          <Typography variant="body1">{definition}</Typography>
          {synonyms && synonyms.length > 0 && (
            <Subtle component="p">
              {t('glossary.synonyms')} {synonyms.join(', ')}
            </Subtle>
          )}
        </div>
        {calculation && (
          <Part title={t('glossary.calculation')}>
            <pre className={classes.calculation}>{calculation}</pre>
          </Part>
        )}
        {examples && examples.length > 0 && (
          <Part title={t('glossary.examples')}>
            <ul className={classes.list}>
              {examples.map(example => (
                <li key={example}>{example}</li>
              ))}
            </ul>
          </Part>
        )}
        <Part title={t('glossary.usedBy')}>
          {users.length > 0 ? (
            <ul className={classes.list}>
              {users.map(ref => (
                <li key={ref}>
                  <EntityRefLink entityRef={ref} hideIcon />
                </li>
              ))}
            </ul>
          ) : (
            <Subtle component="p">{t('glossary.unused')}</Subtle>
          )}
        </Part>
      </div>
    </EntityInfoCard>
  );
}

function Part(props: { title: string; children: ReactNode }) {
  const classes = useStyles();
  return (
    <section>
      <Typography variant="body2" component="h4" className={classes.heading}>
        {props.title}
      </Typography>
      {props.children}
    </section>
  );
}
