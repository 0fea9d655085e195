import { isGatewayRefusal } from '../server/errors.js';
import type { EService } from '../server/eservice.js';
import type { Changed, Records } from '../server/records.js';
import { fromText, toText } from '../server/stored.js';
import type { NextStep, RecordView, SigningOutcome } from '../wasm/server.js';
import type { FlowProblem, FlowsOptions, TimestampAuthority, Trust } from './options.js';
import { arrivedIn, type Judged, keptIn, type Settled, settledOf } from './outcome.js';
import { timestamped } from './timestamping.js';
import { judge } from './verdict.js';

/** What settling needs. */
interface SettlingOptions {
  eService: EService;
  records: Records;
  trust: Trust;
  timestampAuthority: TimestampAuthority | undefined;
  onSettled: ((settled: Settled) => void | Promise<void>) | undefined;
  formLabels: FlowsOptions['formLabels'];
  onProblem: (problem: FlowProblem) => void;
}

/** Carries out the steps of transactions, each from the store. */
export class Settling {
  #options: SettlingOptions;

  constructor(options: SettlingOptions) {
    this.#options = options;
  }

  /** Carries out what is due for a transaction, until nothing is, or a step fails. */
  async settle(businessId: string): Promise<void> {
    for (;;) {
      const changed = await this.#options.records.change(businessId, (record, now) =>
        record.next(now),
      );
      if (!changed || changed.answer === 'wait') return;
      if (!(await this.#carryOut(changed))) return;
    }
  }

  /** Carries out a step; returns false if it failed, or is to be repeated later. */
  async #carryOut({ answer: step, view }: Changed<NextStep>): Promise<boolean> {
    switch (step) {
      case 'wait':
        return false;
      case 'verify':
        return this.#attempt('verify', view, () => this.#verify(view));
      case 'timestamp':
        return this.#attempt('timestamp', view, () => this.#timestamp(view));
      case 'tell':
        return this.#attempt('tell', view, () => this.#tell(view));
      default:
        return this.#attempt('acknowledge', view, () => this.#acknowledge(view, step));
    }
  }

  async #verify(view: RecordView): Promise<boolean> {
    const { trust, records, formLabels } = this.#options;
    const result = arrivedIn(view);
    if (result?.kind !== 'signing' && result?.kind !== 'pdf-signing') return false;
    const { verdict, kept } = await judge(
      result,
      { ...keptIn(view).asked, formLabels },
      trust,
      records.now(),
    );
    await records.change(view.businessId, (record, now) =>
      record.judge(verdict, toText(kept), now),
    );
    return verdict !== 'undecided';
  }

  async #timestamp({ businessId, unstamped }: RecordView): Promise<boolean> {
    const { timestampAuthority: authority, trust, records } = this.#options;
    if (unstamped === undefined) return false;
    // It was asked for by a process with other options.
    if (!authority) throw new Error('There is no timestampAuthority.');
    const judged = fromText(unstamped) as Judged;
    const kept = await timestamped(judged, { authority, trust, now: records.now() });
    await records.change(businessId, (record, now) => record.timestamped(toText(kept), now));
    return true;
  }

  async #tell(view: RecordView): Promise<boolean> {
    const { onSettled, records } = this.#options;
    const { settlement } = view;
    if (!settlement) return false;
    await onSettled?.(settledOf(view, settlement));
    await records.change(view.businessId, (record, now) => record.told(settlement.outcome, now));
    return true;
  }

  async #acknowledge({ businessId }: RecordView, says: SigningOutcome): Promise<boolean> {
    const { eService, records, onProblem } = this.#options;
    try {
      await eService.acknowledge(businessId, says);
    } catch (error) {
      // Of the others some pass, or can be mended here while it is tried again. That nothing was
      // received is not pressed on a gateway that refuses it: the signature may be on its way.
      const isOver = isGatewayRefusal(error) && (error.retry === 'new-request' || says === 'SR003');
      if (!isOver) throw error;
      onProblem({ businessId, step: 'acknowledge', error });
    }
    await records.change(businessId, (record, now) => record.acknowledged(says, now));
    return true;
  }

  /** Takes a step; if it throws, it is due again after a pause. */
  async #attempt(
    step: FlowProblem['step'],
    { businessId }: RecordView,
    take: () => Promise<boolean>,
  ): Promise<boolean> {
    const { records, onProblem } = this.#options;
    try {
      return await take();
    } catch (error) {
      onProblem({ businessId, step, error });
      await records.change(businessId, (record, now) => record.failed(now));
      return false;
    }
  }
}
