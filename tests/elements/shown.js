// A state of the elements, shown in the page of the tests.

/** Shows a state in the page, in a language. */
export async function shown(page, state, language) {
  const properties = state.properties?.[language] ?? state.properties ?? {};
  await page.evaluate(
    ([{ html, expiresIn }, properties, language]) => {
      document.documentElement.lang = language;
      const place = document.querySelector('#place');
      place.innerHTML = html;
      for (const small of place.querySelectorAll('.small')) small.style.width = '9rem';
      const element = place.querySelector(
        ':is(iamsmart-identification-code, iamsmart-waiting, iamsmart-report)',
      );
      if (!element) return;
      const end = expiresIn && new Date(Date.now() + expiresIn * 1000).toISOString();
      if (end && 'expires' in element) element.expires = end;
      if (end && properties.outcome) properties.outcome.expiresAt = end;
      Object.assign(element, properties);
    },
    [state, properties, language],
  );
}
