import { makeStyles } from '@material-ui/core/styles';
import { BriefingBlock } from '@handoff/backstage-plugin-data-products-common';
import { ScrollRegion } from '../look';
import { BriefingWords } from './BriefingWords';

const useStyles = makeStyles(theme => ({
  table: {
    width: '100%',
    minWidth: '30rem',
    margin: theme.spacing(1, 0),
    borderCollapse: 'collapse',
    '@media print': { minWidth: 0 },
  },
  cell: {
    border: `1px solid ${theme.palette.divider}`,
    padding: theme.spacing(0.75, 1),
    textAlign: 'left',
    verticalAlign: 'top',
    overflowWrap: 'break-word',
    '@media print': { border: '1px solid #000' },
  },
}));

/** Rows and columns as they stand in a document. */
export function BriefingTable(props: {
  table: Extract<BriefingBlock, { type: 'table' }>;
}) {
  const { label, columns, rows } = props.table;
  const classes = useStyles();
  return (
    <ScrollRegion label={label}>
      <table className={classes.table} aria-label={label}>
        <thead>
          <tr>
            {columns.map(column => (
              <th key={column} scope="col" className={classes.cell}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {row.map((cell, column) => (
                <td key={columns[column]} className={classes.cell}>
                  <BriefingWords text={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
