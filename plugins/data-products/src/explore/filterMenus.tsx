import { parseEntityRef } from '@backstage/catalog-model';
import Checkbox from '@material-ui/core/Checkbox';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import {
  LIFECYCLES,
  PROMISE_FILTERS,
  READINESS_LEVELS,
  ReadinessFacets,
  SCORED_KINDS,
} from '@handoff/backstage-plugin-data-products-common';
import { QueryState } from '../states';
import { teamTree, useTeams } from '../teams';
import { useMessages } from '../translation';
import {
  ExploreFilters,
  ReaderContext,
  SCORED_TYPES,
  toReadinessQuery,
  withoutFilter,
} from './exploreView';
import { FilterChoice, FilterChoices } from './FilterChoices';
import { useChecks, useFacets } from './useReadinessList';

/** What each filter's choices are made from, and how they take effect. */
export interface FilterMenuProps {
  filters: ExploreFilters;
  reader: ReaderContext;
  onChange: (filters: ExploreFilters) => void;
}

/**
 * Facets under every filter but those of one menu, so that its other values are
 * offered too.
 */
function useFacetsBeside(
  props: FilterMenuProps,
  ...names: (keyof ExploreFilters)[]
) {
  return useFacets(
    toReadinessQuery(names.reduce(withoutFilter, props.filters), props.reader),
  );
}

function countsOf(facet: ReadinessFacets['kind']): Map<string, number> {
  return new Map(facet.map(({ value, count }) => [value, count]));
}

/** What no team has, teams as a tree, then people who own something themselves. */
export function OwnerChoices(props: FilterMenuProps) {
  const { filters, onChange } = props;
  const t = useMessages();
  const facets = useFacetsBeside(props, 'owner', 'unowned', 'mine');
  const teams = useTeams();
  return (
    <QueryState query={facets} what={t('filter.what')}>
      {({ owner }) => {
        const counts = new Map(owner.map(({ value, count }) => [value, count]));
        const tree: FilterChoice[] = teamTree(teams.data?.items ?? []).map(
          ({ team, depth }) => ({
            value: team.teamRef,
            label: team.title ?? parseEntityRef(team.teamRef).name,
            count: counts.get(team.teamRef),
            depth,
          }),
        );
        const inTree = new Set(tree.map(({ value }) => value));
        const rest: FilterChoice[] = owner
          .filter(({ value }) => !inTree.has(value))
          .map(({ value, title, count }) => ({
            value,
            label: title ?? parseEntityRef(value).name,
            count,
          }));
        const chosenElsewhere = filters.owner
          .filter(
            ref => !inTree.has(ref) && !rest.some(({ value }) => value === ref),
          )
          .map(ref => ({ value: ref, label: ref }));
        return (
          <>
            <FormControlLabel
              control={
                <Checkbox
                  size="small"
                  color="primary"
                  checked={filters.unowned}
                  onChange={(_, unowned) =>
                    onChange({
                      ...filters,
                      unowned,
                      // Nothing is both without a team and of one.
                      owner: [],
                      nested: false,
                      mine: false,
                    })
                  }
                />
              }
              label={t('filter.unowned')}
            />
            <FormControlLabel
              control={
                <Checkbox
                  size="small"
                  color="primary"
                  checked={filters.nested}
                  disabled={filters.owner.length === 0}
                  onChange={(_, nested) => onChange({ ...filters, nested })}
                />
              }
              label={t('filter.nested')}
            />
            <FilterChoices
              label={t('filter.owner')}
              choices={[...tree, ...rest, ...chosenElsewhere]}
              selected={filters.owner}
              onChange={selected =>
                onChange({
                  ...filters,
                  owner: selected,
                  unowned: false,
                  // Whoever picks a department means its teams as well.
                  nested:
                    selected.length > 0 &&
                    (filters.nested || filters.owner.length === 0),
                  mine: false,
                })
              }
            />
          </>
        );
      }}
    </QueryState>
  );
}

/** Domains as entities name them. */
export function DomainChoices(props: FilterMenuProps) {
  const { filters, onChange } = props;
  const t = useMessages();
  const facets = useFacetsBeside(props, 'domain');
  return (
    <QueryState query={facets} what={t('filter.what')}>
      {({ domain }) => (
        <FilterChoices
          label={t('filter.domain')}
          choices={[
            ...domain,
            ...filters.domain
              .filter(value => !domain.some(item => item.value === value))
              .map(value => ({ value, count: 0 })),
          ].map(({ value, count }) => ({
            value,
            label: parseEntityRef(value, { defaultKind: 'domain' }).name,
            count,
          }))}
          selected={filters.domain}
          onChange={selected => onChange({ ...filters, domain: selected })}
        />
      )}
    </QueryState>
  );
}

