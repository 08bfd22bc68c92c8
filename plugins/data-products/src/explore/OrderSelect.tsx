import NativeSelect from '@material-ui/core/NativeSelect';
import { Subtle } from '../look';
import { useMessages } from '../translation';
import { ReadinessOrder } from './exploreView';

const ORDERS = [
  'owner',
  'score',
  '-score',
  '-criticality',
] as const satisfies readonly ReadinessOrder[];

/**
 * How the rows are sorted; also there where the column heads are not. By name
 * unless something else is asked for.
 */
export function OrderSelect(props: {
  orderBy: ReadinessOrder | undefined;
  onChange: (orderBy: ReadinessOrder | undefined) => void;
}) {
  const t = useMessages();
  const offered: readonly ReadinessOrder[] = ORDERS;
  return (
    <label>
      <Subtle>{t('order.label')}</Subtle>{' '}
      <NativeSelect
        value={props.orderBy === 'title' ? '' : props.orderBy ?? ''}
        onChange={event =>
          props.onChange(offered.find(order => order === event.target.value))
        }
      >
        <option value="">{t('order.title')}</option>
        {ORDERS.map(order => (
          <option key={order} value={order}>
            {t(`order.${order}`)}
          </option>
        ))}
        {props.orderBy &&
          props.orderBy !== 'title' &&
          !offered.includes(props.orderBy) && (
            <option value={props.orderBy}>{t('order.other')}</option>
          )}
      </NativeSelect>
    </label>
  );
}
