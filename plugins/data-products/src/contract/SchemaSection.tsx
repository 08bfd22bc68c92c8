import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { useId } from 'react';
import {
  ContractColumn,
  ContractSchema,
} from '@handoff/backstage-plugin-data-products-common';
import { Fact, Facts, OpenableLink, Subtle, toneWash } from '../look';
import { useMessages } from '../translation';
import { anchorOf, elementIdOf } from './anchors';
import { ColumnTable } from './ColumnTable';

const useStyles = makeStyles(theme => ({
  root: { display: 'grid', gap: theme.spacing(1.5), minWidth: 0 },
  target: { background: toneWash(theme, 'caution') },
  names: { fontFamily: 'monospace' },
}));

/** One table, view or topic: its grain, its keys, and its columns. */
export function SchemaSection(props: {
  schema: ContractSchema;
  /** Those that the search has left. */
  columns: ContractColumn[];
  anchor: string | undefined;
}) {
  const { schema, columns, anchor } = props;
  const classes = useStyles();
  const t = useMessages();
  const titleId = useId();
  const ownAnchor = anchorOf(schema.name);
  return (
    <section
      id={elementIdOf(ownAnchor)}
      aria-labelledby={titleId}
      className={classes.root}
    >
      <Typography
        id={titleId}
        variant="h6"
        component="h4"
        className={anchor === ownAnchor ? classes.target : undefined}
      >
        <Link to={`#${encodeURIComponent(ownAnchor)}`} underline="always">
          {schema.businessName ?? schema.name}
        </Link>{' '}
        <Subtle>
          {[
            schema.physicalType,
            schema.physicalName ?? schema.name,
            t('contract.columns', { count: schema.columns.length }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </Subtle>
      </Typography>
      {schema.description && <div>{schema.description}</div>}
      <Facts>
        <Fact wide label={t('contract.grain')}>
          {schema.grain ?? t('contract.noGrain')}
        </Fact>
        <Fact label={t('contract.primaryKey')}>
          {schema.primaryKey.length > 0 ? (
            <span className={classes.names}>
              {schema.primaryKey.join(', ')}
            </span>
          ) : (
            t('contract.noKey')
          )}
        </Fact>
        <Fact label={t('contract.tags')}>{schema.tags.join(', ')}</Fact>
        <Fact wide label={t('contract.relationships')}>
          {schema.relationships.length > 0 &&
            schema.relationships.map(relationship => (
              <div
                key={`${relationship.from} ${relationship.to}`}
                className={classes.names}
              >
                {relationship.from.join(', ')} → {relationship.to.join(', ')}
              </div>
            ))}
        </Fact>
        <Fact wide label={t('contract.links')}>
          {schema.links.length > 0 &&
            schema.links.map(link => (
              <div key={link.url}>
                <OpenableLink to={link.url}>
                  {link.description ?? link.type}
                </OpenableLink>
              </div>
            ))}
        </Fact>
      </Facts>
      {columns.length > 0 && (
        <ColumnTable schema={schema.name} columns={columns} anchor={anchor} />
      )}
    </section>
  );
}
