import {
  Entity,
  EntityRelation,
  RELATION_CHILD_OF,
  RELATION_HAS_MEMBER,
  RELATION_MEMBER_OF,
  RELATION_PARENT_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { generateCompany } from 'backend/src/modules/scaleGenerator/generateCompany';
import { generatedRef } from 'backend/src/modules/scaleGenerator/generatedMetadata';

/** The group that all other groups of a generated company are part of. */
export const ROOT_TEAM = generatedRef('group', 'company');

/** The generated company of the demo portal, as a catalog would have it. */
export class GeneratedCatalog {
  readonly #byRef = new Map<string, Entity>();
  #etags = 0;

  /**
   * @param products - How many data products; decision paths are left out, so
   * that this is the number of scored entities.
   */
  static create(products: number): GeneratedCatalog {
    return new GeneratedCatalog(
      generateCompany(products).filter(({ kind }) => kind !== 'DecisionPath'),
    );
  }

  private constructor(entities: readonly Entity[]) {
    for (const entity of entities) {
      this.#byRef.set(stringifyEntityRef(entity), {
        ...entity,
        metadata: { ...entity.metadata, etag: 'first' },
        relations: [],
      });
    }
    for (const [ref, { kind, spec }] of this.#byRef) {
      if (kind === 'Group' && typeof spec?.parent === 'string') {
        this.#relate(ref, RELATION_CHILD_OF, spec.parent, RELATION_PARENT_OF);
      }
      if (kind === 'User') {
        for (const group of spec?.memberOf as string[]) {
          this.#relate(ref, RELATION_MEMBER_OF, group, RELATION_HAS_MEMBER);
        }
      }
    }
  }

  /** Refs of all data products. */
  get productRefs(): string[] {
    return [...this.#byRef.keys()].filter(ref => ref.startsWith('dataproduct'));
  }

  /** Gives products another runbook. */
  edit(refs: readonly string[]): void {
    for (const ref of refs) {
      const entity = this.#byRef.get(ref)!;
      this.#byRef.set(ref, {
        ...entity,
        spec: { ...entity.spec, runbook: 'https://runbooks.example/edited' },
      });
    }
    this.touch(refs);
  }

  /** Gives products another etag, as a change does that evidence leaves out. */
  touch(refs: readonly string[]): void {
    for (const ref of refs) {
      this.#etags += 1;
      this.#byRef.get(ref)!.metadata.etag = `changed-${this.#etags}`;
    }
  }

  /** The part of the catalog's service that the synchronisation asks. */
  get service(): CatalogService {
    const byRef = this.#byRef;
    const service: Pick<
      CatalogService,
      'streamEntities' | 'getEntitiesByRefs'
    > = {
      async *streamEntities(request) {
        const { kind } = request?.filter as { kind: string[] };
        const size = request?.pageSize ?? 500;
        const entities = [...byRef.values()].filter(entity =>
          kind.includes(entity.kind),
        );
        for (let i = 0; i < entities.length; i += size) {
          yield entities.slice(i, i + size);
        }
      },
      async getEntitiesByRefs({ entityRefs }) {
        return { items: entityRefs.map(ref => byRef.get(ref)) };
      },
    };
    return service as CatalogService;
  }

  #relate(ref: string, type: string, target: string, back: string): void {
    this.#addRelation(ref, { type, targetRef: target });
    this.#addRelation(target, { type: back, targetRef: ref });
  }

  #addRelation(ref: string, relation: EntityRelation): void {
    this.#byRef.get(ref)?.relations?.push(relation);
  }
}
