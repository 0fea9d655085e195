// The elements in JSX.

import { type IamSmartButton, IamSmartWaiting } from 'iamsmart/elements/react';
import type { VerificationReport } from 'iamsmart/verify';
import { createRef } from 'react';

const button = createRef<IamSmartButton>();

export function page(report: VerificationReport) {
  return (
    <main>
      <iamsmart-button ref={button} action="sign" busy lang="zh-HK" onClick={() => {}} />
      <iamsmart-identification-code code="1234" className="code" />
      <iamsmart-waiting
        request="/api/requests/1"
        oniamsmart-outcome={({ detail }) => detail.stage}
      />
      <iamsmart-report report={report} key="report" />
      {/* @ts-expect-error there is no such action */}
      <iamsmart-button action="pay" />
      {/* @ts-expect-error a code is a text */}
      <iamsmart-identification-code code={1234} />
      {/* @ts-expect-error there is no such element */}
      <iamsmart-other />
    </main>
  );
}

export const isWaiting = (element: unknown) => element instanceof IamSmartWaiting;
