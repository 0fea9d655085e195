import * as wasm from '../wasm/server.js';

/** Who can mend what a result code reports. */
export type Fault = 'user' | 'e-service' | 'gateway';

/**
 * What helps after a result code: nothing that is sent again, the same call with a new content key
 * (which `EService` tries once by itself), the same call later, a new request with a new
 * businessID, or a new login.
 */
export type Retry = 'never' | 'new-content-key' | 'later' | 'new-request' | 'new-login';

/** Every result code that this version knows; the gateway may send others. */
export type ResultCode =
  | 'D00000'
  | 'D20000'
  | 'D20001'
  | 'D20002'
  | 'D20003'
  | 'D20004'
  | 'D20005'
  | 'D20006'
  | 'D20007'
  | 'D20008'
  | 'D20009'
  | 'D20010'
  | 'D20011'
  | 'D20012'
  | 'D20013'
  | 'D20015'
  | 'D20016'
  | 'D20017'
  | 'D20018'
  | 'D20019'
  | 'D20020'
  | 'D20021'
  | 'D20022'
  | 'D20026'
  | 'D20027'
  | 'D20030'
  | 'D20031'
  | 'D20032'
  | 'D20033'
  | 'D20034'
  | 'D20035'
  | 'D20036'
  | 'D20037'
  | 'D20038'
  | 'D20039'
  | 'D20050'
  | 'D20051'
  | 'D20061'
  | 'D20062'
  | 'D20064'
  | 'D20065'
  | 'D20066'
  | 'D20067'
  | 'D20068'
  | 'D20069'
  | 'D30001'
  | 'D30002'
  | 'D30003'
  | 'D30004'
  | 'D40000'
  | 'D40001'
  | 'D40002'
  | 'D40003'
  | 'D40004'
  | 'D40035'
  | 'D50001'
  | 'D50002'
  | 'D50003'
  | 'D60000'
  | 'D60001'
  | 'D60002'
  | 'D60003'
  | 'D70000'
  | 'D70001'
  | 'D70002'
  | 'D70003'
  | 'D70004'
  | 'D70005'
  | 'D70006'
  | 'D71000'
  | 'D71001'
  | 'D71002'
  | 'D71003'
  | 'D71004'
  | 'D71005'
  | 'D71006'
  | 'D71007'
  | 'D71008'
  | 'D71009'
  | 'D77000'
  | 'D77001'
  | 'D77002'
  | 'D77003'
  | 'D77004'
  | 'D80001'
  | 'D80002'
  | 'D80003';

/** The meaning of a result code. */
export interface ResultCodeInfo {
  code: ResultCode | (string & {});
  /** What it means, and what to do, as a sentence. */
  meaning: string;
  /** Left out where nothing is wrong, or where public sources do not say. */
  fault?: Fault;
  retry: Retry;
}

/** What a result code means. A code that this version does not know has `retry` 'never'. */
export function resultCode(code: string): ResultCodeInfo {
  return wasm.resultCode(code);
}