/** Kinds, and the types within them. */
export function KindChoices(props: FilterMenuProps) {
  const { filters, onChange } = props;
  const t = useMessages();
  const facets = useFacetsBeside(props, 'kind');
  return (
    <QueryState query={facets} what={t('filter.what')}>
      {({ kind }) => {
        const counts = countsOf(kind);
        return (
          <>
            <FilterChoices
              label={t('filter.kind')}
              choices={SCORED_KINDS.map(value => ({
                value,
                label: t(`kind.${value}`),
                count: counts.get(value) ?? 0,
              }))}
              selected={filters.kind}
              onChange={selected =>
                onChange({
                  ...filters,
                  kind: SCORED_KINDS.filter(item => selected.includes(item)),
                })
              }
            />
            <FilterChoices
              label={t('filter.type')}
              choices={SCORED_TYPES.map(value => ({
                value,
                label: t(`type.${value}`),
              }))}
              selected={filters.type}
              onChange={selected =>
                onChange({
                  ...filters,
                  type: SCORED_TYPES.filter(item => selected.includes(item)),
                })
              }
            />
          </>
        );
      }}
    </QueryState>
  );
}

/** Stages of a product's life. */
export function LifecycleChoices(props: FilterMenuProps) {
  const { filters, onChange } = props;
  const t = useMessages();
  const facets = useFacetsBeside(props, 'lifecycle');
  return (
    <QueryState query={facets} what={t('filter.what')}>
      {({ lifecycle }) => {
        const counts = countsOf(lifecycle);
        return (
          <FilterChoices
            label={t('filter.lifecycle')}
            choices={LIFECYCLES.map(value => ({
              value,
              label: t(`lifecycle.${value}`),
              count: counts.get(value) ?? 0,
            }))}
            selected={filters.lifecycle}
            onChange={selected =>
              onChange({
                ...filters,
                lifecycle: LIFECYCLES.filter(item => selected.includes(item)),
              })
            }
          />
        );
      }}
    </QueryState>
  );
}

/** Readiness levels. */
export function LevelChoices(props: FilterMenuProps) {
  const { filters, onChange } = props;
  const t = useMessages();
  const facets = useFacetsBeside(props, 'level');
  return (
    <QueryState query={facets} what={t('filter.what')}>
      {({ level }) => {
        const counts = countsOf(level);
        return (
          <FilterChoices
            label={t('filter.level')}
            choices={READINESS_LEVELS.map(value => ({
              value,
              label: t(`level.${value}`),
              count: counts.get(value) ?? 0,
            }))}
            selected={filters.level}
            onChange={selected =>
              onChange({
                ...filters,
                level: READINESS_LEVELS.filter(item => selected.includes(item)),
              })
            }
          />
        );
      }}
    </QueryState>
  );
}

/** How promises stand, and whether they end soon. */
export function PromiseChoices(props: FilterMenuProps) {
  const { filters, onChange } = props;
  const t = useMessages();
  const facets = useFacetsBeside(props, 'promises');
  return (
    <QueryState query={facets} what={t('filter.what')}>
      {({ promises }) => {
        const counts = countsOf(promises);
        return (
          <FilterChoices
            label={t('filter.promises')}
            choices={PROMISE_FILTERS.map(value => ({
              value,
              label: t(`promises.${value}`),
              // When something ends is asked for, not counted.
              count:
                value === 'renewal-due' ? undefined : counts.get(value) ?? 0,
            }))}
            selected={filters.promises}
            onChange={selected =>
              onChange({
                ...filters,
                promises: PROMISE_FILTERS.filter(item =>
                  selected.includes(item),
                ),
              })
            }
          />
        );
      }}
    </QueryState>
  );
}

/** The check that fails. */
export function CheckChoices(props: FilterMenuProps) {
  const { filters, onChange } = props;
  const t = useMessages();
  const checks = useChecks(true);
  return (
    <QueryState query={checks} what={t('filter.what')}>
      {({ items }) => (
        <FilterChoices
          single
          label={t('filter.check')}
          choices={items.map(({ id, title }) => ({ value: id, label: title }))}
          selected={filters.check ? [filters.check] : []}
          onChange={([check]) => onChange({ ...filters, check })}
        />
      )}
    </QueryState>
  );
}
