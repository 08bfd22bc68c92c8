import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import TextField from '@material-ui/core/TextField';
import { useState } from 'react';
import { ContractSchema } from '@handoff/backstage-plugin-data-products-common';
import { EmptyState } from '../states';
import { Subtle } from '../look';
import { useMessages } from '../translation';
import { anchorOf } from './anchors';
import { findColumns } from './findColumns';
import { SchemaSection } from './SchemaSection';
import { useAnchor } from './useAnchor';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(3),
  },
  contents: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5, 2),
    margin: 0,
    padding: 0,
    listStyle: 'none',
  },
}));

/** Every schema with its columns, and a search through all of them. */
export function DataDictionary(props: { schemas: ContractSchema[] }) {
  const { schemas } = props;
  const classes = useStyles();
  const t = useMessages();
  const anchor = useAnchor();
  const [search, setSearch] = useState('');
  const searching = search.trim() !== '';
  const found = schemas
    .map(schema => ({ schema, columns: findColumns(schema, search) }))
    .filter(({ columns }) => columns.length > 0 || !searching);
  const total = schemas.reduce((sum, { columns }) => sum + columns.length, 0);
  const matches = found.reduce((sum, { columns }) => sum + columns.length, 0);
  return (
    <div className={classes.root}>
      <TextField
        size="small"
        variant="outlined"
        value={search}
        onChange={event => setSearch(event.target.value)}
        placeholder={t('contract.search')}
        inputProps={{ role: 'searchbox', 'aria-label': t('contract.search') }}
        helperText={
          <span role="status">
            {searching &&
              t('contract.found', {
                count: matches,
                total: String(total),
              })}
          </span>
        }
      />
      {schemas.length > 1 && (
        <nav aria-label={t('contract.schemas')}>
          <ul className={classes.contents}>
            {found.map(({ schema }) => (
              <li key={schema.name}>
                <Link to={`#${encodeURIComponent(anchorOf(schema.name))}`}>
                  {schema.businessName ?? schema.name}
                </Link>{' '}
                <Subtle>({schema.columns.length})</Subtle>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {found.length === 0 && (
        <EmptyState title={t('contract.notFound', { search })} />
      )}
      {found.map(({ schema, columns }) => (
        <SchemaSection
          key={schema.name}
          schema={schema}
          columns={columns}
          anchor={anchor}
        />
      ))}
    </div>
  );
}
